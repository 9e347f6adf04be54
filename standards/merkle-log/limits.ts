/** Levels of the tree that one tile spans (C2SP tlog-tiles). */
export const TILE_HEIGHT = 8
/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256
/** Bytes of a SHA-256. */
export const HASH_BYTES = 32
/** Largest entry: its length stands in two bytes. */
export const MAX_ENTRY_BYTES = 0xffff
/** Largest tree: sizes and indices stay exact as numbers. */
export const MAX_TREE_SIZE = 2 ** 48
/** Hashes of the longest proof: one for each level, and one more for a consistency proof. */
export const MAX_PROOF_HASHES = 49
/** Signatures of a note; the standard asks for at least 16. */
export const MAX_SIGNATURES = 32
/** Bytes of a note: room for MAX_SIGNATURES post-quantum signatures of 5 kB. */
export const MAX_NOTE_BYTES = 256 * 1024
/** Characters of a key's name. */
export const MAX_KEY_NAME_CHARACTERS = 256
/** Bytes of a proof file: a note, a proof and some extra data. */
export const MAX_PROOF_FILE_BYTES = MAX_NOTE_BYTES + 64 * 1024
/** Full tiles above the leaves' that a log keeps: 8 kB and the hashes within, each over 65,536 leaves and more. */
export const MAX_KEPT_TILES = 256
/** Entries that one call appends. */
export const MAX_BATCH_ENTRIES = 65_536
