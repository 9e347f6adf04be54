/** Signatures of one document, counter-signatures included. */
export const MAXIMUM_SIGNATURES = 64

/** References of one signature. */
export const MAXIMUM_REFERENCES = 64

/** Characters of all that is written canonically to verify or make the signatures of one document. */
export const MAXIMUM_CANONICAL_CHARACTERS = 256 * 1024 * 1024

/** Prefixes in one InclusiveNamespaces list. */
export const MAXIMUM_PREFIXES = 64

/** Characters of one text in base64: above a time-stamp token with its certificates. */
export const MAXIMUM_BASE64_CHARACTERS = 2 * 1024 * 1024

/** Certificates in the KeyInfo of one signature. */
export const MAXIMUM_CERTIFICATES = 32

/** Certificates by which one signature without SigningCertificateV2 is tried. */
export const MAXIMUM_CERTIFICATES_TRIED = 4

/** Certificates that are kept parsed. */
export const MAXIMUM_CACHED_CERTIFICATES = 256

/** Time-stamps over one signature. */
export const MAXIMUM_TIME_STAMPS = 16

/** Elements of one list in the signed properties: roles, formats of data objects, certificates. */
export const MAXIMUM_LISTED = 64
