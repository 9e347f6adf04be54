import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdFolder } from './folder-hold.ts'
import { processSpace, startOf } from './processes.ts'

const STALE_MS = 300

test('of many takers at once one gets the folder, and the next one after its release', async () => {
  const folder = makeFolder()
  const takers = await Promise.allSettled([1, 2, 3, 4, 5].map(() => holdFolder(folder)))
  const holds = takers.filter((taker) => taker.status === 'fulfilled')
  expect(holds).toHaveLength(1)
  holds[0]?.value.release()
  ;(await holdFolder(folder)).release()
  expect(readdirSync(folder)).toEqual([])
})

test('a hold of a process that died is taken over, also when its number is in use again', async () => {
  const folder = makeFolder()
  writeHold(folder, { pid: 2 ** 30, started: '1', space: processSpace() })
  ;(await holdFolder(folder)).release()
  writeHold(folder, { pid: process.ppid, started: `${Number(startOf(process.ppid)) + 1}`, space: processSpace() })
  ;(await holdFolder(folder)).release()
})

test('a hold that is not readable as one is taken over', async () => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'in-use-by'), '{"pid":')
  ;(await holdFolder(folder)).release()
})

test('a hold of another container is respected while its heartbeat goes on, and taken over after', async () => {
  const folder = makeFolder()
  writeHold(folder, { pid: process.pid, started: '1', space: 'another boot' })
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimesSync(join(folder, 'in-use-by'), now, now)
  }, STALE_MS / 10)
  await expect(holdFolder(folder, STALE_MS)).rejects.toMatchObject({ code: 'database/data-folder-in-use' })
  clearInterval(heartbeat)
  const hold = await holdFolder(folder, STALE_MS)
  expect(existsSync(join(folder, 'in-use-by'))).toBe(true)
  hold.release()
})

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-hold-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

function writeHold(folder: string, holder: { pid: number; started: string; space: string }): void {
  writeFileSync(join(folder, 'in-use-by'), JSON.stringify(holder))
}
