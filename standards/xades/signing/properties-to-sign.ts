import type { DigestName } from '../algorithms.ts'

/** A signature policy (ETSI EN 319 132-1 5.2.9). */
export interface SignaturePolicy {
  /** An URI, or an object identifier as URN with `qualifier` `'OIDAsURN'`. */
  readonly identifier: string
  readonly qualifier?: 'OIDAsURI' | 'OIDAsURN'
  readonly description?: string
  readonly hash: { readonly algorithm: DigestName; readonly value: Uint8Array }
  /** Where the policy can be had. */
  readonly uri?: string
}

/** Where the signer claims to have signed (ETSI EN 319 132-1 5.2.5). */
export interface ProductionPlace {
  readonly city?: string
  readonly streetAddress?: string
  readonly stateOrProvince?: string
  readonly postalCode?: string
  readonly countryName?: string
}

/** What kind of data a part is (ETSI EN 319 132-1 5.2.4). */
export interface DataFormat {
  /** Default: `text/xml`. */
  readonly mimeType?: string
  readonly description?: string
  /** An URI. */
  readonly identifier?: string
  /** An URI. */
  readonly encoding?: string
}

/** What a signer states besides time and certificate. */
export interface PropertiesToSign {
  /** Default: none is named. */
  readonly policy?: SignaturePolicy | 'implied'
  readonly productionPlace?: ProductionPlace
  /** Roles that the signer claims (ETSI EN 319 132-1 5.2.6). */
  readonly claimedRoles?: readonly string[]
  /** Whether issuer and serial number stand beside the digest of the certificate; default: no. */
  readonly issuerSerial?: boolean
}
