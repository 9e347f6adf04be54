import type { Content, Fields, MessageTree, NotUnderstood, PlacedElement } from '@entrepot/edi'
import { computeDocument } from '@entrepot/trade/documents'
import { asPath, type Dossier, type FileState, type Path, type Value } from '@entrepot/trade/file'
import {
  type AgreedLine,
  type AgreedOrder,
  orderDifferences,
  type OrderDifference,
  type PlacedFields,
} from './order-differences.ts'
import { orders } from './orders.ts'
import { saysSame } from './same-said.ts'

/** The contract under which an order comes, as whoever takes it down sees it. */
export interface Contract {
  readonly dossier: Dossier
  /** The file of the sale. */
  readonly file: FileState
  /** The organisation that reads; the whole file where absent. */
  readonly organisation?: string
}

/** Why a message is no order under a contract. */
export type NoOrderCode =
  | 'order/not-orders'
  | 'order/no-number'
  /** It cancels, replaces or repeats: BGM does not say `original`. */
  | 'order/not-original'
  | 'order/other-contract'
  | 'order/other-buyer'
  | 'order/other-seller'
  /** An order of this number stands in the file. */
  | 'order/number-taken'

/** The act that an order is: what is read off the message, by paths of the sale. */
export interface OrderIntent {
  readonly type: 'order/1'
  readonly as: 'buyer'
  readonly transcribed: ReadonlyMap<Path, Value>
}

/** What came of reading an order under a contract. */
export interface OrderReading {
  /** The act that it is; absent where it is none, and `reason` says why. */
  readonly intent?: OrderIntent
  readonly reason?: NoOrderCode
  readonly number?: string
  /** What it says otherwise than the contract, field by field. */
  readonly differences: readonly OrderDifference[]
  /** What of it has no place here, with its place in the message. */
  readonly notUnderstood: readonly NotUnderstood[]
}

/**
 * Reads an incoming ORDERS as a call-off under a contract.
 *
 * The order's number becomes the act; its other terms are the contract's, so every one that says something else is
 * listed, and what says the same in another spelling is not. A term on which the order is silent is no difference.
 */
export function orderFrom(message: MessageTree, contract: Contract): OrderReading {
  if (message.type !== orders.message) return { reason: 'order/not-orders', differences: [], notUnderstood: [] }
  const { fields, elements, notUnderstood } = orders.mapping.decode(message)
  const agreed = agreedUnder(contract)
  const differences = orderDifferences(placed(fields, elements), agreed)
  const number = textOf(fields['number'])
  const reason = whyNoOrder({ fields, notUnderstood }, agreed, contract)
  const read = { differences, notUnderstood, ...(number === undefined ? {} : { number }) }
  if (reason !== undefined || number === undefined) return { ...read, reason: reason ?? 'order/no-number' }
  const transcribed = new Map<Path, Value>([[`/orders/${nextOrder(contract.file)}/number`, number]])
  return { ...read, intent: { type: 'order/1', as: 'buyer', transcribed } }
}

function placed(fields: Fields, elements: readonly PlacedElement[]): PlacedFields {
  const first = new Map<string, PlacedElement>()
  for (const element of elements)
    if (element.field !== undefined && !first.has(element.field)) first.set(element.field, element)
  return { fields, placeOf: (pointer) => first.get(pointer) }
}

/** What the order would say if it said all that was agreed. */
function agreedUnder({ dossier, file, organisation }: Contract): AgreedOrder {
  const standpoint = { dossier, home: file, ...(organisation === undefined ? {} : { organisation }) }
  const computed = computeDocument(orders, standpoint)
  const terms = new Map<string, string>()
  const lines = new Map<string, Map<string, string>>()
  for (const { name, value } of computed.fields) {
    if (typeof value !== 'string') continue
    const [table, row, column] = name.split('/')
    if (table !== 'lines' || row === undefined || column === undefined) terms.set(name, value)
    else lines.set(row, (lines.get(row) ?? new Map<string, string>()).set(column, value))
  }
  const ordered = (computed.rows['lines'] ?? []).map((id): AgreedLine => ({ id, terms: lines.get(id) ?? new Map() }))
  const tolerance = textOf(file.elements.get('/quantityTolerance')?.at(-1)?.value)
  return { terms, lines: ordered, ...(tolerance === undefined ? {} : { tolerance }) }
}

interface Decoded {
  readonly fields: Fields
  readonly notUnderstood: readonly NotUnderstood[]
}

function whyNoOrder(
  { fields, notUnderstood }: Decoded,
  agreed: AgreedOrder,
  contract: Contract,
): NoOrderCode | undefined {
  const isOriginal = fields['function'] === undefined || fields['function'] === 'original'
  if (!isOriginal || notUnderstood.some(({ tag, element }) => tag === 'BGM' && element === FUNCTION))
    return 'order/not-original'
  const differs = (...names: readonly string[]): boolean => {
    const both = names.map((name) => [textOf(fields[name]), agreed.terms.get(name)] as const)
    const said = both.filter(([ordered, known]) => ordered !== undefined && known !== undefined)
    return said.length > 0 && !said.some(([ordered = '', known = '']) => saysSame(ordered, known))
  }
  if (differs('contract')) return 'order/other-contract'
  if (differs('buyerId', 'buyer')) return 'order/other-buyer'
  if (differs('sellerId', 'seller')) return 'order/other-seller'
  const number = textOf(fields['number'])
  return number !== undefined && isTaken(contract.file, number) ? 'order/number-taken' : undefined
}

/** The element of BGM that says what the message does (1225). */
const FUNCTION = 3

const orderIds = ({ children }: FileState): readonly string[] => [...(children.get('/orders') ?? [])]

const isTaken = (file: FileState, number: string): boolean =>
  orderIds(file).some((id) => file.elements.get(asPath(`/orders/${id}/number`))?.at(-1)?.value === number)

/** The instance of the next order: `o1`, `o2`. */
function nextOrder(file: FileState): string {
  const known = new Set(orderIds(file))
  let count = known.size + 1
  while (known.has(`o${count}`)) count += 1
  return `o${count}`
}

const textOf = (content: Content | undefined): string | undefined => (typeof content === 'string' ? content : undefined)
