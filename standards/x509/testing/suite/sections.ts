import { basicConstraints, keyUsage, privateExtensions, selfIssued } from './authorities.ts'
import type { Section } from './case.ts'
import { deltaLists, distributionPoints, indirectLists, lists } from './lists.ts'
import { directoryNames, dnsNames, mailboxes, urisAndAddresses } from './name-constraints.ts'
import { explicitPolicy, inhibitors, policies, policyMappings } from './policies.ts'
import { names, signatures, validity } from './signatures-validity-names.ts'

/** All situations, in the order in which they are told. */
export const sections: readonly Section[] = [
  signatures,
  validity,
  names,
  selfIssued,
  basicConstraints,
  keyUsage,
  policies,
  explicitPolicy,
  policyMappings,
  inhibitors,
  directoryNames,
  dnsNames,
  mailboxes,
  urisAndAddresses,
  lists,
  distributionPoints,
  indirectLists,
  deltaLists,
  privateExtensions,
]
