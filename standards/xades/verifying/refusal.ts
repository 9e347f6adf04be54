import type { ChainRefusal } from '@entrepot/x509'
import type { RefusedStamp } from './time-stamps.ts'

/** Why a signature does not hold, in the order in which it is judged; with the clause. */
export const xadesRules = {
  'xades/no-signature': 'XML Signature 1.1 4.2: the document has a signature',
  'xades/too-many-signatures': 'limit MAXIMUM_SIGNATURES',
  'xades/structure': 'XML Signature 1.1 4: a signature’s elements, each where and as often as it may stand',
  'xades/limit':
    'limits MAXIMUM_REFERENCES, MAXIMUM_PREFIXES, MAXIMUM_CERTIFICATES, MAXIMUM_TIME_STAMPS, MAXIMUM_LISTED',
  'xades/refused-algorithm': 'RFC 9231 2, policy: no SHA-1, MD5, DSA, no keys that are shared (HMAC)',
  'xades/unsupported-algorithm': 'XML Signature 1.1 6; RFC 9231 2: algorithms that are known here',
  'xades/refused-transform':
    'XML Signature 1.1 6.6: the enveloped signature, then one canonical form; no XPath, XSLT, base64 or others',
  'xades/external-reference': 'XML Signature 1.1 4.4.3.2: what is referred to is in the same document',
  'xades/reference-not-found': 'XML Signature 1.1 4.4.3.2: what is referred to is in the document',
  'xades/ambiguous-id': 'XML 1.0 3.3.1, validity constraint ID: what is referred to has its identifier alone',
  'xades/not-enveloped': 'XML Signature 1.1 6.6.4: the signature is in what the transform takes it out of',
  'xades/properties-structure':
    'ETSI EN 319 132-1 4.3, 5: the properties’ elements, each where and as often as it may stand',
  'xades/signed-properties-not-signed':
    'ETSI EN 319 132-1 4.4.2: one reference of its type is to the signed properties',
  'xades/signed-properties-elsewhere':
    'ETSI EN 319 132-1 4.4.2: the properties are in an object of this signature, and their target is this signature',
  'xades/signing-time': 'ETSI EN 319 132-1 5.2.1; XML Schema 2 3.2.7: a time with its zone',
  'xades/data-object-format': 'ETSI EN 319 132-1 5.2.4: a format is of a part that is signed, one for each',
  'xades/no-signing-certificate': 'ETSI EN 319 132-1 5.2.2: SigningCertificateV2',
  'xades/no-certificate': 'XML Signature 1.1 4.5.4: the signer’s certificate is at hand',
  'xades/signing-certificate-mismatch':
    'ETSI EN 319 132-1 5.2.2: the certificate that was signed is among those that are at hand, issuer and number its own',
  'xades/not-canonical':
    'Canonical XML 1.0 1.3, 1.1 2.4: namespaces are absolute, xml:base need not be joined; limit MAXIMUM_CANONICAL_CHARACTERS',
  'xades/bad-signature': 'XML Signature 1.1 3.2.2',
  'xades/weak-key': 'policy: RSA keys have at least 2048 bits',
  'xades/key-usage': 'RFC 5280 4.2.1.3: digitalSignature or nonRepudiation',
  'xades/digest-mismatch': 'XML Signature 1.1 3.2.1: what is referred to is what was signed',
  'xades/nothing-signed': 'ETSI EN 319 132-1 5.2.4: something besides its own properties is signed',
  'xades/countersigned':
    'ETSI EN 319 132-1 5.2.7: a counter-signature signs the value of the signature that it stands in',
  'xades/level': 'ETSI EN 319 132-1 6: the level that the caller asked for',
  'xades/time-stamp': 'ETSI EN 319 132-1 5.3; RFC 3161: no time-stamp holds; `stamp` says why the first does not',
  'xades/chain': 'RFC 5280 6; `chain` says which certificate and which clause',
} as const

/** A code of {@link xadesRules}. */
export type XadesCode = keyof typeof xadesRules

/** Why a signature does not hold. */
export interface XadesRefusal {
  readonly code: XadesCode
  readonly rule: string
  /** What it is about: an algorithm’s or a reference’s URI. */
  readonly about?: string
  /** With `xades/chain`: what is wrong with it. */
  readonly chain?: ChainRefusal
  /** With `xades/time-stamp`: what is wrong with it. */
  readonly stamp?: RefusedStamp
}

/** Leaves the loops of verifying; never leaves the room. */
export class DoesNotHold extends Error {
  readonly refusal: XadesRefusal
  constructor(code: XadesCode, more: Omit<XadesRefusal, 'code' | 'rule'> = {}) {
    super(code)
    this.refusal = { code, rule: xadesRules[code], ...more }
  }
}
