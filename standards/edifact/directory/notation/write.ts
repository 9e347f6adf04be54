import type { Directory, ElementDefinition, MessageStructure, SegmentDefinition, StructureItem } from '@entrepot/edi'
import { writeFormat } from '../format.ts'

/** Where a message's line of groups is broken. */
const MAX_COLUMNS = 110
const INDENT = '  '
const POSITION_STEP = 10

/** Writes a directory in our notation, the other way of `readNotation`. */
export function writeNotation(directory: Directory): string {
  const lines = [
    `directory ${directory.name}`,
    ...[...directory.messages.values()].flatMap(writeMessage),
    ...[...directory.segments.values()].map(writeSegment),
    ...[...directory.composites.values()].map(
      ({ code, name, components }) => `${code} ${components.map(writeUse).join(' ')}${writeName(name)}`,
    ),
    ...[...directory.elements.values()].flatMap(writeElement),
  ]
  return `${lines.join('\n')}\n`
}

/** A name on one line, with single blanks; the notation gives line ends and double blanks a meaning. */
const oneLine = (name: string): string => name.replace(/\s+/g, ' ').trim()
const writeName = (name: string | undefined): string => (name === undefined ? '' : ` | ${oneLine(name)}`)

interface Use {
  readonly code: string
  readonly mandatory: boolean
  readonly repeat?: number
}

const writeUse = ({ code, mandatory, repeat = 1 }: Use): string =>
  `${code}${mandatory ? '' : '?'}${repeat === 1 ? '' : `*${repeat}`}`

function writeSegment({ tag, name, elements, conditions = [] }: SegmentDefinition): string {
  const parts = [
    ...elements.map(writeUse),
    ...conditions.map(({ kind, positions }) => `${kind}(${positions.join(',')})`),
  ]
  return `${tag} ${parts.join(' ')}${writeName(name)}`
}

function writeElement(element: ElementDefinition): string[] {
  const { code, name, codes } = element
  const extent = codes ? (codes.complete ? ' all' : ' some') : ''
  const values = [...(codes?.values ?? [])].map(
    ([value, meaning]) => `${INDENT}${value}${meaning === undefined ? '' : ` ${oneLine(meaning)}`}`,
  )
  return [`${code} ${writeFormat(element)}${extent}${writeName(name)}`, ...values]
}

/** Writes one message: its heading, then its segments and groups, those that are too long for a line each on lines of their own. */
function writeMessage({ type, name, release, items }: MessageStructure): string[] {
  const first = items[0]?.position ?? '0010'
  const counter = { next: Number(first), digits: first.length }
  return [`${type} ${release} ${first}${writeName(name)}`, ...writeItems(items, INDENT, counter)]
}

interface Counter {
  next: number
  readonly digits: number
}

function writeItems(items: readonly StructureItem[], indent: string, counter: Counter): string[] {
  const lines: string[] = []
  let line = indent
  const flush = () => {
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = indent
  }
  for (const item of items) {
    if ('group' in item) {
      flush()
      lines.push(...writeGroup(item, indent, counter))
    } else {
      const written = writePlace(item.tag, item, counter)
      if (line.length + written.length > MAX_COLUMNS) flush()
      line += `${written} `
    }
  }
  flush()
  return lines
}

function writeGroup(group: Extract<StructureItem, { group: string }>, indent: string, counter: Counter): string[] {
  const head = `${indent}${writePlace(group.group, group, counter)}(`
  const inner = writeItems(group.items, `${indent}${INDENT}`, counter)
  const flat = `${head}${inner.map((line) => line.trim()).join(' ')})`
  if (flat.length <= MAX_COLUMNS) return [flat]
  const [own = '', ...rest] = inner
  const lines = [`${head}${own.trim()}`, ...rest]
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''})`]
}

function writePlace(what: string, place: StructureItem, counter: Counter): string {
  const expected = String(counter.next).padStart(counter.digits, '0')
  const position = place.position ?? expected
  counter.next = Number(position) + POSITION_STEP
  return writeUse({
    code: `${what}${position === expected ? '' : `@${position}`}`,
    mandatory: place.mandatory,
    repeat: place.repeat,
  })
}
