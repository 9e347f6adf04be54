import { type Directory, type MessageMapping, messageMapping, type Template } from '@entrepot/edi'
import { directoryFor } from '@entrepot/edifact'
import type { Declassification, DocumentDefinition, Field, Table } from '@entrepot/trade/documents'
import type { Capacity, FileState, FoldableAct, Label } from '@entrepot/trade/file'

/** A field of a message. What it says stands in elements, or in the envelope of an act. */
export interface MessageField extends Field {
  /**
   * Said by an envelope and by no element: of the act after which the message arises, of the one that opened the file, or of the
   * proposal that the message writes down.
   */
  readonly envelope?: 'act' | 'opening' | 'subject'
}

/** A capacity in the message's own file, or in a file of another kind that the message's file cites. */
export type Addressee = Capacity | { readonly kind: string; readonly capacity: Capacity }

/** A message of the trade: who sends it to whom, after which act; its fields, and where each stands in it. */
export interface MessageDefinition {
  /** `ORDERS`. */
  readonly message: string
  /** The release of the directory whose structure it follows (UNH, 0054); `01B` where absent. */
  readonly release?: string
  readonly title: Label
  /** The kind of file in which it arises. */
  readonly kind: string
  readonly sender: Capacity
  readonly receiver: Addressee
  /** The act after which it arises, by name; or the document whose issue gives rise to it. */
  readonly after: string | DocumentDefinition
  /** What it is about: an instance (an invoice), or the proposal that it writes down. An issued document's subject where absent. */
  readonly about?: (act: FoldableAct, home: FileState) => string | undefined
  /** Writes down a proposal instead of what is in force. */
  readonly ofProposal?: true
  readonly fields: Readonly<Record<string, MessageField>>
  readonly tables?: Readonly<Record<string, Table>>
  readonly declassifies?: readonly Declassification[]
  /** Fields of the document that the message has no place for, or leaves to another, each with the reason. */
  readonly leavesOut?: Readonly<Record<string, string>>
  /** Where each field stands in the message. */
  readonly body: readonly Template[]
}

/** A message that can be written and read. */
export interface Message extends MessageDefinition {
  readonly release: string
  readonly mapping: MessageMapping
  /** Of a transaction set of X12: the functional group in which it travels (GS01). */
  readonly functionalGroup?: string
}

/** The directory of our messages: what most partners speak. */
const RELEASE = '01B'

/**
 * Declares a message; asserts that its body fits the directory, that it says every field that it does not leave out, and
 * nothing that is no field.
 */
export function defineMessage(definition: MessageDefinition): Message {
  const { message, release = RELEASE } = definition
  const chosen = directoryFor({ type: message, version: 'D', release, agency: 'UN' })
  if (!chosen?.isExact) throw new Error(`${message}: no built-in directory D.${release}`)
  return withMapping({ ...definition, release }, chosen.directory)
}

/** Lays a message over its structure, with the assertions of {@link defineMessage}. */
export function withMapping<Definition extends MessageDefinition>(
  definition: Definition,
  directory: Directory,
): Definition & Pick<Message, 'fields' | 'mapping'> {
  const { message, body, fields, tables = {}, leavesOut = {} } = definition
  const mapping = messageMapping({ type: message, items: body }, directory)
  const columns = Object.entries(tables).flatMap(([table, { columns: own }]) =>
    Object.keys(own).map((column) => `${table}/${column}`),
  )
  const own = new Set([...Object.keys(fields), ...columns])
  for (const field of mapping.fields) if (!own.has(field)) throw new Error(`${message}: there is no field ${field}`)
  for (const field of own)
    if (!mapping.fields.has(field) && !Object.hasOwn(leavesOut, field))
      throw new Error(`${message}: ${field} is neither said nor left out`)
  // What the message leaves out is not computed: so it reads nothing for it, and reveals nothing by it.
  const said = Object.entries(fields).filter(([field]) => mapping.fields.has(field))
  return { ...definition, fields: Object.fromEntries(said), mapping }
}
