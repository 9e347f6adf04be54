/** Why a signature or time-stamp is not put into a document, with the clause. */
export const signingRules = {
  'xades/id-taken': 'XML 1.0 3.3.1, validity constraint ID: identifiers of a signature stand once in a document',
  'xades/no-such-element': 'XML Signature 1.1 4.4.3.2: what is referred to is in the document',
  'xades/ambiguous-element': 'XML 1.0 3.3.1, validity constraint ID: what is referred to has its identifier alone',
  'xades/no-place': 'the element that the signature is put into is in the document',
  'xades/not-canonical':
    'Canonical XML 1.0 1.3, 1.1 2.4: namespaces are absolute, xml:base need not be joined; limit MAXIMUM_CANONICAL_CHARACTERS',
  'xades/breaks-a-signature': 'XML Signature 1.1 3.2.1: what another signature covers stays as it is',
  'xades/too-many-signatures': 'limit MAXIMUM_SIGNATURES',
  'xades/no-such-signature': 'XML Signature 1.1 4.2: the document has one signature of this identifier',
  'xades/not-qualified': 'ETSI EN 319 132-1 4.3: the signature has qualifying properties to which others are added',
} as const

/** A code of {@link signingRules}. */
export type SigningCode = keyof typeof signingRules

/** Why nothing was put into a document. */
export interface SigningRefusal {
  readonly ok: false
  readonly code: SigningCode
  readonly rule: string
}

/** Leaves the loops of signing; never leaves the room. */
export class NotSigned extends Error {
  readonly refusal: SigningRefusal
  constructor(code: SigningCode) {
    super(code)
    this.refusal = { ok: false, code, rule: signingRules[code] }
  }
}
