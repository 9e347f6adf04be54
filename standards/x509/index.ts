export type { BasicConstraints, Certificate, CertificateExtensions } from './certificate/certificate.ts'
export { type ChainCode, type ChainRefusal, chainRules } from './validate/chain-refusal.ts'
export { createRequest } from './issue/create-request.ts'
export type { Extension } from './certificate/extension.ts'
export { type CertificateToIssue, type ExtensionsToIssue, issueCertificate } from './issue/issue-certificate.ts'
export {
  issueRevocationList,
  type RevocationListToIssue,
  type RevocationToIssue,
} from './crl/issue-revocation-list.ts'
export { type KeyUsage, keyUsages } from './certificate/key-usage.ts'
export * from './limits.ts'
export { type X509MalformedCode, x509Rules } from './malformed.ts'
export { describeName, type Name, type NameAttribute, type Subject, sameName, subjectOf } from './name/name.ts'
export { attributeTypes, extensionTypes } from './object-identifiers.ts'
export { parseCertificate } from './certificate/parse-certificate.ts'
export { type CertificationRequest, parseRequest } from './request/parse-request.ts'
export { parseRevocationList } from './crl/parse-revocation-list.ts'
export { decodePem, encodePem, type PemLabel } from './pem.ts'
export { keyIdentifier, publicKeyOf } from './signed/public-key.ts'
export {
  type Revocation,
  type RevocationList,
  type RevocationReason,
  revocationReasons,
} from './crl/revocation-list.ts'
export { isListOf, revocationOf, revokedFrom } from './crl/revocation-of.ts'
export { isSignedBy, type LegacyOption, type Signed, type SignedWith } from './signed/signed.ts'
export { thumbprint } from './thumbprint.ts'
export { type ChainToValidate, type Purpose, type ValidChain, validateChain } from './validate/validate-chain.ts'
export { checkSubject, type SubjectRefusal } from './name/write-name.ts'
