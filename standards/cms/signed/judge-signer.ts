import type { HashName } from '@entrepot/crypto'
import { type Certificate, publicKeyOf } from '@entrepot/x509'
import { digestAlgorithmOf } from '../algorithm-identifier.ts'
import { type Attribute, valuesOf } from '../attribute.ts'
import { attributeTypes, contentTypes } from '../object-identifiers.ts'
import { sameOctets } from '../octets.ts'
import { refuse, type SignatureCode, type SignatureRefusal } from './refusal.ts'
import { type SignatureAnswer, verifyOctets } from './signature-scheme.ts'
import {
  areSignedAttributes,
  protects,
  readContentType,
  readMessageDigest,
  readSigningTime,
} from './signed-attributes.ts'
import type { SignerInfo } from './signer-info.ts'
import { judgeSigningCertificate, type SigningCertificateAnswer } from './signing-certificate.ts'

/** What a signature is judged by. */
export interface SignedContent {
  /** The type that stands at the content; `undefined` for a countersignature, which has none (RFC 5652 11.4). */
  readonly contentType: string | undefined
  /** The content's digest; `undefined` for an algorithm that was not announced before it. */
  readonly digestOf: (algorithm: HashName) => Uint8Array | undefined
  /** The content, for signatures without attributes; `undefined` when it went by in pieces. */
  readonly direct: Uint8Array | undefined
  readonly requireSignedAttributes: boolean
  readonly work: Work
}

/** What may still be done for one message, however many signatures it has. */
export interface Work {
  signatureChecks: number
  /** Octets to be hashed for signatures without attributes, each of which takes the whole content anew. */
  directBytes: number
}

/** What was found of one signature. */
export interface Judgement {
  /** The first reason why the signature does not hold; `undefined` when it does. */
  readonly refusal: SignatureRefusal | undefined
  /** Whether the content is the one whose digest was signed. */
  readonly contentHolds: boolean
  /** Whether the signature is the key's. */
  readonly signatureHolds: boolean
}

/** Judges one signature (RFC 5652 5.6), by everything but the certificate's own chain. */
export function judgeSigner(
  signer: SignerInfo,
  certificate: Certificate | undefined,
  content: SignedContent,
): Judgement {
  if (certificate === undefined) return nothingHolds('cms/signer-certificate-not-found')
  const algorithm = digestAlgorithmOf(signer.digestAlgorithm)
  if (algorithm === undefined || algorithm === 'SHA-1') return nothingHolds('cms/unsupported-digest-algorithm')
  const contentDigest = content.digestOf(algorithm)
  if (contentDigest === undefined) return nothingHolds('cms/digest-algorithm-not-announced')
  const attributes = signer.signedAttributes?.attributes
  const octets = signer.signedAttributes?.octets ?? content.direct
  const directBytes = attributes === undefined ? (octets?.length ?? 0) : 0
  if (!spend(content.work, directBytes)) return nothingHolds('cms/too-much-work')
  const key = publicKeyOf(certificate)
  const how = { algorithm: signer.signatureAlgorithm, digest: algorithm }
  const answer =
    octets === undefined || key === undefined ? 'unsupported' : verifyOctets(octets, signer.signature, { ...how, key })
  const signatureHolds = answer === 'holds'
  const contentHolds = attributes === undefined ? signatureHolds : hasDigest(attributes, contentDigest)
  const code =
    (attributes === undefined
      ? judgeDirect(content)
      : (judgeAttributes(attributes, content, contentHolds) ?? judgeBindings(attributes, signer, certificate))) ??
    codeOfAnswer[answer] ??
    judgeKeyUsage(certificate)
  return { refusal: code && refuse(code), contentHolds, signatureHolds }
}

/** Takes one signature from what is left. */
function spend(work: Work, directBytes: number): boolean {
  work.signatureChecks -= 1
  work.directBytes -= directBytes
  return work.signatureChecks >= 0 && work.directBytes >= 0
}

function nothingHolds(code: SignatureCode): Judgement {
  return { refusal: refuse(code), contentHolds: false, signatureHolds: false }
}

