/** PKITS 4.1 to 4.7, 4.16: signatures, validity, names, revocation, own keys, authorities, key usage, private extensions. */
import { type PkitsSection, refused, valid } from './run.ts'

const unknown = 'x509/no-revocation-state'
const revoked = 'x509/revoked'
const notAnAuthority = ['x509/not-a-ca', 1] as const
const tooLong = ['x509/path-too-long', 1] as const
const notForCertificates = ['x509/key-usage', 1] as const

export const signatures: PkitsSection = {
  title: '4.1 signature verification',
  runs: [
    valid('4.1.1', 'ValidCertificatePathTest1'),
    // The authority's certificate is not read, as its signature is no whole number of octets: so the issuer is not known.
    refused('4.1.2', 'InvalidCASignatureTest2', 'x509/unknown-issuer'),
    refused('4.1.3', 'InvalidEESignatureTest3', 'x509/bad-signature'),
    valid('4.1.4', 'ValidDSASignaturesTest4'),
    valid('4.1.5', 'ValidDSAParameterInheritanceTest5'),
    refused('4.1.6', 'InvalidDSASignatureTest6', 'malformed'),
  ],
}

export const validity: PkitsSection = {
  title: '4.2 validity periods',
  runs: [
    refused('4.2.1', 'InvalidCAnotBeforeDateTest1', ['x509/not-yet-valid', 1]),
    refused('4.2.2', 'InvalidEEnotBeforeDateTest2', 'x509/not-yet-valid'),
    valid('4.2.3', 'Validpre2000UTCnotBeforeDateTest3'),
    valid('4.2.4', 'ValidGeneralizedTimenotBeforeDateTest4'),
    refused('4.2.5', 'InvalidCAnotAfterDateTest5', ['x509/expired', 1]),
    refused('4.2.6', 'InvalidEEnotAfterDateTest6', 'x509/expired'),
    refused('4.2.7', 'Invalidpre2000UTCEEnotAfterDateTest7', 'x509/expired'),
    valid('4.2.8', 'ValidGeneralizedTimenotAfterDateTest8'),
  ],
}

export const nameChaining: PkitsSection = {
  title: '4.3 name chaining',
  runs: [
    refused('4.3.1', 'InvalidNameChainingTest1', 'x509/unknown-issuer'),
    refused('4.3.2', 'InvalidNameChainingOrderTest2', 'x509/unknown-issuer'),
    valid('4.3.3', 'ValidNameChainingWhitespaceTest3'),
    valid('4.3.4', 'ValidNameChainingWhitespaceTest4'),
    valid('4.3.5', 'ValidNameChainingCapitalizationTest5'),
    valid('4.3.6', 'ValidNameUIDsTest6'),
    valid('4.3.7', 'ValidRFC3280MandatoryAttributeTypesTest7'),
    valid('4.3.8', 'ValidRFC3280OptionalAttributeTypesTest8'),
    valid('4.3.9', 'ValidUTF8StringEncodedNamesTest9'),
    valid('4.3.10', 'ValidRolloverfromPrintableStringtoUTF8StringTest10'),
    valid('4.3.11', 'ValidUTF8StringCaseInsensitiveMatchTest11'),
  ],
}

export const revocation: PkitsSection = {
  title: '4.4 basic certificate revocation',
  runs: [
    refused('4.4.1', 'InvalidMissingCRLTest1', unknown),
    refused('4.4.2', 'InvalidRevokedCATest2', [revoked, 1]),
    refused('4.4.3', 'InvalidRevokedEETest3', revoked),
    refused('4.4.4', 'InvalidBadCRLSignatureTest4', unknown),
    refused('4.4.5', 'InvalidBadCRLIssuerNameTest5', unknown),
    refused('4.4.6', 'InvalidWrongCRLTest6', unknown),
    valid('4.4.7', 'ValidTwoCRLsTest7'),
    refused('4.4.8', 'InvalidUnknownCRLEntryExtensionTest8', unknown),
    refused('4.4.9', 'InvalidUnknownCRLExtensionTest9', unknown),
    refused('4.4.10', 'InvalidUnknownCRLExtensionTest10', unknown),
    refused('4.4.11', 'InvalidOldCRLnextUpdateTest11', unknown),
    refused('4.4.12', 'Invalidpre2000CRLnextUpdateTest12', unknown),
    valid('4.4.13', 'ValidGeneralizedTimeCRLnextUpdateTest13'),
    valid('4.4.14', 'ValidNegativeSerialNumberTest14'),
    refused('4.4.15', 'InvalidNegativeSerialNumberTest15', revoked),
    valid('4.4.16', 'ValidLongSerialNumberTest16'),
    valid('4.4.17', 'ValidLongSerialNumberTest17'),
    refused('4.4.18', 'InvalidLongSerialNumberTest18', revoked),
    valid('4.4.19', 'ValidSeparateCertificateandCRLKeysTest19'),
    refused('4.4.20', 'InvalidSeparateCertificateandCRLKeysTest20', revoked),
    refused('4.4.21', 'InvalidSeparateCertificateandCRLKeysTest21', unknown),
  ],
}

