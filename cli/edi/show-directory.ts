import {
  type CompositeDefinition,
  type Directory,
  type ElementDefinition,
  type MessageStructure,
  type SegmentDefinition,
  type StructureItem,
  UNBOUNDED,
} from '@entrepot/edi'
import { serviceDirectory, writeFormat } from '@entrepot/edifact'
import { table } from '../trade/table.ts'

/** Names that the directory has in capitals are shown as a sentence has them. */
const plain = (name = ''): string =>
  name === name.toUpperCase() ? name.slice(0, 1) + name.slice(1).toLowerCase() : name

const status = (mandatory: boolean): string => (mandatory ? 'M' : 'C')
const times = (repeat: number): string => (repeat === UNBOUNDED ? '>1' : String(repeat))

/** The messages of a directory. */
export function showDirectory(directory: Directory, from: string): string[] {
  const rows = [...directory.messages.values()].map(({ type, name = '' }) => [type, name])
  return [`${directory.name}, ${from}: ${rows.length} messages`, '', ...rows.map((row) => row.join('  ').trimEnd())]
}

/** A message as a tree; a segment, composite or data element with what it is made of; `undefined` where it has none so named. */
export function showEntry(directory: Directory, what: string, from: string): string[] | undefined {
  const { messages, segments, composites, elements } = directory
  const message = messages.get(what)
  if (message) return showMessage(message, directory, from)
  const segment = segments.get(what) ?? serviceDirectory('4').segments.get(what)
  if (segment) return showSegment(segment, directory)
  const composite = composites.get(what)
  if (composite) return showComposite(composite, directory)
  const element = elements.get(what)
  return element && showElement(element)
}

const head = (code: string, name: string | undefined): string => [code, plain(name)].join('  ').trimEnd()

function showMessage(message: MessageStructure, directory: Directory, from: string): string[] {
  const rows = treeRows(message.items, '', ({ tag }) => plain(directory.segments.get(tag)?.name))
  const title = head(message.type, message.name)
  return [`${title} (${message.release}, ${from})`, '', table(['position', 'segment', '', 'times', 'name'], rows)]
}

type Named = (segment: { readonly tag: string }) => string

function treeRows(items: readonly StructureItem[], indent: string, nameOf: Named): string[][] {
  return items.flatMap((item) => {
    const place = [status(item.mandatory), times(item.repeat)]
    const position = item.position ?? ''
    if (!('group' in item)) return [[position, indent + item.tag, ...place, nameOf(item)]]
    const within = branched(treeRows(item.items, '', nameOf), indent)
    return [[position, `${indent}${item.group}`, ...place], ...within]
  })
}

/** Draws a group's lines beneath it: a branch to each of its own, an upright past what is deeper. */
function branched(rows: readonly string[][], indent: string): string[][] {
  const own = rows.flatMap(([, label = ''], i) => (/^[A-Z]/.test(label) ? [i] : []))
  const last = own.at(-1) ?? 0
  return rows.map(([position = '', label = '', ...rest], i) => {
    const isOwn = own.includes(i)
    const stroke = isOwn ? (i === last ? '└─ ' : '├─ ') : i < last ? '│  ' : '   '
    return [position, indent + stroke + label, ...rest]
  })
}

function showSegment({ tag, name, elements, conditions = [] }: SegmentDefinition, directory: Directory): string[] {
  const rows = elements.flatMap(({ code, mandatory, repeat }, i) => {
    const place = [status(mandatory), times(repeat)]
    const composite = directory.composites.get(code)
    if (!composite) return [[pad(i), code, ...place, ...describeElement(code, directory)]]
    return [[pad(i), code, ...place, '', plain(composite.name)], ...componentRows(composite, directory)]
  })
  const rules = conditions.map(({ kind, positions }) => `${kind}(${positions.join(',')})`)
  return [
    head(tag, name),
    '',
    table(['', 'element', '', 'times', '', 'name'], rows),
    ...(rules.length > 0 ? ['', rules.join(' ')] : []),
  ]
}

/** Positions in a segment count in tens, as the directories have them. */
const pad = (index: number): string => String((index + 1) * 10).padStart(3, '0')

const componentRows = ({ components }: CompositeDefinition, directory: Directory): string[][] =>
  components.map(({ code, mandatory }) => ['', `  ${code}`, status(mandatory), '', ...describeElement(code, directory)])

function describeElement(code: string, directory: Directory): string[] {
  const element = directory.elements.get(code)
  return element ? [writeFormat(element), plain(element.name)] : ['', '']
}

const showComposite = (composite: CompositeDefinition, directory: Directory): string[] => [
  head(composite.code, composite.name),
  '',
  table(['', 'element', '', '', '', 'name'], componentRows(composite, directory)),
]

function showElement(element: ElementDefinition): string[] {
  const title = `${head(element.code, element.name)}  ${writeFormat(element)}`
  const { codes } = element
  if (!codes) return [title]
  const rows = [...codes.values].map(([value, meaning = '']) => [value, meaning])
  const extent = codes.complete ? `${rows.length} values` : `${rows.length} values that we know of`
  return [`${title}, ${extent}`, '', table(['code', 'meaning'], rows)]
}
