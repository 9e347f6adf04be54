/** What is judged of a certificate by itself (RFC 5280 6.1.3 (a)(2), 6.1.4 (k) to (o)). */
import type { VerificationKey } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import { MINIMUM_RSA_BITS } from '../limits.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { hasKnownKeyAlgorithm } from '../signed/public-key.ts'
import type { AlgorithmPolicy } from './question.ts'
import type { Fault } from './refusal.ts'

/** Whether a certificate was valid at a time. */
export function validityFault({ notBefore, notAfter }: Certificate, at: number): Fault | undefined {
  if (at < notBefore) return { code: 'x509/not-yet-valid', boundary: notBefore }
  // A notAfter of whole seconds includes all of its last second (RFC 5280 4.1.2.5).
  if (at >= notAfter + 1000) return { code: 'x509/expired', boundary: notAfter }
  return undefined
}

/** Whether a key counts: it is one, and long enough. `undefined` for a key of a kind that does not verify signatures. */
export function keyFault(
  certificate: Certificate,
  key: VerificationKey | undefined,
  { minimumRsaBits = MINIMUM_RSA_BITS, legacy }: AlgorithmPolicy,
): Fault | undefined {
  if (key === undefined) {
    return hasKnownKeyAlgorithm(certificate.publicKeySpki) ? { code: 'x509/unsupported-algorithm' } : undefined
  }
  if (key.type === 'RSA' && key.bits < minimumRsaBits) return { code: 'x509/weak-key' }
  return key.type === 'DSA' && legacy !== 'accepted' ? { code: 'x509/weak-algorithm' } : undefined
}

/** Extensions that are processed here, or that bind nobody who judges a path. */
const processed: ReadonlySet<string> = new Set([
  extensionTypes.authorityKeyIdentifier,
  extensionTypes.subjectKeyIdentifier,
  extensionTypes.keyUsage,
  extensionTypes.certificatePolicies,
  extensionTypes.policyMappings,
  extensionTypes.subjectAlternativeNames,
  extensionTypes.issuerAlternativeNames,
  extensionTypes.basicConstraints,
  extensionTypes.nameConstraints,
  extensionTypes.policyConstraints,
  extensionTypes.extendedKeyUsage,
  extensionTypes.crlDistributionPoints,
  extensionTypes.inhibitAnyPolicy,
  extensionTypes.freshestCrl,
  extensionTypes.authorityInformationAccess,
  extensionTypes.subjectInformationAccess,
  extensionTypes.ocspNoCheck,
])

/** Whether a certificate has a critical extension that is not processed (RFC 5280 4.2). */
export function criticalExtensionFault({ extensions }: Certificate): Fault | undefined {
  const unknown = extensions.all.find(({ type, critical }) => critical && !processed.has(type))
  return unknown && { code: 'x509/unknown-critical-extension', extension: unknown.type }
}

/** Whether a certificate's subject may issue certificates; a version 1 or 2 certificate does not say so (RFC 5280 6.1.4 (k), (n)). */
export function authorityFault({ extensions }: Certificate, isPathUsedUp: boolean): Fault | undefined {
  const { basicConstraints, keyUsage } = extensions
  if (basicConstraints?.ca !== true) return { code: 'x509/not-a-ca' }
  if (isPathUsedUp) return { code: 'x509/path-too-long' }
  return keyUsage === undefined || keyUsage.includes('keyCertSign') ? undefined : { code: 'x509/key-usage' }
}
