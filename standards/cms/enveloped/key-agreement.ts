import {
  type Cursor,
  close,
  contextConstructed,
  type DerNode,
  encode,
  isNext,
  open,
  readBitString,
  readConstructed,
  readOctetString,
  readSequence,
  readSmallInteger,
  Tag,
  writeBitString,
  writeConstructed,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import type { CurveName, HashName } from '@entrepot/crypto'
import {
  agree,
  agreementKeyFromSeed,
  agreementSeedBytes,
  type DecryptionKey,
  deriveX963,
  type EncryptionKey,
  importEncryptionKey,
  unwrapKey,
  wrapKey,
} from '@entrepot/crypto/encryption'
import type { Certificate } from '@entrepot/x509'
import { type AlgorithmIdentifier, hasNoParameters, readAlgorithmIdentifier } from '../algorithm-identifier.ts'
import {
  type CertificateIdentifier,
  type IdentifiedBy,
  readIssuerAndSerialNumber,
  subjectKeyIdentifierOf,
  writeIssuerAndSerialNumber,
} from '../certificate-identifier.ts'
import { MAXIMUM_RECIPIENTS } from '../limits.ts'
import { readOpaque } from '../opaque.ts'

/** A KeyAgreeRecipientInfo (RFC 5652 6.2.2) with a public key of the originator's for this message alone. */
export interface KeyAgreement {
  readonly kind: 'key agreement'
  readonly recipients: readonly { readonly identifier: CertificateIdentifier; readonly encryptedKey: Uint8Array }[]
  readonly algorithm: AlgorithmIdentifier
  /** The originator's point; `undefined` where a certificate is named instead, which is not opened here. */
  readonly originatorPoint: Uint8Array | undefined
  readonly userKeyingMaterial: Uint8Array | undefined
}

const EC_PUBLIC_KEY = '1.2.840.10045.2.1'

/** Standard and cofactor ECDH, which are the same on curves of cofactor 1 (RFC 5753 7.1.4); SHA-1 is there to read what is old. */
const derivations: ReadonlyMap<string, HashName> = new Map([
  ['1.3.133.16.840.63.0.2', 'SHA-1'],
  ['1.3.132.1.11.1', 'SHA-256'],
  ['1.3.132.1.11.2', 'SHA-384'],
  ['1.3.132.1.11.3', 'SHA-512'],
  ['1.3.133.16.840.63.0.3', 'SHA-1'],
  ['1.3.132.1.14.1', 'SHA-256'],
  ['1.3.132.1.14.2', 'SHA-384'],
  ['1.3.132.1.14.3', 'SHA-512'],
])

/** Octets of the wrapping key (RFC 3565 4.2). */
const wraps: ReadonlyMap<string, number> = new Map([
  ['2.16.840.1.101.3.4.1.5', 16],
  ['2.16.840.1.101.3.4.1.25', 24],
  ['2.16.840.1.101.3.4.1.45', 32],
])

/** What is written for a curve: a hash as strong as the curve (RFC 5753 8). */
const writtenDerivations: Readonly<Record<CurveName, { readonly hash: HashName; readonly objectIdentifier: string }>> =
  {
    'P-256': { hash: 'SHA-256', objectIdentifier: '1.3.132.1.11.1' },
    'P-384': { hash: 'SHA-384', objectIdentifier: '1.3.132.1.11.2' },
    'P-521': { hash: 'SHA-512', objectIdentifier: '1.3.132.1.11.3' },
  }

/** Reads a KeyAgreeRecipientInfo under its IMPLICIT `[1]`. */
export function readKeyAgreement(cursor: Cursor, tag: number): KeyAgreement {
  const sequence = readSequence(cursor, tag)
  const offset = sequence.offset
  if (readSmallInteger(sequence, 5) !== 3) sequence.fail('cms/version', offset)
  const originator = readConstructed(sequence, contextConstructed(0))
  const originatorPoint = isNext(originator, contextConstructed(1)) ? readOriginatorKey(originator) : undefined
  if (originatorPoint === undefined) readOpaque(originator)
  close(originator)
  const userKeyingMaterial = isNext(sequence, contextConstructed(1)) ? readExplicitOctets(sequence, 1) : undefined
  const algorithm = readAlgorithmIdentifier(sequence)
  const recipients = readRecipientKeys(readSequence(sequence))
  close(sequence)
  return { kind: 'key agreement', recipients, algorithm, originatorPoint, userKeyingMaterial }
}

/** OriginatorPublicKey; its algorithm is the recipient's, whatever its parameters say (RFC 5753 3.1.1). */
function readOriginatorKey(originator: Cursor): Uint8Array {
  const sequence = readSequence(originator, contextConstructed(1))
  readAlgorithmIdentifier(sequence)
  const point = readBitString(sequence)
  close(sequence)
  return point
}

function readExplicitOctets(cursor: Cursor, number: number): Uint8Array {
  const explicit = readConstructed(cursor, contextConstructed(number))
  const octets = readOctetString(explicit)
  close(explicit)
  return octets
}

function readRecipientKeys(list: Cursor): KeyAgreement['recipients'] {
  const recipients: { identifier: CertificateIdentifier; encryptedKey: Uint8Array }[] = []
  while (!list.atEnd) {
    if (recipients.length >= MAXIMUM_RECIPIENTS) list.fail('cms/too-many-recipients', list.offset)
    const sequence = readSequence(list)
    const isKey = isNext(sequence, contextConstructed(0))
    const identifier = isKey ? readRecipientKeyIdentifier(sequence) : readIssuerAndSerialNumber(sequence)
    const encryptedKey = readOctetString(sequence)
    close(sequence)
    recipients.push({ identifier, encryptedKey })
  }
  return recipients
}

/** RecipientKeyIdentifier; date and other attributes tell keys of one identifier apart, which certificates do not have. */
function readRecipientKeyIdentifier(cursor: Cursor): CertificateIdentifier {
  const sequence = readSequence(cursor, contextConstructed(0))
  const keyIdentifier = readOctetString(sequence)
  if (isNext(sequence, Tag.generalizedTime)) readOpaque(sequence)
  if (isNext(sequence, Tag.sequence)) readOpaque(sequence)
  close(sequence)
  return { by: 'subjectKeyIdentifier', keyIdentifier }
}

/** ECC-CMS-SharedInfo (RFC 5753 7.2): the wrapping algorithm as it stands, and how long its key is. */
function sharedInfo(
  wrapAlgorithm: Uint8Array,
  keyBytes: number,
  userKeyingMaterial: Uint8Array | undefined,
): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, keyBytes * 8)
  const explicit = (number: number, octets: Uint8Array): DerNode =>
    writeConstructed(contextConstructed(number), [writeOctetString(octets)])
  const material = userKeyingMaterial === undefined ? [] : [explicit(0, userKeyingMaterial)]
  return encode(writeSequence([writeRaw(wrapAlgorithm), ...material, explicit(2, length)]))
}

