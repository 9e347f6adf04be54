import { Tag } from '../tag.ts'
import { type DerNode, writePrimitive } from './node.ts'

/** A BIT STRING of whole octets: a key, a signature. */
export function writeBitString(octets: Uint8Array, tag: number = Tag.bitString): DerNode {
  const content = new Uint8Array(octets.length + 1)
  content.set(octets, 1)
  return writePrimitive(tag, content)
}

/** A named bit list with these bits set, without trailing zero bits (X.690 11.2.2). */
export function writeNamedBits(bits: readonly number[], tag: number = Tag.bitString): DerNode {
  const count = bits.length === 0 ? 0 : Math.max(...bits) + 1
  const content = new Uint8Array(1 + Math.ceil(count / 8))
  content[0] = (8 - (count % 8)) % 8
  for (const bit of bits) {
    const at = 1 + (bit >> 3)
    content[at] = (content[at] ?? 0) | (0x80 >> (bit & 7))
  }
  return writePrimitive(tag, content)
}
