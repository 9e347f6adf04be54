import type { Asn1Code } from '@entrepot/asn1'

/** What is DER or BER and yet no message, with the clause that it breaks. */
export const cmsRules = {
  'cms/content-type': 'RFC 5652 3: a message of the kind that was asked for',
  'cms/version': 'RFC 5652 5.1, 5.3: an existing version that fits the fields',
  'cms/too-many-elements': 'limit MAXIMUM_STRUCTURE_ELEMENTS',
  'cms/too-many-signers': 'limit MAXIMUM_SIGNERS',
  'cms/no-recipients': 'RFC 5652 6.1: a message has a recipient',
  'cms/too-many-recipients': 'limit MAXIMUM_RECIPIENTS',
  'cms/too-many-certificates': 'limit MAXIMUM_CERTIFICATES',
  'cms/too-many-revocation-items': 'limit MAXIMUM_REVOCATION_ITEMS',
  'cms/too-many-algorithms': 'limit MAXIMUM_DIGEST_ALGORITHMS',
  'cms/too-many-attributes': 'limit MAXIMUM_ATTRIBUTES',
  'cms/too-many-values': 'limit MAXIMUM_ATTRIBUTE_VALUES',
  'cms/empty-attributes': 'RFC 5652 5.3: a set of attributes, when it stands, is not empty',
  'cms/content-twice': 'RFC 5652 5.2: content stands in the message or is given, not both',
  'cms/compression-algorithm': 'RFC 3274 2: zlib, without parameters',
  'cms/compressed-form': 'RFC 1950, RFC 1951: a zlib stream with its checksum',
  'cms/expands-too-far': 'limit maximumBytes, which the caller named',
  'cms/no-such-signature': 'the message has the signature that was asked for, once',
  'cms/content-missing': 'RFC 5652 5.2: content that is not in the message is given',
} as const

/** A code of {@link cmsRules}, or one of the DER reader. */
export type CmsMalformedCode = keyof typeof cmsRules | Asn1Code
