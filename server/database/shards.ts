import type pg from 'pg'

/**
 * Where rows lie: by file, by organisation, or at home (what does not grow with trades).
 *
 * One database is one shard. Over Citus there is still one pool, and the database routes; with several databases each file and
 * each organisation has its own, and nothing is asked of two at once in one statement or transaction.
 */
export interface Shards {
  readonly home: pg.Pool
  readonly all: readonly pg.Pool[]
  ofFile(file: string): pg.Pool
  ofOrganisation(organisation: string): pg.Pool
}

/** Everything in one database. */
export function oneShard(pool: pg.Pool): Shards {
  return { home: pool, all: [pool], ofFile: () => pool, ofOrganisation: () => pool }
}

/** Several databases; the first is home. A key goes to the same one for as long as their number stays. */
export function manyShards(pools: readonly pg.Pool[]): Shards {
  const of = (key: string): pg.Pool => {
    const pool = pools[shardOf(key, pools.length)]
    if (pool === undefined) throw new Error('there is at least one shard')
    return pool
  }
  return { home: of(HOME), all: pools, ofFile: of, ofOrganisation: of }
}

/** A key that hashes to the first shard whatever their number is. */
const HOME = ''

/** The number of a key's shard, from 0 (FNV-1a, so that it is the same on every machine). */
export function shardOf(key: string, count: number): number {
  if (key === HOME) return 0
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193) >>> 0
  return hash % count
}
