/**
 * Parts of ISO/IEC 8859 by their number: code points by byte value, -1 where the part has no character. Controls are none.
 *
 * Where `TextDecoder` knows exactly the part, it is asked. Its `iso-8859-1` and `iso-8859-9` are code pages of Windows that show
 * letters for the controls in 0x80-0x9F, so these two parts are written here: part 1 is the first page of Unicode, and part 9 (ISO/IEC
 * 8859-9:1999) has six Turkish letters in place of Icelandic ones. Part 7 is that of 2003, with the euro, which that of 1987 lacks.
 */
export function iso8859(part: number): Int32Array {
  const codePoints = iso646()
  const upper = part === 1 || part === 9 ? '' : new TextDecoder(`iso-8859-${part}`).decode(UPPER_BYTES)
  for (let byte = FIRST_UPPER; byte < 256; byte++) {
    const codePoint = upper === '' ? byte : upper.charCodeAt(byte - FIRST_UPPER)
    codePoints[byte] = codePoint === UNASSIGNED ? -1 : codePoint
  }
  if (part === 9) for (const [byte, codePoint] of TURKISH) codePoints[byte] = codePoint
  return codePoints
}

/** The graphic characters of ISO/IEC 646, international reference version. */
export function iso646(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => (byte >= 0x20 && byte < 0x7f ? byte : -1))
}

const FIRST_UPPER = 0xa0
const UPPER_BYTES = Uint8Array.from({ length: 256 - FIRST_UPPER }, (_, index) => FIRST_UPPER + index)
const UNASSIGNED = 0xfffd

/** Ğ İ Ş ğ ı ş */
const TURKISH: readonly (readonly [number, number])[] = [
  [0xd0, 0x11e],
  [0xdd, 0x130],
  [0xde, 0x15e],
  [0xf0, 0x11f],
  [0xfd, 0x131],
  [0xfe, 0x15f],
]
