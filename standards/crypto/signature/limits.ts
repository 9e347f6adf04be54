/** Octets of a key's DER: above a PKCS #8 key of RSA with the largest modulus and one of ML-DSA-87 with seed and expanded key. */
export const MAXIMUM_KEY_BYTES = 16 * 1024

/** Bits of an RSA modulus or DSA prime: what is longer costs a verifier too much. */
export const MAXIMUM_MODULUS_BITS = 8192

/** Bits of an RSA modulus below which no encoding fits. Whether a key is long enough to be trusted is its user's policy, not a matter of form. */
export const MINIMUM_MODULUS_BITS = 512

/** Bits of an RSA public exponent (NIST SP 800-89 asks for less than 2^256; OpenSSL takes 64 for a long modulus). */
export const MAXIMUM_EXPONENT_BITS = 64
