/** PKITS 4.8 to 4.12: policies, explicit policy, mappings, and what inhibits them; several runs a test, each with its own inputs. */
import { type PkitsSection, refused, valid } from './run.ts'

const no = 'x509/policy'
const explicit = { isExplicitRequired: true } as const
const accepting = (...accepted: number[]) => ({ accepted })

export const policies: PkitsSection = {
  title: '4.8 certificate policies',
  runs: [
    valid('4.8.1.1', 'ValidCertificatePathTest1', [1], explicit),
    valid('4.8.1.2', 'ValidCertificatePathTest1', [1], { ...explicit, accepted: [1] }),
    refused('4.8.1.3', 'ValidCertificatePathTest1', no, { ...explicit, accepted: [2] }),
    valid('4.8.1.4', 'ValidCertificatePathTest1', [1], { ...explicit, accepted: [1, 2] }),
    valid('4.8.2.1', 'AllCertificatesNoPoliciesTest2', []),
    refused('4.8.2.2', 'AllCertificatesNoPoliciesTest2', [no, 1], explicit),
    valid('4.8.3.1', 'DifferentPoliciesTest3', []),
    refused('4.8.3.2', 'DifferentPoliciesTest3', [no, 1], explicit),
    refused('4.8.3.3', 'DifferentPoliciesTest3', [no, 1], { ...explicit, accepted: [1, 2] }),
    refused('4.8.4', 'DifferentPoliciesTest4', no),
    refused('4.8.5', 'DifferentPoliciesTest5', no),
    valid('4.8.6.1', 'OverlappingPoliciesTest6', [1]),
    valid('4.8.6.2', 'OverlappingPoliciesTest6', [1], accepting(1)),
    refused('4.8.6.3', 'OverlappingPoliciesTest6', no, accepting(2)),
    refused('4.8.7', 'DifferentPoliciesTest7', no),
    refused('4.8.8', 'DifferentPoliciesTest8', [no, 1]),
    refused('4.8.9', 'DifferentPoliciesTest9', [no, 1]),
    valid('4.8.10.1', 'AllCertificatesSamePoliciesTest10', [1, 2]),
    valid('4.8.10.2', 'AllCertificatesSamePoliciesTest10', [1], accepting(1)),
    valid('4.8.10.3', 'AllCertificatesSamePoliciesTest10', [2], accepting(2)),
    valid('4.8.11.1', 'AllCertificatesanyPolicyTest11', 'any'),
    valid('4.8.11.2', 'AllCertificatesanyPolicyTest11', [1], accepting(1)),
    refused('4.8.12', 'DifferentPoliciesTest12', no),
    valid('4.8.13.1', 'AllCertificatesSamePoliciesTest13', [1], accepting(1)),
    valid('4.8.13.2', 'AllCertificatesSamePoliciesTest13', [2], accepting(2)),
    valid('4.8.13.3', 'AllCertificatesSamePoliciesTest13', [3], accepting(3)),
    valid('4.8.14.1', 'AnyPolicyTest14', [1], accepting(1)),
    refused('4.8.14.2', 'AnyPolicyTest14', no, accepting(2)),
    valid('4.8.15', 'UserNoticeQualifierTest15'),
    valid('4.8.16', 'UserNoticeQualifierTest16'),
    valid('4.8.17', 'UserNoticeQualifierTest17'),
    valid('4.8.18.1', 'UserNoticeQualifierTest18', [1], accepting(1)),
    valid('4.8.18.2', 'UserNoticeQualifierTest18', [2], accepting(2)),
    valid('4.8.19', 'UserNoticeQualifierTest19'),
    valid('4.8.20', 'CPSPointerQualifierTest20'),
  ],
}

export const explicitPolicy: PkitsSection = {
  title: '4.9 require explicit policy',
  runs: [
    valid('4.9.1', 'ValidrequireExplicitPolicyTest1', []),
    valid('4.9.2', 'ValidrequireExplicitPolicyTest2', []),
    refused('4.9.3', 'InvalidrequireExplicitPolicyTest3', no),
    valid('4.9.4', 'ValidrequireExplicitPolicyTest4'),
    refused('4.9.5', 'InvalidrequireExplicitPolicyTest5', no),
    valid('4.9.6', 'ValidSelfIssuedrequireExplicitPolicyTest6', []),
    refused('4.9.7', 'InvalidSelfIssuedrequireExplicitPolicyTest7', no),
    refused('4.9.8', 'InvalidSelfIssuedrequireExplicitPolicyTest8', no),
  ],
}

