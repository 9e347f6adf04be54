import type { Content, Fields, MessageTree, Unsayable } from '@entrepot/edi'
import { type ComputedDocument, computeDocument, type Revelation, revelations } from '@entrepot/trade/documents'
import type { ActIdentity, Capacity, FileState } from '@entrepot/trade/file'
import type { Addressee, Message } from './define.ts'
import { type TracedElement, traced } from './lineage.ts'
import type { Standpoint } from './standpoint.ts'

/** Sender or receiver of a message. */
export interface MessageParty {
  readonly organisation: string
  readonly capacity: Capacity
  /** As its certificate has it, once it has entered. */
  readonly name?: string
}

/** A message of the trade, composed: what it says and where each data element comes from. */
export interface TradeMessage {
  readonly definition: Message
  readonly number: string
  readonly sender: MessageParty
  readonly receiver: MessageParty
  /** Id of the file in which it arose, and the act after which it did. */
  readonly file: string
  readonly act: ActIdentity
  /** When its sender prepared it: the business time of the act, an instant with offset. */
  readonly preparedAt: string
  readonly fields: Fields
  readonly tree: MessageTree
  readonly elements: readonly TracedElement[]
}

/** Why a message that should arise is not sent. */
export type NotSentCode =
  | 'message/no-receiver'
  /** A field that must not be empty is. */
  | 'message/field-missing'
  /** It would tell its receiver what it may not see. */
  | 'message/reveals'
  /** A field does not fit its place. */
  | 'message/unsayable'

/** A message that is not sent, with the reason. */
export interface NotSent {
  readonly code: NotSentCode
  readonly message: string
  readonly file: string
  readonly act: ActIdentity
  /** Names of the fields that stand in the way. */
  readonly fields: readonly string[]
  readonly unsayable?: readonly Unsayable[]
}

/** Composes the message that arises at a standpoint, with its sender's eyes. */
export function composeMessage(message: Message, at: Standpoint): TradeMessage | NotSent {
  const { home, act, dossier } = at
  const not = (code: NotSentCode, fields: readonly string[] = [], more: Partial<NotSent> = {}): NotSent => ({
    ...{ code, message: message.message, file: home.id, act: act.identity, fields },
    ...more,
  })
  const sender = partyIn(home, message.sender)
  const receiver = addressed(message.receiver, at)
  if (!sender || !receiver) return not('message/no-receiver')
  const computed = computeFields(message, at)
  if (computed.missing.length > 0)
    return not(
      'message/field-missing',
      computed.missing.map(({ name }) => name),
    )
  const readers = [receiver.organisation]
  const told = revelations({ definition: message, home, fields: computed.fields, readers }, dossier)
  if (told.length > 0) return not('message/reveals', namesIn(told))
  const fields = nested(computed)
  const { tree, elements, unsayable } = message.mapping.encode(fields)
  if (unsayable.length > 0)
    return not(
      'message/unsayable',
      unsayable.map(({ field }) => field),
      { unsayable },
    )
  const number = typeof fields['number'] === 'string' ? fields['number'] : ''
  return {
    ...{ definition: message, number, sender, receiver, file: home.id, act: act.identity, preparedAt: act.at },
    ...{ fields, tree, elements: traced(elements, { computed, message, at }) },
  }
}

/** Computes a message's fields from what its sender sees. */
export function computeFields(message: Message, { home, act, dossier }: Standpoint): ComputedDocument {
  const organisation = home.parties.get(message.sender)?.organisation
  const subject = message.about?.(act, home) ?? act.issues?.subject
  const using = act.issues?.using
  return computeDocument(message, {
    ...{ dossier, home },
    ...(organisation === undefined ? {} : { organisation }),
    ...(subject === undefined ? {} : { subject }),
    ...(using ? { using } : {}),
  })
}

/** Tells a message from one that is not sent. */
export const isSent = (composed: TradeMessage | NotSent): composed is TradeMessage => 'tree' in composed

const namesIn = (told: readonly Revelation[]): string[] => [...new Set(told.flatMap(({ fields }) => fields))]

function partyIn(file: FileState, capacity: Capacity): MessageParty | undefined {
  const held = file.parties.get(capacity)
  const name = file.elements.get(`/parties/${capacity}/name`)?.at(-1)?.value
  return held && { organisation: held.organisation, capacity, ...(typeof name === 'string' ? { name } : {}) }
}

/** The receiver in the message's own file, or in the file of another kind from which this one cites. */
function addressed(receiver: Addressee, { home, dossier }: Standpoint): MessageParty | undefined {
  if (typeof receiver === 'string') return partyIn(home, receiver)
  for (const versions of home.elements.values()) {
    const file = dossier.files.get(versions.at(-1)?.origin?.file ?? '')
    if (file?.kind.name === receiver.kind) return partyIn(file, receiver.capacity)
  }
  return undefined
}

/** Computed fields as a plain object; the rows of tables as lists. */
export function nested({ fields, rows }: ComputedDocument): Fields {
  const plain: Record<string, Content> = {}
  const byRow = new Map<string, Record<string, Content>>()
  for (const { name, value } of fields) {
    const [table = '', row, column] = name.split('/')
    if (row === undefined || column === undefined) plain[name] = value
    else {
      const key = `${table}/${row}`
      const columns = byRow.get(key) ?? {}
      columns[column] = value
      byRow.set(key, columns)
    }
  }
  for (const [table, ids] of Object.entries(rows))
    if (ids.length > 0) plain[table] = ids.map((row) => byRow.get(`${table}/${row}`) ?? {})
  return plain
}
