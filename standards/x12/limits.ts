/** Bytes of an interchange header: 106 by the standard, and room for senders who pad otherwise. */
export const MAX_HEADER_BYTES = 256
/** Characters of a schema. */
export const MAX_SCHEMA_CHARACTERS = 8 * 1024 * 1024
/** Loops within loops. */
export const MAX_LOOP_DEPTH = 32
/** Transaction sets that one acknowledgement answers; further ones are counted as received and not accepted. */
export const MAX_ACKNOWLEDGED_SETS = 10_000
