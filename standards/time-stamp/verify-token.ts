import { contextConstructed, type Malformed, open, readConstructed } from '@entrepot/asn1'
import {
  attributeTypes,
  contentTypes,
  type SignatureCode,
  type SignerVerdict,
  valuesOf,
  type VerifiedData,
  verifyData,
} from '@entrepot/cms'
import { type Certificate, type ChainRefusal, findPath, type PathToFind, purposes } from '@entrepot/x509'
import { type MessageImprint, sameImprint } from './message-imprint.ts'
import { isForTimeStampingAlone } from './purpose.ts'
import { parseTimeStampInfo, type TimeStampInfo } from './time-stamp-info.ts'

/** Why a token does not hold, in the order in which it is judged; with the clause. */
export const timeStampRules = {
  'time-stamp/not-a-token': 'RFC 3161 2.4.2: signed data whose content is TSTInfo',
  'time-stamp/signers': 'RFC 3161 2.4.2: the authority alone signs',
  'time-stamp/signature': 'RFC 5652 5.6; `signature` says which rule',
  'time-stamp/signing-certificate':
    'RFC 3161 2.4.2, RFC 5816 2.2.1: the authority’s certificate is named in the signature',
  'time-stamp/purpose': 'RFC 3161 2.3: extended key usage, critical, time-stamping alone',
  'time-stamp/critical-extension': 'RFC 3161 2.4.2: a critical extension that is not understood',
  'time-stamp/authority-name': 'RFC 3161 2.4.2: the name in the token is the subject of the certificate',
  'time-stamp/imprint': 'RFC 3161 2.2: the token is of this message',
  'time-stamp/nonce': 'RFC 3161 2.2: the token is the answer to this request',
  'time-stamp/policy': 'RFC 3161 2.2: the token is under a policy that was asked for',
  'time-stamp/outside-validity': 'RFC 5280 4.1.2.5: the time lies in the validity of the certificate',
  'time-stamp/chain': 'RFC 5280 6; `chain` says which certificate and which clause',
} as const

/** A code of {@link timeStampRules}. */
export type TimeStampCode = keyof typeof timeStampRules

/** Why a token does not hold. */
export interface TimeStampRefusal {
  readonly ok: false
  readonly code: TimeStampCode
  readonly rule: string
  /** With `time-stamp/signature`: what is wrong with it. */
  readonly signature?: SignatureCode
  /** With `time-stamp/chain`: what is wrong with it. */
  readonly chain?: ChainRefusal
}

/** By what the authority's chain is judged: anchors, revocation and all that `findPath` of x509 takes. */
export interface TokenTrust extends Omit<PathToFind, 'leaf' | 'certificates' | 'purpose' | 'at'> {
  /**
   * The time to judge by, in milliseconds since 1970 UTC. Default: the time in the token, which is right while the
   * authority can be relied on; later than that, a time at which the token is known to have been there.
   */
  readonly at?: number
}

/** What a token is held against. */
export interface TokenExpectation {
  /** The hash of what was stamped, or how it is made by the algorithm that the token names: `(algorithm) => imprintOf(data, algorithm)`. */
  readonly imprint: MessageImprint | ((algorithm: MessageImprint['algorithm']) => MessageImprint)
  /** The nonce of the request; when it is given, the token has the same. */
  readonly nonce?: bigint
  /** Object identifiers of acceptable policies; any, when it is left out. */
  readonly policies?: readonly string[]
  /** Certificates that are known besides those in the token. */
  readonly certificates?: readonly Certificate[]
  /** `'unchecked'` leaves the authority's chain to the caller. */
  readonly trust: TokenTrust | 'unchecked'
}

/** A token that holds. */
export interface TimeStamp extends TimeStampInfo {
  readonly ok: true
  readonly imprint: MessageImprint
  /** The authority's certificate. */
  readonly certificate: Certificate
  readonly carried: readonly Certificate[]
}

/**
 * Verifies a time-stamp token (RFC 3161 2.2, RFC 5816), in DER or BER.
 *
 * @returns what it states; or the first refusal in the order of {@link timeStampRules}; or where it is malformed.
 */
