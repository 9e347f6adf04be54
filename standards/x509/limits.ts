/** Size of one certificate or request; those of a trade have under 1 KiB. */
export const MAXIMUM_CERTIFICATE_BYTES = 64 * 1024

/** Size of one revocation list: about 400,000 entries. */
export const MAXIMUM_REVOCATION_LIST_BYTES = 16 * 1024 * 1024

/** Characters of one PEM text; above a revocation list of the largest size. */
export const MAXIMUM_PEM_CHARACTERS = 24 * 1024 * 1024

/** Certificates in a chain, the anchor included. */
export const MAXIMUM_CHAIN_LENGTH = 8

/** Extensions of one certificate, list or entry. */
export const MAXIMUM_EXTENSIONS = 64

/** Attributes of one name. */
export const MAXIMUM_NAME_ATTRIBUTES = 64

/** Keys that are kept imported, the ones last used; each takes a few hundred octets. */
export const MAXIMUM_CACHED_KEYS = 512

/** Octets of a key's SubjectPublicKeyInfo that is kept imported: an ML-DSA-87 key or an RSA key of 8192 bits fits. */
export const MAXIMUM_CACHED_KEY_OCTETS = 4096

/** Signature algorithms whose identifiers are kept read. */
export const MAXIMUM_REMEMBERED_ALGORITHMS = 64

/** Octets of a serial number (RFC 5280 4.1.2.2). */
export const MAXIMUM_SERIAL_OCTETS = 20

/** Path length that a certificate may state; longer chains are refused anyway. */
export const MAXIMUM_PATH_LENGTH = 255

/** Octets of a revocation list's number (RFC 5280 5.2.3). */
export const MAXIMUM_LIST_NUMBER_OCTETS = 20
