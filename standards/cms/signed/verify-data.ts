import { type Decoded, finish, type Malformed, open, Tag } from '@entrepot/asn1'
import { digest, type HashName } from '@entrepot/crypto'
import type { Certificate } from '@entrepot/x509'
import { digestAlgorithmOf } from '../algorithm-identifier.ts'
import { type Attribute, valuesOf } from '../attribute.ts'
import { parseOnce } from '../certificate-cache.ts'
import { type CertificateIdentifier, identifies } from '../certificate-identifier.ts'
import {
  MAXIMUM_ATTRIBUTE_VALUES,
  MAXIMUM_COUNTERSIGNATURE_DEPTH,
  MAXIMUM_DIRECT_BYTES,
  MAXIMUM_NAMESAKES,
  MAXIMUM_SIGNATURE_CHECKS,
} from '../limits.ts'
import type { CmsMalformedCode } from '../malformed.ts'
import { attributeTypes } from '../object-identifiers.ts'
import { judgeSigner, type Judgement, type SignedContent, type Work } from './judge-signer.ts'
import { refuse, type SignatureRefusal } from './refusal.ts'
import { readSigningTime } from './signed-attributes.ts'
import { readSignedMessage, type SignedData } from './signed-data.ts'
import { readSignerInfo, type SignerInfo } from './signer-info.ts'

/** How a signed message is verified. */
export interface Verification {
  /** Certificates that are known besides those that the message carries. They are looked at first. */
  readonly certificates?: readonly Certificate[]
  /** Refuses signatures that cover the content without attributes; content of other types than id-data always needs them. */
  readonly requireSignedAttributes?: boolean
  /** Refuses a message that is BER. Default: either form. Not for messages that come in pieces. */
  readonly encoding?: 'DER'
}

/** One signature, and what was found of it. */
export interface SignerVerdict extends Judgement {
  readonly identifier: CertificateIdentifier
  /** The signer's certificate, whose chain is for the caller to judge; `undefined` when none is at hand. */
  readonly certificate: Certificate | undefined
  /** `undefined` when the signature covers the content itself. What they say is authentic only when `refusal` is `undefined`. */
  readonly signedAttributes: readonly Attribute[] | undefined
  /** Authenticated by nothing in this message: a time-stamp is verified by itself. */
  readonly unsignedAttributes: readonly Attribute[]
  /** The time that the signer claims, in milliseconds since 1970 UTC. */
  readonly signingTime: number | undefined
  /** The signature's octets: what a signature time-stamp covers. */
  readonly signature: Uint8Array
  /** Signatures over this signature (RFC 5652 11.4); `undefined` where they are nested too deep to be looked at. */
  readonly countersignatures: readonly CountersignatureVerdict[] | undefined
}

/** A countersignature that was read and judged, or one that is malformed. */
export type CountersignatureVerdict = SignerVerdict | Malformed

/** What was found of a signed message. */
export interface VerifiedData {
  /** Whether there is a signer and every signature holds; who the signers are is for the caller to judge. */
  readonly holds: boolean
  /** The first signer's refusal, or that there is none. */
  readonly refusal: SignatureRefusal | undefined
  readonly contentType: string
  readonly content: Uint8Array | undefined
  readonly signers: readonly SignerVerdict[]
  /** Certificates that the message carries; authenticated by nothing. */
  readonly certificates: readonly Certificate[]
  /** What stood among the certificates and was not read: attribute certificates, malformed ones. */
  readonly otherCertificates: readonly Uint8Array[]
  /** Revocation lists and other revocation information as DER; authenticated by nothing in this message. */
  readonly revocationItems: readonly Uint8Array[]
}

/**
 * Verifies a signed message (RFC 5652 5.6) that is whole in memory, in DER or BER: every signature, by everything but the
 * chain of the signer's certificate, which `validateChain` of x509 judges.
 *
 * @param options with `content` for a message whose content is detached.
 * @returns what was found, for each signer; or where and why the message is malformed.
 * @example
 * const verified = verifyData(message, { content: invoice })
 * if (verified.ok && verified.value.holds) for (const { certificate } of verified.value.signers) judgeChain(certificate)
 */
export function verifyData(
  message: Uint8Array,
  options: Verification & { readonly content?: Uint8Array } = {},
): Decoded<VerifiedData> {
  const decoded = readSignedMessage(message, options)
  if (!decoded.ok) return decoded
  const encapsulated = decoded.value.content
  if (encapsulated !== undefined && options.content !== undefined) return malformed('cms/content-twice')
  const octets = encapsulated ?? options.content
  if (octets === undefined && decoded.value.signers.length > 0) return malformed('cms/content-missing')
  const direct = octets ?? new Uint8Array(0)
  const digests = new Map<HashName, Uint8Array>()
  const digestOf = (algorithm: HashName): Uint8Array => {
    const made = digests.get(algorithm) ?? digest(algorithm, direct)
    digests.set(algorithm, made)
    return made
  }
  return { ok: true, value: judgeSignedData(decoded.value, { digestOf, direct, octets }, options) }
}

