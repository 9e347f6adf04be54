import {
  contextConstructed,
  type DerNode,
  writeConstructed,
  writeInteger,
  writeOctetString,
  writeRaw,
  writeSequence,
  writeSetOf,
} from '@entrepot/asn1'
import { digest, type HashName } from '@entrepot/crypto'
import type { Certificate } from '@entrepot/x509'
import { writeDigestAlgorithm } from '../algorithm-identifier.ts'
import type { Attribute } from '../attribute.ts'
import { asImplicit } from '../attribute-set.ts'
import { type IdentifiedBy, writeCertificateIdentifier } from '../certificate-identifier.ts'
import { writeContentInfo } from '../content-info.ts'
import { contentTypes, writeContentType } from '../object-identifiers.ts'
import { sameOctets } from '../octets.ts'
import { digestFor, signOctets, type SigningMeans, writeSignatureAlgorithm } from './signature-scheme.ts'
import { areSignedAttributes, writeOther, writeSignedAttributes } from './signed-attributes.ts'

/** What a signer states besides the content's type and digest. */
export interface StatedAttributes {
  /**
   * The time that the signer claims, in milliseconds since 1970 UTC, cut to seconds. CAdES-B-B asks for it
   * (ETSI EN 319 122-1 6.3), PAdES forbids it (ETSI EN 319 142-1 6.3).
   */
  readonly signingTime?: number
  /** Whether the certificate is named in the signature (signing-certificate-v2, RFC 5035); default: yes. */
  readonly signingCertificate?: boolean
  /** Whether the algorithms are named in the signature (RFC 6211); default: yes. */
  readonly algorithmProtection?: boolean
  /** Further signed attributes. */
  readonly others?: readonly Attribute[]
}

/** One who signs. */
export interface Signer extends SigningMeans {
  /** The certificate of this key. */
  readonly certificate: Certificate
  /** Default: by issuer and serial number. */
  readonly identifiedBy?: IdentifiedBy
  /** `'none'`: the signature covers the content itself; for id-data only, and never for content that `maySignDirectly` refuses. */
  readonly attributes?: StatedAttributes | 'none'
  /** Makes unsigned attributes of the signature: a time-stamp that is at hand. */
  readonly unsignedAttributes?: (signature: Uint8Array) => readonly Attribute[]
}

/** Who signs, and what goes along. */
export interface Signing {
  readonly signers: readonly Signer[]
  /** Default: id-data. */
  readonly contentType?: string
  /** Certificates that go along with those of the signers. */
  readonly certificates?: readonly Certificate[]
  /** Whether the signers' certificates go along; default: yes. */
  readonly includeSignerCertificates?: boolean
  /** Revocation lists that go along, each as DER. */
  readonly revocationLists?: readonly Uint8Array[]
}

/**
 * Signs content: a ContentInfo with SignedData (RFC 5652 5) in DER, by every signer in parallel.
 *
 * With its defaults and a signing time, each signature is CAdES-B-B (ETSI EN 319 122-1 6). What it is given is the
 * signer's own decision, so what the standards forbid to write is asserted, not refused.
 *
 * @param signing with `detached`, the content itself is left out.
 * @example signData(invoice, { signers: [{ key, certificate, attributes: { signingTime } }] })
 */
export function signData(content: Uint8Array, signing: Signing & { readonly detached?: boolean }): Uint8Array {
  const digests: Partial<Record<HashName, Uint8Array>> = {}
  const digestOf = (algorithm: HashName): Uint8Array => (digests[algorithm] ??= digest(algorithm, content))
  const { detached = false } = signing
  return writeSignedMessage(signing, { digestOf, direct: content, encapsulated: detached ? undefined : content })
}

/** Whether content may be signed without attributes: not when it could be taken for the attributes of another signature. */
export function maySignDirectly(content: Uint8Array): boolean {
  return !areSignedAttributes(content)
}

/** The content of a message to be signed, in the forms in which it is at hand. */
export interface ContentToSign {
  readonly digestOf: (algorithm: HashName) => Uint8Array
  /** For signers without attributes; `undefined` when the content went by in pieces. */
  readonly direct: Uint8Array | undefined
  /** What the message carries. */
  readonly encapsulated: Uint8Array | undefined
}

/** Writes a signed message whole. */
export function writeSignedMessage(signing: Signing, content: ContentToSign): Uint8Array {
  const { contentType = contentTypes.data } = signing
  const { encapsulated } = content
  const middle =
    encapsulated === undefined
      ? writeSequence([writeContentType(contentType)])
      : writeSequence([
          writeContentType(contentType),
          writeConstructed(contextConstructed(0), [writeOctetString(encapsulated)]),
        ])
  const signedData = writeSequence([...writeHead(signing), middle, ...writeTail(signing, content)])
  return writeContentInfo(contentTypes.signedData, signedData)
}

