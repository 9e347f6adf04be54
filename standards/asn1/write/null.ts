import { Tag } from '../tag.ts'
import { type DerNode, writePrimitive } from './node.ts'

const written = writePrimitive(Tag.null, new Uint8Array(0))

/** A NULL. */
export function writeNull(): DerNode {
  return written
}
