import {
  type Cursor,
  close,
  contextConstructed,
  type DerNode,
  finish,
  isNext,
  open,
  readConstructed,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  Tag,
  writeConstructed,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '@entrepot/asn1'
import { type HashName, hashBytes } from '@entrepot/crypto'
import {
  decryptOaep,
  decryptPkcs1Key,
  type DecryptionKey,
  encryptOaep,
  type EncryptionKey,
} from '@entrepot/crypto/encryption'
import type { Certificate } from '@entrepot/x509'
import {
  type AlgorithmIdentifier,
  digestAlgorithmOf,
  hasNoParameters,
  readAlgorithmIdentifier,
  writeDigestAlgorithm,
} from '../algorithm-identifier.ts'
import {
  type CertificateIdentifier,
  type IdentifiedBy,
  readCertificateIdentifier,
  writeCertificateIdentifier,
} from '../certificate-identifier.ts'

/** RFC 3370 4.2.1, RFC 3560 2.1, RFC 4055 2.2, 4.1. */
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
const RSAES_OAEP = '1.2.840.113549.1.1.7'
const MGF1 = '1.2.840.113549.1.1.8'
const P_SPECIFIED = '1.2.840.113549.1.1.9'

/** A KeyTransRecipientInfo (RFC 5652 6.2.1). */
export interface KeyTransport {
  readonly kind: 'key transport'
  readonly recipients: readonly { readonly identifier: CertificateIdentifier; readonly encryptedKey: Uint8Array }[]
  readonly algorithm: AlgorithmIdentifier
}

/** Reads a KeyTransRecipientInfo. */
export function readKeyTransport(cursor: Cursor): KeyTransport {
  const sequence = readSequence(cursor)
  const offset = sequence.offset
  const version = readVersion(sequence)
  const identifier = readCertificateIdentifier(sequence)
  if (version !== (identifier.by === 'issuerAndSerialNumber' ? 0 : 2)) sequence.fail('cms/version', offset)
  const algorithm = readAlgorithmIdentifier(sequence)
  const encryptedKey = readOctetString(sequence)
  close(sequence)
  return { kind: 'key transport', recipients: [{ identifier, encryptedKey }], algorithm }
}

function readVersion(sequence: Cursor): number {
  const octets = readOctetString(sequence, Tag.integer)
  return octets.length === 1 ? (octets[0] ?? 0) : -1
}

/** Writes a KeyTransRecipientInfo: RSAES-OAEP with SHA-256 throughout. Asserts that the key is RSA, and long enough. */
export function writeKeyTransport(
  key: Uint8Array,
  to: { readonly certificate: Certificate; readonly identifiedBy: IdentifiedBy; readonly publicKey: EncryptionKey },
  random: (octets: number) => Uint8Array,
): DerNode {
  const encryptedKey = encryptOaep(to.publicKey, { hash: 'SHA-256', seed: random(hashBytes['SHA-256']) }, key)
  if (encryptedKey === undefined) throw new Error('cms: an RSA key that is long enough to carry another')
  return writeSequence([
    writeInteger(to.identifiedBy === 'issuerAndSerialNumber' ? 0 : 2),
    writeCertificateIdentifier(to.certificate, to.identifiedBy),
    writeSequence([writeObjectIdentifier(RSAES_OAEP), writeOaepParameters('SHA-256')]),
    writeOctetString(encryptedKey),
  ])
}

function writeOaepParameters(hash: HashName): DerNode {
  const hashAlgorithm = writeDigestAlgorithm(hash)
  const mask = writeSequence([writeObjectIdentifier(MGF1), hashAlgorithm])
  return writeSequence([
    writeConstructed(contextConstructed(0), [hashAlgorithm]),
    writeConstructed(contextConstructed(1), [mask]),
  ])
}

/** Reads RSAES-OAEP-params (RFC 4055 4.1); `undefined` for another mask than MGF1 with the same hash, and for a label. */
function readOaepHash({ parameters }: AlgorithmIdentifier): HashName | undefined {
  if (parameters === undefined) return undefined
  const cursor = open(parameters)
  const sequence = readSequence(cursor)
  const hash = isNext(sequence, contextConstructed(0)) ? readTagged(sequence, 0, readHash) : 'SHA-1'
  const mask = isNext(sequence, contextConstructed(1)) ? readTagged(sequence, 1, readMask) : 'SHA-1'
  const hasLabel = isNext(sequence, contextConstructed(2)) && !readTagged(sequence, 2, isEmptyLabel)
  close(sequence)
  return finish(cursor, hash).ok && hash === mask && !hasLabel ? hash : undefined
}

function readTagged<Value>(cursor: Cursor, number: number, read: (inside: Cursor) => Value): Value {
  const inside = readConstructed(cursor, contextConstructed(number))
  const value = read(inside)
  close(inside)
  return value
}

const readHash = (inside: Cursor): HashName | undefined => digestAlgorithmOf(readAlgorithmIdentifier(inside))

function readMask(inside: Cursor): HashName | undefined {
  const sequence = readSequence(inside)
  const isMgf1 = readObjectIdentifier(sequence) === MGF1
  const hash = readHash(sequence)
  close(sequence)
  return isMgf1 ? hash : undefined
}

function isEmptyLabel(inside: Cursor): boolean {
  const sequence = readSequence(inside)
  const isSpecified = readObjectIdentifier(sequence) === P_SPECIFIED
  const label = readOctetString(sequence)
  close(sequence)
  return isSpecified && label.length === 0
}

/** What opens a transported key. */
export interface TransportOpening {
  readonly key: DecryptionKey
  readonly keyBytes: number
  /** Random octets that stand for a key that does not open by PKCS #1 v1.5; `undefined` where that is not allowed. */
  readonly pkcs1Substitute: Uint8Array | undefined
}

/** Opens a transported key; `undefined` when it does not open, `'unsupported'` when it is not tried. */
export function openKeyTransport(
  { algorithm }: Pick<KeyTransport, 'algorithm'>,
  encryptedKey: Uint8Array,
  { key, keyBytes, pkcs1Substitute }: TransportOpening,
): Uint8Array | 'unsupported' | undefined {
  if (algorithm.objectIdentifier === RSA_ENCRYPTION && hasNoParameters(algorithm)) {
    if (pkcs1Substitute === undefined) return 'unsupported'
    return decryptPkcs1Key(key, encryptedKey, pkcs1Substitute.subarray(0, keyBytes))
  }
  const hash = algorithm.objectIdentifier === RSAES_OAEP ? readOaepHash(algorithm) : undefined
  if (hash === undefined) return 'unsupported'
  return decryptOaep(key, hash, encryptedKey)
}
