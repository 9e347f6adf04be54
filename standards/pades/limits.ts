/** Size of one document. */
export const MAXIMUM_PDF_BYTES = 256 * 1024 * 1024

/** Arrays and dictionaries within each other. */
export const MAXIMUM_NESTING = 64

/** Octets of a number, a name, a keyword. */
export const MAXIMUM_TOKEN_BYTES = 255

/** Cross-reference sections: the revisions of a document, and two of a linearized or hybrid one. */
export const MAXIMUM_SECTIONS = 512

/** Objects of a document: ISO 32000-1 annex C has 8,388,607. */
export const MAXIMUM_OBJECTS = 2_000_000

/** Octets that one stream of objects or cross-references expands to. */
export const MAXIMUM_EXPANDED_BYTES = 64 * 1024 * 1024

/** Octets that all such streams of one document expand to. */
export const MAXIMUM_EXPANDED_IN_ALL_BYTES = 256 * 1024 * 1024

/** Octets parsed of a file and all its revisions, in multiples of its size and of what was expanded: objects that overlap are parsed again and again. */
export const MAXIMUM_PARSING_FACTOR = 16

/** Octets before the end of the file in which `startxref` and `%%EOF` stand (ISO 32000-1 7.5.5). */
export const MAXIMUM_TAIL_BYTES = 1024

/** Pages and form fields below each other. */
export const MAXIMUM_TREE_DEPTH = 32

/** Form fields of a document. */
export const MAXIMUM_FIELDS = 20_000

/** Signatures and document time-stamps of a document. */
export const MAXIMUM_SIGNATURES = 64

/** Octets of `Contents` that are kept free for a signature, its certificates and its time-stamp. */
export const DEFAULT_CONTENTS_BYTES = 16 * 1024

/** The most that `Contents` holds. */
export const MAXIMUM_CONTENTS_BYTES = 4 * 1024 * 1024

/** Octets of a text that a signature states. */
export const MAXIMUM_TEXT_BYTES = 4096

/** Changes after a signature that are told one by one. */
export const MAXIMUM_TOLD_CHANGES = 32
