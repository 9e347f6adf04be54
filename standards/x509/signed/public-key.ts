import { type Cursor, close, finish, open, readAny, readBitString, readSequence } from '@entrepot/asn1'
import { importVerificationKey, sha256, type VerificationKey } from '@entrepot/crypto'
import { MAXIMUM_CACHED_KEY_OCTETS, MAXIMUM_CACHED_KEYS } from '../limits.ts'

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

/** The content of the BIT STRING of a SubjectPublicKeyInfo. Asserts that the octets are one. */
export function keyBits(publicKeySpki: Uint8Array): Uint8Array {
  const cursor = open(publicKeySpki)
  const sequence = readSequence(cursor)
  readAny(sequence)
  const key = readBitString(sequence)
  close(sequence)
  if (!finish(cursor, key).ok) throw new Error('x509: not a SubjectPublicKeyInfo')
  return key
}

/**
 * The identifier of a key: the leftmost 160 bits of the SHA-256 of its BIT STRING (RFC 7093 2, method 1).
 * Asserts that the octets are a SubjectPublicKeyInfo.
 */
export function keyIdentifier(publicKeySpki: Uint8Array): Uint8Array {
  return sha256(keyBits(publicKeySpki)).slice(0, KEY_IDENTIFIER_BYTES)
}

const ofHolder = new WeakMap<Uint8Array, { readonly key: VerificationKey | undefined }>()
const byContent = new Map<string, VerificationKey | undefined>()

/**
 * The key of a certificate or request, ready to verify; `undefined` for an algorithm that is not verified here and for a key
 * that is none. Importing checks the key, so it is done once for each object that was parsed, and for the
 * `MAXIMUM_CACHED_KEYS` keys last used once at all.
 */
export function publicKeyOf(holder: { readonly publicKeySpki: Uint8Array }): VerificationKey | undefined {
  const known = ofHolder.get(holder.publicKeySpki)
  if (known !== undefined) return known.key
  const key = importOnce(holder.publicKeySpki)
  ofHolder.set(holder.publicKeySpki, { key })
  return key
}

/** The same for a SubjectPublicKeyInfo by itself. */
export function importOnce(spki: Uint8Array): VerificationKey | undefined {
  if (spki.length > MAXIMUM_CACHED_KEY_OCTETS) return importVerificationKey(spki)
  const content = String.fromCharCode(...spki)
  const isKnown = byContent.has(content)
  const key = isKnown ? byContent.get(content) : importVerificationKey(spki)
  // Set anew, so that the key that was not used for the longest time stands first.
  byContent.delete(content)
  byContent.set(content, key)
  const [oldest] = byContent.keys()
  if (byContent.size > MAXIMUM_CACHED_KEYS && oldest !== undefined) byContent.delete(oldest)
  return key
}
