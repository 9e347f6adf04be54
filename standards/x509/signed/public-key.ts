import {
  copyOctets,
  type Cursor,
  close,
  encode,
  finish,
  open,
  readAny,
  readBitString,
  readObjectIdentifier,
  readSequence,
  writeBitString,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import { importVerificationKey, sha256, type VerificationKey } from '@entrepot/crypto'
import { MAXIMUM_CACHED_KEY_OCTETS, MAXIMUM_CACHED_KEYS } from '../limits.ts'
import { sameOctets } from '../name/name.ts'

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
/** Octets at the end of a key, by which those kept are told apart quickly; all of them are compared. */
const END_OCTETS = 16
const byEnd = new Map<string, { readonly spki: Uint8Array; readonly key: VerificationKey | undefined }>()

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
function importOnce(spki: Uint8Array): VerificationKey | undefined {
  if (spki.length > MAXIMUM_CACHED_KEY_OCTETS) return importVerificationKey(spki)
  const end = String.fromCharCode(...spki.subarray(-END_OCTETS))
  const known = byEnd.get(end)
  const kept =
    known !== undefined && sameOctets(known.spki, spki)
      ? known
      : { spki: copyOctets(spki), key: importVerificationKey(spki) }
  // Set anew, so that the key that was not used for the longest time stands first.
  byEnd.delete(end)
  byEnd.set(end, kept)
  const [oldest] = byEnd.keys()
  if (byEnd.size > MAXIMUM_CACHED_KEYS && oldest !== undefined) byEnd.delete(oldest)
  return kept.key
}

/** The algorithm of a key, and whether its parameters are left out. */
function keyAlgorithm(publicKeySpki: Uint8Array): { readonly identifier: string; readonly hasParameters: boolean } {
  const algorithm = readSequence(readSequence(open(publicKeySpki)))
  const identifier = readObjectIdentifier(algorithm)
  return { identifier, hasParameters: !algorithm.atEnd }
}

/** The object identifier of a key's algorithm. */
export const keyAlgorithmOf = (publicKeySpki: Uint8Array): string => keyAlgorithm(publicKeySpki).identifier

const DSA = '1.2.840.10040.4.1'

/** Kinds of keys that verify signatures here (RFC 3279 2.3, RFC 4055 1.2, RFC 5480 2.1, RFC 8410 3, RFC 9881 4). */
const knownKeyAlgorithms: ReadonlySet<string> = new Set([
  DSA,
  '1.2.840.113549.1.1.1',
  '1.2.840.113549.1.1.10',
  '1.2.840.10045.2.1',
  '1.3.101.112',
  '1.3.101.113',
  '2.16.840.1.101.3.4.3.17',
  '2.16.840.1.101.3.4.3.18',
  '2.16.840.1.101.3.4.3.19',
])

/** Whether a key is of a kind that verifies signatures, so that one which does not import is wrong in itself. */
export function hasKnownKeyAlgorithm(publicKeySpki: Uint8Array): boolean {
  return knownKeyAlgorithms.has(keyAlgorithmOf(publicKeySpki))
}

/**
 * The key of a certificate below another key: a DSA key without parameters has those of the key above (RFC 5280 6.1.4 (d) to (f)).
 */
export function inheritingKey(
  publicKeySpki: Uint8Array,
  above: Uint8Array,
): { readonly key: VerificationKey | undefined; readonly spki: Uint8Array } {
  const key = publicKeyOf({ publicKeySpki })
  if (key !== undefined) return { key, spki: publicKeySpki }
  const own = keyAlgorithm(publicKeySpki)
  if (own.identifier !== DSA || own.hasParameters || keyAlgorithm(above).identifier !== DSA) {
    return { key: undefined, spki: publicKeySpki }
  }
  const parameters = readAny(readSequence(open(above))).raw
  const spki = encode(writeSequence([writeRaw(parameters), writeBitString(keyBits(publicKeySpki))]))
  return { key: importOnce(spki), spki }
}