/** Certificates, revocation lists and signatures, which stand after the content. */
export function writeTail(signing: Signing, content: ContentToSign): DerNode[] {
  const { signers, contentType = contentTypes.data, revocationLists = [] } = signing
  return [
    ...writeCertificates(certificatesOf(signing)),
    ...writeOptionalSet(1, revocationLists),
    writeSetOf(signers.map((signer) => writeSignerInfo(signer, contentType, content))),
  ]
}

const version1 = writeInteger(1)
const version3 = writeInteger(3)

/** Version and digest algorithms, which are known before the content. */
export function writeHead({ signers, contentType = contentTypes.data }: Signing): DerNode[] {
  if (signers.length === 0) throw new Error('cms: a signed message has a signer')
  const digests = signers.map(digestFor)
  const isThree =
    contentType !== contentTypes.data || signers.some(({ identifiedBy }) => identifiedBy === 'subjectKeyIdentifier')
  const algorithms = digests.filter((digest, at) => digests.indexOf(digest) === at).map(writeDigestAlgorithm)
  return [isThree ? version3 : version1, writeSetOf(algorithms)]
}

function writeOptionalSet(number: number, items: readonly Uint8Array[]): DerNode[] {
  if (items.length === 0) return []
  const { content } = writeSetOf(items.map(writeRaw))
  if (content instanceof Uint8Array) throw new Error('cms: a set is constructed')
  return [writeConstructed(contextConstructed(number), content)]
}

const ofOne = new WeakMap<Certificate, DerNode[]>()

/** Writes certificates; those of a signer alone, as most are, once for each that was parsed. */
function writeCertificates(certificates: readonly Certificate[]): DerNode[] {
  const [only] = certificates
  const write = (): DerNode[] =>
    writeOptionalSet(
      0,
      certificates.map(({ raw }) => raw),
    )
  if (only === undefined || certificates.length > 1) return write()
  const known = ofOne.get(only) ?? write()
  ofOne.set(only, known)
  return known
}

function certificatesOf({ signers, certificates = [], includeSignerCertificates = true }: Signing): Certificate[] {
  const all = [...(includeSignerCertificates ? signers.map(({ certificate }) => certificate) : []), ...certificates]
  if (all.length < 2) return all
  return all.filter((one, index) => all.findIndex((other) => sameOctets(other.raw, one.raw)) === index)
}

function writeSignerInfo(signer: Signer, contentType: string, content: ContentToSign): DerNode {
  const { key, certificate, identifiedBy = 'issuerAndSerialNumber', unsignedAttributes } = signer
  if (!sameOctets(key.publicKey.spki, certificate.publicKeySpki))
    throw new Error('cms: the certificate is not of the key')
  const attributes = signedAttributesOf(signer, contentType, content)
  const signature = signOctets(signer, attributes ?? directContent(contentType, content))
  const unsigned = unsignedAttributes?.(signature) ?? []
  return writeSequence([
    identifiedBy === 'issuerAndSerialNumber' ? version1 : version3,
    writeCertificateIdentifier(certificate, identifiedBy),
    writeDigestAlgorithm(digestFor(signer)),
    ...(attributes === undefined ? [] : [asImplicit(attributes, contextConstructed(0))]),
    writeSignatureAlgorithm(signer),
    writeOctetString(signature),
    ...writeUnsignedAttributes(unsigned),
  ])
}

/** Writes unsigned attributes under their `[1]`, or nothing when there are none. */
export function writeUnsignedAttributes(attributes: readonly Attribute[]): DerNode[] {
  if (attributes.length === 0) return []
  const { content } = writeSetOf(attributes.map(writeOther))
  return content instanceof Uint8Array ? [] : [writeConstructed(contextConstructed(1), content)]
}

function signedAttributesOf(signer: Signer, contentType: string, content: ContentToSign): Uint8Array | undefined {
  const { certificate, attributes = {} } = signer
  if (attributes === 'none') return undefined
  const { signingTime, signingCertificate = true, algorithmProtection = true, others = [] } = attributes
  const algorithm = digestFor(signer)
  return writeSignedAttributes({
    contentType,
    contentDigest: content.digestOf(algorithm),
    signingTime,
    certificate: signingCertificate ? certificate : undefined,
    algorithmProtection: algorithmProtection
      ? [writeDigestAlgorithm(algorithm), writeSignatureAlgorithm(signer)]
      : undefined,
    others,
  })
}

function directContent(contentType: string, { direct }: ContentToSign): Uint8Array {
  if (contentType !== contentTypes.data) throw new Error('cms: content of this type has signed attributes')
  if (direct === undefined) throw new Error('cms: content that goes by in pieces has signed attributes')
  if (!maySignDirectly(direct)) throw new Error('cms: content that could be taken for signed attributes')
  return direct
}
