import type { Tokens } from '../token.ts'
import { COUNTED, MULTIBYTE, RELEASE, SPECIAL } from './classes.ts'

/**
 * Looks closely at tokens for bytes that do not belong in data: outside of the repertoire, a control within a segment, a
 * broken character of several bytes.
 *
 * @param characterAt length in bytes of the character that begins at an offset, 0 where there is none.
 * @param found is told the segment and the offset in `tokens.bytes`.
 */
export function findStrangers(
  tokens: Tokens,
  classes: Uint8Array,
  characterAt: (bytes: Uint8Array, at: number, end: number) => number,
  found: (segment: number, at: number) => void,
): void {
  const { bytes, starts, firstMarks, marks } = tokens
  for (let segment = 0; segment < tokens.count; segment++) {
    const end = (marks[(firstMarks[segment + 1] ?? 0) - 1] ?? 0) >> 2
    let at = starts[segment] ?? 0
    while (at < end) {
      const kind = classes[bytes[at] ?? 0] ?? 0
      let length = 1
      if ((kind & MULTIBYTE) !== 0) {
        length = characterAt(bytes, at, end)
        if (length === 0) found(segment, at)
      } else if ((kind & COUNTED) !== 0 || (kind & (SPECIAL | RELEASE)) === SPECIAL) {
        found(segment, at)
      }
      at += Math.max(1, length)
    }
  }
}
