import * as certificates from './certificates.ts'
import * as named from './names-and-lists.ts'
import * as policies from './policies.ts'
import type { PkitsSection } from './run.ts'

/** All runs of PKITS, in the order of NIST's document. */
export const pkitsSections: readonly PkitsSection[] = [
  certificates.signatures,
  certificates.validity,
  certificates.nameChaining,
  certificates.revocation,
  certificates.selfIssued,
  certificates.basicConstraints,
  certificates.keyUsage,
  policies.policies,
  policies.explicitPolicy,
  policies.policyMappings,
  policies.inhibitMapping,
  policies.inhibitAnyPolicy,
  named.nameConstraints,
  named.distributionPoints,
  named.deltaLists,
  certificates.privateExtensions,
]
