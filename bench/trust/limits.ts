/** Every figure that shapes a run of this benchmark, in one place. */

/** How much of everything. */
export interface Amounts {
  /** Runs that count; medians of them are shown. */
  readonly runs: number
  /**
   * How much CPU time each work has before it counts, and then in each run, milliseconds. V8 has compiled the signing of a message for good
   * after some 45,000 of them, about two seconds: until then they take up to twice as long, which is the compiler's time and not theirs.
   */
  readonly warmUpMs: number
  readonly sliceMs: number
  /** Requests, chains and messages that are made before; more than any cache of ours keeps, so that keys are new. */
  readonly pieces: number
  /** How long leaves come in for the log, milliseconds. */
  readonly appendMs: number
  /** Leaves of the log in which inclusion is proved, and how many proofs. */
  readonly leaves: number
  readonly proofs: number
}

/** What `npm run bench:trust` does. */
export const USUAL: Amounts = {
  ...{ runs: 5, warmUpMs: 2_500, sliceMs: 200, pieces: 1_200, appendMs: 6_000 },
  ...{ leaves: 10_000_000, proofs: 2_000 },
}

/** As little as shows that everything works; its figures mean nothing. */
export const QUICK: Amounts = {
  ...{ runs: 1, warmUpMs: 5, sliceMs: 5, pieces: 3, appendMs: 500 },
  ...{ leaves: 100_000, proofs: 20 },
}

/** What is signed, stamped and verified: about a page of text. */
export const CONTENT_BYTES = 2_048
/** An XML document that is signed: an invoice of some hundred lines. */
export const XML_BYTES = 20_000
/** An entry of the log, as the port's are: two hashes. */
export const ENTRY_BYTES = 64
/** A checkpoint is to stand on disk so often. */
export const CHECKPOINT_MS = 200
/** Leaves that are offered in a second where they come at their own pace. */
export const OFFERED_LEAVES = 20_000
/** Tiles of leaves that differ in the large log; its entries repeat after them, as hashing ten million of them proves nothing. */
export const DISTINCT_TILES = 64
/** A child that measures longer than this is taken for stuck. */
export const SUBJECTS_TIMEOUT_MS = 20 * 60_000
