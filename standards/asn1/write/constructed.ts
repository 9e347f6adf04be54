import { Tag } from '../tag.ts'
import { encode } from './encode.ts'
import { type DerNode, writeConstructed, writeRaw } from './node.ts'

/** A SEQUENCE or SEQUENCE OF. */
export function writeSequence(content: readonly DerNode[]): DerNode {
  return writeConstructed(Tag.sequence, content)
}

/** A SET OF; its elements are put in ascending order of their encodings (X.690 11.6). */
export function writeSetOf(content: readonly DerNode[]): DerNode {
  if (content.length < 2) return writeConstructed(Tag.set, content)
  const encodings = content.map(encodingOf)
  // Who writes a set knows its order most of the time.
  if (!encodings.every((one, i) => i === 0 || compareEncodings(encodings[i - 1] ?? one, one) <= 0))
    encodings.sort(compareEncodings)
  return writeConstructed(Tag.set, encodings.map(writeRaw))
}

/** What is already an encoding is not copied. */
function encodingOf(node: DerNode): Uint8Array {
  return node.tag === undefined && node.content instanceof Uint8Array ? node.content : encode(node)
}

function compareEncodings(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
