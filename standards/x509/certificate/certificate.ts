import type { Extension } from './extension.ts'
import type { KeyUsage } from './key-usage.ts'
import type { Name } from '../name/name.ts'
import type { Signed } from '../signed/signed.ts'

/** Whether the subject is a certification authority, and how many more may follow it on a path (RFC 5280 4.2.1.9). */
export interface BasicConstraints {
  readonly ca: boolean
  readonly pathLength?: number
}

/** The extensions that are understood, and all as they stand. */
export interface CertificateExtensions {
  readonly basicConstraints: BasicConstraints | undefined
  readonly keyUsage: readonly KeyUsage[] | undefined
  /** Object identifiers of purposes. */
  readonly extendedKeyUsage: readonly string[] | undefined
  readonly subjectKeyIdentifier: Uint8Array | undefined
  readonly authorityKeyIdentifier: Uint8Array | undefined
  /** Object identifiers of policies. */
  readonly certificatePolicies: readonly string[] | undefined
  /** The URIs among the distribution points. */
  readonly crlDistributionPoints: readonly string[] | undefined
  readonly all: readonly Extension[]
}

/** A certificate that was parsed, not judged; slices are views of one private copy of its DER. Times are milliseconds since 1970 UTC. */
export interface Certificate extends Signed {
  readonly version: 1 | 2 | 3
  readonly serial: bigint
  readonly issuer: Name
  readonly subject: Name
  /** First instant of validity. */
  readonly notBefore: number
  /** Last second of validity. */
  readonly notAfter: number
  readonly publicKeySpki: Uint8Array
  readonly extensions: CertificateExtensions
}
