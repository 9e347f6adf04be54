import { derToRawEcdsa, digest, type SignatureScheme, type SigningKey, signWith, usualSchemes } from '@entrepot/crypto'
import type { Certificate } from '@entrepot/x509'
import { childElements, type Malformed, parseElementInside, parseXml, type XmlElement } from '@entrepot/xml'
import { type CanonicalForm, type DigestName, digestUris, uriOfScheme, writeCanonicalForm } from '../algorithms.ts'
import { encodeBase64 } from '../base64.ts'
import { type CanonicalWriter, octetsOf } from '../canonical-octets.ts'
import { ENVELOPED_TRANSFORM, SIGNATURE_NAMESPACE, SIGNED_PROPERTIES_TYPE } from '../names.ts'
import type { DataFormat, PropertiesToSign } from './properties-to-sign.ts'
import { NotSigned } from './refusal.ts'
import { PROPERTIES_SUFFIX, writeProperties } from './write-properties.ts'

/** A signer, and what goes along with the signature. */
export interface XmlSigner extends PropertiesToSign {
  readonly key: SigningKey
  /** Default: the usual one of the kind of key. RSA: PKCS #1 v1.5 and PSS (salt as long as the hash); ECDSA; Ed25519. */
  readonly scheme?: SignatureScheme
  readonly certificate: Certificate
  /** Certificates that go along, issuers mostly. */
  readonly chain?: readonly Certificate[]
  /** Milliseconds since 1970 UTC; written to the second. */
  readonly signingTime: number
  /** The signature's identifier, an NCName. Default: `signature-1`, or the next number after those that are there. */
  readonly id?: string
  /** Of parts, properties and certificate; default: SHA-256. */
  readonly digest?: DigestName
  /** Of what is signed, and of SignedInfo; default: exclusive, without comments. */
  readonly canonicalization?: CanonicalForm
}

/** A reference that is to be written. */
export interface ReferenceToWrite {
  readonly uri: string
  readonly type?: string
  readonly isEnveloped: boolean
  readonly form: CanonicalForm
  readonly digest: DigestName
  /** `undefined` for a counter-signature's reference to the signature value, which has no format of its own. */
  readonly format: DataFormat | undefined
  /** The canonical form; made when the signature's own objects are there. */
  readonly canonical: (shell: XmlElement) => string | undefined
}

/** What a signature is made of. */
export interface SignatureToMake {
  readonly signer: XmlSigner
  readonly id: string
  /** Where it will stand; `undefined` when it is the root. */
  readonly parent: XmlElement | undefined
  readonly references: readonly ReferenceToWrite[]
  /** An object with what an enveloping signature envelops. */
  readonly object: string
  readonly writer: CanonicalWriter
}

/** A signature that was made. */
export interface MadeSignature {
  readonly text: string
  /** What a signature time-stamp stamps: the canonical SignatureValue (ETSI EN 319 132-1 5.3). */
  readonly timeStampInput: Uint8Array
}

/** What the identifier of a signature value ends in. */
const VALUE_SUFFIX = '-value'

/** Writes and signs (XML Signature 1.1, 3.1). */
export function makeSignature(toMake: SignatureToMake): MadeSignature | Malformed {
  const { signer, id, parent, object } = toMake
  if (!sameOctets(signer.key.publicKey.spki, signer.certificate.publicKeySpki))
    throw new Error('xades: the certificate is not of the key')
  const head = `<ds:Signature xmlns:ds="${SIGNATURE_NAMESPACE}" Id="${id}">`
  const objects = object + propertiesOf(toMake)
  const shellText = `${head}${objects}</ds:Signature>`
  const shell = parent === undefined ? rootOf(shellText) : parseElementInside(shellText, parent)
  if ('ok' in shell) return shell
  const signedInfoText = writeSignedInfo(toMake, shell)
  const signedInfo = parseElementInside(signedInfoText, shell)
  if ('ok' in signedInfo) return signedInfo
  const canonical = toMake.writer.write(signedInfo, formOf(signer))
  if (canonical === undefined) throw new NotSigned('xades/not-canonical')
  const value = encodeBase64(signOctets(signer, octetsOf(canonical)))
  const valueAttributes = ` Id="${id}${VALUE_SUFFIX}">${value}</ds:SignatureValue>`
  return {
    text: `${head}${signedInfoText}<ds:SignatureValue${valueAttributes}${writeKeyInfo(signer)}${objects}</ds:Signature>`,
    // Its exclusive canonical form, whatever it stands in.
    timeStampInput: octetsOf(`<ds:SignatureValue xmlns:ds="${SIGNATURE_NAMESPACE}"${valueAttributes}`),
  }
}

