/** Bytes of a document. */
export const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
/** Elements inside one another. */
export const MAX_DEPTH = 256
/** Attributes and namespace declarations of one element. */
export const MAX_ATTRIBUTES = 512
/** Elements, texts, comments and instructions of a document. */
export const MAX_NODES = 4_000_000
/** Characters of a name. */
export const MAX_NAME_CHARACTERS = 1024
/** Characters of a canonical form; what is appended to it last can be six times a document, and is a string still. */
export const MAX_CANONICAL_CHARACTERS = 96 * 1024 * 1024
