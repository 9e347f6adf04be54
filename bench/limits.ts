/** Every figure that shapes a run of the benchmark, in one place. */

/** How much is done. */
export interface Amounts {
  /** Connections, each with a file of its own, each one request at a time. */
  readonly clients: number
  /** Acts that each client posts in one run. */
  readonly acts: number
  readonly warmUpActs: number
  /** Runs, each followed by one of the peer, so that whatever else the machine does meets both. */
  readonly runs: number
  readonly peerSeconds: number
  /** Rows of the peer's accounts, in hundred thousands, as pgbench counts. */
  readonly peerScale: number
  /** How long each single-core measurement runs, milliseconds; half of that goes before to warm up. */
  readonly coreMs: number
  /** Dossiers that are read: how many acts in how many files. */
  readonly dossiers: readonly { readonly acts: number; readonly files: number }[]
  readonly readings: number
}

/** What `npm run bench:acts` does. */
export const USUAL: Amounts = {
  ...{ clients: 64, acts: 100, warmUpActs: 30, runs: 3, peerSeconds: 5, peerScale: 10, coreMs: 900, readings: 3 },
  dossiers: [
    { acts: 60, files: 6 },
    { acts: 5_000, files: 50 },
  ],
}

/** As little as shows that everything works; its figures mean nothing. */
export const QUICK: Amounts = {
  ...{ clients: 3, acts: 4, warmUpActs: 1, runs: 1, peerSeconds: 1, peerScale: 1, coreMs: 10, readings: 1 },
  dossiers: [{ acts: 12, files: 2 }],
}

/** Most clients: a server takes two thousand waiting acts and refuses what comes above. */
export const MAX_CLIENTS = 512
export const MAX_RUNS = 20
export const MAX_ACTS_OF_CLIENT = 2_000
/** A server that is not ready by then is given up. */
export const START_TIMEOUT_MS = 60_000
export const STOP_TIMEOUT_MS = 30_000
/** An answer that takes longer ends the benchmark. */
export const ANSWER_TIMEOUT_MS = 30_000
/** What goes over HTTP is cut off after this; the rest takes some seconds. */
export const TOTAL_TIMEOUT_MS = 160_000
/** PostgreSQL's processes tell their counters once a second at most. */
export const COUNTERS_SETTLE_MS = 1_100
/** Ids are UUIDv7, which order by the millisecond: the root of a dossier must be its oldest file. */
export const NEXT_ID_MS = 2
/** Requests that a reader of a dossier has under way at once, as a browser does. */
export const READS_AT_ONCE = 6
