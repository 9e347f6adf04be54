import { MAXIMUM_OBJECTS } from '../limits.ts'
import { malformed, type PdfCode, type Read } from '../malformed.ts'
import type { Entry, Section } from './cross-reference.ts'
import { expandStream } from './expand.ts'
import { Lexer } from './lexer.ts'
import type { PdfDictionary, PdfObject } from './object.ts'
import { directLength, parseIndirect } from './parse-indirect.ts'

/** Octets of the widest field of an entry; wider ones have no use. */
const MAXIMUM_FIELD_BYTES = 6

/** Reads a cross-reference stream at a place of the file (ISO 32000-1 7.5.8). */
export function readCrossReferenceStream(pdf: Uint8Array, offset: number): Read<Section> {
  const lexer = new Lexer(pdf, offset)
  const { object, data, end } = parseIndirect(lexer, directLength)
  if (lexer.failure !== undefined) return malformed('pdf/cross-reference', offset)
  if (object.kind !== 'dictionary' || data === undefined) return malformed('pdf/cross-reference', offset)
  const type = object.entries.get('Type')
  if (type?.kind !== 'name' || type.value !== 'XRef') return malformed('pdf/cross-reference', offset)
  const expanded = expandStream(object, data)
  if (typeof expanded === 'string') return malformed(expanded, offset)
  const entries = readEntries(object, expanded)
  if (typeof entries === 'string') return malformed(entries, offset)
  return { ok: true, value: { kind: 'stream', offset, places: [{ start: offset, end }], entries, trailer: object } }
}

function integersOf(object: PdfObject | undefined): number[] | undefined {
  if (object?.kind !== 'array') return undefined
  const values = object.items.map((item) => (item.kind === 'number' && item.isInteger ? item.value : -1))
  return values.every((value) => value >= 0) ? values : undefined
}

function readEntries(dictionary: PdfDictionary, data: Uint8Array): Map<number, Entry> | PdfCode {
  const size = dictionary.entries.get('Size')
  const widths = integersOf(dictionary.entries.get('W'))
  if (size?.kind !== 'number' || widths?.length !== 3) return 'pdf/cross-reference'
  const named = dictionary.entries.get('Index')
  const index = named === undefined ? [0, size.value] : integersOf(named)
  const width = widths.reduce((sum, one) => sum + one, 0)
  const isSound = index !== undefined && index.length % 2 === 0 && width > 0
  if (!isSound || widths.some((one) => one > MAXIMUM_FIELD_BYTES)) return 'pdf/cross-reference'
  const entries = new Map<number, Entry>()
  let at = 0
  for (let pair = 0; pair < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2)
    if (first + count > MAXIMUM_OBJECTS) return 'pdf/too-many-objects'
    if (at + count * width > data.length) return 'pdf/cross-reference'
    for (let number = first; number < first + count; number++, at += width) {
      if (entries.has(number)) return 'pdf/duplicate-entry'
      entries.set(number, readEntry(data, at, widths))
    }
  }
  return entries
}

/** Entries of types to come are free (7.5.8.3). */
function readEntry(data: Uint8Array, at: number, [first = 0, second = 0, third = 0]: readonly number[]): Entry {
  const type = first === 0 ? 1 : unsigned(data, at, first)
  const one = unsigned(data, at + first, second)
  const two = unsigned(data, at + first + second, third)
  if (type === 1) return { kind: 'offset', offset: one, generation: two }
  return type === 2 ? { kind: 'compressed', stream: one, index: two } : { kind: 'free' }
}

function unsigned(data: Uint8Array, start: number, width: number): number {
  let value = 0
  for (let at = start; at < start + width; at++) value = value * 256 + (data[at] ?? 0)
  return value
}
