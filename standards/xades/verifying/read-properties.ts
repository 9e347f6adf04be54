import { attributeOf, textOf, type XmlElement } from '@entrepot/xml'
import { readDateTime } from '../date-time.ts'
import { MAXIMUM_LISTED } from '../limits.ts'
import { SIGNATURE_NAMESPACE, XADES_NAMESPACE } from '../names.ts'
import type { ProductionPlace } from '../signing/properties-to-sign.ts'
import { DoesNotHold } from './refusal.ts'
import { base64Of, Children, simpleText, type StatedDigest, takeDigest } from './structure.ts'

/** The format of a part (ETSI EN 319 132-1 5.2.4). */
export interface StatedFormat {
  /** The URI of the reference that it is about, `#` and its identifier. */
  readonly reference: string
  readonly description: string | undefined
  readonly identifier: string | undefined
  readonly mimeType: string | undefined
  readonly encoding: string | undefined
}

/** The policy that was signed (ETSI EN 319 132-1 5.2.9). That the hash is of the policy is for the caller to judge. */
export interface StatedPolicy {
  readonly identifier: string
  readonly hash: StatedDigest
}

/** What a signer states under the signature. */
export interface SignedProperties {
  /** Milliseconds since 1970 UTC, as the signer claims. */
  readonly signingTime: number | undefined
  readonly policy: StatedPolicy | 'implied' | undefined
  readonly productionPlace: ProductionPlace | undefined
  /** The text of each claimed role. */
  readonly claimedRoles: readonly string[]
  readonly formats: readonly StatedFormat[]
}

/** How the signer's certificate was signed (ETSI EN 319 132-1 5.2.2). */
export interface StatedCertificate {
  readonly digest: StatedDigest
  readonly issuerSerial: Uint8Array | undefined
}

/** Signed properties that were read. */
export interface ReadProperties {
  readonly properties: SignedProperties
  readonly certificate: StatedCertificate | undefined
}

const STRUCTURE = 'xades/properties-structure'

const take = (children: Children, local: string): XmlElement | undefined => children.optional(XADES_NAMESPACE, local)

const textIn = (children: Children, local: string): string | undefined => {
  const element = take(children, local)
  return element && simpleText(element, STRUCTURE)
}

/** Reads SignedProperties (ETSI EN 319 132-1 4.3.2 to 4.3.4). */
export function readProperties(element: XmlElement): ReadProperties {
  const children = new Children(element, STRUCTURE)
  const ofSignature = children.required(XADES_NAMESPACE, 'SignedSignatureProperties')
  const ofParts = take(children, 'SignedDataObjectProperties')
  children.close()
  const { certificate, ...properties } = readOfSignature(ofSignature)
  return { properties: { ...properties, formats: ofParts === undefined ? [] : readFormats(ofParts) }, certificate }
}

function readOfSignature(element: XmlElement): Omit<SignedProperties, 'formats'> & Pick<ReadProperties, 'certificate'> {
  const children = new Children(element, STRUCTURE)
  const time = textIn(children, 'SigningTime')
  const signingTime = time === undefined ? undefined : readDateTime(time)
  if (time !== undefined && signingTime === undefined) throw new DoesNotHold('xades/signing-time')
  // Version 1 is not looked at: version 2 must stand.
  take(children, 'SigningCertificate')
  const certificate = take(children, 'SigningCertificateV2')
  const policy = take(children, 'SignaturePolicyIdentifier')
  take(children, 'SignatureProductionPlace')
  const place = take(children, 'SignatureProductionPlaceV2')
  take(children, 'SignerRole')
  const roles = take(children, 'SignerRoleV2')
  refuseOwn(children)
  return {
    signingTime,
    certificate: certificate && readCertificate(certificate),
    policy: policy && readPolicy(policy),
    productionPlace: place && readPlace(place),
    claimedRoles: roles === undefined ? [] : readRoles(roles),
  }
}

/** Properties of other namespaces may follow (ETSI EN 319 132-1 4.3.4); those of this one have their places. */
function refuseOwn(children: Children): void {
  if (children.rest().some(({ namespace }) => namespace === XADES_NAMESPACE)) throw new DoesNotHold(STRUCTURE)
}

