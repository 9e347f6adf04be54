import { unofficialSchemas } from '@entrepot/x12'
import { type Message, type MessageDefinition, withMapping } from '../define.ts'

/** The version of our transaction sets: what most partners speak. */
const VERSION = '004010'

/**
 * Declares a message as a transaction set of X12, by the unofficial schemas; asserts that its body fits the schema, that it says every
 * field that it does not leave out, and nothing that is no field.
 */
export function defineTransactionSet(definition: Omit<MessageDefinition, 'release'>): Message {
  const { message } = definition
  const schema = unofficialSchemas.find(({ directory, groups }) => directory.name === VERSION && groups.has(message))
  const functionalGroup = schema?.groups.get(message)
  if (!schema || functionalGroup === undefined) throw new Error(`${message}: no schema ${VERSION}`)
  return withMapping({ ...definition, release: VERSION, functionalGroup }, schema.directory)
}
