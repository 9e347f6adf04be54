import { contextConstructed, encode, writeConstructed, writeInteger, writeRaw, writeSequence } from '@entrepot/asn1'
import { digest } from '@entrepot/crypto'
import type { Certificate } from '@entrepot/x509'
import { escapeAttribute, escapeText } from '@entrepot/xml'
import { type DigestName, digestUris } from '../algorithms.ts'
import { encodeBase64 } from '../base64.ts'
import { writeDateTime } from '../date-time.ts'
import { XADES_NAMESPACE } from '../names.ts'
import type { DataFormat, ProductionPlace, PropertiesToSign, SignaturePolicy } from './properties-to-sign.ts'

/** A part and what its reference is called. */
export interface ToDescribe {
  readonly referenceId: string
  readonly format: DataFormat
}

/** What the signed properties are written from. */
export interface PropertiesContent extends PropertiesToSign {
  /** The signature's identifier. */
  readonly id: string
  readonly signingTime: number
  readonly certificate: Certificate
  readonly digest: DigestName
  readonly parts: readonly ToDescribe[]
}

/** What the identifier of the signed properties ends in. */
export const PROPERTIES_SUFFIX = '-properties'

/** Writes the object that holds the qualifying properties (ETSI EN 319 132-1 4.3.1, 4.4). */
export function writeProperties(content: PropertiesContent): string {
  const { id, signingTime, certificate, parts } = content
  const ofSignature = [
    element('SigningTime', writeDateTime(signingTime)),
    element('SigningCertificateV2', element('Cert', writeCertificate(certificate, content))),
    content.policy === undefined ? '' : element('SignaturePolicyIdentifier', writePolicy(content.policy)),
    content.productionPlace === undefined ? '' : writePlace(content.productionPlace),
    writeRoles(content.claimedRoles ?? []),
  ]
  const ofParts = parts.map(writeFormat).join('')
  const signed =
    element('SignedSignatureProperties', ofSignature.join('')) +
    (ofParts === '' ? '' : element('SignedDataObjectProperties', ofParts))
  return (
    `<ds:Object><xades:QualifyingProperties xmlns:xades="${XADES_NAMESPACE}" Target="#${id}">` +
    `<xades:SignedProperties Id="${id}${PROPERTIES_SUFFIX}">${signed}</xades:SignedProperties>` +
    '</xades:QualifyingProperties></ds:Object>'
  )
}

const element = (name: string, content: string): string => `<xades:${name}>${content}</xades:${name}>`

const optional = (name: string, text: string | undefined): string =>
  text === undefined ? '' : element(name, escapeText(text))

const writeDigest = (algorithm: DigestName, value: Uint8Array): string =>
  `<ds:DigestMethod Algorithm="${digestUris[algorithm]}"/><ds:DigestValue>${encodeBase64(value)}</ds:DigestValue>`

const digests = new WeakMap<Certificate, string>()

/** The digest of a certificate; that by SHA-256 is made once for each that was parsed. */
function writeCertificate(certificate: Certificate, content: PropertiesContent): string {
  const { digest: algorithm, issuerSerial = false } = content
  const known = algorithm === 'SHA-256' ? digests.get(certificate) : undefined
  const written = known ?? element('CertDigest', writeDigest(algorithm, digest(algorithm, certificate.raw)))
  if (algorithm === 'SHA-256') digests.set(certificate, written)
  return issuerSerial ? written + element('IssuerSerialV2', encodeBase64(writeIssuerSerial(certificate))) : written
}

/** IssuerSerial (RFC 5035 3): the issuer as a directory name, and the serial number. */
function writeIssuerSerial({ issuer, serial }: Certificate): Uint8Array {
  const name = writeConstructed(contextConstructed(4), [writeRaw(issuer.raw)])
  return encode(writeSequence([writeSequence([name]), writeInteger(serial)]))
}

/** ETSI EN 319 132-1 5.2.9.1. */
function writePolicy(policy: SignaturePolicy | 'implied'): string {
  if (policy === 'implied') return '<xades:SignaturePolicyImplied/>'
  const { identifier, qualifier, description, hash, uri } = policy
  const qualified = qualifier === undefined ? '' : ` Qualifier="${qualifier}"`
  const name = `<xades:Identifier${qualified}>${escapeText(identifier)}</xades:Identifier>`
  const where = uri === undefined ? '' : element('SigPolicyQualifier', element('SPURI', escapeText(uri)))
  return element(
    'SignaturePolicyId',
    element('SigPolicyId', name + optional('Description', description)) +
      element('SigPolicyHash', writeDigest(hash.algorithm, hash.value)) +
      (where === '' ? '' : element('SigPolicyQualifiers', where)),
  )
}

function writePlace({ city, streetAddress, stateOrProvince, postalCode, countryName }: ProductionPlace): string {
  const inside = [
    optional('City', city),
    optional('StreetAddress', streetAddress),
    optional('StateOrProvince', stateOrProvince),
    optional('PostalCode', postalCode),
    optional('CountryName', countryName),
  ].join('')
  // Empty properties are not generated (ETSI EN 319 132-1 5.2.5).
  return inside === '' ? '' : element('SignatureProductionPlaceV2', inside)
}

function writeRoles(roles: readonly string[]): string {
  if (roles.length === 0) return ''
  const claimed = roles.map((role) => element('ClaimedRole', escapeText(role))).join('')
  return element('SignerRoleV2', element('ClaimedRoles', claimed))
}

function writeFormat({ referenceId, format }: ToDescribe): string {
  const { mimeType = 'text/xml', description, identifier, encoding } = format
  const inside = [
    optional('Description', description),
    identifier === undefined
      ? ''
      : element('ObjectIdentifier', `<xades:Identifier>${escapeText(identifier)}</xades:Identifier>`),
    optional('MimeType', mimeType),
    optional('Encoding', encoding),
  ].join('')
  const reference = escapeAttribute(`#${referenceId}`)
  return `<xades:DataObjectFormat ObjectReference="${reference}">${inside}</xades:DataObjectFormat>`
}
