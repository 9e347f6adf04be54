import { type Cursor, type DerNode, readOctetString, writeOctetString } from '@entrepot/asn1'
import { writeExtension } from '../certificate/extension.ts'
import { extensionTypeNode } from '../issue/write-extensions.ts'
import { MAXIMUM_NONCE_OCTETS } from '../limits.ts'
import { extensionTypes } from '../object-identifiers.ts'

/** Reads a Nonce: 1 to 128 octets (RFC 9654 2.1). */
export function readNonce(inside: Cursor): Uint8Array {
  const offset = inside.offset
  const nonce = readOctetString(inside)
  if (nonce.length === 0 || nonce.length > MAXIMUM_NONCE_OCTETS) inside.fail('x509/nonce', offset)
  return nonce
}

/** Writes the nonce extension. Asserts its length; RFC 9654 2.1 asks new requests for at least 32 random octets. */
export function writeNonce(nonce: Uint8Array): DerNode {
  if (nonce.length === 0 || nonce.length > MAXIMUM_NONCE_OCTETS) throw new Error('x509: a nonce has 1 to 128 octets')
  return writeExtension(extensionTypeNode(extensionTypes.ocspNonce), writeOctetString(nonce))
}
