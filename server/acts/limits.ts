/** Every bound of this room, in one place. */

/** Files kept folded in memory, and the acts in them; the least recently used goes first. */
export const MAX_CACHED_FILES = 4_000
export const MAX_CACHED_ACTS = 100_000
/** Acts of one file; a trade has under a hundred. */
export const MAX_ACTS = 20_000
/** Acts that wait for their turn in one file, and in all of them together. */
export const MAX_WAITING_IN_FILE = 64
export const MAX_WAITING = 2_048
/** Acts of many files in one transaction, and transactions under way at once for each shard. */
export const MAX_GROUP = 128
export const MAX_COMMITS_AT_ONCE = 2
/** Times that an act is judged anew because another server process appended to its file meanwhile. */
export const APPEND_ATTEMPTS = 4
/** How far an act's own time may lie after the port's business time: clocks differ. */
export const MAX_AHEAD_MS = 5 * 60_000
/** Bytes of a document's rendering. */
export const MAX_RENDERING_BYTES = 8 * 1024 * 1024
/** Characters of a reason. */
export const MAX_REASON = 400
/** Files on one page of a list. */
export const MAX_PAGE = 100
/** Files of one dossier. */
export const MAX_DOSSIER = 200
