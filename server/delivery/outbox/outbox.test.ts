import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { manyShards, type Shards, transactOn } from '../../database/index.ts'
import { withDatabase } from '../../database/testing.ts'
import { createOutbox, enqueue, type Handler, keepDoing, type OutboxTrouble } from './index.ts'
import { LEASE_MS, POLL_MS, TAKE } from './limits.ts'

const first = withDatabase({ cluster: 'first' })
const second = withDatabase({ cluster: 'second' })
const shards = (): Shards => manyShards([first().pool, second().pool])

let clock = 1_000_000
let troubles: OutboxTrouble[] = []
beforeEach(() => {
  troubles = []
})

function outbox(handler: Handler) {
  return createOutbox({
    ...{ shards: shards(), handlers: { greet: handler }, now: () => clock },
    log: (trouble) => troubles.push(trouble),
  })
}

function send(payload: string, topic = 'greet', file: string = randomUUIDv7()): Promise<void> {
  return transactOn(shards().ofFile(file), (client) => enqueue(client, [{ file, topic, payload }], clock))
}

const left = async () => {
  const counts = await Promise.all(shards().all.map((pool) => pool.query('select 1 from outbox')))
  return counts.reduce((sum, { rows }) => sum + rows.length, 0)
}

test('letters of all shards are delivered and gone', async () => {
  const got: string[] = []
  const names = Array.from({ length: 20 }, (_, n) => `letter ${n}`)
  for (const name of names) await send(name)
  await outbox(async (payload) => void got.push(payload)).drain()
  expect(got.sort()).toEqual(names.sort())
  expect(await left()).toBe(0)
})

test('a letter of a transaction that was rolled back was never written', async () => {
  const file = randomUUIDv7()
  const failing = transactOn(shards().ofFile(file), async (client) => {
    await enqueue(client, [{ file, topic: 'greet', payload: 'x' }], clock)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await left()).toBe(0)
})

test('a letter that fails waits, longer each time, is told each time, and keeps nobody else waiting', async () => {
  const got: string[] = []
  let isBroken = true
  const box = outbox(async (payload) => {
    if (isBroken && payload === 'bad') throw new Error('not today')
    got.push(payload)
  })
  await send('bad')
  await send('good')
  await box.drain()
  expect(got).toEqual(['good'])
  clock += 500
  await box.drain()
  clock += 500
  await box.drain()
  expect(troubles.map(({ topic, attempts }) => [topic, attempts])).toEqual([
    ['greet', 1],
    ['greet', 2],
  ])
  isBroken = false
  clock += 500
  await box.drain()
  expect(got).toEqual(['good', 'bad'])
  expect(await left()).toBe(0)
})

test('a letter without a handler stays and is told', async () => {
  await send('x', 'unheard-of')
  await outbox(async () => undefined).drain()
  expect(troubles).toMatchObject([{ topic: 'unheard-of', attempts: 1 }])
  expect(await left()).toBe(1)
  for (const pool of shards().all) await pool.query('delete from outbox')
})

test('two processes share the letters, and each letter is delivered by one of them', async () => {
  const got: string[] = []
  const boxes = [outbox(async (payload) => void got.push(payload)), outbox(async (payload) => void got.push(payload))]
  const names = Array.from({ length: TAKE + 50 }, (_, n) => `letter ${n}`)
  const file = randomUUIDv7()
  const letters = names.map((payload) => ({ file, topic: 'greet', payload }))
  await transactOn(shards().ofFile(file), (client) => enqueue(client, letters, clock))
  await Promise.all(boxes.map((box) => box.drain()))
  expect(got.sort()).toEqual(names.sort())
})

test('what a process had taken when it died is taken by another after the lease', async () => {
  await send('orphan')
  let reached = () => {}
  const isReached = new Promise<void>((resolve) => {
    reached = resolve
  })
  void outbox(() => {
    reached()
    return new Promise(() => {})
  }).deliver()
  await isReached
  const got: string[] = []
  const box = outbox(async (payload) => void got.push(payload))
  await box.drain()
  expect(got).toEqual([])
  clock += LEASE_MS
  await box.drain()
  expect(got).toEqual(['orphan'])
})

test('a started outbox delivers after a nudge, and a stopped one delivers no more', async () => {
  const delivered: string[] = []
  let seen = () => {}
  const isSeen = new Promise<void>((resolve) => {
    seen = resolve
  })
  const running = outbox(async (payload) => {
    delivered.push(payload)
    seen()
  }).start()
  await send('nudged')
  running.nudge()
  await isSeen
  await running.stop()
  await send('late')
  running.nudge()
  expect(delivered).toEqual(['nudged'])
  expect(await left()).toBe(1)
  for (const pool of shards().all) await pool.query('delete from outbox')
})

test('repeated work goes on after a turn that failed', async () => {
  const turns: number[] = []
  const failures: unknown[] = []
  let done = () => {}
  const isDone = new Promise<void>((resolve) => {
    done = resolve
  })
  const repeated = keepDoing(
    async () => {
      turns.push(turns.length)
      if (turns.length === 1) throw new Error('first')
      done()
    },
    { everyMs: 1, log: (error) => failures.push(error) },
  )
  await Promise.race([isDone, sleep(POLL_MS * 10)])
  await repeated.stop()
  expect(turns.length).toBeGreaterThanOrEqual(2)
  expect(failures).toHaveLength(1)
})
