import type { Certificate } from '../certificate/certificate.ts'
import type { Revocation } from '../crl/revocation-list.ts'
import { describeName } from '../name/name.ts'

/** Why a path does not hold, with the clause. */
export const chainRules = {
  'x509/empty-chain': 'RFC 5280 6.1: a path has a certificate',
  'x509/chain-too-long': 'limit MAXIMUM_CHAIN_LENGTH, or the one that the caller named',
  'x509/unknown-issuer': 'RFC 5280 6.1.3(a)(4)',
  'x509/unsupported-algorithm': 'RFC 5280 6.1.3(a)(1)',
  'x509/weak-algorithm': 'RFC 5280 6.1.3(a)(1), policy: SHA-1 and DSA count only where they are accepted',
  'x509/weak-key': 'RFC 5280 6.1.3(a)(1), policy: RSA keys have at least so many bits',
  'x509/bad-signature': 'RFC 5280 6.1.3(a)(1)',
  'x509/not-yet-valid': 'RFC 5280 6.1.3(a)(2)',
  'x509/expired': 'RFC 5280 6.1.3(a)(2)',
  'x509/no-revocation-state': 'RFC 5280 6.1.3(a)(3), 6.3; RFC 6960 3.2',
  'x509/revoked': 'RFC 5280 6.1.3(a)(3)',
  'x509/name-constraints': 'RFC 5280 6.1.3(b), 6.1.3(c)',
  'x509/unsupported-name-constraint':
    'RFC 5280 4.2.1.10: a constraint that is not processed refuses every name of its form',
  'x509/too-many-name-comparisons': 'limit MAXIMUM_NAME_COMPARISONS',
  'x509/policy': 'RFC 5280 6.1.3(f), 6.1.5(g)',
  'x509/policy-mapping': 'RFC 5280 6.1.4(a)',
  'x509/too-many-policies': 'limit MAXIMUM_POLICY_NODES',
  'x509/unknown-critical-extension': 'RFC 5280 6.1.4(o), 6.1.5(f)',
  'x509/not-a-ca': 'RFC 5280 6.1.4(k)',
  'x509/path-too-long': 'RFC 5280 6.1.4(l)',
  'x509/key-usage': 'RFC 5280 6.1.4(n), 4.2.1.3',
  'x509/extended-key-usage': 'RFC 5280 4.2.1.12',
  'x509/profile': 'RFC 5280 4: what a conforming issuer writes',
  'x509/service-identity': 'RFC 9525 6',
  'x509/too-much-work': 'limit MAXIMUM_SIGNATURE_CHECKS, MAXIMUM_BUILDING_STEPS or MAXIMUM_PATHS_JUDGED',
} as const

/** A code of {@link chainRules}. */
export type ChainCode = keyof typeof chainRules

/** The refusal of a path: which certificate, and why. */
export interface ChainRefusal {
  readonly ok: false
  readonly code: ChainCode
  /** The clause; with `x509/profile` the one that the certificate itself breaks. */
  readonly rule: string
  /** Place in the path, the leaf being 0; the path's length for an anchor that was not in it. */
  readonly index: number
  /** The certificate's subject for people (RFC 4514); empty for an empty path. */
  readonly subject: string
  /** With `x509/revoked`: since when and why. */
  readonly revocation?: Revocation
  /** With `x509/unknown-critical-extension`: the object identifier. */
  readonly extension?: string
  /** With `x509/not-yet-valid` and `x509/expired`: the bound that was passed, in milliseconds since 1970 UTC. */
  readonly boundary?: number
  /** With refusals for a name: the name. */
  readonly name?: string
}

/** What a refusal tells besides certificate and code. */
export type RefusalDetail = Partial<Pick<ChainRefusal, 'rule' | 'revocation' | 'extension' | 'boundary' | 'name'>>

/** A refusal without its place. */
export interface Fault extends RefusalDetail {
  readonly code: ChainCode
}

/** The refusal of a certificate at its place. */
export function refusalOf(fault: Fault, certificate: Certificate, index: number): ChainRefusal {
  const subject = describeName(certificate.subject)
  return { ok: false, rule: chainRules[fault.code], index, subject, ...fault }
}

/** The refusal of a path without certificates. */
export const emptyChain: ChainRefusal = {
  ok: false,
  code: 'x509/empty-chain',
  rule: chainRules['x509/empty-chain'],
  index: 0,
  subject: '',
}
