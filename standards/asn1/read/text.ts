import type { Cursor } from './cursor.ts'
import { take } from './take.ts'
import { decodeText } from './text-content.ts'

/**
 * Reads a character string of the given universal type: UTF8String, PrintableString, IA5String, NumericString,
 * VisibleString or BMPString. An octet outside its character set is malformed.
 *
 * @param tag the identifier octet that is written, when IMPLICIT tagging changed it.
 */
export function readText(cursor: Cursor, universal: number, tag: number = universal): string {
  if (!take(cursor, tag)) return ''
  const text = decodeText(universal, cursor.bytes.subarray(cursor.contentStart, cursor.contentEnd))
  if (text === undefined) cursor.fail('asn1/string', cursor.contentStart)
  return text ?? ''
}
