/** Every bound of this room, in one place. */

export const DAY_MS = 86_400_000
/** Practice certificates are short, so that renewing is practised too. */
export const CERTIFICATE_DAYS = 90
export const ROOT_DAYS = 3650
export const AUTHORITY_DAYS = 1825
/** The operator's key rolls each year; the old one is good for this long beside the new one. */
export const OPERATOR_DAYS = 397
export const OPERATOR_OVERLAP_DAYS = 30
/** A list is good for this long, and a new one is made when half of that is over. */
export const LIST_DAYS = 7
/** A responder's certificate is short, because nobody can ask whether it is revoked; a new one is made when half of that is over. */
export const RESPONDER_DAYS = 14
/** How long an answer of the responder may be relied on. */
export const OCSP_ANSWER_MS = 60 * 60_000
/** Certificates that one question may be about. */
export const MAX_OCSP_CERTIFICATES = 32
/** Bytes of a question. */
export const MAX_OCSP_BYTES = 16 * 1024
/** Attempts to find a free number for a list, when several processes issue at once. */
export const LIST_ATTEMPTS = 16
/** Certificates of one organisation that are good at the same time. */
export const MAX_CERTIFICATES = 32
/** Certificates kept parsed in memory; the least recently used goes first. */
export const MAX_CACHED = 10_000
/** Revocations by another server process are seen after this long at the latest. */
export const REFRESH_MS = 2_000
/** Characters of a certification request in PEM. */
export const MAX_REQUEST_CHARACTERS = 16_384
/** A certificate is good from a little before it is issued, because its readers' clocks differ. */
export const BACKDATE_MS = 5 * 60_000
/** What a port's clock is held to be off by at most; it is kept by its machine. */
export const STAMP_ACCURACY_MS = 999
/** Bytes of a request for a time-stamp. */
export const MAX_STAMP_REQUEST_BYTES = 4 * 1024
