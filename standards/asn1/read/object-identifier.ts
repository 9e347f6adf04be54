import { Tag } from '../tag.ts'
import type { Cursor } from './cursor.ts'
import { takePrimitive } from './take-primitive.ts'

/** Reads an OBJECT IDENTIFIER in dotted form: `'2.5.4.3'`. */
export function readObjectIdentifier(cursor: Cursor, tag: number = Tag.objectIdentifier): string {
  if (!takePrimitive(cursor, Tag.objectIdentifier, tag)) return ''
  const { bytes, contentStart, contentEnd } = cursor
  let text = ''
  let at = contentStart
  while (at < contentEnd) {
    let arc = 0
    let wide = 0n
    let octets = 0
    let octet = 0
    do {
      octet = bytes[at++] ?? 0
      octets++
      if (octets <= NUMBER_ARC_OCTETS) arc = arc * 128 + (octet & 0x7f)
      else wide = (octets === NUMBER_ARC_OCTETS + 1 ? BigInt(arc) : wide) * 128n + BigInt(octet & 0x7f)
    } while (octet > 0x7f && at < contentEnd)
    const value = octets <= NUMBER_ARC_OCTETS ? arc : wide
    text = text === '' ? firstArcs(value) : `${text}.${value}`
  }
  return text
}

/** Arcs of up to 7 octets (49 bits) are exact in a number; arcs made from a UUID have 19. */
const NUMBER_ARC_OCTETS = 7

function firstArcs(value: number | bigint): string {
  if (value < 40) return `0.${value}`
  if (value < 80) return `1.${Number(value) - 40}`
  return typeof value === 'bigint' ? `2.${value - 80n}` : `2.${value - 80}`
}
