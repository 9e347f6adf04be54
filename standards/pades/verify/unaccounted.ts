import type { Extent } from '../file/cross-reference.ts'
import type { PdfDocument } from '../file/document.ts'
import { characters } from '../file/lexer.ts'

/**
 * Whether later revisions have octets that belong to no object which they name and to no cross-references: programs that
 * mend a file by looking for objects in it would find there what others never see.
 */
export function hasUnaccountedOctets(before: PdfDocument, after: PdfDocument): boolean {
  const extents = new Map<number, Extent>()
  for (let count = before.sections.length + 1; count <= after.sections.length; count++) {
    const state = after.state(count)
    const [section] = state.sections
    for (const place of section.places) extents.set(place.start, place)
    for (const [number, entry] of section.entries) {
      if (entry.kind !== 'offset' || entry.offset < before.pdf.length) continue
      const end = state.get(number)?.end
      if (end === undefined) return true
      extents.set(entry.offset, { start: entry.offset, end })
    }
  }
  let at = before.pdf.length
  for (const { start, end } of [...extents.values()].sort((one, other) => one.start - other.start)) {
    if (start < at || !isEmpty(after, at, start)) return true
    at = end
  }
  return !isEmpty(after, at, after.pdf.length)
}

/** White space, and the end of an update. */
const NOTHING = /^[\0\t\n\f\r ]*(?:startxref[\0\t\n\f\r ]+[0-9]{1,10}[\0\t\n\f\r ]+%%EOF[\0\t\n\f\r ]*)?$/

const MAXIMUM_EMPTY_BYTES = 1024

function isEmpty({ pdf }: PdfDocument, start: number, end: number): boolean {
  return end - start <= MAXIMUM_EMPTY_BYTES && NOTHING.test(characters(pdf, start, end))
}
