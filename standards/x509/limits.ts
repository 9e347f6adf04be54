/** Size of one certificate or request; those of a trade have under 1 KiB. */
export const MAXIMUM_CERTIFICATE_BYTES = 64 * 1024

/** Size of one revocation list: about 400,000 entries. */
export const MAXIMUM_REVOCATION_LIST_BYTES = 16 * 1024 * 1024

/** Characters of one PEM text; above a revocation list of the largest size. */
export const MAXIMUM_PEM_CHARACTERS = 24 * 1024 * 1024

/** Certificates in a chain, the anchor included; the longest between bridged authorities have about 8. */
export const MAXIMUM_CHAIN_LENGTH = 16

/** Bits of an RSA key that is long enough unless the caller says otherwise (NIST SP 800-131A 3). */
export const MINIMUM_RSA_BITS = 2048

/** Nodes of the policy graph of one path. */
export const MAXIMUM_POLICY_NODES = 8192

/** Comparisons of a name with a subtree, for one path. */
export const MAXIMUM_NAME_COMPARISONS = 1 << 18

/** Signatures that are verified to answer one question, those of lists, responses and their issuers' paths included. */
export const MAXIMUM_SIGNATURE_CHECKS = 256

/** Certificates that are looked at while paths are built for one question. */
export const MAXIMUM_BUILDING_STEPS = 4096

/** Paths that are judged whole to answer one question. */
export const MAXIMUM_PATHS_JUDGED = 64

/** How deep questions nest: who signed a list, who signed the list about that one, and so on. */
export const MAXIMUM_REVOCATION_DEPTH = 4

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

/** GeneralNames in one list: alternative names, a distribution point's names; larger certificates of hosting services have about 500. */
export const MAXIMUM_GENERAL_NAMES = 4096

/** Subtrees in one list of name constraints. */
export const MAXIMUM_SUBTREES = 4096

/** Policies, mappings of policies or distribution points in one certificate. */
export const MAXIMUM_LISTED = 256

/** Octets of a serial number (RFC 5280 4.1.2.2). */
export const MAXIMUM_SERIAL_OCTETS = 20

/** Path length that a certificate may state; longer chains are refused anyway. */
export const MAXIMUM_PATH_LENGTH = 255

/** Octets of a revocation list's number (RFC 5280 5.2.3). */
export const MAXIMUM_LIST_NUMBER_OCTETS = 20

/** Size of one OCSP request or response; those about one certificate have about 2 KiB. */
export const MAXIMUM_OCSP_BYTES = 1024 * 1024

/** Octets of a nonce (RFC 9654 2.1). */
export const MAXIMUM_NONCE_OCTETS = 128

/** Certificates that one OCSP message brings along. */
export const MAXIMUM_EMBEDDED_CERTIFICATES = 32

/** Certificates that one OCSP response is about. */
export const MAXIMUM_SINGLE_RESPONSES = 4096

/** How long a response without a next update counts, in milliseconds. */
export const MAXIMUM_RESPONSE_AGE_MS = 24 * 60 * 60 * 1000
