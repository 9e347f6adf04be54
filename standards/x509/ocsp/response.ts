import type { HashName } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import type { Revocation } from '../crl/revocation-list.ts'
import type { Name } from '../name/name.ts'
import type { Signed } from '../signed/signed.ts'

/** How a certificate is named in OCSP: its issuer by hashes, itself by its serial number (RFC 6960 4.1.1). */
export interface CertificateId {
  readonly raw: Uint8Array
  /** `undefined` for a hash that is not known here; such an id names nobody. */
  readonly hash: HashName | undefined
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  readonly serial: bigint
}

/** What a responder says of one certificate (RFC 6960 4.2.1). Times are milliseconds since 1970 UTC. */
export interface SingleResponse {
  readonly id: CertificateId
  readonly status: 'good' | 'revoked' | 'unknown'
  /** With `revoked`: since when and why. */
  readonly revocation: Revocation | undefined
  readonly thisUpdate: number
  /** `undefined`: newer information is there at any time. */
  readonly nextUpdate: number | undefined
  /** A critical extension that is not understood: then it says nothing. */
  readonly unknownCriticalExtension: string | undefined
}

/** Who signed a response (RFC 6960 4.2.1). */
export type ResponderId = { readonly name: Name } | { readonly keyHash: Uint8Array }

/** A basic response that was parsed, not judged (RFC 6960 4.2.1). Times are milliseconds since 1970 UTC. */
export interface OcspResponse extends Signed {
  readonly responder: ResponderId
  readonly producedAt: number
  readonly responses: readonly SingleResponse[]
  readonly nonce: Uint8Array | undefined
  /** Certificates that came along; nobody trusts them because of that. */
  readonly certificates: readonly Certificate[]
  /** A critical extension that is not understood: then it says nothing. */
  readonly unknownCriticalExtension: string | undefined
}

/** Why a responder gives no answer, by their numbers (RFC 6960 4.2.1); 4 is not used. */
export const ocspFailures = [
  undefined,
  'malformedRequest',
  'internalError',
  'tryLater',
  undefined,
  'sigRequired',
  'unauthorized',
] as const

/** Why a responder gives no answer. */
export type OcspFailure = NonNullable<(typeof ocspFailures)[number]>

/** What a responder sends: a response, or why there is none. */
export type OcspAnswer =
  | { readonly status: 'successful'; readonly response: OcspResponse }
  | { readonly status: OcspFailure }
