/** Nesting of constructed elements below the first one; deeper input is refused. Certificates, CMS and OCSP stay below 20. */
export const MAXIMUM_DEPTH = 32

/** Size of one input in bytes unless the caller names a smaller one; larger input is refused unread. */
export const MAXIMUM_BYTES = 16 * 1024 * 1024

/** Octets of a long-form length; four address 4 GiB, far beyond {@link MAXIMUM_BYTES}. */
export const MAXIMUM_LENGTH_OCTETS = 4

/** Content octets of an object identifier; the longest in public use have about 20. */
export const MAXIMUM_OBJECT_IDENTIFIER_BYTES = 64

/** Content octets of an INTEGER that is turned into a number; an RSA modulus of 16384 bits fits. */
export const MAXIMUM_INTEGER_BYTES = 2049

/** What is set aside at once for encodings of at most a quarter of it; one that is kept keeps its slab. */
export const SLAB_BYTES = 16 * 1024

/** Object identifiers whose text is kept; all of public key infrastructure together has fewer. */
export const REMEMBERED_OBJECT_IDENTIFIERS = 256
