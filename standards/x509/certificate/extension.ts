import {
  type Cursor,
  close,
  type DerNode,
  readBooleanDefaultFalse,
  readObjectIdentifier,
  readSequence,
  readWrapped,
  writeBoolean,
  writeSequence,
  writeWrapped,
} from '@entrepot/asn1'
import { MAXIMUM_EXTENSIONS } from '../limits.ts'

/** An extension as it stands: its type's object identifier, whether it is critical, and its value's DER. */
export interface Extension {
  readonly type: string
  readonly critical: boolean
  readonly value: Uint8Array
}

/** Reads the value of one extension into what is found; the cursor stands inside the OCTET STRING. */
export type ExtensionReader<Found> = (cursor: Cursor, found: Found) => void

/**
 * Reads Extensions (RFC 5280 4.2) and hands each one that has a reader to it.
 * The value of an extension without a reader is opaque and not judged.
 */
export function readExtensions<Found>(
  cursor: Cursor,
  readers: ReadonlyMap<string, ExtensionReader<Found>>,
  found: Found,
): Extension[] {
  const sequence = readSequence(cursor)
  if (sequence.atEnd) sequence.fail('x509/no-extensions', sequence.offset)
  const extensions: Extension[] = []
  while (!sequence.atEnd) {
    const offset = sequence.offset
    const extension = readExtension(sequence, readers, found)
    if (extensions.some(({ type }) => type === extension.type)) sequence.fail('x509/duplicate-extension', offset)
    if (extensions.length >= MAXIMUM_EXTENSIONS) sequence.fail('x509/too-many-extensions', offset)
    extensions.push(extension)
  }
  return extensions
}

function readExtension<Found>(
  cursor: Cursor,
  readers: ReadonlyMap<string, ExtensionReader<Found>>,
  found: Found,
): Extension {
  const sequence = readSequence(cursor)
  const type = readObjectIdentifier(sequence)
  const critical = readBooleanDefaultFalse(sequence)
  const inside = readWrapped(sequence)
  const value = sequence.bytes.subarray(inside.offset, inside.end)
  const read = readers.get(type)
  if (read !== undefined) {
    read(inside, found)
    close(inside)
  }
  close(sequence)
  return { type, critical, value }
}

/** The first critical extension that has no reader. */
export function firstUnknownCritical(
  extensions: readonly Extension[],
  readers: ReadonlyMap<string, unknown>,
): string | undefined {
  return extensions.find(({ critical, type }) => critical && !readers.has(type))?.type
}

/** Writes one extension; `type` is the node of its object identifier, made once. */
export function writeExtension(type: DerNode, value: DerNode, critical = false): DerNode {
  return writeSequence(critical ? [type, writeBoolean(true), writeWrapped(value)] : [type, writeWrapped(value)])
}
