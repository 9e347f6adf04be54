import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  encode,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writePrimitive,
  writeSequence,
  writeSetOf,
} from '@entrepot/asn1'
import { encryptGcm, importEncryptionKey, startCbcEncryption } from '@entrepot/crypto/encryption'
import type { Certificate } from '@entrepot/x509'
import { type Attribute, writeAttribute } from '../attribute.ts'
import { asImplicit, writeAttributeSet } from '../attribute-set.ts'
import type { IdentifiedBy } from '../certificate-identifier.ts'
import { writeContentInfo } from '../content-info.ts'
import { MAXIMUM_RECIPIENTS } from '../limits.ts'
import { attributeTypes, contentTypes, writeContentType } from '../object-identifiers.ts'
import { joinOctets } from '../octets.ts'
import { writeOther } from '../signed/signed-attributes.ts'
import { type ContentCipher, contentCiphers, startBytes, writeContentCipher } from './content-cipher.ts'
import { writeKeyAgreement } from './key-agreement.ts'
import { writeKeyTransport } from './key-transport.ts'

/** One who will open a message. */
export interface Recipient {
  /** A certificate that `checkRecipient` accepts. */
  readonly certificate: Certificate
  /** Default: by issuer and serial number. */
  readonly identifiedBy?: IdentifiedBy
}

/** To whom content is encrypted, and how. */
export interface Enveloping {
  /** At least one, at most `MAXIMUM_RECIPIENTS`. */
  readonly recipients: readonly Recipient[]
  /** GCM makes AuthEnvelopedData, CBC makes EnvelopedData, which authenticates nothing. Default: AES-256-GCM. */
  readonly cipher?: ContentCipher
  /** Default: id-data. */
  readonly contentType?: string
  /** Further attributes that are authenticated with the content, which is then of GCM. */
  readonly authenticatedAttributes?: readonly Attribute[]
  /** Gives fresh random octets of this number, from a source that nobody can foresee: for keys, starting values, padding. */
  readonly random: (octets: number) => Uint8Array
}

/** Why nothing is encrypted to a certificate. */
export interface RecipientRefusal {
  readonly ok: false
  readonly code: 'cms/unsupported-recipient-key' | 'cms/recipient-key-usage' | 'cms/recipient-key-too-short'
  readonly rule: string
}

/** RSA keys that carry a key by OAEP are at least as long as those that sign (BSI TR-02102-1; NIST SP 800-131A). */
const MINIMUM_RSA_BITS = 2048

/** Judges a certificate that came from outside as a recipient's; `undefined` when content can be encrypted to it. Its chain is for the caller to judge. */
export function checkRecipient(certificate: Certificate): RecipientRefusal | undefined {
  const key = importEncryptionKey(certificate.publicKeySpki)
  if (key === undefined) return { ok: false, code: 'cms/unsupported-recipient-key', rule: 'RFC 5753 3.1; RFC 3560 2' }
  const usage = key.type === 'RSA' ? 'keyEncipherment' : 'keyAgreement'
  if (certificate.extensions.keyUsage?.includes(usage) === false) {
    return { ok: false, code: 'cms/recipient-key-usage', rule: 'RFC 5280 4.2.1.3' }
  }
  if (key.type === 'RSA' && key.bits < MINIMUM_RSA_BITS) {
    return { ok: false, code: 'cms/recipient-key-too-short', rule: 'limit MINIMUM_RSA_BITS' }
  }
  return undefined
}

/** What is made before content is encrypted. */
export interface Envelope {
  readonly type: string
  readonly mode: 'GCM' | 'CBC'
  readonly aes: { readonly key: Uint8Array; readonly start: Uint8Array }
  /** Version and RecipientInfos. */
  readonly before: readonly DerNode[]
  /** Type and cipher of the content. */
  readonly contentFields: readonly DerNode[]
  /** The DER of the authenticated attributes; no octets when there are none. */
  readonly attributes: Uint8Array
}

const nothing = new Uint8Array(0)

