import { MAXIMUM_OBJECTS, MAXIMUM_SECTIONS, MAXIMUM_TAIL_BYTES } from '../limits.ts'
import { malformed, type PdfMalformed, type Read } from '../malformed.ts'
import { readCrossReferenceStream } from './cross-reference-stream.ts'
import { readCrossReferenceTable } from './cross-reference-table.ts'
import { characters, Lexer } from './lexer.ts'
import type { PdfDictionary } from './object.ts'

/** Where an object is (ISO 32000-1 7.5.4, 7.5.8.3). */
export type Entry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number }

/** A cross-reference section and its trailer: what one revision of a document says of its objects. */
export interface Section {
  readonly kind: 'table' | 'stream'
  readonly offset: number
  readonly entries: ReadonlyMap<number, Entry>
  readonly trailer: PdfDictionary
}

/** Reads every section of a file, the latest first (7.5.4 to 7.5.8), with hybrid ones. */
export function readSections(pdf: Uint8Array): Read<readonly Section[]> {
  const start = lastSectionOf(pdf)
  if (start === undefined) return malformed('pdf/end', pdf.length)
  const sections: Section[] = []
  const seen = new Set<number>()
  let objects = 0
  for (let next: number | undefined = start; next !== undefined; ) {
    if (seen.has(next)) return malformed('pdf/cross-reference-loop', next)
    if (sections.length >= MAXIMUM_SECTIONS) return malformed('pdf/too-many-sections', next)
    seen.add(next)
    const section = readSection(pdf, next)
    if (!section.ok) return section
    const whole = withHiddenEntries(pdf, section.value, seen)
    if (!whole.ok) return whole
    sections.push(whole.value)
    objects += whole.value.entries.size
    if (objects > MAXIMUM_OBJECTS) return malformed('pdf/too-many-objects', next)
    const previous = offsetIn(whole.value, 'Prev')
    if (typeof previous === 'object') return previous
    next = previous
  }
  return { ok: true, value: sections }
}

/** Where the last section is: what stands between `startxref` and `%%EOF` at the very end (7.5.5). */
function lastSectionOf(pdf: Uint8Array): number | undefined {
  const tail = characters(pdf, Math.max(0, pdf.length - MAXIMUM_TAIL_BYTES), pdf.length)
  const found = /startxref[\0\t\n\f\r ]{1,8}([0-9]{1,10})[\0\t\n\f\r ]{1,8}%%EOF(?:\r\n|\r|\n)?$/.exec(tail)
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
function withHiddenEntries(pdf: Uint8Array, section: Section, seen: Set<number>): Read<Section> {
  const offset = section.kind === 'table' ? offsetIn(section, 'XRefStm') : undefined
  if (offset === undefined) return { ok: true, value: section }
  if (typeof offset === 'object') return offset
  if (seen.has(offset)) return malformed('pdf/cross-reference-loop', offset)
  seen.add(offset)
  const hidden = readCrossReferenceStream(pdf, offset)
  if (!hidden.ok) return hidden
  const entries = new Map(section.entries)
  for (const [number, entry] of hidden.value.entries) {
    const known = entries.get(number)
    if (known !== undefined && known.kind !== 'free') return malformed('pdf/duplicate-entry', offset)
    entries.set(number, entry)
  }
  return { ok: true, value: { ...section, entries } }
}

function offsetIn({ trailer, offset }: Section, key: 'Prev' | 'XRefStm'): number | undefined | PdfMalformed {
  const value = trailer.entries.get(key)
  if (value === undefined) return undefined
  const isOffset = value.kind === 'number' && value.isInteger && value.value >= 0
  return isOffset ? value.value : malformed('pdf/cross-reference', offset)
}
