/** Size of one message that is read in memory; a larger one is read as a stream. */
export const MAXIMUM_MESSAGE_BYTES = 64 * 1024 * 1024

/** Signers of one message. */
export const MAXIMUM_SIGNERS = 64

/** Certificates carried by one message. */
export const MAXIMUM_CERTIFICATES = 256

/** Certificates of one name that are tried for one signature. */
export const MAXIMUM_NAMESAKES = 4

/** Revocation lists and responses carried by one message. */
export const MAXIMUM_REVOCATION_ITEMS = 256

/** Attributes in one set. */
export const MAXIMUM_ATTRIBUTES = 64

/** Values of one attribute. */
export const MAXIMUM_ATTRIBUTE_VALUES = 64

/** Digest algorithms that a message announces. */
export const MAXIMUM_DIGEST_ALGORITHMS = 16

/** Countersignatures upon countersignatures: deeper ones are not looked at, and the answer says so. */
export const MAXIMUM_COUNTERSIGNATURE_DEPTH = 3

/** Octets of a message besides its content, when it is read as BER: certificates and revocation lists, mostly. */
export const MAXIMUM_STRUCTURE_BYTES = 32 * 1024 * 1024

/** Elements of a message besides its content, when it is read as BER. */
export const MAXIMUM_STRUCTURE_ELEMENTS = 500_000

/** Recipients of one message. */
export const MAXIMUM_RECIPIENTS = 256

/** Octets that AES-GCM encrypts under one key and nonce (SP 800-38D 5.2.1.1). */
export const MAXIMUM_GCM_BYTES = 2 ** 36 - 32

/** Certificates that are kept parsed. */
export const MAXIMUM_CACHED_CERTIFICATES = 256

/** Octets that are hashed for all signatures without attributes of one message together. */
export const MAXIMUM_DIRECT_BYTES = 256 * 1024 * 1024

/** Signatures that are verified for one message: of signers, by certificates of one name, countersignatures. */
export const MAXIMUM_SIGNATURE_CHECKS = 256
