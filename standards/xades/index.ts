export type { CanonicalForm, DigestName } from './algorithms.ts'
export * from './limits.ts'
export { counterSignXml } from './signing/counter-sign-xml.ts'
export type { XmlSigner } from './signing/make-signature.ts'
export type { DataFormat, ProductionPlace, PropertiesToSign, SignaturePolicy } from './signing/properties-to-sign.ts'
export { type SigningCode, type SigningRefusal, signingRules } from './signing/refusal.ts'
export { type PartToSign, type SignedXml, signXml, signXmlEnveloping, type XmlSigning } from './signing/sign-xml.ts'
export { stampXml, timeStampInputOf } from './signing/stamp-xml.ts'
export type { SignedProperties, StatedFormat, StatedPolicy } from './verifying/read-properties.ts'
export { readSigned, type SignedPart } from './verifying/references.ts'
export { type XadesCode, type XadesRefusal, xadesRules } from './verifying/refusal.ts'
export type { JudgedStamp, RefusedStamp, UnreadStamp } from './verifying/time-stamps.ts'
export type {
  HoldingSignature,
  RefusedSignature,
  SignerTrust,
  VerifiedXml,
  XmlLevel,
  XmlSignatureVerdict,
  XmlVerification,
} from './verifying/verdict.ts'
export { verifyXml } from './verifying/verify-xml.ts'
