/** Bytes in which a first interchange is looked for. */
const LOOKED_THROUGH_BYTES = 64 * 1024
const BEGINNING = /(?:^|[^A-Za-z0-9])(UNA|UNB|UIB|ISA)[^A-Za-z0-9 ]/

/** Which syntax a file is of, by what begins first in it. */
export function syntaxOf(bytes: Uint8Array): 'edifact' | 'x12' | 'unknown' {
  const text = String.fromCharCode(...bytes.subarray(0, LOOKED_THROUGH_BYTES))
  const found = BEGINNING.exec(text)?.[1]
  if (found === undefined) return 'unknown'
  return found === 'ISA' ? 'x12' : 'edifact'
}