const codeOfAnswer: Readonly<Record<SignatureAnswer, SignatureCode | undefined>> = {
  holds: undefined,
  fails: 'cms/bad-signature',
  unsupported: 'cms/unsupported-signature-algorithm',
  'digest-mismatch': 'cms/signature-digest-mismatch',
}

function judgeDirect({ contentType, direct, requireSignedAttributes }: SignedContent): SignatureCode | undefined {
  if (direct === undefined || requireSignedAttributes) return 'cms/signed-attributes-required'
  if (contentType !== undefined && contentType !== contentTypes.data) return 'cms/signed-attributes-required'
  return areSignedAttributes(direct) ? 'cms/content-is-signed-attributes' : undefined
}

function hasDigest(attributes: readonly Attribute[], contentDigest: Uint8Array): boolean {
  const [value] = valuesOf(attributes, attributeTypes.messageDigest)
  const stated = value && readMessageDigest(value)
  return stated !== undefined && sameOctets(stated, contentDigest)
}

function judgeAttributes(
  attributes: readonly Attribute[],
  content: SignedContent,
  contentHolds: boolean,
): SignatureCode | undefined {
  const types = attributes.map(({ type }) => type)
  if (new Set(types).size !== types.length) return 'cms/duplicate-attribute'
  const isSingle = ({ type, values }: Attribute): boolean => values.length === 1 || !single.has(type)
  if (!attributes.every(isSingle)) return 'cms/duplicate-attribute'
  const [contentType] = valuesOf(attributes, attributeTypes.contentType)
  const [messageDigest] = valuesOf(attributes, attributeTypes.messageDigest)
  const isComplete = messageDigest !== undefined && (contentType === undefined) === (content.contentType === undefined)
  if (!isComplete) return 'cms/attribute-missing'
  const stated = contentType && readContentType(contentType)
  const [signingTime] = valuesOf(attributes, attributeTypes.signingTime)
  const isRead =
    (contentHolds || readMessageDigest(messageDigest) !== undefined) &&
    (contentType === undefined || stated !== undefined) &&
    (signingTime === undefined || readSigningTime(signingTime) !== undefined)
  if (!isRead) return 'cms/attribute-malformed'
  if (stated !== content.contentType) return 'cms/content-type-mismatch'
  return contentHolds ? undefined : 'cms/content-digest-mismatch'
}

/** Attributes of one value (RFC 5652 11.1 to 11.3; RFC 5035 5.4; RFC 6211 2). */
const single: ReadonlySet<string> = new Set([
  attributeTypes.contentType,
  attributeTypes.messageDigest,
  attributeTypes.signingTime,
  attributeTypes.signingCertificate,
  attributeTypes.signingCertificateV2,
  attributeTypes.algorithmProtection,
])

const codeOfCertificate: Readonly<Record<SigningCertificateAnswer, SignatureCode | undefined>> = {
  absent: undefined,
  named: undefined,
  other: 'cms/signing-certificate-mismatch',
  unsupported: 'cms/signing-certificate-mismatch',
  malformed: 'cms/attribute-malformed',
}

function judgeBindings(
  attributes: readonly Attribute[],
  signer: SignerInfo,
  certificate: Certificate,
): SignatureCode | undefined {
  const [protection] = valuesOf(attributes, attributeTypes.algorithmProtection)
  const isProtected =
    protection === undefined || protects(protection, signer.digestAlgorithm, signer.signatureAlgorithm)
  if (isProtected === undefined) return 'cms/attribute-malformed'
  if (!isProtected) return 'cms/algorithm-protection-mismatch'
  return codeOfCertificate[judgeSigningCertificate(attributes, certificate)]
}

function judgeKeyUsage({ extensions: { keyUsage } }: Certificate): SignatureCode | undefined {
  const maySign = keyUsage === undefined || keyUsage.includes('digitalSignature') || keyUsage.includes('nonRepudiation')
  return maySign ? undefined : 'cms/key-usage'
}
