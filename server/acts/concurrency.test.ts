import { beforeAll, expect, test } from 'vitest'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { MAX_WAITING_IN_FILE } from './limits.ts'
import type { Port } from './port.ts'
import {
  begunDeal,
  type Deed,
  doIt,
  enrolled,
  freshFolder,
  type PortParty,
  post,
  sealed,
  seenBy,
  testPort,
} from './testing.ts'

const database = withDatabase()
// Two server processes over one database, as far as this can be had in one: nothing is shared but database and data folder.
let here: Port
let there: Port
let seller: PortParty
let buyer: PortParty
beforeAll(async () => {
  const dataDir = freshFolder()
  const shards = oneShard(database().pool)
  here = await testPort(shards, { dataDir })
  there = await testPort(shards, { dataDir })
  seller = await enrolled(here, 'SELLER')
  buyer = await enrolled(here, 'BUYER')
})

const note = (file: string, n: number): Deed => ({
  type: 'note/1',
  as: 'seller',
  file,
  keyed: { [`/note/n${n}`]: 'x' },
})

test('two server processes append to one file at once: each act once, in one sequence without gaps', async () => {
  const file = await begunDeal(here, { seller, buyer })
  const acts = await Promise.all(Array.from({ length: 40 }, (_, n) => sealed(here, seller, note(file, n))))
  const outcomes = await Promise.all(
    acts.map(async (act, n) => {
      const port = n % 2 === 0 ? here : there
      for (let attempt = 0; attempt < 50; attempt += 1) {
        const outcome = await post(port, seller, act, file)
        if (outcome.is !== 'busy') return outcome
      }
      throw new Error('always busy')
    }),
  )
  expect(outcomes.every(({ is }) => is === 'appended' || is === 'standing')).toBe(true)
  const { rows } = await database().pool.query<{ seq: number }>('select seq from act where file_id = $1 order by seq', [
    file,
  ])
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 42 }, (_, n) => n + 1))
  const [mine, theirs] = [await seenBy(here, buyer, file), await seenBy(there, buyer, file)]
  expect(mine).toEqual(theirs)
})

test('one act posted at two server processes at once stands once, and both answer its receipt', async () => {
  const file = await begunDeal(here, { seller, buyer })
  await seenBy(there, seller, file)
  const act = await sealed(here, seller, note(file, 1))
  const [one, other] = await Promise.all([post(here, seller, act, file), post(there, seller, act, file)])
  expect([one.is, other.is].toSorted()).toEqual(['appended', 'standing'])
  expect('receipt' in one && 'receipt' in other && one.receipt === other.receipt).toBe(true)
})

test('an act that only one of two can be: the second server process judges anew and refuses', async () => {
  const file = await begunDeal(here, { seller, buyer })
  await doIt(here, seller, { type: 'bid/1', as: 'seller', file, keyed: { '/price': '10.50' } })
  await seenBy(there, buyer, file)
  await there.files.get(file)
  const [answers = ''] = (await seenBy(here, buyer, file)).proposals.keys()
  const agree: Deed = { type: 'agree/1', as: 'buyer', file, answers }
  const [one, other] = [await sealed(here, buyer, agree), await sealed(here, buyer, agree)]
  const outcomes = await Promise.all([post(here, buyer, one, file), post(there, buyer, other, file)])
  expect(outcomes.map(({ is }) => is).toSorted()).toEqual(['appended', 'refused'])
})

test('acts of many files go into few transactions', async () => {
  const files: string[] = []
  for (let n = 0; n < 24; n += 1) files.push(await begunDeal(here, { seller, buyer }))
  const acts = await Promise.all(files.map((file) => sealed(here, seller, note(file, 1))))
  const count = async () => {
    const { rows } = await database().pool.query<{ n: string }>('select count(distinct xmin::text)::text as n from act')
    return Number(rows[0]?.n)
  }
  const before = await count()
  const outcomes = await Promise.all(acts.map((act, n) => post(here, seller, act, files[n])))
  expect(outcomes.every(({ is }) => is === 'appended')).toBe(true)
  expect((await count()) - before).toBeLessThan(24)
})

test('who posts more to one file than may wait is told to come back, and nothing of it stays', async () => {
  const file = await begunDeal(here, { seller, buyer })
  const acts = await Promise.all(
    Array.from({ length: MAX_WAITING_IN_FILE + 8 }, (_, n) => sealed(here, seller, note(file, n))),
  )
  const outcomes = await Promise.all(acts.map((act) => post(here, seller, act, file)))
  const busy = outcomes.filter(({ is }) => is === 'busy').length
  const appended = outcomes.filter(({ is }) => is === 'appended').length
  expect([busy > 0, busy + appended]).toEqual([true, acts.length])
  expect((await here.files.get(file))?.state.acts).toHaveLength(appended + 2)
})