export const selfIssued: PkitsSection = {
  title: '4.5 self-issued certificates',
  runs: [
    valid('4.5.1', 'ValidBasicSelfIssuedOldWithNewTest1'),
    refused('4.5.2', 'InvalidBasicSelfIssuedOldWithNewTest2', revoked),
    valid('4.5.3', 'ValidBasicSelfIssuedNewWithOldTest3'),
    valid('4.5.4', 'ValidBasicSelfIssuedNewWithOldTest4'),
    refused('4.5.5', 'InvalidBasicSelfIssuedNewWithOldTest5', revoked),
    valid('4.5.6', 'ValidBasicSelfIssuedCRLSigningKeyTest6'),
    refused('4.5.7', 'InvalidBasicSelfIssuedCRLSigningKeyTest7', revoked),
    refused('4.5.8', 'InvalidBasicSelfIssuedCRLSigningKeyTest8', notAnAuthority),
  ],
}

export const basicConstraints: PkitsSection = {
  title: '4.6 basic constraints',
  runs: [
    refused('4.6.1', 'InvalidMissingbasicConstraintsTest1', notAnAuthority),
    refused('4.6.2', 'InvalidcAFalseTest2', notAnAuthority),
    refused('4.6.3', 'InvalidcAFalseTest3', notAnAuthority),
    valid('4.6.4', 'ValidbasicConstraintsNotCriticalTest4'),
    refused('4.6.5', 'InvalidpathLenConstraintTest5', tooLong),
    refused('4.6.6', 'InvalidpathLenConstraintTest6', tooLong),
    valid('4.6.7', 'ValidpathLenConstraintTest7'),
    valid('4.6.8', 'ValidpathLenConstraintTest8'),
    refused('4.6.9', 'InvalidpathLenConstraintTest9', tooLong),
    refused('4.6.10', 'InvalidpathLenConstraintTest10', tooLong),
    refused('4.6.11', 'InvalidpathLenConstraintTest11', tooLong),
    refused('4.6.12', 'InvalidpathLenConstraintTest12', tooLong),
    valid('4.6.13', 'ValidpathLenConstraintTest13'),
    valid('4.6.14', 'ValidpathLenConstraintTest14'),
    valid('4.6.15', 'ValidSelfIssuedpathLenConstraintTest15'),
    refused('4.6.16', 'InvalidSelfIssuedpathLenConstraintTest16', tooLong),
    valid('4.6.17', 'ValidSelfIssuedpathLenConstraintTest17'),
  ],
}

export const keyUsage: PkitsSection = {
  title: '4.7 key usage',
  runs: [
    refused('4.7.1', 'InvalidkeyUsageCriticalkeyCertSignFalseTest1', notForCertificates),
    refused('4.7.2', 'InvalidkeyUsageNotCriticalkeyCertSignFalseTest2', notForCertificates),
    valid('4.7.3', 'ValidkeyUsageNotCriticalTest3'),
    refused('4.7.4', 'InvalidkeyUsageCriticalcRLSignFalseTest4', unknown),
    refused('4.7.5', 'InvalidkeyUsageNotCriticalcRLSignFalseTest5', unknown),
  ],
}

export const privateExtensions: PkitsSection = {
  title: '4.16 private certificate extensions',
  runs: [
    valid('4.16.1', 'ValidUnknownNotCriticalCertificateExtensionTest1'),
    refused('4.16.2', 'InvalidUnknownCriticalCertificateExtensionTest2', 'x509/unknown-critical-extension'),
  ],
}
