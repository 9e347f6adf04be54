import type { VerificationKey } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import { type ChainCode, type ChainRefusal, chainRules } from './chain-refusal.ts'
import type { KeyUsage } from '../certificate/key-usage.ts'
import { MAXIMUM_CHAIN_LENGTH } from '../limits.ts'
import { describeName, sameName, sameOctets } from '../name/name.ts'
import { ANY_EXTENDED_KEY_USAGE, extensionTypes } from '../object-identifiers.ts'
import { publicKeyOf } from '../signed/public-key.ts'
import { isListOf, isSignedByCertificate, revocationOf, revokedFrom } from '../crl/revocation-of.ts'
import type { Revocation, RevocationList } from '../crl/revocation-list.ts'

/** What the leaf's key is to be used for. An extension that is absent restricts nothing (RFC 5280 4.2.1.3, 4.2.1.12). */
export interface Purpose {
  readonly keyUsage?: KeyUsage
  /** The object identifier of a purpose. */
  readonly extendedKeyUsage?: string
}

/** A chain to be judged. */
export interface ChainToValidate {
  /** Leaf first, each followed by its issuer; the anchor may stand at the end or be left out. */
  readonly chain: readonly Certificate[]
  readonly anchors: readonly Certificate[]
  /** The time to judge by, in milliseconds since 1970 UTC: when the act was received, not when it is looked at. */
  readonly at: number
  /** Lists of every issuer on the path, in any number and order; `'unchecked'` leaves revocation out, and the answer says so. */
  readonly crls: readonly RevocationList[] | 'unchecked'
  readonly purpose?: Purpose
}

/** A chain that holds at the given time. */
export interface ValidChain {
  readonly ok: true
  /** The leaf's key. */
  readonly publicKey: VerificationKey
  readonly anchor: Certificate
  readonly revocation: 'checked' | 'unchecked'
  /** Certificates of the chain that were revoked from a time after the one judged by. */
  readonly revokedLater: readonly { readonly index: number; readonly revocation: Revocation }[]
}

interface Path {
  readonly certificates: readonly Certificate[]
  readonly anchor: Certificate
}

/**
 * Validates a chain as of a time (RFC 5280 6.1), with any policy accepted and the anchor judged like an issuer (RFC 5937).
 *
 * Judged from the anchor down to the leaf. Of each certificate: issuer and signature, validity, revocation, critical
 * extensions; of each issuer then: authority, path length, right to sign certificates; of the leaf last its purpose.
 * The first refusal in this order is the answer. Revocation counts from its date or invalidity date on, so that what was
 * signed before stays valid; a list counts for the time up to its next update.
 */
export function validateChain(question: ChainToValidate): ValidChain | ChainRefusal {
  // Every comparison with a time that is none is false, which would pass for valid.
  if (!Number.isFinite(question.at)) throw new Error('x509: a chain is judged at a time')
  const path = findAnchor(question)
  if ('ok' in path) return path
  const refusal = judgePath(question, path)
  if (refusal !== undefined) return refusal
  const [leaf = path.anchor] = question.chain
  const publicKey = publicKeyOf(leaf)
  if (publicKey === undefined) return refuse('x509/unsupported-algorithm', leaf, 0)
  const isChecked = question.crls !== 'unchecked'
  return {
    ok: true,
    publicKey,
    anchor: path.anchor,
    revocation: isChecked ? 'checked' : 'unchecked',
    revokedLater: path.certificates.flatMap((certificate, index) => {
      const revocation = revocationOf(certificate, authenticLists(question, issuerAt(path, index)))
      return revocation === undefined ? [] : [{ index, revocation }]
    }),
  }
}

function findAnchor({ chain, anchors }: ChainToValidate): Path | ChainRefusal {
  const last = chain.at(-1)
  if (last === undefined) {
    return { ok: false, code: 'x509/empty-chain', rule: chainRules['x509/empty-chain'], index: 0, subject: '' }
  }
  if (chain.length > MAXIMUM_CHAIN_LENGTH) return refuse('x509/chain-too-long', last, chain.length - 1)
  if (anchors.some((anchor) => sameOctets(anchor.raw, last.raw)))
    return { certificates: chain.slice(0, -1), anchor: last }
  const named = anchors.filter((anchor) => sameName(anchor.subject, last.issuer))
  const anchor = named.find((candidate) => isSignedByCertificate(last, candidate)) ?? named[0]
  return anchor === undefined ? refuse('x509/unknown-issuer', last, chain.length - 1) : { certificates: chain, anchor }
}

const issuerAt = (path: Path, index: number): Certificate => path.certificates[index + 1] ?? path.anchor

function judgePath(question: ChainToValidate, path: Path): ChainRefusal | undefined {
  const { certificates, anchor } = path
  let remaining = MAXIMUM_CHAIN_LENGTH
  for (let index = certificates.length; index >= 0; index--) {
    const certificate = certificates[index] ?? anchor
    const isAnchor = index === certificates.length
    const refusal =
      (isAnchor ? undefined : judgeSignature(path, index)) ??
      judgeValidity(certificate, { index, at: question.at }) ??
      (isAnchor ? undefined : judgeRevocation(question, path, index)) ??
      judgeCriticalExtensions(certificate, index)
    if (refusal !== undefined) return refusal
    if (index === 0) return judgePurpose(question, certificate)
    const isSelfIssued = sameName(certificate.subject, certificate.issuer)
    const authority = judgeAuthority(certificate, { index, isExceeded: !isAnchor && !isSelfIssued && remaining === 0 })
    if (authority !== undefined) return authority
    if (!isAnchor && !isSelfIssued) remaining--
    remaining = Math.min(remaining, certificate.extensions.basicConstraints?.pathLength ?? remaining)
  }
  return undefined
}