/** Makes keys and everything that stands before the encrypted content. */
export function prepareEnvelope(enveloping: Enveloping): Envelope {
  const { recipients, cipher = 'AES-256-GCM', contentType = contentTypes.data, random } = enveloping
  const { mode, keyBytes } = contentCiphers[cipher]
  assertRecipients(recipients)
  const aes = { key: random(keyBytes), start: random(startBytes[mode]) }
  const isPlain = recipients.every((one) => versionOf(one) === 0)
  return {
    type: mode === 'GCM' ? contentTypes.authEnvelopedData : contentTypes.envelopedData,
    mode,
    aes,
    before: [
      writeInteger(mode === 'GCM' || isPlain ? 0 : 2),
      writeSetOf(recipients.map((one) => writeRecipient(aes.key, one, random))),
    ],
    contentFields: [writeContentType(contentType), writeContentCipher(cipher, aes.start)],
    attributes: attributesOf(enveloping, mode),
  }
}

function assertRecipients(recipients: readonly Recipient[]): void {
  if (recipients.length === 0 || recipients.length > MAXIMUM_RECIPIENTS) {
    throw new Error('cms: a message has 1 to MAXIMUM_RECIPIENTS recipients')
  }
  for (const { certificate } of recipients) {
    const refusal = checkRecipient(certificate)
    if (refusal !== undefined) throw new Error(`cms: a recipient that checkRecipient refuses: ${refusal.code}`)
  }
}

/** The version of a recipient's part (RFC 5652 6.2.1, 6.2.2). */
function versionOf({ certificate, identifiedBy }: Recipient): number {
  if (importEncryptionKey(certificate.publicKeySpki)?.type !== 'RSA') return 3
  return identifiedBy === 'subjectKeyIdentifier' ? 2 : 0
}

function writeRecipient(key: Uint8Array, recipient: Recipient, random: Enveloping['random']): DerNode {
  const { certificate, identifiedBy = 'issuerAndSerialNumber' } = recipient
  const publicKey = importEncryptionKey(certificate.publicKeySpki)
  if (publicKey === undefined) throw new Error('cms: a recipient that checkRecipient accepted')
  const { type } = publicKey
  return type === 'RSA'
    ? writeKeyTransport(key, { certificate, identifiedBy, publicKey }, random)
    : writeKeyAgreement(key, { certificate, identifiedBy, publicKey, curve: type }, random)
}

const contentTypeAttribute = writeObjectIdentifier(attributeTypes.contentType)

/** Attributes that are authenticated: there when the type asks for them (RFC 5083 2.1), or the caller does. */
function attributesOf({ contentType = contentTypes.data, ...more }: Enveloping, mode: 'GCM' | 'CBC'): Uint8Array {
  const others = more.authenticatedAttributes ?? []
  if (mode === 'CBC' && others.length > 0) throw new Error('cms: AES-CBC authenticates no attributes')
  if (mode === 'CBC' || (contentType === contentTypes.data && others.length === 0)) return nothing
  const type = writeAttribute(contentTypeAttribute, [writeContentType(contentType)])
  return writeAttributeSet([type, ...others.map(writeOther)].map(encode))
}

/**
 * Encrypts content to recipients, each by its certificate: AuthEnvelopedData with AES-GCM (RFC 5083, RFC 5084), or
 * EnvelopedData with AES-CBC (RFC 5652 6), in DER. RSA keys carry the content's key by RSAES-OAEP with SHA-256
 * (RFC 3560), keys on a curve agree on it by ephemeral-static ECDH (RFC 5753).
 *
 * What it is given is the sender's own decision, so what the standards forbid is asserted; a certificate from outside is
 * judged by `checkRecipient` before.
 */
export function envelope(content: Uint8Array, enveloping: Enveloping): Uint8Array {
  const prepared = prepareEnvelope(enveloping)
  const { type, mode, aes, before, contentFields, attributes } = prepared
  const { ciphertext, tag } = mode === 'GCM' ? encryptGcm(aes, content, attributes) : encryptCbc(aes, content)
  const middle = writeSequence([...contentFields, writePrimitive(contextPrimitive(0), ciphertext)])
  return writeContentInfo(type, writeSequence([...before, middle, ...writeEnd(prepared, tag)]))
}

/** What stands after the encrypted content. */
export function writeEnd({ mode, attributes }: Envelope, tag: Uint8Array): DerNode[] {
  if (mode === 'CBC') return []
  const authenticated = attributes.length === 0 ? [] : [asImplicit(attributes, contextConstructed(1))]
  return [...authenticated, writeOctetString(tag)]
}

function encryptCbc(aes: Envelope['aes'], content: Uint8Array): { ciphertext: Uint8Array; tag: Uint8Array } {
  const encryption = startCbcEncryption(aes)
  return { ciphertext: joinOctets([encryption.update(content), encryption.finish()]), tag: nothing }
}
