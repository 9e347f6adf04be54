export {
  type AccessDescription,
  type AuthorityKeyIdentifier,
  type BasicConstraints,
  type Certificate,
  type CertificateExtensions,
  type DirectoryAttribute,
  type DistributionPoint,
  type DistributionPointName,
  type GeneralSubtree,
  type NameConstraints,
  type PolicyConstraints,
  type PolicyInformation,
  type PolicyMapping,
  type PolicyQualifier,
  type PrivateKeyUsagePeriod,
  urisOf,
} from './certificate/certificate.ts'
export type { Extension } from './certificate/extension.ts'
export { type KeyUsage, keyUsages } from './certificate/key-usage.ts'
export { parseCertificate } from './certificate/parse-certificate.ts'
export {
  type IssuingDistributionPointToIssue,
  issueRevocationList,
  type RevocationListToIssue,
  type RevocationToIssue,
} from './crl/issue-revocation-list.ts'
export { parseRevocationList } from './crl/parse-revocation-list.ts'
export { type RevocationReason, revocationReasons } from './crl/reason.ts'
export {
  entryOf,
  type IssuingDistributionPoint,
  type Revocation,
  type RevocationList,
  revokedFrom,
} from './crl/revocation-list.ts'
export { type DeviationCode, deviationRules } from './deviation.ts'
export { isForService, type ServiceIdentity } from './identity/service-identity.ts'
export { createRequest, type RequestToCreate } from './issue/create-request.ts'
export { type CertificateToIssue, issueCertificate } from './issue/issue-certificate.ts'
export type {
  DistributionPointNameToIssue,
  DistributionPointToIssue,
} from './issue/write-distribution-point.ts'
export type {
  AccessToIssue,
  ExtensionsToIssue,
  ExtensionToIssue,
  NameConstraintsToIssue,
} from './issue/write-extensions.ts'
export * from './limits.ts'
export { type X509MalformedCode, x509Rules } from './malformed.ts'
export { sameName } from './name/compare-name.ts'
export { describeGeneralName, type GeneralName, type GeneralNameForm } from './name/general-name.ts'
export { parseIpAddress } from './name/ip-address.ts'
export { describeName, type Name, type NameAttribute, type Subject, subjectOf } from './name/name.ts'
export { readGeneralName } from './name/read-general-name.ts'
export { readName } from './name/read-name.ts'
export { type GeneralNameToIssue, writeGeneralName } from './name/write-general-name.ts'
export { type AttributeToIssue, checkSubject, makeName, type SubjectRefusal, writeName } from './name/write-name.ts'
export {
  ANY_EXTENDED_KEY_USAGE,
  ANY_POLICY,
  accessMethods,
  attributeTypes,
  extensionTypes,
  purposes,
} from './object-identifiers.ts'
export { isIdOf, type OcspIssuer } from './ocsp/certificate-id.ts'
export {
  issueOcspResponse,
  type OcspResponseToIssue,
  type SingleResponseToIssue,
  type StatusToIssue,
  writeOcspFailure,
} from './ocsp/issue-response.ts'
export { parseOcspResponse } from './ocsp/parse-response.ts'
export {
  createOcspRequest,
  type OcspRequest,
  type OcspRequestSigner,
  type OcspRequestToCreate,
  parseOcspRequest,
} from './ocsp/request.ts'
export type {
  CertificateId,
  OcspAnswer,
  OcspFailure,
  OcspResponse,
  ResponderId,
  SingleResponse,
} from './ocsp/response.ts'
export { decodePem, encodePem, type PemLabel } from './pem.ts'
export { type CertificationRequest, parseRequest } from './request/parse-request.ts'
export { isListOf, isSignedByCertificate } from './signed/signed-by.ts'
export { keyIdentifier, publicKeyOf } from './signed/public-key.ts'
export { isSignedBy, type LegacyOption, type Signed, type SignedWith } from './signed/signed.ts'
export { thumbprint } from './thumbprint.ts'
export type { PathPolicies } from './validate/policy-graph.ts'
export type {
  AlgorithmPolicy,
  Anchor,
  InitialNames,
  InitialPolicies,
  Judgement,
  PathToFind,
  PathToValidate,
  Purpose,
  RevocationSources,
  TrustAnchor,
  ValidPath,
} from './validate/question.ts'
export { type ChainCode, type ChainRefusal, chainRules } from './validate/refusal.ts'
export { type ChainToValidate, type ValidChain, validateChain } from './validate/validate-chain.ts'
export { findPath, validatePath } from './validate/validate-path.ts'