function judgeSignature(path: Path, index: number): ChainRefusal | undefined {
  const certificate = issuedAt(path, index)
  const issuer = issuerAt(path, index)
  if (!sameName(certificate.issuer, issuer.subject)) return refuse('x509/unknown-issuer', certificate, index)
  const isSupported = certificate.signedWith.scheme !== undefined && publicKeyOf(issuer) !== undefined
  if (!isSupported) return refuse('x509/unsupported-algorithm', certificate, index)
  return isSignedByCertificate(certificate, issuer) ? undefined : refuse('x509/bad-signature', certificate, index)
}

const issuedAt = (path: Path, index: number): Certificate => path.certificates[index] ?? path.anchor

function judgeValidity(certificate: Certificate, when: { index: number; at: number }): ChainRefusal | undefined {
  const { notBefore, notAfter } = certificate
  if (when.at < notBefore) return refuse('x509/not-yet-valid', certificate, when.index, { boundary: notBefore })
  // A notAfter of whole seconds includes all of its last second (RFC 5280 4.1.2.5).
  if (when.at >= notAfter + 1000) return refuse('x509/expired', certificate, when.index, { boundary: notAfter })
  return undefined
}

function judgeRevocation(question: ChainToValidate, path: Path, index: number): ChainRefusal | undefined {
  if (question.crls === 'unchecked') return undefined
  const certificate = issuedAt(path, index)
  const lists = authenticLists(question, issuerAt(path, index))
  const revocation = revocationOf(certificate, lists)
  if (revocation !== undefined && revokedFrom(revocation) <= question.at) {
    return refuse('x509/revoked', certificate, index, { revocation })
  }
  // A list made after the certificate ended may have dropped it (RFC 5280 3.3), so its silence says nothing.
  const isKnown = lists.some((list) => list.nextUpdate > question.at && list.thisUpdate <= certificate.notAfter)
  return isKnown || revocation !== undefined ? undefined : refuse('x509/no-revocation-state', certificate, index)
}

function authenticLists({ crls }: ChainToValidate, issuer: Certificate): RevocationList[] {
  return crls === 'unchecked' ? [] : crls.filter((list) => isListOf(list, issuer))
}

/** Extensions that are processed here; certificatePolicies, as any policy is accepted. */
const processed: ReadonlySet<string> = new Set([
  extensionTypes.basicConstraints,
  extensionTypes.keyUsage,
  extensionTypes.extendedKeyUsage,
  extensionTypes.certificatePolicies,
  extensionTypes.crlDistributionPoints,
])

/** Extensions that narrow what an issuer may do: not processed, hence refused even where an issuer left out *critical*. */
const narrowing: ReadonlySet<string> = new Set([
  extensionTypes.nameConstraints,
  extensionTypes.policyConstraints,
  extensionTypes.inhibitAnyPolicy,
])

function judgeCriticalExtensions(certificate: Certificate, index: number): ChainRefusal | undefined {
  const unknown = certificate.extensions.all.find(
    ({ type, critical }) => narrowing.has(type) || (critical && !processed.has(type)),
  )
  if (unknown === undefined) return undefined
  return refuse('x509/unknown-critical-extension', certificate, index, { extension: unknown.type })
}

function judgeAuthority(
  certificate: Certificate,
  place: { index: number; isExceeded: boolean },
): ChainRefusal | undefined {
  const { basicConstraints, keyUsage } = certificate.extensions
  if (basicConstraints?.ca !== true) return refuse('x509/not-a-ca', certificate, place.index)
  if (place.isExceeded) return refuse('x509/path-too-long', certificate, place.index)
  const maySign = keyUsage === undefined || keyUsage.includes('keyCertSign')
  return maySign ? undefined : refuse('x509/key-usage', certificate, place.index)
}

function judgePurpose({ purpose }: ChainToValidate, leaf: Certificate): ChainRefusal | undefined {
  const { keyUsage, extendedKeyUsage } = leaf.extensions
  if (purpose?.keyUsage !== undefined && keyUsage?.includes(purpose.keyUsage) === false) {
    return refuse('x509/key-usage', leaf, 0)
  }
  const wanted = purpose?.extendedKeyUsage
  if (wanted === undefined || extendedKeyUsage === undefined) return undefined
  const isFit = extendedKeyUsage.includes(wanted) || extendedKeyUsage.includes(ANY_EXTENDED_KEY_USAGE)
  return isFit ? undefined : refuse('x509/extended-key-usage', leaf, 0)
}

function refuse(
  code: ChainCode,
  certificate: Certificate,
  index: number,
  more: Pick<ChainRefusal, 'revocation' | 'extension' | 'boundary'> = {},
): ChainRefusal {
  return { ok: false, code, rule: chainRules[code], index, subject: describeName(certificate.subject), ...more }
}
