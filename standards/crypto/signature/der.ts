import { type Cursor, close, finish, open, readBitString, readObjectIdentifier, readSequence } from '@entrepot/asn1'
import { MAXIMUM_KEY_BYTES } from './limits.ts'

/** Reads a whole DER structure; `undefined` where it is malformed or its reader finds nothing. */
export function readWhole<Value>(der: Uint8Array, read: (cursor: Cursor) => Value | undefined): Value | undefined {
  const cursor = open(der, MAXIMUM_KEY_BYTES)
  const value = read(cursor)
  return finish(cursor, value).ok ? value : undefined
}

/** Enters an AlgorithmIdentifier (RFC 5280 4.1.1.2): its object identifier, and a cursor at its parameters. */
export function enterAlgorithm(cursor: Cursor): { readonly identifier: string; readonly parameters: Cursor } {
  const parameters = readSequence(cursor)
  const identifier = readObjectIdentifier(parameters)
  return { identifier, parameters }
}

/** Reads a BIT STRING and hands its content over as DER of its own. */
export function readBitStringOf<Value>(cursor: Cursor, read: (inside: Cursor) => Value): Value | undefined {
  const offset = cursor.offset
  const inside = open(readBitString(cursor), MAXIMUM_KEY_BYTES)
  const decoded = finish(inside, read(inside))
  if (!decoded.ok) cursor.fail(decoded.code, offset)
  return decoded.ok ? decoded.value : undefined
}

/** Reads a SEQUENCE whole. */
export function readFields<Value>(cursor: Cursor, read: (fields: Cursor) => Value): Value {
  const fields = readSequence(cursor)
  const value = read(fields)
  close(fields)
  return value
}
