import { Tag } from '../tag.ts'
import { type DerNode, writePrimitive } from './node.ts'

/** An INTEGER of any sign. A number must be a safe integer. */
export function writeInteger(value: bigint | number, tag: number = Tag.integer): DerNode {
  return writePrimitive(tag, integerContent(value))
}

/** An ENUMERATED. */
export function writeEnumerated(value: number): DerNode {
  return writePrimitive(Tag.enumerated, integerContent(value))
}

function integerContent(value: bigint | number): Uint8Array {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error('asn1: an INTEGER from a number must be a safe integer')
    if (value >= 0 && value < 0x80) return Uint8Array.of(value)
  }
  const integer = BigInt(value)
  const magnitude = integer < 0n ? -integer - 1n : integer
  const octets = (magnitude.toString(2).length >> 3) + 1
  const digits = BigInt.asUintN(octets * 8, integer)
    .toString(16)
    .padStart(octets * 2, '0')
  const content = new Uint8Array(octets)
  for (let i = 0; i < octets; i++) content[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16)
  return content
}