/** Opens a wrapped key; `undefined` when it does not open, `'unsupported'` when it is not tried. */
export function openKeyAgreement(
  agreement: KeyAgreement,
  encryptedKey: Uint8Array,
  key: DecryptionKey,
): Uint8Array | 'unsupported' | undefined {
  const { algorithm, originatorPoint, userKeyingMaterial } = agreement
  const hash = derivations.get(algorithm.objectIdentifier)
  const wrap = algorithm.parameters && readAlgorithmIdentifier(open(algorithm.parameters))
  const keyBytes = wrap === undefined || !hasNoParameters(wrap) ? undefined : wraps.get(wrap.objectIdentifier)
  if (hash === undefined || wrap === undefined || keyBytes === undefined || originatorPoint === undefined) {
    return 'unsupported'
  }
  const originator = importEncryptionKey(spkiLike(key.publicKey.spki, originatorPoint))
  const secret = originator && agree(key, originator)
  if (secret === undefined) return undefined
  const info = sharedInfo(wrap.raw, keyBytes, userKeyingMaterial)
  return unwrapKey(deriveX963(hash, { secret, sharedInfo: info, length: keyBytes }), encryptedKey)
}

/** The SubjectPublicKeyInfo of a point of the same algorithm and curve as another. */
function spkiLike(spki: Uint8Array, point: Uint8Array): Uint8Array {
  const algorithm = readOpaque(readSequence(open(spki)))
  return encode(writeSequence([writeRaw(algorithm), writeBitString(point)]))
}

/** The point in a SubjectPublicKeyInfo. */
function pointOf(spki: Uint8Array): Uint8Array {
  const sequence = readSequence(open(spki))
  readOpaque(sequence)
  return readBitString(sequence)
}

/** Octets of the user keying material: not needed beside a fresh key, but there are readers that take none for an empty one. */
const MATERIAL_BYTES = 16

/** Writes a KeyAgreeRecipientInfo under its IMPLICIT `[1]`, with a key of the originator's for this recipient alone. */
export function writeKeyAgreement(
  key: Uint8Array,
  to: {
    readonly certificate: Certificate
    readonly identifiedBy: IdentifiedBy
    readonly publicKey: EncryptionKey
    readonly curve: CurveName
  },
  random: (octets: number) => Uint8Array,
): DerNode {
  const { hash, objectIdentifier } = writtenDerivations[to.curve]
  const ephemeral = agreementKeyFromSeed(to.curve, random(agreementSeedBytes[to.curve]))
  const secret = agree(ephemeral, to.publicKey)
  if (secret === undefined) throw new Error('cms: keys of one curve agree')
  const wrap = [...wraps].find(([, keyBytes]) => keyBytes === key.length)?.[0] ?? ''
  const wrapAlgorithm = writeSequence([writeObjectIdentifier(wrap)])
  const material = random(MATERIAL_BYTES)
  const info = sharedInfo(encode(wrapAlgorithm), key.length, material)
  const encryptedKey = wrapKey(deriveX963(hash, { secret, sharedInfo: info, length: key.length }), key)
  const originatorKey = writeConstructed(contextConstructed(1), [
    writeSequence([writeObjectIdentifier(EC_PUBLIC_KEY)]),
    writeBitString(pointOf(ephemeral.publicKey.spki)),
  ])
  return writeConstructed(contextConstructed(1), [
    writeInteger(3),
    writeConstructed(contextConstructed(0), [originatorKey]),
    writeConstructed(contextConstructed(1), [writeOctetString(material)]),
    writeSequence([writeObjectIdentifier(objectIdentifier), wrapAlgorithm]),
    writeSequence([writeSequence([recipientOf(to.certificate, to.identifiedBy), writeOctetString(encryptedKey)])]),
  ])
}

function recipientOf(certificate: Certificate, by: IdentifiedBy): DerNode {
  if (by === 'issuerAndSerialNumber') return writeIssuerAndSerialNumber(certificate)
  return writeConstructed(contextConstructed(0), [writeOctetString(subjectKeyIdentifierOf(certificate))])
}
