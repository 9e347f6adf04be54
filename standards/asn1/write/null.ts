import { Tag } from '../tag.ts'
import { type DerNode, writePrimitive } from './node.ts'

const nothing = new Uint8Array(0)

/** A NULL. */
export function writeNull(tag: number = Tag.null): DerNode {
  return writePrimitive(tag, nothing)
}
