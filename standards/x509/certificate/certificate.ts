import type { GeneralName } from '../name/general-name.ts'
import type { Name, NameAttribute } from '../name/name.ts'
import type { Signed } from '../signed/signed.ts'
import type { DeviationCode } from '../deviation.ts'
import type { Extension } from './extension.ts'
import type { KeyUsage } from './key-usage.ts'
import type { RevocationReason } from '../crl/reason.ts'

/** Whether the subject is a certification authority, and how many more may follow it on a path (RFC 5280 4.2.1.9). */
export interface BasicConstraints {
  readonly ca: boolean
  readonly pathLength?: number
}

/** Which key of the issuer signed (RFC 5280 4.2.1.1). */
export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: Uint8Array | undefined
  readonly issuer: readonly GeneralName[] | undefined
  readonly serial: bigint | undefined
}

/** A policy under which a certificate was issued, and what is said about it (RFC 5280 4.2.1.4). */
export interface PolicyInformation {
  readonly policy: string
  readonly qualifiers: readonly PolicyQualifier[]
}

/** A qualifier: the object identifier of its kind, and its DER. */
export interface PolicyQualifier {
  readonly type: string
  readonly value: Uint8Array
}

/** Two policies that the issuer holds to be equivalent (RFC 5280 4.2.1.5). */
export interface PolicyMapping {
  readonly issuerDomain: string
  readonly subjectDomain: string
}

/** How many more certificates may follow before the rule begins (RFC 5280 4.2.1.11). */
export interface PolicyConstraints {
  readonly requireExplicitPolicy: number | undefined
  readonly inhibitPolicyMapping: number | undefined
}

/** A part of a name space (RFC 5280 4.2.1.10). */
export interface GeneralSubtree {
  readonly base: GeneralName
  /** Whether it has a minimum or maximum distance, which no name form knows; such a subtree is never satisfied. */
  readonly hasDistance: boolean
}

/** Where the names of later certificates must and must not lie (RFC 5280 4.2.1.10). */
export interface NameConstraints {
  readonly permitted: readonly GeneralSubtree[]
  readonly excluded: readonly GeneralSubtree[]
}

/** A name of a distribution point: whole, or relative to that of the list's issuer (RFC 5280 4.2.1.13). */
export type DistributionPointName =
  | { readonly fullName: readonly GeneralName[] }
  | { readonly relativeName: readonly NameAttribute[] }

/** Where revocation lists are (RFC 5280 4.2.1.13). */
export interface DistributionPoint {
  readonly name: DistributionPointName | undefined
  /** `undefined`: for all reasons. */
  readonly reasons: readonly RevocationReason[] | undefined
  readonly crlIssuer: readonly GeneralName[] | undefined
}

/** Where to find more about an authority or subject (RFC 5280 4.2.2). */
export interface AccessDescription {
  /** The object identifier of the way of access. */
  readonly method: string
  readonly location: GeneralName
}

/** When the private key may sign; read only, RFC 5280 gives no rule for it (RFC 3280 4.2.1.4). */
export interface PrivateKeyUsagePeriod {
  readonly notBefore: number | undefined
  readonly notAfter: number | undefined
}

/** An attribute of the subject (RFC 5280 4.2.1.8); values are DER. */
export interface DirectoryAttribute {
  readonly type: string
  readonly values: readonly Uint8Array[]
}

/** The extensions that are understood (RFC 5280 4.2), and all as they stand. */
export interface CertificateExtensions {
  readonly basicConstraints: BasicConstraints | undefined
  readonly keyUsage: readonly KeyUsage[] | undefined
  /** Object identifiers of purposes. */
  readonly extendedKeyUsage: readonly string[] | undefined
  readonly subjectKeyIdentifier: Uint8Array | undefined
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier | undefined
  readonly certificatePolicies: readonly PolicyInformation[] | undefined
  readonly policyMappings: readonly PolicyMapping[] | undefined
  readonly policyConstraints: PolicyConstraints | undefined
  readonly inhibitAnyPolicy: number | undefined
  readonly nameConstraints: NameConstraints | undefined
  readonly subjectAlternativeNames: readonly GeneralName[] | undefined
  readonly issuerAlternativeNames: readonly GeneralName[] | undefined
  readonly crlDistributionPoints: readonly DistributionPoint[] | undefined
  readonly freshestCrl: readonly DistributionPoint[] | undefined
  readonly authorityInformationAccess: readonly AccessDescription[] | undefined
  readonly subjectInformationAccess: readonly AccessDescription[] | undefined
  readonly subjectDirectoryAttributes: readonly DirectoryAttribute[] | undefined
  readonly privateKeyUsagePeriod: PrivateKeyUsagePeriod | undefined
  /** Of an OCSP responder: its own revocation is not asked for (RFC 6960 4.2.2.2.1). */
  readonly ocspNoCheck: boolean
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
  /** What RFC 5280 forbids an issuer to write and yet asks a reader to read. */
  readonly deviations: readonly DeviationCode[]
}

/** The URIs among distribution points or descriptions of access by one method: where to fetch from. */
export function urisOf(names: readonly GeneralName[]): string[] {
  return names.flatMap((name) => (name.form === 'uniformResourceIdentifier' ? [name.text] : []))
}
