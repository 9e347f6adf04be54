/** What a server says of itself; counts run from its start, commits from its database's beginning. */
export interface ServerState {
  /** Of all of its threads, user and system. */
  readonly cpuUs: number
  readonly peakRssKb: number
  /** Transactions committed, reading ones among them. */
  readonly commits: number
}

/** A server that listens. */
export interface ServerReady {
  readonly url: string
  readonly operatorKey: string
  readonly databaseUrl: string
  /** PostgreSQL's version and how durable its commits are. */
  readonly settings: string
}

export type ToServer = 'state' | 'stop'
export type FromServer =
  | ({ readonly is: 'ready' } & ServerReady)
  | ({ readonly is: 'state' } & ServerState)
  | { readonly is: 'log'; readonly text: string }
