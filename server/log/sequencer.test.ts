import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { base64url } from '@entrepot/crypto'
import { type LogStorage, memoryStorage, readEntries } from '@entrepot/merkle-log'
import { signReceipt } from '@entrepot/trade/act'
import { beforeEach, expect, test } from 'vitest'
import { manyShards, type Shards } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { startSequencer } from './sequencer.ts'
import { leavesOf, waitingIn } from './waiting.ts'

const first = withDatabase({ cluster: 'first' })
const second = withDatabase({ cluster: 'second' })
const shards = (): Shards => manyShards([first().pool, second().pool])

beforeEach(async () => {
  for (const pool of shards().all) await pool.query('truncate act, to_log, logged')
})

const options = {
  origin: 'sequencer.example',
  sign: () => [{ name: 'sequencer.example', id: new Uint8Array(4), signature: new Uint8Array(64) }],
}

/** A row of an act as the port appends it, as far as the log looks at it. */
async function append(file: string, seq: number): Promise<void> {
  const act = base64url.encode(randomBytes(32))
  const time = '2026-11-23T07:00:00.000Z'
  const receipt = signReceipt(
    {
      ...{ act, file, seq, head: act, received: time, reached: time, clock: 'real', ruleset: 'test', custody: 'party' },
      ...{ revocation: { status: 'good', asOf: time, list: 'test' }, facts: [] },
    },
    { algorithm: 'ES256', thumbprint: act, sign: () => new Uint8Array(64) },
  )
  const pool = shards().ofFile(file)
  await pool.query(
    `insert into act (file_id, seq, act_id, identity, type, organisation_id, thumbprint, jwt, disclosures, approvals,
       receipt, head, received_ms, reached)
     values ($1, $2, $3, $4, 'ask/1', 'ONE', '', '', '', '', $5, '', 0, '')`,
    [file, seq, randomUUIDv7(), act, receipt],
  )
  await pool.query('insert into to_log (file_id, seq) values ($1, $2)', [file, seq])
}

const start = (storage: LogStorage, faults: unknown[] = []) =>
  startSequencer({ ...options, shards: shards(), storage, fault: (error) => faults.push(error) })

const files = () => Array.from({ length: 12 }, () => randomUUIDv7())

const waiting = async (): Promise<number> => {
  const found = await Promise.all(shards().all.map((pool) => waitingIn(pool, 1000)))
  return found.flat().length
}

test('acts of all shards are logged, each once, in the order of its file', async () => {
  const all = files()
  for (const file of all) for (const seq of [1, 2, 3]) await append(file, seq)
  const storage = memoryStorage()
  const sequencer = start(storage)
  const log = await sequencer.settled()
  expect([log.head?.checkpoint.size, await waiting()]).toEqual([36, 0])
  const leaves: number[] = []
  for (const file of all) {
    const own = await leavesOf(shards(), file)
    expect([...own.values()].toSorted((a, b) => a - b)).toEqual([1, 2, 3].map((seq) => own.get(seq)))
    leaves.push(...own.values())
  }
  expect(leaves.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 36 }, (_, i) => i))
  await sequencer.stop()
})

test('what is appended after a nudge is logged without anybody asking', async () => {
  const storage = memoryStorage()
  const sequencer = start(storage)
  await sequencer.settled()
  const file = randomUUIDv7()
  await append(file, 1)
  sequencer.nudge()
  while ((await leavesOf(shards(), file)).size === 0) await sleep(10)
  await sequencer.stop()
})

test('a crash after the batch stood and before it was marked logs nothing twice', async () => {
  const storage = memoryStorage()
  const before = start(storage)
  for (const file of files()) await append(file, 1)
  await before.settled()
  await before.stop()
  // As if the marks had not been written.
  for (const pool of shards().all) {
    await pool.query('insert into to_log (file_id, seq) select file_id, seq from logged')
    await pool.query('truncate logged')
  }
  const after = start(storage)
  await append(randomUUIDv7(), 1)
  const { head } = await after.settled()
  expect([head?.checkpoint.size, await waiting()]).toEqual([13, 0])
  const entries = await readEntries(storage, 0, 13)
  expect(new Set(entries.map((entry) => entry.toHex())).size).toBe(13)
  await after.stop()
})

test('a storage that fails is told, tried again, and loses nothing', async () => {
  const good = memoryStorage()
  let isBroken = true
  const storage: LogStorage = {
    ...good,
    write: (objects) => (isBroken ? Promise.reject(new Error('disk full')) : good.write(objects)),
  }
  const faults: unknown[] = []
  const sequencer = start(storage, faults)
  for (const file of files()) await append(file, 1)
  await expect(sequencer.settled()).rejects.toThrow()
  isBroken = false
  const { head } = await sequencer.settled()
  expect([head?.checkpoint.size, await waiting()]).toEqual([12, 0])
  expect(faults.length).toBeGreaterThan(0)
  await sequencer.stop()
})

test('two processes over one log both go on, and every act stands in it', async () => {
  const storage = memoryStorage()
  const both = [start(storage), start(storage)]
  const all = files()
  for (const file of all) {
    await append(file, 1)
    await Promise.allSettled(both.map((each) => each.settled()))
  }
  await Promise.allSettled(both.map((each) => each.stop()))
  const last = start(storage)
  await last.settled()
  expect(await waiting()).toBe(0)
  for (const file of all) expect((await leavesOf(shards(), file)).size).toBe(1)
  await last.stop()
})
