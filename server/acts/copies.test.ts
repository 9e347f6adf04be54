import { beforeAll, beforeEach, expect, test } from 'vitest'
import { oneShard, type Shards } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { createOutbox } from '../delivery/outbox/index.ts'
import type { PortApp } from '../http/index.ts'
import { ask, testApp } from '../http/testing.ts'
import { settlementHandlers } from '../registers/ledger/index.ts'
import { erase, erasing } from './erase.ts'
import { projections } from './index.ts'
import type { Port } from './port.ts'
import {
  begunDeal,
  type Deed,
  doIt,
  enrolled,
  freshFolder,
  freshId,
  type PortParty,
  post,
  sealed,
  seenBy,
  testPort,
} from './testing.ts'

/** A copy travels with a citation. Whatever comes first, citing or erasing, nothing erased stays behind as a copy. */

const database = withDatabase()
let shards: Shards
let port: Port
/** Another server process over the same database. */
let there: Port
let app: PortApp
let seller: PortParty
let buyer: PortParty
beforeAll(async () => {
  const dataDir = freshFolder()
  shards = oneShard(database().pool)
  port = await testPort(shards, { dataDir })
  there = await testPort(shards, { dataDir })
  app = testApp(port)
  seller = await enrolled(port, 'SELLER')
  buyer = await enrolled(port, 'BUYER')
})

const SECRET = 'Ann, +31 6 5550 1234'
const caller = { organisation: 'SELLER', kind: 'program' } as const

let origin: string
let citing: string
let commitment: string
/** The seller carries its contact from one deal into another. */
let carrying: Deed
beforeEach(async () => {
  origin = await begunDeal(port, { seller, buyer })
  citing = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, {
    type: 'bid/1',
    as: 'seller',
    file: origin,
    keyed: { '/price': '10.00', '/contact': SECRET },
  })
  const found = await port.files.read(origin)
  const row = found?.rows.acts.at(-1)
  const bid = found?.known.state.acts.at(-1)
  if (!row || !bid) throw new Error('it stands')
  commitment = bid.statements.find(({ path }) => path === '/contact')?.commitment ?? ''
  const disclosures = row.sealed.disclosures.filter((each) => Buffer.from(each, 'base64url').includes('/contact'))
  carrying = {
    ...{ type: 'quote/1', as: 'seller', file: citing, keyed: { '/copy': '11.00' }, cited: { '/contact': commitment } },
    source: () => ({ file: origin, jwt: row.sealed.jwt, disclosures }),
  }
})

const erasure = () => ({ file: origin, commitment, reason: 'left the company' })

async function drained(): Promise<void> {
  const { forget } = port.files
  const outbox = createOutbox({
    ...{ shards, now: port.now },
    handlers: { ...projections(shards, forget), ...erasing(shards, forget), ...settlementHandlers(port.ledger) },
    log({ error }) {
      throw error
    },
  })
  await outbox.drain()
}

/** Everything that this or the other process tells the buyer of the citing file, and what lies in the database. */
async function copiesLeft(): Promise<string[]> {
  const found: string[] = []
  for (const [name, each] of [
    ['here', app],
    ['there', testApp(there)],
  ] as const)
    for (const path of ['', '/elements', '/documents']) {
      const text = await (await ask(each, buyer, `/v1/files/${citing}${path}`)).text()
      if (text.includes(SECRET) || decoded(text).includes(SECRET)) found.push(`${name} ${path}`)
    }
  const { rows } = await database().pool.query<{ disclosures: string }>(
    'select disclosures from citation where file_id = $1',
    [citing],
  )
  if (rows.some(({ disclosures }) => decoded(disclosures).includes(SECRET))) found.push('database')
  const kept = (await port.files.get(citing))?.state.acts.flatMap(({ statements }) => statements) ?? []
  return kept.some(({ value }) => value === SECRET) ? [...found, 'memory'] : found
}

const decoded = (text: string): string =>
  (text.match(/[A-Za-z0-9_-]{24,}/g) ?? []).map((part) => Buffer.from(part, 'base64url').toString('utf8')).join('\n')

async function theCitationStandsWithoutItsValue(): Promise<void> {
  const last = (await seenBy(port, buyer, citing)).acts.at(-1)
  expect([last?.type, last?.statements.map(({ path }) => path), last?.undisclosed]).toEqual(['quote/1', ['/copy'], 1])
}

