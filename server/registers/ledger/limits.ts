/** Every bound of this room, in one place. */

/** The most effects of one act at one keeper: what a chain of linked transfers may have. */
export const MAX_EFFECTS = 64
/** As many acts' effects are written in one transaction, at most. */
export const MAX_BATCH = 128
/** As many wait for one keeper's books, at most; beyond that a request fails with `ledger/overloaded`. */
export const MAX_WAITING = 10_000
/** How often one act is prepared anew after abandoned preparations. */
export const MAX_ATTEMPTS = 16
/** As many holds past their timeout are set free along with one batch; the rest wait for the next one. */
export const LAPSE_BATCH = 1_000
/** As many preparations are ended in one round of the sweeper. */
export const SWEEP_BATCH = 500
/** The longest name of an effect, in characters. */
export const MAX_EFFECT_NAME = 40
/** Rows of one page of accounts or entries. */
export const MAX_PAGE = 200
