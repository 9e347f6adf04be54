export type { AlgorithmIdentifier } from './algorithm-identifier.ts'
export { type Attribute, valuesOf } from './attribute.ts'
export type { CertificateIdentifier, IdentifiedBy } from './certificate-identifier.ts'
export * from './limits.ts'
export { type CmsMalformedCode, cmsRules } from './malformed.ts'
export { attributeTypes, contentTypes } from './object-identifiers.ts'
export { type SignatureCode, type SignatureRefusal, signatureRules } from './signed/refusal.ts'
export { addUnsignedAttribute } from './signed/add-unsigned-attribute.ts'
export { maySignDirectly, type Signer, type Signing, signData, type StatedAttributes } from './signed/sign-data.ts'
export {
  type CountersignatureVerdict,
  type SignerVerdict,
  type Verification,
  type VerifiedData,
  verifyData,
} from './signed/verify-data.ts'
export {
  type DetachedSigning,
  type MessageWriting,
  startDetachedSigning,
  startSigning,
} from './signed/sign-stream.ts'
export {
  type DetachedVerifying,
  type MessageVerifying,
  startDetachedVerifying,
  startVerifying,
  type Unverified,
} from './signed/verify-stream.ts'
export { contentTypeOf } from './content-type-of.ts'
export type { ContentCipher } from './enveloped/content-cipher.ts'
export type { Opener } from './enveloped/content-key.ts'
export {
  checkRecipient,
  type Enveloping,
  envelope,
  type Recipient,
  type RecipientRefusal,
} from './enveloped/envelope.ts'
export { startEnvelope } from './enveloped/envelope-stream.ts'
export type { EnvelopeType } from './enveloped/enveloped-data.ts'
export { type Opened, openEnvelope } from './enveloped/open.ts'
export { type EnvelopeOpening, startOpening } from './enveloped/open-stream.ts'
export { type OpeningCode, type OpeningRefusal, openingRules } from './enveloped/refusal.ts'
export { startCompressing, startExpanding, type Expanding } from './compressed/compress-stream.ts'
export { compress, expand, type Expanded } from './compressed/compressed-data.ts'
