import { MAXIMUM_DEPTH } from '../limits.ts'
import { CONSTRUCTED, Tag } from '../tag.ts'
import { Cursor } from './cursor.ts'
import { primitiveFault } from './primitive-fault.ts'
import { isOrderedSet } from './set-order.ts'
import { takeAny } from './take.ts'

/** One element as a view of the input: identifier octet, the whole encoding, its content, and where it begins. */
export interface Element {
  readonly tag: number
  readonly raw: Uint8Array
  readonly content: Uint8Array
  readonly offset: number
}

const UNIVERSAL_END = 0x40
const nothing: Element = { tag: 0, raw: new Uint8Array(0), content: new Uint8Array(0), offset: 0 }

/** Reads an element of any type and judges all of it as DER, without recursion. */
export function readAny(cursor: Cursor): Element {
  const offset = cursor.offset
  if (!takeAny(cursor)) return nothing
  const { bytes, contentStart, contentEnd } = cursor
  walk(new Cursor(bytes, { start: offset, end: contentEnd, depth: cursor.depth }, cursor.reading))
  const raw = bytes.subarray(offset, contentEnd)
  return { tag: bytes[offset] ?? 0, raw, content: bytes.subarray(contentStart, contentEnd), offset }
}

function walk(first: Cursor): void {
  const open: Cursor[] = [first]
  for (let cursor = open.at(-1); cursor !== undefined; cursor = open.at(-1)) {
    if (cursor.atEnd) {
      open.pop()
      continue
    }
    const inside = visit(cursor)
    if (inside !== undefined) open.push(inside)
  }
}

function visit(cursor: Cursor): Cursor | undefined {
  const { bytes, offset, depth, reading } = cursor
  const tag = bytes[offset] ?? 0
  if (!takeAny(cursor)) return undefined
  const span = { start: cursor.contentStart, end: cursor.contentEnd, depth: depth + 1 }
  const isConstructed = (tag & CONSTRUCTED) !== 0
  if (tag < UNIVERSAL_END && isConstructed !== isAlwaysConstructed(tag)) cursor.fail('asn1/constructed-form', offset)
  if (!isConstructed) {
    const fault = primitiveFault(bytes, { start: span.start, end: span.end, tag })
    if (fault !== undefined) cursor.fail(fault, span.start)
    return undefined
  }
  if (depth + 1 > MAXIMUM_DEPTH) cursor.fail('asn1/too-deep', offset)
  const inside = new Cursor(bytes, span, reading)
  if (tag === Tag.set && !isOrderedSet(inside)) cursor.fail('asn1/set-order', span.start)
  return inside
}

function isAlwaysConstructed(tag: number): boolean {
  const constructed = tag | CONSTRUCTED
  return constructed === Tag.sequence || constructed === Tag.set
}
