import {
  type Cursor,
  close,
  contextConstructed,
  type DerNode,
  finish,
  isNext,
  open,
  readConstructed,
  readInteger,
  readOctetString,
  readSequence,
  Tag,
  writeOctetString,
  writeSequence,
} from '@entrepot/asn1'
import { digest, type HashName } from '@entrepot/crypto'
import type { Certificate } from '@entrepot/x509'
import { digestAlgorithmOf, readAlgorithmIdentifier } from '../algorithm-identifier.ts'
import { type Attribute, valuesOf } from '../attribute.ts'
import { attributeTypes } from '../object-identifiers.ts'
import { sameOctets } from '../octets.ts'
import { readOpaque } from '../opaque.ts'

/** What an ESSCertID or ESSCertIDv2 says of a certificate (RFC 5035 3, 4). */
interface CertificateHash {
  /** `undefined` for a hash function that is not known. */
  readonly algorithm: HashName | undefined
  readonly hash: Uint8Array
  readonly issuerSerial: { readonly issuer: Uint8Array | undefined; readonly serial: bigint } | undefined
}

/** Writes SigningCertificateV2 (RFC 5035 3) with the signer's certificate alone, by its SHA-256, the default. */
export function writeSigningCertificateV2(certificate: Certificate): DerNode {
  const identifier = writeSequence([writeOctetString(digestOf(certificate, 'SHA-256'))])
  return writeSequence([writeSequence([identifier])])
}

const digests = new WeakMap<Certificate, Uint8Array>()

/** The digest of a certificate; that by SHA-256 is made once for each that was parsed. */
function digestOf(certificate: Certificate, algorithm: HashName): Uint8Array {
  if (algorithm !== 'SHA-256') return digest(algorithm, certificate.raw)
  const known = digests.get(certificate) ?? digest(algorithm, certificate.raw)
  digests.set(certificate, known)
  return known
}

/** What signing-certificate attributes say of the certificate that was used. */
export type SigningCertificateAnswer = 'absent' | 'named' | 'other' | 'malformed' | 'unsupported'

/**
 * Whether the signing-certificate attributes (RFC 5035 5.4: version 1 under SHA-1, version 2) name this certificate.
 * The first identifier is the signer's; when both attributes stand, both must name it.
 */
export function judgeSigningCertificate(
  attributes: readonly Attribute[],
  certificate: Certificate,
): SigningCertificateAnswer {
  const first = valuesOf(attributes, attributeTypes.signingCertificate)
  const second = valuesOf(attributes, attributeTypes.signingCertificateV2)
  if (first.length + second.length === 0) return 'absent'
  if (first.length > 1 || second.length > 1) return 'malformed'
  const answers = [
    ...first.map((value) => judgeValue(value, certificate, readHashV1)),
    ...second.map((value) => judgeValue(value, certificate, readHashV2)),
  ]
  return answers.find((answer) => answer !== 'named') ?? 'named'
}

type ReadHash = (sequence: Cursor) => Pick<CertificateHash, 'algorithm' | 'hash'>

const readHashV1: ReadHash = (sequence) => ({ algorithm: 'SHA-1', hash: readOctetString(sequence) })

const readHashV2: ReadHash = (sequence) => {
  const isDefault = !isNext(sequence, Tag.sequence)
  const algorithm = isDefault ? 'SHA-256' : digestAlgorithmOf(readAlgorithmIdentifier(sequence))
  return { algorithm, hash: readOctetString(sequence) }
}

function judgeValue(value: Uint8Array, certificate: Certificate, readHash: ReadHash): SigningCertificateAnswer {
  const decoded = readFirst(value, readHash)
  if (decoded === undefined) return 'malformed'
  const { algorithm, hash, issuerSerial } = decoded
  if (algorithm === undefined) return 'unsupported'
  if (!sameOctets(digestOf(certificate, algorithm), hash)) return 'other'
  if (issuerSerial === undefined) return 'named'
  const isIssuer = issuerSerial.issuer === undefined || sameOctets(issuerSerial.issuer, certificate.issuer.raw)
  return isIssuer && issuerSerial.serial === certificate.serial ? 'named' : 'other'
}

/** Reads the first identifier; the others are for authorisation, which is not judged here. */
function readFirst(value: Uint8Array, readHash: ReadHash): CertificateHash | undefined {
  const cursor = open(value)
  const outer = readSequence(cursor)
  const certificates = readSequence(outer)
  const identifier = readSequence(certificates)
  const hash = readHash(identifier)
  const issuerSerial = identifier.atEnd ? undefined : readIssuerSerial(identifier)
  close(identifier)
  if (!outer.atEnd) readOpaque(outer)
  close(outer)
  const decoded = finish(cursor, { ...hash, issuerSerial })
  return decoded.ok ? decoded.value : undefined
}

const DIRECTORY_NAME = contextConstructed(4)

/** Reads IssuerSerial (RFC 5035 3); of the general names, the directory name. */
function readIssuerSerial(cursor: Cursor): CertificateHash['issuerSerial'] {
  const sequence = readSequence(cursor)
  const names = readSequence(sequence)
  let issuer: Uint8Array | undefined
  while (!names.atEnd) {
    if (issuer === undefined && isNext(names, DIRECTORY_NAME))
      issuer = readOpaque(readConstructed(names, DIRECTORY_NAME))
    else readOpaque(names)
  }
  const serial = readInteger(sequence)
  close(sequence)
  return { issuer, serial }
}