export const policyMappings: PkitsSection = {
  title: '4.10 policy mappings',
  runs: [
    valid('4.10.1.1', 'ValidPolicyMappingTest1', [1], accepting(1)),
    refused('4.10.1.2', 'ValidPolicyMappingTest1', no, accepting(2)),
    refused('4.10.1.3', 'ValidPolicyMappingTest1', no, { isMappingInhibited: true }),
    refused('4.10.2.1', 'InvalidPolicyMappingTest2', no),
    refused('4.10.2.2', 'InvalidPolicyMappingTest2', no, { isMappingInhibited: true }),
    refused('4.10.3.1', 'ValidPolicyMappingTest3', no, accepting(1)),
    valid('4.10.3.2', 'ValidPolicyMappingTest3', [2], accepting(2)),
    refused('4.10.4', 'InvalidPolicyMappingTest4', no),
    valid('4.10.5.1', 'ValidPolicyMappingTest5', [1], accepting(1)),
    refused('4.10.5.2', 'ValidPolicyMappingTest5', no, accepting(6)),
    valid('4.10.6.1', 'ValidPolicyMappingTest6', [1], accepting(1)),
    refused('4.10.6.2', 'ValidPolicyMappingTest6', no, accepting(6)),
    refused('4.10.7', 'InvalidMappingFromanyPolicyTest7', ['x509/policy-mapping', 1]),
    refused('4.10.8', 'InvalidMappingToanyPolicyTest8', ['x509/policy-mapping', 1]),
    valid('4.10.9', 'ValidPolicyMappingTest9'),
    refused('4.10.10', 'InvalidPolicyMappingTest10', no),
    valid('4.10.11', 'ValidPolicyMappingTest11'),
    valid('4.10.12.1', 'ValidPolicyMappingTest12', [1], accepting(1)),
    valid('4.10.12.2', 'ValidPolicyMappingTest12', [2], accepting(2)),
    valid('4.10.13', 'ValidPolicyMappingTest13'),
    valid('4.10.14', 'ValidPolicyMappingTest14'),
  ],
}

export const inhibitMapping: PkitsSection = {
  title: '4.11 inhibit policy mapping',
  runs: [
    refused('4.11.1', 'InvalidinhibitPolicyMappingTest1', no),
    valid('4.11.2', 'ValidinhibitPolicyMappingTest2'),
    refused('4.11.3', 'InvalidinhibitPolicyMappingTest3', no),
    valid('4.11.4', 'ValidinhibitPolicyMappingTest4', [2]),
    refused('4.11.5', 'InvalidinhibitPolicyMappingTest5', no),
    refused('4.11.6', 'InvalidinhibitPolicyMappingTest6', no),
    valid('4.11.7', 'ValidSelfIssuedinhibitPolicyMappingTest7'),
    refused('4.11.8', 'InvalidSelfIssuedinhibitPolicyMappingTest8', no),
    refused('4.11.9', 'InvalidSelfIssuedinhibitPolicyMappingTest9', no),
    refused('4.11.10', 'InvalidSelfIssuedinhibitPolicyMappingTest10', no),
    refused('4.11.11', 'InvalidSelfIssuedinhibitPolicyMappingTest11', no),
  ],
}

export const inhibitAnyPolicy: PkitsSection = {
  title: '4.12 inhibit any policy',
  runs: [
    refused('4.12.1', 'InvalidinhibitAnyPolicyTest1', no),
    valid('4.12.2', 'ValidinhibitAnyPolicyTest2'),
    valid('4.12.3.1', 'inhibitAnyPolicyTest3'),
    refused('4.12.3.2', 'inhibitAnyPolicyTest3', [no, 1], { isAnyInhibited: true }),
    refused('4.12.4', 'InvalidinhibitAnyPolicyTest4', no),
    refused('4.12.5', 'InvalidinhibitAnyPolicyTest5', no),
    refused('4.12.6', 'InvalidinhibitAnyPolicyTest6', no),
    valid('4.12.7', 'ValidSelfIssuedinhibitAnyPolicyTest7'),
    refused('4.12.8', 'InvalidSelfIssuedinhibitAnyPolicyTest8', [no, 1]),
    valid('4.12.9', 'ValidSelfIssuedinhibitAnyPolicyTest9'),
    refused('4.12.10', 'InvalidSelfIssuedinhibitAnyPolicyTest10', no),
  ],
}
