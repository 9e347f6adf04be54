import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { leafHash, openLog, verifyInclusion } from '@entrepot/merkle-log'
import { diskStorage } from './disk-storage.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entrepot-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const options = {
  origin: 'disk.example',
  sign: () => [{ name: 'disk.example', id: new Uint8Array(4), signature: new Uint8Array(64) }],
}

describe('a log’s storage on disk', () => {
  test('answers what was written, whole, also to whoever opens it anew', async () => {
    await diskStorage(folder).write(
      new Map([
        ['tile/0/x001/234', bytes('a')],
        ['checkpoint', bytes('b')],
      ]),
    )
    const again = diskStorage(folder)
    expect(await again.read('tile/0/x001/234')).toStrictEqual(Buffer.from('a'))
    expect(await again.read('tile/0/x001')).toBeUndefined()
    expect(await again.read('tile/0/x001/234/5')).toBeUndefined()
    expect(await again.read('nothing')).toBeUndefined()
  })

  test('removes a tile’s partial versions and leaves the full one', async () => {
    const storage = diskStorage(folder)
    await storage.write(
      new Map([
        ['tile/0/000.p/5', bytes('a')],
        ['tile/0/000.p/6', bytes('b')],
        ['tile/0/000', bytes('c')],
      ]),
    )
    await storage.remove('tile/0/000.p/')
    expect(await storage.read('tile/0/000.p/6')).toBeUndefined()
    expect(await storage.read('tile/0/000')).toBeDefined()
    await storage.remove('tile/0/000.p/')
  })

  test.each(['../outside', '/etc/passwd', 'tile/../../outside', ''])(
    'a path that leads out is refused: %j',
    async (path) => {
      await expect(diskStorage(folder).read(path)).rejects.toThrow('log/path')
    },
  )

  test('of many who swap the same head one succeeds', async () => {
    const storages = Array.from({ length: 12 }, () => diskStorage(folder))
    let head: string | undefined
    for (let round = 0; round < 5; round++) {
      const expected = head
      const outcomes = await Promise.all(storages.map((each, i) => each.swapHead(expected, `${round} ${i}`)))
      expect(outcomes.filter(Boolean)).toHaveLength(1)
      head = `${round} ${outcomes.indexOf(true)}`
      for (const each of storages) expect(await each.head()).toBe(head)
    }
  })

  test('a draft that a crash left behind is no head', async () => {
    const storage = diskStorage(folder)
    expect(await storage.swapHead(undefined, 'one')).toBe(true)
    writeFileSync(join(folder, 'head', 'draft-1-x'), 'two')
    expect(await storage.head()).toBe('one')
  })

  test('a log on disk goes on after it was opened anew, and its proofs hold', async () => {
    const entries = Array.from({ length: 700 }, (_, i) => bytes(`act ${i}`))
    for (let i = 0; i < entries.length; i += 350)
      await (await openLog(diskStorage(folder), options)).append(entries.slice(i, i + 350))
    const log = await openLog(diskStorage(folder), options)
    const { root, size } = log.head!.checkpoint
    expect(size).toBe(700)
    for (const index of [0, 255, 256, 699]) {
      const inclusion = { leafHash: leafHash(entries[index]!), index, size, root }
      expect(verifyInclusion({ ...inclusion, proof: await log.proveInclusion(index) })).toBe(true)
    }
  })
})
