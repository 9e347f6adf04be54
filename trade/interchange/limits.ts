/** Segments of one file that are shown; further ones are counted. */
export const MAX_SHOWN_SEGMENTS = 50_000
/** Messages of one file that are shown; further ones are counted. */
export const MAX_SHOWN_MESSAGES = 5_000
/** Bytes of a file that is looked into as a whole. */
export const MAX_INSPECTED_BYTES = 64 * 1024 * 1024
