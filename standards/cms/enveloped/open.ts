import type { Malformed } from '@entrepot/asn1'
import { decryptGcm, startCbcDecryption } from '@entrepot/crypto/encryption'
import { type Attribute, valuesOf } from '../attribute.ts'
import { contentTypeOf } from '../content-type-of.ts'
import { attributeTypes, contentTypes } from '../object-identifiers.ts'
import { joinOctets } from '../octets.ts'
import { readContentType } from '../signed/signed-attributes.ts'
import { type ContentKey, openContentKey, type Opener } from './content-key.ts'
import { type EnvelopedData, type EnvelopeType, readEnvelope } from './enveloped-data.ts'
import { type OpeningCode, type OpeningRefusal, refuseOpening } from './refusal.ts'

/** What was in a message. */
export interface Opened {
  readonly ok: true
  readonly contentType: string
  readonly content: Uint8Array
  /** Whether the content is what was encrypted, to the octet: AES-GCM says so, AES-CBC says nothing. Who encrypted it neither tells. */
  readonly authenticated: boolean
  /** What was authenticated with it (RFC 5083). */
  readonly authenticatedAttributes: readonly Attribute[]
  /** Attributes that nothing vouches for. */
  readonly unprotectedAttributes: readonly Attribute[]
}

/** The type of a message that a key opens; `undefined` for any other. */
function envelopeTypeOf(contentType: string): EnvelopeType | undefined {
  const { envelopedData, authEnvelopedData } = contentTypes
  return [envelopedData, authEnvelopedData].find((type) => type === contentType)
}

/**
 * Opens EnvelopedData (RFC 5652 6) or AuthEnvelopedData (RFC 5083, RFC 5084) that is whole in memory, in DER or BER.
 *
 * @param options with `ciphertext` for a message whose encrypted content is detached.
 * @returns the content; or the first refusal in the order of `openingRules`; or where the message is malformed. A wrong
 *   key, a changed message and wrong padding have one answer.
 */
export function openEnvelope(
  message: Uint8Array,
  options: Opener & { readonly ciphertext?: Uint8Array },
): Opened | OpeningRefusal | Malformed {
  const contentType = contentTypeOf(message)
  if (!contentType.ok) return contentType
  const type = envelopeTypeOf(contentType.value)
  if (type === undefined) return refuseOpening('cms/unsupported-type')
  const decoded = readEnvelope(type, message)
  if (!decoded.ok) return decoded
  const enveloped = decoded.value
  if (enveloped.ciphertext !== undefined && options.ciphertext !== undefined) {
    return { ok: false, code: 'cms/content-twice', offset: 0 }
  }
  const ciphertext = enveloped.ciphertext ?? options.ciphertext
  if (ciphertext === undefined) return { ok: false, code: 'cms/content-missing', offset: 0 }
  const contentKey = openContentKey(type, enveloped, options)
  if (typeof contentKey === 'string') return refuseOpening(contentKey)
  const code = judgeAuthenticated(enveloped, contentKey)
  if (code !== undefined) return refuseOpening(code)
  const content = decrypt(enveloped, contentKey, ciphertext)
  return content === undefined ? refuseOpening('cms/not-opened') : opened(enveloped, content)
}

/** The answer for content that came out. */
export function opened(enveloped: EnvelopedData, content: Uint8Array): Opened {
  const { type, contentType, authenticated, unprotected } = enveloped
  return {
    ok: true,
    contentType,
    content,
    authenticated: type === contentTypes.authEnvelopedData,
    authenticatedAttributes: authenticated?.attributes ?? [],
    unprotectedAttributes: unprotected,
  }
}

/** Judges what stands beside the encrypted content: the tag's length, and the authenticated attributes (RFC 5083 2.1). */
export function judgeAuthenticated(
  { type, contentType, authenticated, tag }: EnvelopedData,
  { tagBytes }: ContentKey,
): OpeningCode | undefined {
  if (type !== contentTypes.authEnvelopedData) return undefined
  if (tag.length !== tagBytes) return 'cms/tag-length'
  if (authenticated === undefined) {
    return contentType === contentTypes.data ? undefined : 'cms/authenticated-attributes'
  }
  const { attributes } = authenticated
  const types = attributes.map((attribute) => attribute.type)
  const stated = valuesOf(attributes, attributeTypes.contentType)
  const [first] = stated
  const isSound =
    new Set(types).size === types.length &&
    !types.includes(attributeTypes.messageDigest) &&
    stated.length <= 1 &&
    (first === undefined ? contentType === contentTypes.data : readContentType(first) === contentType)
  return isSound ? undefined : 'cms/authenticated-attributes'
}

const nothing = new Uint8Array(0)

function decrypt(enveloped: EnvelopedData, aes: ContentKey, ciphertext: Uint8Array): Uint8Array | undefined {
  if (aes.mode === 'GCM') {
    return decryptGcm(aes, { ciphertext, tag: enveloped.tag }, enveloped.authenticated?.octets ?? nothing)
  }
  const decryption = startCbcDecryption(aes)
  const begun = decryption.update(ciphertext)
  const rest = decryption.finish()
  return rest && joinOctets([begun, rest])
}
