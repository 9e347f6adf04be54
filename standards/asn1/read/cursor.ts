import { MAXIMUM_BYTES } from '../limits.ts'
import type { Decoded, Malformed } from '../malformed.ts'

/** The first failure of a reading, shared by a cursor and all cursors entered from it. */
interface Reading {
  failure: Malformed | undefined
}

/** The octets between which a cursor reads, and how many elements they lie in. */
interface Frame {
  readonly start: number
  readonly end: number
  readonly depth: number
}

/**
 * A place in DER octets, read forward by the `read...` functions.
 *
 * A failure sticks: after the first one every read returns a neutral value (`0n`, `''`, no octets), every cursor is at its
 * end, and {@link finish} returns the failure. So a type is read as one straight text, and judged once.
 */
export class Cursor {
  readonly bytes: Uint8Array
  readonly end: number
  readonly depth: number
  readonly reading: Reading
  offset: number
  /** Bounds of the content that the last successful `take` found. */
  contentStart = 0
  contentEnd = 0

  constructor(bytes: Uint8Array, frame: Frame, reading: Reading) {
    this.bytes = bytes
    this.offset = frame.start
    this.end = frame.end
    this.depth = frame.depth
    this.reading = reading
  }

  /** Records a failure, unless there is an earlier one. */
  fail(code: string, offset: number): void {
    this.reading.failure ??= { ok: false, code, offset }
  }

  /** Whether nothing is left to read, or the reading has failed. */
  get atEnd(): boolean {
    return this.offset >= this.end || this.reading.failure !== undefined
  }
}

/**
 * Starts reading DER octets; input above `maximumBytes` is refused unread.
 *
 * @example
 * const cursor = open(der)
 * const fields = readSequence(cursor)
 * const version = readInteger(fields)
 * close(fields)
 * return finish(cursor, { version })
 */
export function open(bytes: Uint8Array, maximumBytes: number = MAXIMUM_BYTES): Cursor {
  const cursor = new Cursor(bytes, { start: 0, end: bytes.length, depth: 0 }, { failure: undefined })
  if (bytes.length > maximumBytes) cursor.fail('asn1/too-large', maximumBytes)
  return cursor
}

/** Ends a constructed element: octets that were not read are trailing bytes. */
export function close(cursor: Cursor): void {
  if (cursor.offset < cursor.end) cursor.fail('asn1/trailing-bytes', cursor.offset)
}

/** Ends a reading: the value, or the first failure anywhere in it. Octets after the last element are a failure. */
export function finish<Value>(cursor: Cursor, value: Value): Decoded<Value> {
  close(cursor)
  return cursor.reading.failure ?? { ok: true, value }
}