export function verifyTimeStampToken(
  token: Uint8Array,
  expected: TokenExpectation,
): TimeStamp | TimeStampRefusal | Malformed {
  const { certificates = [] } = expected
  const verified = verifyData(token, { certificates, requireSignedAttributes: true })
  if (!verified.ok) return verified
  const { contentType, content } = verified.value
  if (contentType !== contentTypes.timeStampInfo || content === undefined) return refuse('time-stamp/not-a-token')
  const info = parseTimeStampInfo(content)
  if (!info.ok) return info
  const signer = judgeSignature(verified.value)
  if ('code' in signer) return signer
  const { certificate } = signer
  const code = judgeStatement(info.value, certificate) ?? judgeExpected(info.value, expected)
  const { imprint, time } = info.value
  if (code !== undefined || imprint === undefined) return refuse(code ?? 'time-stamp/imprint')
  if (time < certificate.notBefore || time >= certificate.notAfter + 1000) return refuse('time-stamp/outside-validity')
  const carried = verified.value.certificates
  const chain = judgeChain(certificate, [...certificates, ...carried], { trust: expected.trust, time })
  if (chain !== undefined) return { ...refuse('time-stamp/chain'), chain }
  return { ok: true, ...info.value, imprint, certificate, carried }
}

function judgeChain(
  leaf: Certificate,
  certificates: readonly Certificate[],
  { trust, time }: { readonly trust: TokenExpectation['trust']; readonly time: number },
): ChainRefusal | undefined {
  if (trust === 'unchecked') return undefined
  const purpose = { extendedKeyUsage: purposes.timeStamping, anyExtendedKeyUsage: 'refused' } as const
  const path = findPath({ ...trust, leaf, certificates, purpose, at: trust.at ?? time })
  return path.ok ? undefined : path
}

function refuse(code: TimeStampCode): TimeStampRefusal {
  return { ok: false, code, rule: timeStampRules[code] }
}

function judgeSignature({ signers }: VerifiedData): { readonly certificate: Certificate } | TimeStampRefusal {
  const [signer] = signers
  if (signer === undefined || signers.length !== 1) return refuse('time-stamp/signers')
  const { refusal, certificate } = signer
  if (refusal !== undefined || certificate === undefined) {
    return { ...refuse('time-stamp/signature'), ...(refusal !== undefined && { signature: refusal.code }) }
  }
  if (!namesItsCertificate(signer)) return refuse('time-stamp/signing-certificate')
  return isForTimeStampingAlone(certificate) ? { certificate } : refuse('time-stamp/purpose')
}

/** That the attribute names the right certificate was judged with the signature; here it must be there. */
function namesItsCertificate({ signedAttributes = [] }: SignerVerdict): boolean {
  const { signingCertificate, signingCertificateV2 } = attributeTypes
  return [signingCertificate, signingCertificateV2].some((type) => valuesOf(signedAttributes, type).length > 0)
}

function judgeStatement(info: TimeStampInfo, certificate: Certificate): TimeStampCode | undefined {
  if (info.extensions.some(({ critical }) => critical)) return 'time-stamp/critical-extension'
  const { authorityName } = info
  return authorityName === undefined || isSubject(authorityName, certificate) ? undefined : 'time-stamp/authority-name'
}

const DIRECTORY_NAME = contextConstructed(4)

/** Names of other kinds than directory names are not compared. */
function isSubject(name: Uint8Array, { subject }: Certificate): boolean {
  if (name[0] !== DIRECTORY_NAME) return true
  const inside = readConstructed(open(name), DIRECTORY_NAME)
  const written = inside.bytes.subarray(inside.offset, inside.end)
  return written.length === subject.raw.length && written.every((octet, at) => octet === subject.raw[at])
}

function judgeExpected(
  { imprint, nonce, policy }: TimeStampInfo,
  expected: Pick<TokenExpectation, 'imprint' | 'nonce' | 'policies'>,
): TimeStampCode | undefined {
  if (imprint === undefined) return 'time-stamp/imprint'
  const wanted = typeof expected.imprint === 'function' ? expected.imprint(imprint.algorithm) : expected.imprint
  if (!sameImprint(imprint, wanted)) return 'time-stamp/imprint'
  if (expected.nonce !== undefined && nonce !== expected.nonce) return 'time-stamp/nonce'
  return expected.policies?.includes(policy) === false ? 'time-stamp/policy' : undefined
}
