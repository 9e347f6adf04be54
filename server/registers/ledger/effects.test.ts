import { expect, test } from 'vitest'
import { oneShard } from '../../database/index.ts'
import { withDatabase } from '../../database/testing.ts'
import { posting, type TestPort, testAct, testPort, balancesOf } from './testing.ts'

const database = withDatabase()
let banks = 0

/** A bank of its own, where BUYER has 100.00 dollars. */
async function fundedBank(): Promise<{
  port: TestPort
  bank: string
  balances: () => Promise<Record<string, string>>
}> {
  banks += 1
  const bank = `BANK-${banks}`
  const port = testPort(oneShard(database().pool))
  expect(await port.perform(testAct([posting(bank, ['cash', 'customer:BUYER', '100.00'])]))).toBe('ok')
  return { port, bank, balances: () => balancesOf(database().pool, bank) }
}

test('a hold lowers what is available until its act stands, and then it is posted', async () => {
  const { port, bank, balances } = await fundedBank()
  const act = testAct([posting(bank, ['customer:BUYER', 'customer:SELLER', '60.00'])])
  const prepared = await port.ledger.prepare(act)
  if (!prepared.ok) throw new Error(prepared.code)
  expect(await balances()).toMatchObject({ 'customer:BUYER/USD': '100.00', 'customer:SELLER/USD': '0.00' })
  expect(await port.perform(testAct([posting(bank, ['customer:BUYER', 'income', '40.01'])]))).toBe(
    'ledger/exceeds-funds',
  )
  expect(await port.append(prepared)).toBe(true)
  await port.drain()
  expect(await balances()).toMatchObject({ 'customer:BUYER/USD': '40.00', 'customer:SELLER/USD': '60.00' })
})

test('a refusal for want of funds tells the balance to the account owner and to the bank, and to nobody else', async () => {
  const { port, bank } = await fundedBank()
  const asked = (organisation: string) =>
    port.ledger.prepare(testAct([posting(bank, ['customer:BUYER', 'income', '100.01'])], { organisation }))
  const code = { ok: false, code: 'ledger/exceeds-funds' }
  expect(await asked('BUYER')).toMatchObject({ ...code, found: '100.00 USD' })
  expect(await asked(bank)).toMatchObject({ ...code, found: '100.00 USD' })
  const stranger = await asked('SELLER')
  expect(stranger).toMatchObject(code)
  expect(JSON.stringify(stranger)).not.toMatch(/BUYER|100\.00/)
})

test('facts for the judge say whether there is enough, never how much', async () => {
  const { port, bank } = await fundedBank()
  const facts = (amount: string) =>
    port.ledger.facts([posting(bank, ['customer:BUYER', 'income', amount])], '2027-01-22T10:00:00+01:00')
  expect(await facts('100.00')).toEqual([
    { name: `funds/${bank}/customer:BUYER/USD`, value: 'sufficient', asOf: '2027-01-22T10:00:00+01:00' },
  ])
  expect(await facts('100.01')).toMatchObject([{ value: 'insufficient' }])
})

//     name, what is asked of a bank where BUYER has 100.00, the refusal
test.each([
  ['an account of no class', ['customer:BUYER', 'pocket', '1.00'], 'effect/account-unknown'],
  ["a customer's account without customer", ['customer', 'income', '1.00'], 'effect/account-unknown'],
  ['a currency that is none', ['customer:BUYER', 'income', '1.00', 'XXY'], 'effect/account-unknown'],
  ['an amount in words', ['customer:BUYER', 'income', 'ten'], 'effect/amount-malformed'],
  ['a third decimal', ['customer:BUYER', 'income', '1.001'], 'effect/amount-malformed'],
  ['nothing', ['customer:BUYER', 'income', '0.00'], 'ledger/amount-not-positive'],
  ['less than nothing', ['customer:BUYER', 'income', '-1.00'], 'ledger/amount-not-positive'],
  ['from oneself to oneself', ['customer:BUYER', 'customer:BUYER', '1.00'], 'ledger/same-account'],
  ['a cent too much', ['customer:BUYER', 'income', '100.01'], 'ledger/exceeds-funds'],
  ['from one who has nothing', ['customer:POOR', 'income', '0.01'], 'ledger/exceeds-funds'],
  ['from dollars in euros', ['customer:BUYER', 'income', '1.00', 'EUR'], 'ledger/exceeds-funds'],
] as const)('%s is refused and leaves nothing behind', async (_, [debit, credit, amount, currency = 'USD'], code) => {
  const { port, bank, balances } = await fundedBank()
  const before = [await balances(), await countRows()]
  const act = testAct([
    posting(bank, ['customer:BUYER', 'income', '5.00'], { name: 'fee' }),
    posting(bank, [debit, credit, amount, currency]),
  ])
  expect(await port.perform(act)).toBe(code)
  expect([await balances(), await countRows()]).toEqual(before)
})

