/** Every bound of this room, in one place. */

/** One answer of a port; an act that waits for its turn included. */
export const ANSWER_TIMEOUT_MS = 30_000
/** Zips of whole dossiers take longer. */
export const EVIDENCE_TIMEOUT_MS = 120_000
/** Tries of one request, the first included. A restarting server takes a few seconds. */
export const MAX_TRIES = 10
/** The wait before the second try; it doubles from try to try. */
export const FIRST_WAIT_MS = 100
export const MAX_WAIT_MS = 3_000
/** Longest wait that a port may ask for with `Retry-After`. */
export const MAX_ASKED_WAIT_MS = 30_000
/** An act that met a change in its basis is composed anew this often. */
export const MAX_RECOMPOSITIONS = 1
/** Pages of sequence that one reading of a file follows. */
export const MAX_PAGES = 1_000
