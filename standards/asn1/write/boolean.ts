import { Tag } from '../tag.ts'
import { type DerNode, writePrimitive } from './node.ts'

const writtenTrue = writePrimitive(Tag.boolean, Uint8Array.of(0xff))
const writtenFalse = writePrimitive(Tag.boolean, Uint8Array.of(0x00))

/** A BOOLEAN. Leave it out where the type gives this value as its default (X.690 11.5). */
export function writeBoolean(value: boolean): DerNode {
  return value ? writtenTrue : writtenFalse
}
