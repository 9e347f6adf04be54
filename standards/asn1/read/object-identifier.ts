import { REMEMBERED_OBJECT_IDENTIFIERS } from '../limits.ts'
import { Tag } from '../tag.ts'
import type { Cursor } from './cursor.ts'
import { takePrimitive } from './take-primitive.ts'

/** Reads an OBJECT IDENTIFIER in dotted form: `'2.5.4.3'`. */
export function readObjectIdentifier(cursor: Cursor, tag: number = Tag.objectIdentifier): string {
  if (!takePrimitive(cursor, Tag.objectIdentifier, tag)) return ''
  return textOf(cursor.bytes, cursor.contentStart, cursor.contentEnd)
}

interface Remembered {
  readonly octets: Uint8Array
  readonly text: string
}

const remembered: (Remembered | undefined)[] = Array.from({ length: REMEMBERED_OBJECT_IDENTIFIERS })

/** The same few are read over and over: each has a place by its octets, where the last one that was read stands with its text. */
function textOf(bytes: Uint8Array, start: number, end: number): string {
  let mixed = end - start
  for (let at = start; at < end; at++) mixed = (mixed * 31 + (bytes[at] ?? 0)) | 0
  const place = (mixed >>> 0) % REMEMBERED_OBJECT_IDENTIFIERS
  const last = remembered[place]
  if (last !== undefined && isAt(last.octets, bytes, start, end)) return last.text
  const text = written(bytes, start, end)
  remembered[place] = { octets: new Uint8Array(bytes.subarray(start, end)), text }
  return text
}

function isAt(octets: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (octets.length !== end - start) return false
  for (let at = 0; at < octets.length; at++) if (octets[at] !== bytes[start + at]) return false
  return true
}

function written(bytes: Uint8Array, contentStart: number, contentEnd: number): string {
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