async function countRows(): Promise<unknown> {
  const tables = [
    'ledger_account',
    'ledger_transfer',
    'ledger_hold',
    'ledger_posting',
    'ledger_reservation',
    'effect_fence',
    'outbox',
  ]
  const counts = tables.map((table) => `(select count(*) from ${table})::int as ${table}`).join(', ')
  return (await database().pool.query(`select ${counts}`)).rows[0]
}

test('two effects of one name, a name with a blank, and more effects than allowed are refused', async () => {
  const { port, bank } = await fundedBank()
  const fee = (name: string) => posting(bank, ['customer:BUYER', 'income', '0.01'], { name })
  expect(await port.perform(testAct([fee('a'), fee('a')]))).toBe('effect/name-malformed')
  expect(await port.perform(testAct([fee('a b')]))).toBe('effect/name-malformed')
  expect(await port.perform(testAct(Array.from({ length: 65 }, (_, n) => fee(`e${n}`))))).toBe('effect/too-many')
  expect(await port.perform(testAct(Array.from({ length: 64 }, (_, n) => fee(`e${n}`))))).toBe('ok')
})

test('an exchange is two effects of one act: both or none', async () => {
  const { port, bank, balances } = await fundedBank()
  const exchange = (dollars: string, euros: string) =>
    testAct([
      posting(bank, ['customer:BUYER', 'exchange', dollars], { name: 'sold' }),
      posting(bank, ['exchange', 'customer:BUYER', euros, 'EUR'], { name: 'bought' }),
    ])
  expect(await port.perform(exchange('57.34', '50.00'))).toBe('ok')
  expect(await port.perform(exchange('57.34', '50.00'))).toBe('ledger/exceeds-funds')
  expect(await balances()).toMatchObject({ 'customer:BUYER/USD': '42.66', 'customer:BUYER/EUR': '50.00' })
})

test('a lasting hold is posted in part by a later act, which frees the rest, and by no further one', async () => {
  const { port, bank, balances } = await fundedBank()
  const between = ['customer:BUYER', 'customer:SELLER', '60.00'] as const
  const authorised = testAct([posting(bank, between, { kind: 'hold', name: 'reimbursement' })])
  expect(await port.perform(authorised)).toBe('ok')
  expect(await balances()).toMatchObject({ 'customer:BUYER/USD': '100.00' })
  expect(await port.perform(testAct([posting(bank, ['customer:BUYER', 'income', '50.00'])]))).toBe(
    'ledger/exceeds-funds',
  )
  const hold = { act: authorised.act, name: 'reimbursement' }
  const claim = (amount: string, kind: 'postHold' | 'voidHold' = 'postHold') =>
    testAct([posting(bank, [between[0], between[1], amount], { kind, hold })])
  expect(await port.perform(claim('60.01'))).toBe('ledger/exceeds-hold')
  expect(await port.perform(claim('45.00'))).toBe('ok')
  expect(await balances()).toMatchObject({ 'customer:BUYER/USD': '55.00', 'customer:SELLER/USD': '45.00' })
  expect(await port.perform(claim('15.00'))).toBe('ledger/hold-already-posted')
  expect(await port.perform(claim('15.00', 'voidHold'))).toBe('ledger/hold-already-posted')
  expect(await port.perform(testAct([posting(bank, ['customer:BUYER', 'income', '55.00'])]))).toBe('ok')
})

