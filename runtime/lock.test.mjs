import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { withLock } from './lock.mjs'

const say = () => undefined
/** No process has this number: it is past what a system gives out. */
const NOBODY = 2 ** 30

function makeLockPath() {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'lock')
}

test('two installations take turns', async () => {
  const path = makeLockPath()
  /** @type {string[]} */
  const order = []
  /** @param {string} name */
  const work = (name) =>
    withLock(
      path,
      async () => {
        order.push(`${name} begins`)
        await Promise.resolve()
        order.push(`${name} ends`)
      },
      { say },
    )
  await Promise.all([work('first'), work('second')])
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})

test('the lock of a run that was killed is taken over, and nothing is left of it', async () => {
  const path = makeLockPath()
  mkdirSync(path)
  writeFileSync(join(path, 'pids'), `${NOBODY}\n`)
  expect(await withLock(path, () => Promise.resolve('done'), { say })).toBe('done')
  expect(readdirSync(join(path, '..'))).toEqual([])
})

test('the lock of a run that was killed before it wrote its number is taken over', async () => {
  const path = makeLockPath()
  mkdirSync(path)
  utimesSync(path, 0, 0)
  expect(await withLock(path, () => Promise.resolve('done'), { say })).toBe('done')
})

test('an npm that outlived its killed run is waited for, and named', async () => {
  const path = makeLockPath()
  mkdirSync(path)
  writeFileSync(join(path, 'pids'), `${NOBODY}\n${process.ppid}\n`)
  /** @type {string[]} */
  const said = []
  const waiting = withLock(path, () => Promise.resolve(), { say: (line) => void said.push(line), waitMs: 1 })
  await expect(waiting).rejects.toThrow(`process ${process.ppid}`)
  expect(said).toEqual([expect.stringContaining(`process ${process.ppid}`)])
})

test('work that fails lets go of the lock', async () => {
  const path = makeLockPath()
  const failing = withLock(path, () => Promise.reject(new Error('offline')), { say })
  await expect(failing).rejects.toThrow('offline')
  expect(await withLock(path, () => Promise.resolve('done'), { say })).toBe('done')
})
