import { randomUUIDv7 } from 'node:crypto'
import type { RegisterEffect } from '@entrepot/trade/act'
import type pg from 'pg'
import type { Ledger, Prepared } from '../../acts/effects.ts'
import { type Shards, transactOn } from '../../database/index.ts'
import { createOutbox } from '../../delivery/outbox/index.ts'
import { createLedger, settlementHandlers } from './ledger.ts'

/** Test support: an act that asks for effects, as the acts room would bring it. */
export interface TestAct {
  readonly file: string
  readonly act: string
  readonly organisation: string
  readonly reached: string
  readonly effects: readonly RegisterEffect[]
}

let count = 0

/** An act with an identity of its own. */
export function testAct(effects: readonly RegisterEffect[], more: Partial<TestAct> = {}): TestAct {
  count += 1
  const act = `act${String(count).padStart(6, '0')}${randomUUIDv7().slice(24)}`
  return { file: randomUUIDv7(), act, organisation: 'SOMEBODY', reached: '2027-01-22T10:00:00+01:00', effects, ...more }
}

/** A posting at a keeper. */
export function posting(
  keeper: string,
  [debit, credit, amount, currency = 'USD']: readonly [string, string, string, string?],
  more: Partial<RegisterEffect> = {},
): RegisterEffect {
  return { register: 'ledger', keeper, kind: 'post', name: 'pay', debit, credit, amount, currency, ...more }
}

/** A port that appends acts and nothing else. */
export interface TestPort {
  readonly ledger: Ledger
  /** Prepares, appends and settles; answers `ok` or the refusal's code. */
  perform(act: TestAct): Promise<string>
  /** Appends what was prepared: false when it was abandoned meanwhile. */
  append(prepared: Prepared): Promise<boolean>
  /** Delivers everything that is due. */
  drain(): Promise<void>
  readonly troubles: unknown[]
}

/** Such a port over real databases, with real time that goes on by a millisecond at each look. */
export function testPort(shards: Shards, { preparedForMs = 0 } = {}): TestPort {
  let clock = 1_800_000_000_000
  const now = () => {
    clock += 1
    return clock
  }
  const ledger = createLedger({ shards, now, preparedForMs })
  const troubles: unknown[] = []
  const outbox = createOutbox({
    ...{ shards, now },
    handlers: settlementHandlers(ledger),
    log: ({ error }) => troubles.push(error),
  })
  const append = async (prepared: Prepared) => {
    const lost = await transactOn(shards.ofFile(prepared.file), (client) => ledger.stand(client, [prepared]))
    return !lost.has(prepared.act)
  }
  return {
    ...{ ledger, append, troubles },
    drain: () => outbox.drain(),
    async perform(act) {
      const prepared = await ledger.prepare(act)
      if (!prepared.ok) return prepared.code
      if (!(await append(prepared))) return 'abandoned'
      await outbox.drain()
      return 'ok'
    },
  }
}

/** The balances of a keeper's books by account id, in decimal text. */
export async function balancesOf(pool: pg.Pool, keeper: string): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ id: string; balance: string }>(
    `select id, ((case normal_side when 'debit' then debits_posted - credits_posted else credits_posted - debits_posted end) / 100.0)::numeric(20, 2)::text as balance
     from ledger_account where keeper = $1 order by id`,
    [keeper],
  )
  return Object.fromEntries(rows.map(({ id, balance }) => [id, balance]))
}
