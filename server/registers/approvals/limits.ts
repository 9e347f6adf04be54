/** Every bound of this room, in one place. */

/** Acts of one organisation that wait for a second person. */
export const MAX_WAITING_ACTS = 100
/** Characters of the name of whoever laid an act before the second person. */
export const MAX_MADE_BY = 120