test('a lasting hold is voided by a later act, and of two acts that end it one is refused while the other is under way', async () => {
  const { port, bank, balances } = await fundedBank()
  const between = ['customer:BUYER', 'customer:SELLER', '60.00'] as const
  const authorised = testAct([posting(bank, between, { kind: 'hold', name: 'h' })])
  await port.perform(authorised)
  const ending = (kind: 'postHold' | 'voidHold') =>
    testAct([posting(bank, between, { kind, hold: { act: authorised.act, name: 'h' } })])
  const first = await port.ledger.prepare(ending('postHold'))
  if (!first.ok) throw new Error(first.code)
  expect(await port.perform(ending('voidHold'))).toBe('effect/hold-claimed')
  await port.ledger.abandon(first)
  expect(await port.perform(ending('voidHold'))).toBe('ok')
  expect(await port.perform(ending('voidHold'))).toBe('ledger/hold-already-voided')
  expect(await port.perform(testAct([posting(bank, ['customer:BUYER', 'income', '100.00'])]))).toBe('ok')
  expect(await balances()).toMatchObject({ 'customer:BUYER/USD': '0.00' })
})

test('what ends a hold must name one that lasts, between the same accounts', async () => {
  const { port, bank } = await fundedBank()
  const between = ['customer:BUYER', 'customer:SELLER', '10.00'] as const
  const paid = testAct([posting(bank, between)])
  const prepared = await port.ledger.prepare(paid)
  if (!prepared.ok) throw new Error(prepared.code)
  const ending = (act: string, accounts: readonly [string, string, string] = between) =>
    port.perform(testAct([posting(bank, accounts, { kind: 'postHold', hold: { act, name: 'pay' } })]))
  expect(await ending(paid.act)).toBe('effect/hold-not-lasting')
  expect(await ending('noSuchAct')).toBe('ledger/hold-unknown')
  expect(await port.perform(testAct([posting(bank, between, { kind: 'postHold' })]))).toBe('effect/hold-not-named')
  const lasting = testAct([posting(bank, between, { kind: 'hold' })])
  await port.perform(lasting)
  expect(await ending(lasting.act, ['customer:BUYER', 'income', '10.00'])).toBe('effect/hold-of-other-accounts')
})

test('the same act again is prepared, appended and settled once', async () => {
  const { port, bank, balances } = await fundedBank()
  const act = testAct([posting(bank, ['customer:BUYER', 'income', '30.00'])])
  const answers = await Promise.all([port.ledger.prepare(act), port.ledger.prepare(act), port.ledger.prepare(act)])
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await port.perform(act)).toBe('ok')
  const [again] = answers
  if (!again?.ok) throw new Error('refused')
  expect(await port.append(again)).toBe(false)
  await port.ledger.settle(again)
  await port.drain()
  expect(await port.ledger.prepare(act)).toEqual(again)
  expect(await balances()).toMatchObject({ 'income/USD': '30.00' })
})

test('parallel payments from few accounts never overdraw one, and every one of them is answered', async () => {
  const { port, bank, balances } = await fundedBank()
  const two = testPort(oneShard(database().pool))
  const pay = (port_: TestPort, n: number) =>
    port_.perform(testAct([posting(bank, ['customer:BUYER', `customer:SELLER${n % 3}`, '3.00'])]))
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => pay(n % 2 === 0 ? port : two, n)))
  await port.drain()
  expect(answers.filter((answer) => answer === 'ok').length).toBe(33)
  expect(new Set(answers)).toEqual(new Set(['ok', 'ledger/exceeds-funds']))
  expect(await balances()).toMatchObject({ 'customer:BUYER/USD': '1.00' })
  expect([...port.troubles, ...two.troubles]).toEqual([])
})

test('transfers in a ring among a few accounts, by two processes at once, end balanced and without deadlock', async () => {
  const { port, bank, balances } = await fundedBank()
  const two = testPort(oneShard(database().pool))
  const names = ['BUYER', 'A', 'B', 'C']
  await Promise.all(
    Array.from({ length: 80 }, (_, n) => {
      const [from, to] = [names[n % 4] ?? '', names[(n + 1 + (n % 3)) % 4] ?? '']
      if (from === to) return Promise.resolve('same')
      const act = testAct([posting(bank, [`customer:${from}`, `customer:${to}`, `${1 + (n % 7)}.00`])])
      return (n % 2 === 0 ? port : two).perform(act)
    }),
  )
  await port.drain()
  const held = await balances()
  const sum = names.reduce((total, name) => total + Number(held[`customer:${name}/USD`] ?? 0), 0)
  expect(sum).toBe(100)
})
