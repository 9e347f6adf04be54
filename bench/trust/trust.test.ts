import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { measure } from './rates.ts'

const program = join(import.meta.dirname, 'trust.ts')
const TIMEOUT_MS = 120_000

test('the benchmark of trust runs on tiny numbers and prints one line of JSON', { timeout: TIMEOUT_MS }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--json', '--quick'], {
    timeout: TIMEOUT_MS,
  })
  expect(stdout.trim().split('\n')).toHaveLength(1)
  const positive = expect.toSatisfy((value: unknown) => typeof value === 'number' && value > 0)
  const subject = (title: string, ...names: string[]) => ({
    title: expect.stringContaining(title),
    rates: names.map((name) => ({ name: expect.stringContaining(name), perSecond: positive, shareOfLimit: positive })),
  })
  const proofs = { p50Ms: positive, p99Ms: positive, cpuMs: positive, mostTileReads: positive }
  expect(JSON.parse(stdout)).toMatchObject({
    machine: { cores: positive, loadBefore: expect.any(Number) },
    subjects: [
      subject('issued', 'crypto.verify and crypto.sign', 'entrepot', '@peculiar/x509', 'pkijs'),
      subject('CMS signed', 'crypto.sign', 'entrepot', 'pkijs'),
      subject('CMS signed', 'crypto.sign', 'entrepot', 'node-forge'),
      subject('CMS verified', 'crypto.verify', 'entrepot', 'every signer a new one', 'pkijs'),
      subject('Path of three', 'three times', 'entrepot', 'every leaf', 'evidence', '@peculiar/x509', 'pkijs'),
      subject('Time-stamp requests answered', 'crypto.sign', 'entrepot'),
      subject('Time-stamp responses verified', 'crypto.verify', 'entrepot', 'pkijs'),
      subject('XAdES signed', 'crypto.sign', 'entrepot', 'xadesjs'),
      subject('XAdES verified', 'crypto.verify', 'entrepot', 'xadesjs'),
    ],
    log: {
      appending: { perSecond: positive, checkpointEveryMs: positive, bareAppendPerSecond: positive },
      proving: {
        leaves: 100_000,
        byLog: { ...proofs, mostTileReads: 2 },
        byReader: proofs,
        bareRead: { p50Ms: positive },
      },
    },
    peakMb: positive,
  })
})

test('what does not go well is not measured', async () => {
  const bare = { name: 'bare', run: () => true }
  const subject = { title: 'wrong', limit: bare, ours: [{ name: 'ours', run: () => false }], peers: [] }
  await expect(measure(subject, { runs: 1, warmUpMs: 1, sliceMs: 1 })).rejects.toThrow('ours: it was not done')
})

test.each([
  [{ shareOfLimit: 0.0001 }, true],
  [{ shareOfLimit: 1_000 }, false],
  [{ perSecond: 1 }, true],
  [{ perSecond: 1e12 }, false],
  [{ timesFastestPeer: 0.0001 }, true],
  [{ timesFastestPeer: 1_000 }, false],
])('a target is met or missed by the first of ours: %j', async (target, isMet) => {
  const work = (name: string) => ({ name, run: () => Math.sqrt(name.length) > 0 })
  const subject = { title: 'alike', limit: work('bare'), ours: [work('ours')], peers: [work('peer')], target }
  expect(await measure(subject, { runs: 1, warmUpMs: 1, sliceMs: 2 })).toMatchObject({ target: { ...target, isMet } })
})
