import type { VerificationKey } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import type { KeyUsage } from '../certificate/key-usage.ts'
import type { Revocation, RevocationList } from '../crl/revocation-list.ts'
import type { ServiceIdentity } from '../identity/service-identity.ts'
import type { GeneralName } from '../name/general-name.ts'
import type { Name } from '../name/name.ts'
import type { OcspResponse } from '../ocsp/response.ts'
import type { PathPolicies } from './policy-graph.ts'

/** A trust anchor without a certificate: a name and a key (RFC 5280 6.1.1(d)). */
export interface TrustAnchor {
  readonly name: Name
  readonly publicKeySpki: Uint8Array
}

/** A trust anchor: by its certificate, which is then judged like an issuer's (RFC 5937), or by name and key alone. */
export type Anchor = Certificate | TrustAnchor

/** What the leaf's key is to be used for. An extension that is absent restricts nothing (RFC 5280 4.2.1.3, 4.2.1.12). */
export interface Purpose {
  /** Usages, each of which the key must be for. */
  readonly keyUsage?: KeyUsage | readonly KeyUsage[]
  /** Object identifiers of purposes, each of which the key must be for. */
  readonly extendedKeyUsage?: string | readonly string[]
  /**
   * Whether the authorities on the way must be for the purposes, too, where they name any; no standard asks so, clients of TLS and
   * mail do. Default: where a purpose is `serverAuth`, `clientAuth` or `emailProtection`.
   */
  readonly isChained?: boolean
  /** Whether anyExtendedKeyUsage stands for every purpose (RFC 5280 4.2.1.12 leaves it to the application). Default: it does. */
  readonly anyExtendedKeyUsage?: 'accepted' | 'refused'
}

/** The initial policy inputs (RFC 5280 6.1.1(c), (e), (f), (g)). */
export interface InitialPolicies {
  /** The user-initial-policy-set. Default: any policy. */
  readonly accepted?: readonly string[]
  readonly isExplicitRequired?: boolean
  readonly isMappingInhibited?: boolean
  readonly isAnyInhibited?: boolean
}

/** The initial name inputs (RFC 5280 6.1.1(h), (i)); an `iPAddress` is an address and its mask. */
export interface InitialNames {
  readonly permitted?: readonly GeneralName[]
  readonly excluded?: readonly GeneralName[]
}

/** Where revocation is looked up. All of it is verified; what does not verify says nothing. */
export interface RevocationSources {
  /** Complete and delta lists of every issuer on the path, in any number and order. */
  readonly lists?: readonly RevocationList[]
  /** OCSP responses about certificates on the path. */
  readonly responses?: readonly OcspResponse[]
  /** Certificates of those who sign lists or responses in an issuer's stead, and their issuers'. */
  readonly certificates?: readonly Certificate[]
  /** Keys of OCSP responders that are trusted without a certificate of the issuer (RFC 6960 4.2.2.2), as SubjectPublicKeyInfo. */
  readonly trustedResponders?: readonly Uint8Array[]
  /** Lists and responses that were made later than this are not looked at. Default: the time judged by. */
  readonly madeUntil?: number
  /** Whether a certificate of which nothing is known passes. Default: it is refused. */
  readonly unknown?: 'refused' | 'accepted'
}

/** Which algorithms count. */
export interface AlgorithmPolicy {
  /** Bits of the shortest RSA key. Default: `MINIMUM_RSA_BITS`. */
  readonly minimumRsaBits?: number
  /** Accepts SHA-1 and DSA. */
  readonly legacy?: 'accepted'
}

/** By what a path is judged: the inputs of RFC 5280 6.1.1, and what an application adds. */
export interface Judgement {
  /** The time to judge by, in milliseconds since 1970 UTC: when the act was received, not when it is looked at. */
  readonly at: number
  /** `'unchecked'` leaves revocation out, and the answer says so. */
  readonly revocation: RevocationSources | 'unchecked'
  readonly purpose?: Purpose
  readonly policies?: InitialPolicies
  readonly names?: InitialNames
  readonly algorithms?: AlgorithmPolicy
  /** Who the leaf must be (RFC 9525). */
  readonly service?: ServiceIdentity
  /**
   * `'rfc5280'` also asks of every certificate what RFC 5280 4 asks of conforming issuers; `'webpki'` also what the CA/Browser
   * Forum's Baseline Requirements for TLS servers ask of those. Default: RFC 5280 6 alone.
   */
  readonly profile?: 'rfc5280' | 'webpki'
  /** Whether an anchor's certificate is judged like an issuer's (RFC 5937) or only its name and key count. Default: judged. */
  readonly anchorCertificate?: 'judged' | 'ignored'
  /** Certificates of the longest path, the anchor included; at most `MAXIMUM_CHAIN_LENGTH`, the default. */
  readonly maximumLength?: number
}

/** A path to be judged. */
export interface PathToValidate extends Judgement {
  /** Leaf first, each followed by its issuer, without the anchor. */
  readonly path: readonly Certificate[]
  readonly anchor: Anchor
}

/** A certificate for which a path is to be found. */
export interface PathToFind extends Judgement {
  readonly leaf: Certificate
  /** Certificates that may stand on the path, in any number and order, trusted by nobody. */
  readonly certificates: readonly Certificate[]
  readonly anchors: readonly Anchor[]
}

/** A path that holds at the given time (RFC 5280 6.1.6). */
export interface ValidPath {
  readonly ok: true
  /** The leaf's key; `undefined` when it is of a kind that verifies no signatures. */
  readonly publicKey: VerificationKey | undefined
  /** Leaf first, without the anchor. */
  readonly path: readonly Certificate[]
  readonly anchor: Anchor
  readonly policies: PathPolicies
  readonly revocation: 'checked' | 'unchecked'
  /** Certificates of the path that were revoked from a time after the one judged by. */
  readonly revokedLater: readonly { readonly index: number; readonly revocation: Revocation }[]
}
