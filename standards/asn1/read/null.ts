import { Tag } from '../tag.ts'
import type { Cursor } from './cursor.ts'
import { takePrimitive } from './take-primitive.ts'

/** Reads a NULL. */
export function readNull(cursor: Cursor, tag: number = Tag.null): void {
  takePrimitive(cursor, Tag.null, tag)
}
