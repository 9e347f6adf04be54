import type { RegisterEffect, RegisterFact } from '@entrepot/trade/act'
import type { ActIdentity } from '@entrepot/trade/file'

/**
 * What an act does to registers outside of its file, as the acts room asks for it.
 *
 * The way of one effect: `prepare` in the register's shard (funds are held, a hold that is to end is claimed), then the append
 * in the file's shard, with one outbox row for each keeper in the same transaction, then `settle` through the outbox. An act
 * that did not come to stand is abandoned at once, or by the sweeper if the process died between the two.
 */
export interface Ledger {
  /**
   * Facts for the judge about what these effects need, dated: funds available, a hold's state. Names are the ledger's own
   * (`funds/{keeper}/{account}/{currency}`); reading changes nothing.
   */
  facts(effects: readonly RegisterEffect[], asOf: string): Promise<readonly RegisterFact[]>

  /**
   * Makes one keeper's part of an act's effects certain, all or none, so that `settle` cannot be refused later.
   *
   * Idempotent by act and effect name. A `post` holds its amount; a `hold` is held; a `postHold` or `voidHold` claims the hold
   * that it ends, which no other act may claim then. The books' own refusals come back as they are (`hold too small`).
   */
  prepare(preparation: Preparation): Promise<EffectRefusal | undefined>

  /** Carries out what was prepared for an act at a keeper: posts, keeps, posts or voids by hold. Idempotent. */
  settle(settlement: Settlement): Promise<void>

  /** Undoes what was prepared for an act that does not stand. Idempotent; also for an act that nothing was prepared for. */
  abandon(settlement: Settlement): Promise<void>

  /**
   * Ends what was prepared longer than `PREPARED_FOR_MS` ago and neither settled nor abandoned: settled where the act stands,
   * abandoned where it does not. `stands` asks the file's shard.
   */
  sweep(stands: (file: string, act: ActIdentity) => Promise<boolean>): Promise<void>
}

/** One keeper's part of an act's effects. */
export interface Preparation extends Settlement {
  readonly file: string
  readonly effects: readonly RegisterEffect[]
  /** Business time at which the act reached the port, an instant with offset. */
  readonly reached: string
}

/** An act at a keeper (the organisation whose register it is: its id leads the keys of the register's tables). */
export interface Settlement {
  readonly keeper: string
  readonly act: ActIdentity
}

/** Why a register refuses: its codes are public, and where it may not tell more, code and rule alone. */
export interface EffectRefusal {
  readonly code: string
  readonly rule: string
}

/** Topic of the outbox row that settles an act's effects at one keeper; its payload is `Settlement` as JSON. */
export const SETTLE_TOPIC = 'ledger/settle'

/** An append that has not begun this long after its preparation does not begin any more. */
export const APPEND_WITHIN_MS = 60_000
/** The sweeper leaves preparations alone that are younger; far above `APPEND_WITHIN_MS` and every statement's time-out. */
export const PREPARED_FOR_MS = 10 * 60_000

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
  prepare: async () => ({ code: 'ledger/none', rule: 'registers of this port' }),
  settle: async () => undefined,
  abandon: async () => undefined,
  sweep: async () => undefined,
}
