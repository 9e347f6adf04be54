import { isSealingKey, type PublicKey } from '@entrepot/crypto'
import { type Certificate, parseCertificate, publicKeyOf, subjectOf, thumbprint } from '@entrepot/x509'
import type { Signer } from '@entrepot/trade/file'

/** Whose hand the private key is in: the party's own, or openly the port's (practice, automation). */
export type Custody = 'party' | 'port'

/** What a certificate is for. */
export type CertificatePurpose = 'root' | 'authority' | 'operator' | 'time-stamp' | 'organisation'

/** A certificate that this port issued. */
export interface KnownCertificate {
  readonly thumbprint: string
  readonly certificate: Certificate
  readonly publicKey: PublicKey
  readonly purpose: CertificatePurpose
  readonly custody: Custody
  /** Who signs with it; `undefined` for the port's own certificates. */
  readonly signer: Signer | undefined
}

/** A row of the table `certificate`, as far as it is read. */
export interface CertificateRow {
  readonly der: Buffer
  readonly purpose: CertificatePurpose
  readonly custody: Custody
}

/** Reads a certificate of ours; one that does not read is a broken invariant, since we wrote it. */
export function knownOf({ der, purpose, custody }: CertificateRow): KnownCertificate {
  const parsed = parseCertificate(der)
  if (!parsed.ok) throw new Error(`a certificate of ours does not read: ${parsed.code} at ${parsed.offset}`)
  const publicKey = publicKeyOf(parsed.value)
  if (!publicKey || !isSealingKey(publicKey)) throw new Error('a certificate of ours has a key that does not read')
  const print = thumbprint(der)
  const signer = purpose === 'organisation' ? signerOf(parsed.value, print) : undefined
  return { thumbprint: print, certificate: parsed.value, publicKey, purpose, custody, signer }
}

/**
 * Who signs with a certificate, by its subject: organizationIdentifier (2.5.4.97) is the organisation, O its name, C its
 * country, L its place, serialNumber its number in a public register.
 *
 * @returns `undefined` where identifier, name or country is missing.
 */
function signerOf(certificate: Certificate, print: string): Signer | undefined {
  const { organizationIdentifier, organization, country, locality, serialNumber } = subjectOf(certificate.subject)
  if (organizationIdentifier === undefined || organization === undefined || country === undefined) return undefined
  return {
    organisation: organizationIdentifier,
    name: organization,
    country,
    ...(locality === undefined ? {} : { place: locality }),
    ...(serialNumber === undefined ? {} : { registration: serialNumber }),
    thumbprint: print,
  }
}
