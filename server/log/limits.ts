/** Every bound of this room, in one place. */

/** How often what has come in is put into the log. */
export const CHECKPOINT_EVERY_MS = 200
/** How often it is looked whether another process appended acts. */
export const LOOK_EVERY_MS = 1_000
/** Entries of one batch; after a crash the last batch is looked through for what was not yet marked. */
export const MAX_LOG_BATCH = 4096
/** Until when an act stands in the log at the latest, after its receipt: the port's promise. */
export const LOG_WITHIN_MS = 60_000
/** Files that are written at the same time. */
export const WRITES_AT_ONCE = 16
