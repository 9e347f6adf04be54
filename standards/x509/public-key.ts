import { type Cursor, close, finish, open, readAny, readBitString, readSequence } from '@entrepot/asn1'
import { importPublicKey, type PublicKey, sha256 } from '@entrepot/crypto'

/** Reads a SubjectPublicKeyInfo of any algorithm; its DER. */
export function readPublicKeyInfo(cursor: Cursor): Uint8Array {
  const start = cursor.offset
  const sequence = readSequence(cursor)
  readAny(sequence)
  readBitString(sequence)
  close(sequence)
  return cursor.bytes.subarray(start, cursor.offset)
}

/** RFC 7093 2, method 1: leftmost 160 bits. */
const KEY_IDENTIFIER_BYTES = 20

/**
 * The identifier of a key: the leftmost 160 bits of the SHA-256 of its BIT STRING (RFC 7093 2, method 1).
 * Asserts that the octets are a SubjectPublicKeyInfo.
 */
export function keyIdentifier(publicKeySpki: Uint8Array): Uint8Array {
  const cursor = open(publicKeySpki)
  const sequence = readSequence(cursor)
  readAny(sequence)
  const key = readBitString(sequence)
  close(sequence)
  if (!finish(cursor, key).ok) throw new Error('x509: not a SubjectPublicKeyInfo')
  return sha256(key).slice(0, KEY_IDENTIFIER_BYTES)
}

const imported = new WeakMap<Uint8Array, { readonly key: PublicKey | undefined }>()

/**
 * The key of a certificate or request, ready to verify; `undefined` when it is neither P-256 nor Ed25519.
 * Importing checks the point, so it is done once for each object that was parsed.
 */
export function publicKeyOf(holder: { readonly publicKeySpki: Uint8Array }): PublicKey | undefined {
  const known = imported.get(holder.publicKeySpki)
  if (known !== undefined) return known.key
  const key = importPublicKey(holder.publicKeySpki)
  imported.set(holder.publicKeySpki, { key })
  return key
}
