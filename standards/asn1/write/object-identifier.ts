import { Tag } from '../tag.ts'
import { type DerNode, writePrimitive } from './node.ts'

const dotted = /^(?:[01]\.(?:[0-9]|[12][0-9]|3[0-9])|2\.(?:0|[1-9][0-9]*))(?:\.(?:0|[1-9][0-9]*))*$/

/** An OBJECT IDENTIFIER from its dotted form. Asserts that the form is one. */
export function writeObjectIdentifier(value: string, tag: number = Tag.objectIdentifier): DerNode {
  if (!dotted.test(value)) throw new Error(`asn1: not an object identifier: ${value}`)
  const [root = 0n, second = 0n, ...rest] = value.split('.').map(BigInt)
  const octets: number[] = []
  for (const arc of [root * 40n + second, ...rest]) octets.push(...arcOctets(arc))
  return writePrimitive(tag, Uint8Array.from(octets))
}

function arcOctets(arc: bigint): number[] {
  const octets = [Number(arc & 0x7fn)]
  for (let left = arc >> 7n; left > 0n; left >>= 7n) octets.unshift(Number(left & 0x7fn) | 0x80)
  return octets
}
