import { MAXIMUM_OBJECTS, MAXIMUM_SECTIONS, MAXIMUM_TAIL_BYTES } from '../limits.ts'
import { malformed, type PdfMalformed, type Read } from '../malformed.ts'
import { readCrossReferenceStream } from './cross-reference-stream.ts'
import { readCrossReferenceTable } from './cross-reference-table.ts'
import { characters, Lexer } from './lexer.ts'
import type { PdfDictionary } from './object.ts'
import type { Source } from './source.ts'

/** Where an object is (ISO 32000-1 7.5.4, 7.5.8.3). */
export type Entry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number }

/** A part of a file. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** A cross-reference section and its trailer: what one revision of a document says of its objects. */
export interface Section {
  readonly kind: 'table' | 'stream'
  readonly offset: number
  /** Where it stands with its trailer; a hybrid one in two places. */
  readonly places: readonly [Extent, ...Extent[]]
  readonly entries: ReadonlyMap<number, Entry>
  readonly trailer: PdfDictionary
}

/** Reads every section of a file that has so many octets, the latest first (7.5.4 to 7.5.8), with hybrid ones. */
export function readSections(source: Source, bytes: number): Read<readonly Section[]> {
  const start = lastSectionOf(source.pdf.subarray(0, bytes))
  if (start === undefined) return malformed('pdf/end', bytes)
  const sections: Section[] = []
  const seen = new Set<number>()
  let objects = 0
  for (let next: number | undefined = start; next !== undefined; ) {
    if (seen.has(next)) return malformed('pdf/cross-reference-loop', next)
    if (sections.length >= MAXIMUM_SECTIONS) return malformed('pdf/too-many-sections', next)
    const section = readOnce(source, bytes, next)
    if (!section.ok) return section
    for (const place of section.value.places) {
      if (seen.has(place.start)) return malformed('pdf/cross-reference-loop', next)
      seen.add(place.start)
    }
    sections.push(section.value)
    objects += section.value.entries.size
    if (objects > MAXIMUM_OBJECTS) return malformed('pdf/too-many-objects', next)
    const previous = offsetIn(section.value, 'Prev')
    if (typeof previous === 'object') return previous
    next = previous
  }
  return { ok: true, value: sections }
}

/** Reads a section, unless another revision of the file has read it before. */
function readOnce(source: Source, bytes: number, offset: number): Read<Section> {
  const known = source.sections.get(offset)
  if (known?.places.every(({ end }) => end <= bytes)) return { ok: true, value: known }
  const pdf = source.pdf.subarray(0, bytes)
  const section = readSection(pdf, offset)
  const whole = section.ok ? withHiddenEntries(pdf, section.value) : section
  if (whole.ok) source.sections.set(offset, whole.value)
  return whole
}

/** Where the last section is: what stands between `startxref` and `%%EOF` at the very end (7.5.5). */
function lastSectionOf(pdf: Uint8Array): number | undefined {
  const tail = characters(pdf, Math.max(0, pdf.length - MAXIMUM_TAIL_BYTES), pdf.length)
  const found = /startxref[\0\t\n\f\r ]{1,8}([0-9]{1,10})[\0\t\n\f\r ]{1,8}%%EOF[\0\t\n\f\r ]{0,64}$/.exec(tail)
  return found?.[1] === undefined ? undefined : Number(found[1])
}

function readSection(pdf: Uint8Array, offset: number): Read<Section> {
  if (offset >= pdf.length) return malformed('pdf/cross-reference', offset)
  const isTable = new Lexer(pdf, offset).word() === 'xref'
  return isTable ? readCrossReferenceTable(pdf, offset) : readCrossReferenceStream(pdf, offset)
}

/**
 * Adds the entries of a hybrid file's stream to those of its table (7.5.8.4), which call them free or leave them out. An
 * object that both place is refused, as two programs would read two documents.
 */
function withHiddenEntries(pdf: Uint8Array, section: Section): Read<Section> {
  const offset = section.kind === 'table' ? offsetIn(section, 'XRefStm') : undefined
  if (offset === undefined) return { ok: true, value: section }
  if (typeof offset === 'object') return offset
  const hidden = readCrossReferenceStream(pdf, offset)
  if (!hidden.ok) return hidden
  const entries = new Map(section.entries)
  for (const [number, entry] of hidden.value.entries) {
    const known = entries.get(number)
    if (known !== undefined && known.kind !== 'free') return malformed('pdf/duplicate-entry', offset)
    entries.set(number, entry)
  }
  return { ok: true, value: { ...section, entries, places: [...section.places, ...hidden.value.places] } }
}

function offsetIn({ trailer, offset }: Section, key: 'Prev' | 'XRefStm'): number | undefined | PdfMalformed {
  const value = trailer.entries.get(key)
  if (value === undefined) return undefined
  const isOffset = value.kind === 'number' && value.isInteger && value.value >= 0
  return isOffset ? value.value : malformed('pdf/cross-reference', offset)
}
