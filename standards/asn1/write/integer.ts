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
  const octets = octetsOf(magnitude)
  const digits = BigInt.asUintN(octets * 8, integer)
    .toString(16)
    .padStart(octets * 2, '0')
  const content = new Uint8Array(octets)
  for (let i = 0; i < octets; i++) {
    content[i] = (digitOf(digits.charCodeAt(i * 2)) << 4) | digitOf(digits.charCodeAt(i * 2 + 1))
  }
  return content
}

/** Octets that hold a magnitude and a sign bit before it. */
function octetsOf(magnitude: bigint): number {
  const digits = magnitude.toString(16)
  const bits = (digits.length - 1) * 4 + (32 - Math.clz32(digitOf(digits.charCodeAt(0))))
  return (bits >> 3) + 1
}

const CODE_0 = 0x30
const CODE_9 = 0x39
const CODE_A = 0x61

/** The value of a hexadecimal digit, given its character code. */
const digitOf = (code: number): number => (code <= CODE_9 ? code - CODE_0 : code - CODE_A + 10)
