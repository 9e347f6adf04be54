/** Every bound of this room, in one place. */

/** Rows taken at once from one database. */
export const TAKE = 200
/** A row taken by a process that then died is taken again after this long; far above any handler's time. */
export const LEASE_MS = 60_000
/** Waits between failed deliveries: doubled each time from the first to the last. */
export const FIRST_RETRY_MS = 500
export const LAST_RETRY_MS = 5 * 60_000
/** How often rows are looked for that nobody announced. */
export const POLL_MS = 1_000
/** Rounds of `drain`, each of which delivers what is due. */
export const DRAIN_ROUNDS = 1_000