function malformed(code: CmsMalformedCode): Malformed {
  return { ok: false, code, offset: 0 }
}

/** Parses the certificates that a message carries. */
function certificatesOf(signedData: SignedData): Pick<VerifiedData, 'certificates' | 'otherCertificates'> {
  const certificates: Certificate[] = []
  const otherCertificates: Uint8Array[] = []
  for (const raw of signedData.certificates) {
    const parsed = raw[0] === Tag.sequence ? parseOnce(raw) : undefined
    if (parsed !== undefined) certificates.push(parsed)
    else otherCertificates.push(raw)
  }
  return { certificates, otherCertificates }
}

/** Judges every signature of a message that was read, by content whose digests are at hand. */
export function judgeSignedData(
  signedData: SignedData,
  content: Pick<SignedContent, 'digestOf' | 'direct'> & { readonly octets: Uint8Array | undefined },
  verification: Verification,
): VerifiedData {
  const { contentType, revocationItems } = signedData
  const carried = certificatesOf(signedData)
  const known = [...(verification.certificates ?? []), ...carried.certificates]
  const { requireSignedAttributes = false } = verification
  const announced = new Set(signedData.digestAlgorithms.map(digestAlgorithmOf))
  const digestOf = (algorithm: HashName) => (announced.has(algorithm) ? content.digestOf(algorithm) : undefined)
  const work = { signatureChecks: MAXIMUM_SIGNATURE_CHECKS, directBytes: MAXIMUM_DIRECT_BYTES }
  const signed = { contentType, digestOf, direct: content.direct, requireSignedAttributes, work }
  const signers = signedData.signers.map((signer) => verdictOf(signer, signed, { known, depth: 0 }))
  const refusal = signers.length === 0 ? refuse('cms/no-signers') : signers.find((one) => one.refusal)?.refusal
  const holds = refusal === undefined
  return { holds, refusal, contentType, content: content.octets, signers, ...carried, revocationItems }
}

interface Surroundings {
  readonly known: readonly Certificate[]
  readonly depth: number
}

function verdictOf(signer: SignerInfo, content: SignedContent, surroundings: Surroundings): SignerVerdict {
  const { identifier, signedAttributes, unsignedAttributes, signature } = signer
  const { certificate, judgement } = judgeByAny(signer, content, surroundings.known)
  const [time] = valuesOf(signedAttributes?.attributes ?? [], attributeTypes.signingTime)
  return {
    ...judgement,
    identifier,
    certificate,
    signedAttributes: signedAttributes?.attributes,
    unsignedAttributes,
    signingTime: time && readSigningTime(time),
    signature,
    countersignatures: countersignaturesOf(signer, content.work, surroundings),
  }
}

/**
 * Judges a signature by the certificate that its identifier names. Nothing authenticates which certificates come along, so
 * where several are named the same, the one by which it holds is the signer's; when it holds by none, the first is told.
 */
function judgeByAny(signer: SignerInfo, content: SignedContent, known: readonly Certificate[]) {
  const named = known.filter((candidate) => identifies(signer.identifier, candidate))
  let first: { certificate: Certificate | undefined; judgement: Judgement } | undefined
  for (const certificate of named.slice(0, MAXIMUM_NAMESAKES)) {
    const judgement = judgeSigner(signer, certificate, content)
    if (judgement.refusal === undefined) return { certificate, judgement }
    first ??= { certificate, judgement }
  }
  return first ?? { certificate: undefined, judgement: judgeSigner(signer, undefined, content) }
}

function countersignaturesOf(
  signer: SignerInfo,
  work: Work,
  { known, depth }: Surroundings,
): SignerVerdict['countersignatures'] {
  const values = valuesOf(signer.unsignedAttributes, attributeTypes.countersignature)
  if (values.length === 0) return []
  if (depth >= MAXIMUM_COUNTERSIGNATURE_DEPTH) return undefined
  const { signature } = signer
  const digestOf = (algorithm: HashName) => digest(algorithm, signature)
  const content = { contentType: undefined, digestOf, direct: signature, requireSignedAttributes: false, work }
  return values.slice(0, MAXIMUM_ATTRIBUTE_VALUES).map((value) => {
    const decoded = readOne(value)
    return decoded.ok ? verdictOf(decoded.value, content, { known, depth: depth + 1 }) : decoded
  })
}

function readOne(value: Uint8Array): Decoded<SignerInfo> {
  const cursor = open(value)
  return finish(cursor, readSignerInfo(cursor))
}
