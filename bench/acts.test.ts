import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { median, percentile, rateOf } from './measure.ts'
import { readOptions } from './options.ts'

const program = join(import.meta.dirname, 'acts.ts')
const TIMEOUT_MS = 120_000

test('the benchmark runs on tiny numbers and prints one line of JSON', { timeout: TIMEOUT_MS }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--json', '--quick'], {
    timeout: TIMEOUT_MS,
  })
  expect(stdout.trim().split('\n')).toHaveLength(1)
  const positive = expect.toSatisfy((value: unknown) => typeof value === 'number' && value > 0)
  expect(JSON.parse(stdout)).toMatchObject({
    machine: { database: expect.stringContaining('fsync on, synchronous_commit on') },
    acceptance: {
      ...{ act: 'pack/1', elementsPerAct: 8, clients: 3, actsPerRun: 12, perSecond: positive, ratio: positive },
      ...{ p50Ms: positive, p99Ms: positive, commitsPerAct: positive, serverCpuUsPerAct: positive },
      peer: { name: expect.stringContaining('simple-update'), perSecond: positive },
    },
    dossiers: [{ acts: 12, files: 2, readMs: positive, foldMs: positive }],
    oneCore: {
      ...{ sealed20: positive, verified20: positive, folded: positive, openedAndFolded: positive },
      ...{ derivedInvoices: positive, renderedInvoices: positive },
    },
  })
})

test('of several figures the middle one counts, and p99 is one that was measured', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(percentile([5, 1, 4, 2, 3], 0.99)).toBe(5)
  expect(percentile([7], 0.5)).toBe(7)
  expect(median([])).toBeNaN()
})

test('a rate counts each call as often as it is worth', () => {
  let calls = 0
  expect(rateOf(() => (calls += 1), { ms: 1, each: 10 })).toBeGreaterThan(0)
  expect(calls).toBeGreaterThan(0)
})

test.each([['--clients', '0'], ['--clients', '9999'], ['--acts', '1.5'], ['--runs', 'many'], ['--unknown']])(
  'an option that makes no sense is refused in words: %s %s',
  (...parameters) => {
    expect(readOptions(parameters.filter((each) => each !== undefined))).toBeTypeOf('string')
  },
)
