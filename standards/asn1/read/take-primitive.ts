import type { Cursor } from './cursor.ts'
import { primitiveFault } from './primitive-fault.ts'
import { take } from './take.ts'

/** Takes a primitive element and judges its content by the rules of a universal type; `tag` is the identifier octet that is written. */
export function takePrimitive(cursor: Cursor, universal: number, tag: number): boolean {
  if (!take(cursor, tag)) return false
  const fault = primitiveFault(cursor.bytes, { start: cursor.contentStart, end: cursor.contentEnd, tag: universal })
  if (fault === undefined) return true
  cursor.fail(fault, cursor.contentStart)
  return false
}