/** The first certificate is the signer's; others of its path are not looked at. */
function readCertificate(element: XmlElement): StatedCertificate {
  const list = new Children(element, STRUCTURE)
  const [first] = list.list(XADES_NAMESPACE, 'Cert', MAXIMUM_LISTED)
  list.close()
  if (first === undefined) throw new DoesNotHold(STRUCTURE)
  const children = new Children(first, STRUCTURE)
  const digestChildren = new Children(children.required(XADES_NAMESPACE, 'CertDigest'), STRUCTURE)
  const digest = takeDigest(digestChildren, STRUCTURE)
  digestChildren.close()
  const issuerSerial = take(children, 'IssuerSerialV2')
  children.close()
  return { digest, issuerSerial: issuerSerial && base64Of(issuerSerial, STRUCTURE) }
}

function readPolicy(element: XmlElement): SignedProperties['policy'] {
  const children = new Children(element, STRUCTURE)
  const implied = take(children, 'SignaturePolicyImplied')
  const stated = implied === undefined ? children.required(XADES_NAMESPACE, 'SignaturePolicyId') : undefined
  children.close()
  if (stated === undefined) return 'implied'
  const inside = new Children(stated, STRUCTURE)
  const identifier = readIdentifier(inside.required(XADES_NAMESPACE, 'SigPolicyId'))
  inside.optional(SIGNATURE_NAMESPACE, 'Transforms')
  const hashChildren = new Children(inside.required(XADES_NAMESPACE, 'SigPolicyHash'), STRUCTURE)
  const hash = takeDigest(hashChildren, STRUCTURE)
  hashChildren.close()
  take(inside, 'SigPolicyQualifiers')
  inside.close()
  return { identifier, hash }
}

/** ObjectIdentifierType (ETSI EN 319 132-1 5.1.2). */
function readIdentifier(element: XmlElement): string {
  const children = new Children(element, STRUCTURE)
  const identifier = simpleText(children.required(XADES_NAMESPACE, 'Identifier'), STRUCTURE)
  take(children, 'Description')
  take(children, 'DocumentationReferences')
  children.close()
  return identifier
}

function readPlace(element: XmlElement): ProductionPlace {
  const children = new Children(element, STRUCTURE)
  const place = {
    ...named('city', textIn(children, 'City')),
    ...named('streetAddress', textIn(children, 'StreetAddress')),
    ...named('stateOrProvince', textIn(children, 'StateOrProvince')),
    ...named('postalCode', textIn(children, 'PostalCode')),
    ...named('countryName', textIn(children, 'CountryName')),
  }
  children.close()
  return place
}

const named = (name: keyof ProductionPlace, text: string | undefined): ProductionPlace =>
  text === undefined ? {} : { [name]: text }

/** Certified roles and assertions are not looked at. */
function readRoles(element: XmlElement): string[] {
  const children = new Children(element, STRUCTURE)
  const claimed = take(children, 'ClaimedRoles')
  take(children, 'CertifiedRolesV2')
  take(children, 'SignedAssertions')
  children.close()
  if (claimed === undefined) return []
  const roles = new Children(claimed, STRUCTURE)
  const found = roles.list(XADES_NAMESPACE, 'ClaimedRole', MAXIMUM_LISTED)
  roles.close()
  return found.map(textOf)
}

/** Commitments and time-stamps over parts, which may follow, are not looked at. */
function readFormats(element: XmlElement): StatedFormat[] {
  return new Children(element, STRUCTURE).list(XADES_NAMESPACE, 'DataObjectFormat', MAXIMUM_LISTED).map((each) => {
    const reference = attributeOf(each, 'ObjectReference')
    if (reference === undefined) throw new DoesNotHold(STRUCTURE)
    const children = new Children(each, STRUCTURE)
    const description = textIn(children, 'Description')
    const identifier = take(children, 'ObjectIdentifier')
    const mimeType = textIn(children, 'MimeType')
    const encoding = textIn(children, 'Encoding')
    children.close()
    return { reference, description, identifier: identifier && readIdentifier(identifier), mimeType, encoding }
  })
}
