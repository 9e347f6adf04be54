import type { Directory } from '../structure.ts'
import type { MessageTree } from '../tree.ts'
import type { Fields } from './content.ts'
import { type Decoded, decodeTree } from './decode.ts'
import { type Encoded, encodeFields } from './encode.ts'
import { fieldsOf, planOf } from './plan.ts'
import type { MappingTemplate } from './template.ts'

/** A mapping between a message and a plain object of fields, both ways. */
export interface MessageMapping {
  readonly type: string
  /** Names of the fields that it says; columns of tables as `lines/goods`. */
  readonly fields: ReadonlySet<string>
  /** Says fields as a message. What a place cannot hold is returned as unsayable, never cut. */
  encode(fields: Fields): Encoded
  /** Reads a message's fields. What has no place in the mapping is returned as not understood, never dropped. */
  decode(tree: MessageTree): Decoded
}

/**
 * Makes a mapping of a template.
 *
 * @throws where the template does not fit the message's structure, its segments, formats and code lists in the directory.
 */
export function messageMapping(template: MappingTemplate, directory: Directory): MessageMapping {
  const plans = planOf(template, directory)
  const { type } = template
  return {
    type,
    fields: fieldsOf(plans),
    encode: (fields) => encodeFields(type, plans, fields),
    decode: (tree) => decodeTree(plans, tree),
  }
}
