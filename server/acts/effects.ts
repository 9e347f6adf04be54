import type { RegisterEffect, RegisterFact } from '@entrepot/trade/act'
import type { ActIdentity } from '@entrepot/trade/file'
import type pg from 'pg'

/**
 * What an act does to registers outside of its file, as the acts room asks for it.
 *
 * The way of one effect: `prepare` in each keeper's shard (funds are held, a hold that is to end is claimed), then the append
 * in the file's shard with `stand` in its transaction, then `settle` through the outbox. An act that did not come to stand is
 * abandoned at once, or by the sweeper if the process died between the two.
 *
 * Whether an act stands is decided by one row in the file's shard, the fence: the append writes "stands", whoever abandons
 * writes "abandoned", and the first one wins. So nothing rests on time-outs, and a late append cannot meet a voided hold.
 */
export interface Ledger {
  /**
   * Facts for the judge about what these effects need, dated: funds available, a hold's state. Names are the ledger's own
   * (`funds/{keeper}/{account}/{currency}`); reading changes nothing.
   */
  facts(effects: readonly RegisterEffect[], asOf: string): Promise<readonly RegisterFact[]>

  /**
   * Makes all of an act's effects certain, at every keeper, so that settling cannot be refused later.
   *
   * Idempotent by act and effect name. A `post` holds its amount; a `hold` is held; a `postHold` or `voidHold` claims the hold
   * that it ends, which no other act may claim then. What was abandoned before is prepared anew. A refusal leaves nothing held.
   */
  prepare(preparation: Preparation): Promise<Prepared | EffectRefusal>

  /**
   * Called in the transaction that appends the acts, for all of them at once: writes fence and outbox rows.
   *
   * @returns the acts whose preparation was abandoned meanwhile: these must not be appended by this transaction; prepare
   *   them again.
   */
  stand(transaction: Pick<pg.PoolClient, 'query'>, prepared: readonly Prepared[]): Promise<ReadonlySet<ActIdentity>>

  /**
   * Undoes what was prepared for an act that was not appended. Idempotent, and harmless for an act that another request
   * appended meanwhile: that one is settled.
   */
  abandon(prepared: Prepared): Promise<void>

  /** Carries out one act's effects, as the outbox asks for it: posts, keeps, posts or voids by hold. Idempotent. */
  settle(settlement: Settlement): Promise<void>

  /** Ends what was prepared longer than `PREPARED_FOR_MS` ago: settled where the act stands, abandoned where it does not. */
  sweep(): Promise<void>
}

/** An act's effects, to be made certain. */
export interface Preparation {
  readonly file: string
  readonly act: ActIdentity
  readonly effects: readonly RegisterEffect[]
  /** Business time at which the act reached the port, an instant with offset. */
  readonly reached: string
  /** The organisation that signed: a balance is told to the account's owner or keeper alone. */
  readonly organisation: string
}

/** An act whose effects are certain. `attempt` counts preparations of the same act after abandoned ones, from 1. */
export interface Prepared {
  readonly ok: true
  readonly file: string
  readonly act: ActIdentity
  readonly attempt: number
  /** Whose registers are touched: each id leads the keys of its register's tables. */
  readonly keepers: readonly string[]
}

/** What the outbox carries: one act's effects, prepared at this attempt. */
export type Settlement = Omit<Prepared, 'ok'>

/** Why a register refuses: its codes are public, and where it may not tell more, code and rule alone. */
export interface EffectRefusal {
  readonly ok: false
  readonly code: string
  readonly rule: string
  /** What is available, as decimal text with currency: for the account's owner and keeper only. */
  readonly found?: string
}

/** Topic of the outbox row that settles an act's effects; its payload is `Settlement` as JSON. */
export const SETTLE_TOPIC = 'ledger/settle'

/** The sweeper leaves preparations alone that are younger: their append is probably still under way. */
export const PREPARED_FOR_MS = 60_000

/**
 * One row of the outbox, written in the transaction of the append that causes it.
 *
 * Table `outbox`: (file_id uuid, id uuid, topic text, payload text, due_ms bigint, attempts int, primary key (file_id, id)).
 * Delivered at least once, at once after the commit and by a sweep when that failed; what receives it is idempotent.
 */
export interface OutboxRow {
  readonly file: string
  /** UUIDv7. */
  readonly id: string
  readonly topic: string
  /** JSON text. */
  readonly payload: string
}

/** A port without registers: no act there may have effects. */
export const noLedger: Ledger = {
  facts: async () => [],
  prepare: async () => ({ ok: false, code: 'ledger/none', rule: 'registers of this port' }),
  stand: async () => new Set(),
  abandon: async () => undefined,
  settle: async () => undefined,
  sweep: async () => undefined,
}
