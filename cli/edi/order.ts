import type { Finding, NotUnderstood } from '@entrepot/edi'
import type { FileState } from '@entrepot/trade/file'
import { type OrderDifference, orderFrom, type OrderReading, readInterchanges } from '@entrepot/trade/messages'
import { UsageError, valueOf } from '../arguments.ts'
import { isProblem, openApi, openKeyFolder, openStore, type PartyStore, type Problem } from '../client/index.ts'
import { table } from '../trade/table.ts'
import { readWhole, sourcesOf } from './source.ts'
import { takeDown, type TakenDown } from './take-down.ts'
import type { EdiTask, Terminal } from './task.ts'

const DONE = 0
const REFUSED = 1
/** Bytes of an interchange that is kept as an original. */
const MAX_ORDER_BYTES = 393_216

/** `entrepot edi order`: takes an order down that came as a message, under a recorded authority of the buyer. */
export const order: EdiTask = {
  summary: 'take down an ORDERS of a buyer who is not on the port, as its agent',
  operands: 'FILE --server URL --keys DIR --file ID [--anyway] [--json]',
  async run(given, terminal) {
    const [path, another] = given.operands
    const [server, keys, file] = ['server', 'keys', 'file'].map((name) => valueOf(given, name))
    if (path === undefined || another !== undefined || server === undefined || keys === undefined || file === undefined)
      throw new UsageError(`edi order ${this.operands}`)
    const [source] = await sourcesOf([path])
    if (!source) throw new UsageError(`edi order ${this.operands}`)
    const bytes = await readWhole(source, MAX_ORDER_BYTES)
    const party = await openParty(server, keys)
    const unread = await party.store.refresh(file)
    if (unread) return refuse(terminal, unread)
    const { anyway, json } = given.options
    const told = { terminal, isJson: json === true, mayDiffer: anyway === true }
    return takeOrder({ ...party, ...told, file, bytes })
  },
}

async function openParty(base: string, keys: string) {
  const folder = openKeyFolder(keys)
  const key = folder.apiKey.read()
  const api = openApi({ base, ...(key === undefined ? {} : { key }) })
  const { catalogue } = await import('@entrepot/trade/catalogue')
  return { api, store: await openStore(catalogue, folder, api) }
}

interface Taking extends Awaited<ReturnType<typeof openParty>> {
  readonly file: string
  readonly bytes: Uint8Array
  readonly terminal: Terminal
  readonly isJson: boolean
  readonly mayDiffer: boolean
}

async function takeOrder(taking: Taking): Promise<number> {
  const { bytes, terminal, isJson, mayDiffer, store, file: id } = taking
  const file = store.desk.file(id)
  if (!file) throw new UsageError(`file ${id} is not at hand`)
  const { messages, findings } = readInterchanges(bytes)
  const [message, another] = messages
  if (!message || another) {
    terminal.err(`${messages.length} messages: an order is one`)
    return REFUSED
  }
  const reading = orderFrom(message.tree, contractIn(store, file))
  const stands = reading.differences.every(({ within }) => within !== undefined) && findings.length === 0
  const taken = reading.intent && (stands || mayDiffer) ? await takeDown(taking, reading.intent, file) : undefined
  if (isJson) terminal.out(JSON.stringify({ ...asJson(reading), findings, ...(taken ? { taken } : {}) }, undefined, 2))
  else tell(terminal, { reading, findings, ...(taken ? { taken } : {}) })
  return taken?.ok ? DONE : REFUSED
}

const contractIn = ({ desk }: PartyStore, file: FileState) => ({
  ...{ dossier: desk.dossier(file, []), file, organisation: desk.organisation },
})

const asJson = ({ intent, ...reading }: OrderReading) => ({
  ...reading,
  ...(intent ? { transcribed: Object.fromEntries(intent.transcribed) } : {}),
})

interface Told {
  readonly reading: OrderReading
  readonly findings: readonly Finding[]
  readonly taken?: TakenDown | Problem
}

function tell(terminal: Terminal, { reading, findings, taken }: Told): void {
  const { differences, notUnderstood, reason, number } = reading
  for (const { code, path, found } of findings) terminal.out(`not valid: ${code} at ${path}${quoted(found)}`)
  if (differences.length > 0) terminal.out(table(DIFFERENCES, differences.map(differenceRow)))
  if (notUnderstood.length > 0) terminal.out(`\n${table(NOT_UNDERSTOOD, notUnderstood.map(notUnderstoodRow))}`)
  if (reason !== undefined) terminal.err(`no order under this contract: ${reason}`)
  else if (taken === undefined)
    terminal.err(`order ${number} says otherwise; with --anyway it is taken down nevertheless`)
  else if (isProblem(taken)) refuse(terminal, taken)
  else
    terminal.out(
      `order ${number} taken down as act ${taken.order.seq} of file ${taken.order.file}, its original as act ${taken.original.seq}`,
    )
}

const quoted = (found: string | undefined): string => (found === undefined ? '' : `: ${found}`)

const DIFFERENCES = ['difference', 'field', 'ordered', 'agreed', 'within', 'at']

const differenceRow = ({ kind, field, ordered, agreed, within, place }: OrderDifference): string[] => [
  ...[kind, field, ordered ?? '', agreed ?? '', within ?? ''],
  place === undefined ? '' : `${place.path} ${place.element}.${place.component}`,
]

const NOT_UNDERSTOOD = ['not understood', 'at', 'found', 'expected']

const notUnderstoodRow = ({ code, path, element, component, found, expected }: NotUnderstood): string[] => [
  ...[code, element === undefined ? path : `${path} ${element}.${component}`, found, expected ?? ''],
]

function refuse(terminal: Terminal, { code, message, at }: Problem): number {
  terminal.err(`${code}${at === undefined ? '' : ` at ${at}`}: ${message}`)
  return REFUSED
}