function rootOf(text: string): XmlElement | Malformed {
  const document = parseXml(text)
  return document.ok ? document.root : document
}

const EXCLUSIVE: CanonicalForm = { method: 'exclusive' }

/** The canonical form that a signer chose. */
export const formOf = ({ canonicalization = EXCLUSIVE }: XmlSigner): CanonicalForm => canonicalization

const referenceIdOf = (id: string, index: number): string => `${id}-reference-${index + 1}`

function propertiesOf({ signer, id, references }: SignatureToMake): string {
  const parts = references.flatMap(({ format }, index) =>
    format === undefined ? [] : [{ referenceId: referenceIdOf(id, index), format }],
  )
  return writeProperties({ ...signer, id, digest: signer.digest ?? 'SHA-256', parts })
}

function writeSignedInfo(toMake: SignatureToMake, shell: XmlElement): string {
  const { signer, id, references } = toMake
  const uri = uriOfScheme(schemeOf(signer))
  if (uri === undefined) throw new Error(`xades: ${schemeOf(signer).name} of this kind has no name in XML signatures`)
  const written = [...references, propertiesReference(toMake)].map((reference, index) => {
    const canonical = reference.canonical(shell)
    if (canonical === undefined) throw new NotSigned('xades/not-canonical')
    const isProperties = index === references.length
    return writeReference(reference, canonical, isProperties ? undefined : referenceIdOf(id, index))
  })
  return (
    `<ds:SignedInfo>${writeCanonicalForm('ds:CanonicalizationMethod', formOf(signer))}` +
    `<ds:SignatureMethod Algorithm="${uri}"/>${written.join('')}</ds:SignedInfo>`
  )
}

function propertiesReference({ signer, id, writer }: SignatureToMake): ReferenceToWrite {
  // Nothing in the properties is a comment.
  const form = { ...formOf(signer), withComments: false }
  return {
    ...{ uri: `#${id}${PROPERTIES_SUFFIX}`, type: SIGNED_PROPERTIES_TYPE, isEnveloped: false, form },
    ...{ digest: signer.digest ?? 'SHA-256', format: undefined },
    canonical: (shell) => {
      const [qualifying] = childElements(childElements(shell).at(-1) ?? shell)
      const [properties] = qualifying === undefined ? [] : childElements(qualifying)
      return properties && writer.write(properties, form)
    },
  }
}

function writeReference(reference: ReferenceToWrite, canonical: string, id: string | undefined): string {
  const { uri, type, isEnveloped, form, digest: algorithm } = reference
  const attributes = `${id === undefined ? '' : ` Id="${id}"`}${type === undefined ? '' : ` Type="${type}"`}`
  const enveloped = isEnveloped ? `<ds:Transform Algorithm="${ENVELOPED_TRANSFORM}"/>` : ''
  const value = encodeBase64(digest(algorithm, octetsOf(canonical)))
  return (
    `<ds:Reference${attributes} URI="${uri}">` +
    `<ds:Transforms>${enveloped}${writeCanonicalForm('ds:Transform', form)}</ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digestUris[algorithm]}"/><ds:DigestValue>${value}</ds:DigestValue></ds:Reference>`
  )
}

const schemeOf = ({ key, scheme }: XmlSigner): SignatureScheme => scheme ?? usualSchemes[key.type]

const scalarBytes: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 }

/** Signs, in the form that XML signatures carry: `r || s` for ECDSA (RFC 9231 2.3.6). */
function signOctets(signer: XmlSigner, octets: Uint8Array): Uint8Array {
  const { key } = signer
  const signature = signWith(key, schemeOf(signer), octets)
  const bytes = scalarBytes[key.type]
  const raw = bytes === undefined ? signature : derToRawEcdsa(signature, bytes)
  if (raw === undefined) throw new Error('xades: a signature of our own making is none')
  return raw
}

const certificateTexts = new WeakMap<Certificate, string>()

/** The signer's certificate and those that go along (XML Signature 1.1, 4.5.4; ETSI EN 319 132-1 6.3). */
function writeKeyInfo({ certificate, chain = [] }: XmlSigner): string {
  const all = [certificate, ...chain.filter(({ raw }) => !sameOctets(raw, certificate.raw))]
  const written = all.map((each) => {
    const known = certificateTexts.get(each) ?? encodeBase64(each.raw)
    certificateTexts.set(each, known)
    return `<ds:X509Certificate>${known}</ds:X509Certificate>`
  })
  return `<ds:KeyInfo><ds:X509Data>${written.join('')}</ds:X509Data></ds:KeyInfo>`
}

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((octet, index) => octet === b[index]))
}
