/** Messages with findings that a report lists of one interchange; CONTRL could name 999,999. */
export const MAX_REPORTED_MESSAGES = 100_000
