import type { Certificate } from '../certificate/certificate.ts'
import { serviceFault } from '../identity/service-identity.ts'
import { MAXIMUM_CHAIN_LENGTH } from '../limits.ts'
import { sameName } from '../name/compare-name.ts'
import { isLegacyScheme } from '@entrepot/crypto'
import { publicKeyOf } from '../signed/public-key.ts'
import { type Budget, isVerified } from '../signed/verified.ts'
import { anchorName, certificateOf } from './anchor.ts'
import { authorityFault, criticalExtensionFault, keyFault, validityFault } from './certificate-faults.ts'
import { isSelfIssued, PathState } from './path-state.ts'
import type { PathPolicies } from './policy-graph.ts'
import { profileFault } from './profile.ts'
import { chainedPurposeFault, purposeFault } from './purpose.ts'
import type { Anchor, Judgement } from './question.ts'
import { type ChainRefusal, emptyChain, type Fault, refusalOf } from './refusal.ts'

/** A certificate on a path whose issuer is proven as far as the path was judged. */
export interface Placed {
  readonly certificate: Certificate
  readonly index: number
  /** The certificates above it, its issuer first, without the anchor. */
  readonly above: readonly Certificate[]
  readonly anchor: Anchor
}

/** What judging a path needs besides the path. */
export interface Judging {
  readonly judgement: Judgement
  readonly budget: Budget
  /** Judges revocation (RFC 5280 6.1.3 (a)(3)); called for each certificate once its signature holds. */
  readonly revocationFault: (placed: Placed) => Fault | undefined
}

/** A path that holds, as far as this room's first part judges it. */
export interface JudgedPath {
  readonly ok: true
  readonly policies: PathPolicies
}

/**
 * Judges a path as of a time (RFC 5280 6.1), from the anchor down to the leaf.
 *
 * Of each certificate: issuer and signature, validity, revocation, names, policies, critical extensions; of each issuer then:
 * mappings, authority, path length, right to sign certificates; of each the profile; of the leaf last policies, purpose, service.
 * The first refusal in this order is the answer.
 */
export function judgePath(path: readonly Certificate[], anchor: Anchor, judging: Judging): JudgedPath | ChainRefusal {
  const { judgement } = judging
  // Every comparison with a time that is none is false, which would pass for valid.
  if (!Number.isFinite(judgement.at)) throw new Error('x509: a path is judged at a time')
  const limit = Math.min(judgement.maximumLength ?? MAXIMUM_CHAIN_LENGTH, MAXIMUM_CHAIN_LENGTH)
  const top = path.at(-1)
  if (top !== undefined && path.length >= limit) return refusalOf({ code: 'x509/chain-too-long' }, top, path.length - 1)
  const state = startOf(path, anchor, judgement)
  if ('ok' in state) return state
  for (let index = path.length - 1; index >= 0; index--) {
    const certificate = path[index]
    if (certificate === undefined) break
    const placed = { certificate, index, above: path.slice(index + 1), anchor }
    const isIssuer = index > 0
    const fault =
      certificateFault(placed, state, judging) ??
      (isIssuer ? issuerFault(certificate, state, judging) : undefined) ??
      profileFault(certificate, judgement, { isIssuer, isAnchor: false })
    if (fault !== undefined) return refusalOf(fault, certificate, index)
  }
  return finish(path, anchor, { state, judgement })
}

/** Begins with the anchor (RFC 5280 6.1.2), whose certificate is judged like an issuer's unless it is to be ignored. */
function startOf(path: readonly Certificate[], anchor: Anchor, judgement: Judgement): PathState | ChainRefusal {
  const certificate = certificateOf(anchor)
  if (certificate === undefined && path.length === 0) return emptyChain
  const spki = anchor.publicKeySpki
  const state = new PathState(judgement, { name: anchorName(anchor), spki, key: publicKeyOf(anchor) }, path.length)
  if (certificate === undefined) return state
  const fault = anchorFault(certificate, path.length > 0, judgement)
  if (fault !== undefined) return refusalOf(fault, certificate, path.length)
  if (judgement.anchorCertificate !== 'ignored') state.narrowByExtensions(certificate)
  return state
}

function anchorFault(certificate: Certificate, isIssuer: boolean, judgement: Judgement): Fault | undefined {
  const weak = keyFault(certificate, publicKeyOf(certificate), judgement.algorithms ?? {})
  if (judgement.anchorCertificate === 'ignored' && isIssuer) return weak
  return (
    weak ??
    validityFault(certificate, judgement.at) ??
    criticalExtensionFault(certificate) ??
    (isIssuer ? authorityFault(certificate, false) : undefined) ??
    profileFault(certificate, judgement, { isIssuer, isAnchor: true })
  )
}

function certificateFault(placed: Placed, state: PathState, judging: Judging): Fault | undefined {
  const { certificate, index } = placed
  const { judgement } = judging
  const isLast = index === 0
  return (
    signatureFault(certificate, state, judging) ??
    validityFault(certificate, judgement.at) ??
    judging.revocationFault(placed) ??
    (isLast || !isSelfIssued(certificate) ? state.names.judge(certificate) : undefined) ??
    state.addPolicies(certificate, isLast) ??
    criticalExtensionFault(certificate)
  )
}

function signatureFault(certificate: Certificate, { issuer, key }: PathState, judging: Judging): Fault | undefined {
  const { algorithms = {} } = judging.judgement
  const { scheme } = certificate.signedWith
  if (!sameName(certificate.issuer, issuer)) return { code: 'x509/unknown-issuer' }
  if (scheme === undefined || key === undefined) return { code: 'x509/unsupported-algorithm' }
  if (isLegacyScheme(scheme) && algorithms.legacy !== 'accepted') return { code: 'x509/weak-algorithm' }
  const answer = isVerified(certificate, key, judging.budget)
  if (answer === undefined) return { code: 'x509/too-much-work' }
  return answer ? undefined : { code: 'x509/bad-signature' }
}

/** Judges a certificate as the issuer of the next and moves on to it (RFC 5280 6.1.4). */
function issuerFault(certificate: Certificate, state: PathState, { judgement }: Judging): Fault | undefined {
  const fault =
    state.mapPolicies(certificate) ??
    authorityFault(certificate, state.remaining === 0 && !isSelfIssued(certificate)) ??
    chainedPurposeFault(certificate, judgement.purpose)
  if (fault !== undefined) return fault
  state.pass(certificate)
  state.narrow(certificate)
  return keyFault(certificate, state.key, judgement.algorithms ?? {})
}

function finish(
  path: readonly Certificate[],
  anchor: Anchor,
  { state, judgement }: { state: PathState; judgement: Judgement },
): JudgedPath | ChainRefusal {
  const leaf = path[0] ?? certificateOf(anchor)
  if (leaf === undefined) return emptyChain
  if (path.length > 0) state.pass(leaf)
  const weak = keyFault(leaf, state.key, judgement.algorithms ?? {})
  if (weak !== undefined) return refusalOf(weak, leaf, 0)
  const policies = state.finishPolicies(leaf)
  if ('code' in policies) return refusalOf(policies, leaf, 0)
  const fault = purposeFault(leaf, judgement.purpose) ?? serviceFault(leaf, judgement.service)
  return fault === undefined ? { ok: true, policies } : refusalOf(fault, leaf, 0)
}
