/** Every bound of this room, in one place. */

/** A crashed database replays its log before it is ready; this is long enough for a large one. */
export const START_TIMEOUT_MS = 120_000
/** A fast shutdown writes a last checkpoint. */
export const STOP_TIMEOUT_MS = 30_000
/** After a fast shutdown that hangs, an immediate one; the next start then replays the log. */
export const IMMEDIATE_STOP_TIMEOUT_MS = 10_000
export const INITIALISE_TIMEOUT_MS = 120_000
export const POLL_MS = 10
/** A free port can be taken by another program between choosing and listening. */
export const PORT_ATTEMPTS = 5

/** How often a live process marks the data folder as its own, and how old a mark may be. */
export const HEARTBEAT_MS = 3_000
export const HEARTBEAT_STALE_MS = 10_000

export const CONNECT_TIMEOUT_MS = 10_000
export const STATEMENT_TIMEOUT_MS = 30_000
export const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000
export const IDLE_CONNECTION_MS = 30_000
export const MAX_CONNECTIONS = 20
/** A migration may rewrite a large table. */
export const MIGRATION_TIMEOUT_MS = 30 * 60_000
/** A transaction that lost a race is tried again this often in all. */
export const TRANSACTION_ATTEMPTS = 8
export const TRANSACTION_BACKOFF_MS = 5
/** The server's log file is set aside once, when it has grown past this at a start. */
export const LOG_FILE_BYTES = 10 * 1024 * 1024
/** As much of the server's log as a fault shows. */
export const LOG_SHOWN_BYTES = 2_000
