/** Every bound of this room, in one place. */

/** A session ends after this long, and is prolonged when it is used and older than `SESSION_RENEW_S`. */
export const SESSION_S = 12 * 60 * 60
export const SESSION_RENEW_S = 60 * 60
export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 128
/** Sign-ins tried from one address in a minute, and for one e-mail address in `ATTEMPT_WINDOW_MS` until one succeeds. */
export const SIGN_INS_PER_MINUTE = 30
export const ATTEMPTS_PER_EMAIL = 10
export const ATTEMPT_WINDOW_MS = 15 * 60_000
/** Other requests to the sign-in endpoints from one address in a minute. */
export const REQUESTS_PER_MINUTE = 300
/** Bytes of a request about signing in or about keys. */
export const MAX_BODY_BYTES = 16 * 1024
/** An API key that was just looked up is taken as it was for this long; so long may a revocation take to reach other processes. */
export const KEY_FRESH_MS = 2_000
export const MAX_FRESH_KEYS = 10_000
/** The last use of a key is written down this often at most. */
export const LAST_USED_EVERY_MS = 60_000
/** Keys of one organisation that are not revoked. */
export const MAX_KEYS = 100
export const MAX_LABEL = 80
/** People of one organisation in one answer. */
export const MAX_PEOPLE = 200
/** Random bytes of a secret. */
export const SECRET_BYTES = 32