test('what was cited is copied; erased afterwards, its copy goes from the database and from the memory of every process', async () => {
  expect(await doIt(port, seller, carrying)).toMatchObject({ is: 'appended' })
  expect(await copiesLeft()).toEqual(['here ', 'here /elements', 'there ', 'there /elements', 'database', 'memory'])
  expect(await erase(port, caller, erasure())).toBe('erased')
  expect(await copiesLeft()).toEqual([])
  await theCitationStandsWithoutItsValue()
})

test('erased between the judgement of a citation and its append: the copy goes as soon as it stands', async () => {
  const raced: Port = {
    ...port,
    committer: {
      async append(append) {
        // Judged by now, and not yet written.
        expect(await erase(there, caller, erasure())).toBe('erased')
        return port.committer.append(append)
      },
    },
  }
  expect(await post(raced, seller, await sealed(port, seller, carrying), citing)).toMatchObject({ is: 'appended' })
  expect(await copiesLeft()).toEqual([])
  await theCitationStandsWithoutItsValue()
})

test('erased when a citation stood and its process died before it told the origin: the copy goes with the letter', async () => {
  const dying: Port = { ...port, stood: async () => undefined }
  expect(await post(dying, seller, await sealed(port, seller, carrying), citing)).toMatchObject({ is: 'appended' })
  expect(await erase(there, caller, erasure())).toBe('erased')
  await drained()
  expect(await copiesLeft()).toEqual([])
  await theCitationStandsWithoutItsValue()
})

test('erased by a process that died before it struck the copies: they go with the letter, and meanwhile are passed on to nobody', async () => {
  expect(await doIt(port, seller, carrying)).toMatchObject({ is: 'appended' })
  const troubles: unknown[] = []
  const failing: Port = {
    ...port,
    log: (error) => void troubles.push(error),
    shards: {
      ...shards,
      ofFile(file) {
        if (file === citing) throw new Error('died')
        return shards.ofFile(file)
      },
    },
  }
  expect(await erase(failing, caller, erasure())).toBe('erased')
  expect(troubles).toHaveLength(1)
  const third = await begunDeal(port, { seller, buyer: await enrolled(port, freshId()) })
  const onward = await sealed(port, seller, { ...carrying, file: third })
  const passing = await post(port, seller, onward, third)
  expect(passing).toMatchObject({ is: 'refused', refusal: { code: 'citation/not-permitted' } })
  await drained()
  expect(await copiesLeft()).toEqual([])
})

test('what its signer took back is cited into no other file; what was cited before stands', async () => {
  const say = (file: string): Deed => ({ type: 'note/1', as: 'seller', file, keyed: { '/note/n1': 'ten crates' } })
  await doIt(port, seller, say(origin))
  const row = (await port.files.read(origin))?.rows.acts.at(-1)
  const note = (await port.files.get(origin))?.state.acts.at(-1)
  if (!row || !note) throw new Error('it stands')
  const { jwt, disclosures } = row.sealed
  const cite = (file: string): Deed => ({
    ...{ type: 'note/1', as: 'seller', file, cited: { '/note/n9': note.statements[0]?.commitment ?? '' } },
    source: () => ({ file: origin, jwt, disclosures }),
  })
  expect(await doIt(port, seller, cite(citing))).toMatchObject({ is: 'appended' })
  // Taken back at another process: this one is not told.
  await doIt(there, seller, { type: 'unsay/1', as: 'seller', file: origin, answers: note.identity })
  const later = await begunDeal(port, { seller, buyer })
  const refused = await doIt(port, seller, cite(later))
  expect(refused).toEqual({ is: 'refused', refusal: { code: 'citation/withdrawn', rule: 'citing' } })
  expect((await seenBy(port, buyer, citing)).elements.get('/note/n9')?.at(-1)?.value).toBe('ten crates')
  // Who never saw it is told no more than of what does not stand.
  const stranger = await enrolled(port, freshId())
  const own = await begunDeal(port, { seller: stranger, buyer })
  const foreign = await doIt(port, stranger, cite(own))
  expect(foreign).toMatchObject({ is: 'refused', refusal: { code: 'citation/not-permitted' } })
})
