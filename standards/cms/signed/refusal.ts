/** Why a signature does not hold, in the order in which it is judged; with the clause. */
export const signatureRules = {
  'cms/no-signers': 'RFC 5652 5.1: a message without signers carries certificates, and signs nothing',
  'cms/signer-certificate-not-found': 'RFC 5652 5.3: the certificate that the signer identifier names',
  'cms/unsupported-digest-algorithm': 'RFC 5754 2: SHA-256, SHA-384, SHA-512',
  'cms/digest-algorithm-not-announced': 'RFC 5652 5.1: the digest algorithms of the signers stand before the content',
  'cms/too-much-work': 'limits MAXIMUM_SIGNATURE_CHECKS, MAXIMUM_DIRECT_BYTES',
  'cms/signed-attributes-required':
    'RFC 5652 5.3: content of another type than id-data has signed attributes, or the caller asked for them',
  'cms/content-is-signed-attributes': 'RFC 5652 5.4: the DER of signed attributes, passed off as content',
  'cms/duplicate-attribute': 'RFC 5652 11.1 to 11.3: a signed attribute stands once, with one value',
  'cms/attribute-missing': 'RFC 5652 5.3: content-type and message-digest',
  'cms/attribute-malformed': 'RFC 5652 11; RFC 5035; RFC 6211: the value is of the attribute’s type',
  'cms/content-type-mismatch': 'RFC 5652 11.1: the type that was signed is the type that stands at the content',
  'cms/content-digest-mismatch': 'RFC 5652 5.6: the content is what was signed',
  'cms/algorithm-protection-mismatch': 'RFC 6211 3: the algorithms that were signed are those that are named',
  'cms/signing-certificate-mismatch': 'RFC 5035 3: the certificate that was signed is the one that verifies',
  'cms/unsupported-signature-algorithm': 'RFC 5754 3; RFC 8419; RFC 4056: an algorithm of the key',
  'cms/signature-digest-mismatch':
    'RFC 5754 3; RFC 8419 3: the signature’s hash function is the one of the digest algorithm',
  'cms/bad-signature': 'RFC 5652 5.6',
  'cms/key-usage': 'RFC 5280 4.2.1.3; RFC 8551 4.4.2: digitalSignature or nonRepudiation',
} as const

/** A code of {@link signatureRules}. */
export type SignatureCode = keyof typeof signatureRules

/** A refusal: its code and the clause that it cites. */
export interface SignatureRefusal {
  readonly code: SignatureCode
  readonly rule: string
}

/** The refusal of a code. */
export function refuse(code: SignatureCode): SignatureRefusal {
  return { code, rule: signatureRules[code] }
}
