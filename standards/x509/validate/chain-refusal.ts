import type { Revocation } from '../crl/revocation-list.ts'

/** Why a chain does not hold, with the clause of RFC 5280. */
export const chainRules = {
  'x509/empty-chain': 'RFC 5280 6.1: a path has a certificate',
  'x509/chain-too-long': 'limit MAXIMUM_CHAIN_LENGTH',
  'x509/unknown-issuer': 'RFC 5280 6.1.3(a)(4)',
  'x509/unsupported-algorithm': 'RFC 5280 6.1.3(a)(1)',
  'x509/bad-signature': 'RFC 5280 6.1.3(a)(1)',
  'x509/not-yet-valid': 'RFC 5280 6.1.3(a)(2)',
  'x509/expired': 'RFC 5280 6.1.3(a)(2)',
  'x509/no-revocation-state': 'RFC 5280 6.1.3(a)(3), 6.3',
  'x509/revoked': 'RFC 5280 6.1.3(a)(3)',
  'x509/unknown-critical-extension': 'RFC 5280 6.1.4(o), 6.1.5(f)',
  'x509/not-a-ca': 'RFC 5280 6.1.4(k)',
  'x509/path-too-long': 'RFC 5280 6.1.4(l)',
  'x509/key-usage': 'RFC 5280 6.1.4(n), 4.2.1.3',
  'x509/extended-key-usage': 'RFC 5280 4.2.1.12',
} as const

/** A code of {@link chainRules}. */
export type ChainCode = keyof typeof chainRules

/** The refusal of a chain: which certificate, and why. */
export interface ChainRefusal {
  readonly ok: false
  readonly code: ChainCode
  readonly rule: string
  /** Place in the chain, the leaf being 0; the chain's length for an anchor that was not in it. */
  readonly index: number
  /** The certificate's subject for people (RFC 4514); empty for an empty chain. */
  readonly subject: string
  /** With `x509/revoked`: since when and why. */
  readonly revocation?: Revocation
  /** With `x509/unknown-critical-extension`: the object identifier. */
  readonly extension?: string
  /** With `x509/not-yet-valid` and `x509/expired`: the bound that was passed, in milliseconds since 1970 UTC. */
  readonly boundary?: number
}
