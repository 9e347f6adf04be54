import { Tag } from '../tag.ts'
import { type DerNode, writePrimitive } from './node.ts'

const contents = { true: Uint8Array.of(0xff), false: Uint8Array.of(0x00) }

/** A BOOLEAN. Leave it out where the type gives this value as its default (X.690 11.5). */
export function writeBoolean(value: boolean, tag: number = Tag.boolean): DerNode {
  return writePrimitive(tag, value ? contents.true : contents.false)
}
