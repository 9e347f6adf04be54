import { z } from 'zod'
import type { EffectRefusal, Ledger, Preparation, Prepared, Settlement } from '../../acts/effects.ts'
import { PREPARED_FOR_MS, SETTLE_TOPIC } from '../../acts/effects.ts'
import { type Shards, transactOn } from '../../database/index.ts'
import type { Handler } from '../../delivery/outbox/index.ts'
import { factsOf } from './facts.ts'
import { markAbandoned, markStanding, standingOf } from './fence.ts'
import { MAX_ATTEMPTS, MAX_BATCH, MAX_WAITING, SWEEP_BATCH } from './limits.ts'
import { batching } from './queue.ts'
import { type BooksAnswer, type BooksTask, runTasks } from './reservations.ts'

/** Where the books lie, and real time. */
export interface LedgerOptions {
  readonly shards: Shards
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Preparations younger than this are left alone by the sweeper; `PREPARED_FOR_MS` unless said. */
  readonly preparedForMs?: number
}

const settlementShape = z.object({
  file: z.uuid(),
  act: z.string().min(1),
  attempt: z.int().min(1),
  keepers: z.array(z.string().min(1)),
})

/** What an outbox needs to carry out effects; a payload that is none throws, since only `stand` writes it. */
export function settlementHandlers(ledger: Ledger): Readonly<Record<string, Handler>> {
  return { [SETTLE_TOPIC]: (payload) => ledger.settle(settlementShape.parse(JSON.parse(payload))) }
}

/**
 * The books of all banks of a port, as the acts room asks for them (`Ledger` says what is promised).
 *
 * What is asked of one keeper's books while they are being written goes into the next transaction together.
 */
export function createLedger({ shards, now, preparedForMs = PREPARED_FOR_MS }: LedgerOptions): Ledger {
  const inBooks = batching<BooksTask, BooksAnswer>({
    maxBatch: MAX_BATCH,
    maxWaiting: MAX_WAITING,
    run: (keeper, tasks) =>
      transactOn(shards.ofOrganisation(keeper), (client) => runTasks(client, keeper, { tasks, atMs: now() })),
  })

  async function end(what: 'settle' | 'abandon', { act, attempt, keepers }: Settlement): Promise<void> {
    await Promise.all(keepers.map((keeper) => inBooks(keeper, { do: what, act, attempt })))
  }

  async function abandon(settlement: Settlement): Promise<void> {
    const verdict = await markAbandoned(shards.ofFile(settlement.file), settlement)
    await end(verdict === 'stands' ? 'settle' : 'abandon', settlement)
  }

  async function prepare(preparation: Preparation): Promise<Prepared | EffectRefusal> {
    const { file, act, effects } = preparation
    const keepers = [...new Set(effects.map(({ keeper }) => keeper))].sort()
    if (keepers.length === 0) return { ok: true, file, act, attempt: 1, keepers }
    for (let round = 0; round < MAX_ATTEMPTS; round += 1) {
      const { attempt, stands } = await standingOf(shards.ofFile(file), file, act)
      const prepared: Prepared = { ok: true, file, act, attempt, keepers }
      if (stands) return prepared
      const answer = await prepareAt(inBooks, preparation, prepared)
      if (answer.is === 'prepared') return prepared
      // Where nothing is held there is nothing to abandon, and a refusal leaves no row behind.
      if (answer.is !== 'refused' || answer.isHeldInPart) await abandon(prepared)
      if (answer.is === 'refused') return answer.refusal
    }
    return {
      ok: false,
      code: 'ledger/prepared-too-often',
      rule: `an act is prepared anew at most ${MAX_ATTEMPTS} times`,
    }
  }

  return {
    facts: (effects, asOf) => factsOf(shards, effects, asOf),
    prepare,
    stand: (transaction, prepared) => markStanding(transaction, prepared, now()),
    abandon,
    settle: (settlement) => end('settle', settlement),
    sweep: () => sweep(shards, preparedForMs, abandon),
  }
}

type PreparedAll =
  | { readonly is: 'prepared' | 'again' }
  | { readonly is: 'refused'; readonly refusal: EffectRefusal; readonly isHeldInPart: boolean }

/** Goes from keeper to keeper in the order of their names; a refusal of one is the refusal of all. */
async function prepareAt(
  inBooks: (keeper: string, task: BooksTask) => Promise<BooksAnswer>,
  preparation: Preparation,
  { keepers, attempt }: Prepared,
): Promise<PreparedAll> {
  const { act, file, reached, organisation } = preparation
  for (const keeper of keepers) {
    const effects = preparation.effects.filter((each) => each.keeper === keeper)
    const answer = await inBooks(keeper, { do: 'prepare', act, attempt, file, reached, effects })
    if (answer.is === 'refused') {
      const mayKnow = [answer.funds?.owner, keeper].includes(organisation)
      return { is: 'refused', refusal: tell(answer, mayKnow), isHeldInPart: keeper !== keepers[0] }
    }
    if (answer.is !== 'prepared') return { is: 'again' }
  }
  return { is: 'prepared' }
}

function tell(
  { refusal: { code, rule }, funds }: Extract<BooksAnswer, { is: 'refused' }>,
  mayKnow: boolean,
): EffectRefusal {
  return { ok: false, code, rule, ...(mayKnow && funds ? { found: funds.available } : {}) }
}

/** What nobody came back for: at most `SWEEP_BATCH` in each database and call. */
async function sweep(
  shards: Shards,
  preparedForMs: number,
  abandon: (settlement: Settlement) => Promise<void>,
): Promise<void> {
  for (const pool of shards.all) {
    const { rows } = await pool.query<{ keeper: string; file_id: string; act: string; attempt: number }>(
      `select keeper, file_id, act, attempt from ledger_reservation
       where state = 'held' and made_at <= now() - $1 * interval '1 millisecond' order by made_at limit ${SWEEP_BATCH}`,
      [preparedForMs],
    )
    for (const { keeper, file_id, act, attempt } of rows)
      await abandon({ file: file_id, act, attempt, keepers: [keeper] })
  }
}
