import { expect, test } from 'vitest'
import type { Prepared } from '../../acts/effects.ts'
import { manyShards, type Shards, shardOf } from '../../database/index.ts'
import { withDatabase } from '../../database/testing.ts'
import { reconcile, trialBalances } from './reconcile.ts'
import { posting, type TestAct, type TestPort, testAct, testPort, balancesOf } from './testing.ts'

const first = withDatabase({ cluster: 'first' })
const second = withDatabase({ cluster: 'second' })
const shards = (): Shards => manyShards([first().pool, second().pool])

/** Two banks whose books lie in different databases, and so do most files. */
const payer = bankIn(0, 'PAYER')
const payee = bankIn(1, 'PAYEE')

function bankIn(shard: number, name: string): string {
  const numbered = Array.from({ length: 50 }, (_, n) => `${name}-${n}`)
  const found = numbered.find((id) => shardOf(id, 2) === shard)
  if (found === undefined) throw new Error('none of fifty ids goes to this shard')
  return found
}

/** 10.00 from CLIENT at one bank to CUSTOMER at the other, over nostro and vostro. */
const reimbursement = (client: string): TestAct =>
  testAct([
    posting(payer, [`customer:${client}`, `vostro:${payee}`, '10.00'], { name: 'paid' }),
    posting(payee, [`nostro:${payer}`, 'customer:CUSTOMER', '10.00'], { name: 'received' }),
  ])

/** The steps of an act with effects; a crash after any of them loses the process and keeps the databases. */
const steps: readonly ((port: TestPort, act: TestAct, prepared: Prepared) => Promise<unknown>)[] = [
  (port, act) => port.ledger.prepare(act),
  (port, _, prepared) => port.append(prepared),
  (port, _, prepared) => port.ledger.settle({ ...prepared, keepers: [payer] }),
  (port, _, prepared) => port.ledger.settle(prepared),
  (port) => port.drain(),
]

test.each([0, 1, 2, 3, 4, 5].flatMap((done) => ['sent again', 'never again'].map((then) => [done, then] as const)))(
  'after a crash behind step %i, with the act %s, both banks are consistent and the act happened once or not at all',
  async (done, then) => {
    const client = `C${done}${then.length}`
    const before = testPort(shards())
    expect(await before.perform(testAct([posting(payer, ['cash', `customer:${client}`, '10.00'])]))).toBe('ok')
    const act = reimbursement(client)
    const prepared: Prepared = { ok: true, file: act.file, act: act.act, attempt: 1, keepers: [payee, payer].sort() }
    for (const step of steps.slice(0, done)) await step(before, act, prepared)

    const after = testPort(shards())
    await after.ledger.sweep()
    if (then === 'sent again' && done < 2) expect(await after.perform(act)).toBe('ok')
    await after.drain()
    await after.ledger.sweep()

    const happened = done >= 2 || then === 'sent again'
    expect(await balancesOf(first().pool, payer)).toMatchObject({
      [`customer:${client}/USD`]: happened ? '0.00' : '10.00',
    })
    expect((await reconcile(shards())).every(({ isAgreed }) => isAgreed)).toBe(true)
    expect((await trialBalances(shards())).every(({ isBalanced }) => isBalanced)).toBe(true)
    expect(await pending()).toBe(0)
    expect([...before.troubles, ...after.troubles]).toEqual([])
  },
)

test('a process that dies between the two banks leaves a hold that the sweeper voids', async () => {
  const port = testPort(shards())
  await port.perform(testAct([posting(payer, ['cash', 'customer:HALF', '10.00'])]))
  const act = reimbursement('HALF')
  const half = { ...act, effects: act.effects.filter(({ keeper }) => keeper === payer) }
  expect(await port.ledger.prepare(half)).toMatchObject({ ok: true, attempt: 1 })
  expect(await pending()).toBe(1)
  await testPort(shards()).ledger.sweep()
  expect(await pending()).toBe(0)
  expect(await port.perform(act)).toBe('ok')
  expect(await balancesOf(first().pool, payer)).toMatchObject({ 'customer:HALF/USD': '0.00' })
})

test('an append that comes after the sweeper does not stand; prepared anew it does', async () => {
  const port = testPort(shards())
  await port.perform(testAct([posting(payer, ['cash', 'customer:LATE', '10.00'])]))
  const act = reimbursement('LATE')
  const prepared = await port.ledger.prepare(act)
  if (!prepared.ok) throw new Error(prepared.code)
  await port.ledger.sweep()
  expect(await port.append(prepared)).toBe(false)
  const anew = await port.ledger.prepare(act)
  expect(anew).toMatchObject({ ok: true, attempt: 2 })
  if (anew.ok) expect(await port.append(anew)).toBe(true)
  await port.drain()
  expect(await balancesOf(first().pool, payer)).toMatchObject({ 'customer:LATE/USD': '0.00' })
})

test('whoever abandons an act that another request appended settles it', async () => {
  const port = testPort(shards())
  await port.perform(testAct([posting(payer, ['cash', 'customer:RACE', '10.00'])]))
  const act = reimbursement('RACE')
  const prepared = await port.ledger.prepare(act)
  if (!prepared.ok) throw new Error(prepared.code)
  expect(await port.append(prepared)).toBe(true)
  await port.ledger.abandon(prepared)
  await port.drain()
  expect(await balancesOf(first().pool, payer)).toMatchObject({ 'customer:RACE/USD': '0.00' })
  expect(port.troubles).toEqual([])
})

test('a refusal of the second bank frees what the first one held', async () => {
  const port = testPort(shards())
  const [one, other] = [payee, payer].sort()
  const act = testAct([
    posting(one ?? '', ['cash', 'customer:X', '10.00'], { name: 'a' }),
    posting(other ?? '', ['customer:NOBODY', 'income', '10.00'], { name: 'b' }),
  ])
  expect(await port.perform(act)).toBe('ledger/exceeds-funds')
  expect(await pending()).toBe(0)
  await port.perform(testAct([posting(other ?? '', ['cash', 'customer:NOBODY', '10.00'])]))
  expect(await port.perform(act)).toBe('ok')
})

test('the sweeper leaves alone what was prepared a moment ago', async () => {
  const port = testPort(shards(), { preparedForMs: 60_000 })
  await port.perform(testAct([posting(payer, ['cash', 'customer:SLOW', '10.00'])]))
  const prepared = await port.ledger.prepare(reimbursement('SLOW'))
  if (!prepared.ok) throw new Error(prepared.code)
  await port.ledger.sweep()
  expect(await port.append(prepared)).toBe(true)
  await port.drain()
})

/** Preparations that nobody ended, in both databases. */
async function pending(): Promise<number> {
  const counts = await Promise.all(
    shards().all.map((pool) =>
      pool.query<{ held: number }>("select count(*)::int as held from ledger_reservation where state = 'held'"),
    ),
  )
  return counts.reduce((sum, { rows }) => sum + (rows[0]?.held ?? 0), 0)
}
