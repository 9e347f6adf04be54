import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBundle } from './entry-bundle.ts'
import { CHECKPOINT_PATH, LogFault, openLog, tileReader } from './log.ts'
import { rootOf } from './prove.ts'
import { type LogStorage, memoryStorage } from './storage.ts'
import { entriesUpTo, treeHash } from './testing/reference.ts'
import { signer } from './testing/signer.ts'

const log = signer('log.example', 'ed25519', 1)
const options = { origin: 'log.example', sign: (text: string) => [log.sign(text)] }

/** A storage that fails once, before or after the n-th change that it is asked for, as a crash would. */
function crashing(storage: LogStorage, at: number, isDone: boolean): LogStorage {
  let left = at
  const guard = async <T>(change: () => Promise<T>, cut: () => Promise<unknown>): Promise<T> => {
    if (left-- !== 0) return change()
    await (isDone ? change() : cut())
    throw new Error('power lost')
  }
  const nothing = () => Promise.resolve()
  return {
    ...storage,
    // A crash may also cut a write between its objects.
    write: (objects) =>
      guard(
        () => storage.write(objects),
        () => storage.write(new Map([...objects].slice(1))),
      ),
    remove: (prefix) => guard(() => storage.remove(prefix), nothing),
    swapHead: (expected, next) => guard(() => storage.swapHead(expected, next), nothing),
  }
}

describe('a log', () => {
  test('has no head before its first batch, and an empty batch makes one', async () => {
    const opened = await openLog(memoryStorage(), options)
    expect(opened.head).toBeUndefined()
    expect((await opened.append([])).checkpoint.size).toBe(0)
  })

  test('goes on where it was when it is opened again', async () => {
    const entries = entriesUpTo(1000)
    const storage = memoryStorage()
    for (let i = 0; i < entries.length; i += 130) {
      const opened = await openLog(storage, options)
      expect((await opened.append(entries.slice(i, i + 130))).first).toBe(i)
    }
    const { head } = await openLog(storage, options)
    expect(head?.checkpoint.root).toStrictEqual(treeHash(entries))
    expect(new TextDecoder().decode(await storage.read(CHECKPOINT_PATH))).toBe(head?.note)
  })

  test('keeps every entry in its bundle', async () => {
    const entries = entriesUpTo(600)
    const storage = memoryStorage()
    await (await openLog(storage, options)).append(entries)
    const paths = ['tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/88']
    const bundles = await Promise.all(paths.map(async (path) => readBundle((await storage.read(path))!)))
    expect(bundles.flatMap((bundle) => ('code' in bundle ? [] : [...bundle]))).toStrictEqual(entries)
  })

  test('drops partial tiles once they are full', async () => {
    const storage = memoryStorage()
    const opened = await openLog(storage, options)
    await opened.append(entriesUpTo(200))
    expect(await storage.read('tile/0/000.p/200')).toBeDefined()
    await opened.append(entriesUpTo(100))
    expect(await storage.read('tile/0/000.p/200')).toBeUndefined()
    expect(await storage.read('tile/entries/000.p/200')).toBeUndefined()
  })

  test('takes batches one after the other when they are handed in together', async () => {
    const entries = entriesUpTo(500)
    const opened = await openLog(memoryStorage(), options)
    const turns = Array.from({ length: 5 }, (_, i) => opened.append(entries.slice(i * 100, i * 100 + 100)))
    expect((await Promise.all(turns)).map(({ first }) => first)).toStrictEqual([0, 100, 200, 300, 400])
    expect(opened.head?.checkpoint.root).toStrictEqual(treeHash(entries))
  })

  test('refuses an entry that is longer than its bundle can say, and appends nothing', async () => {
    const opened = await openLog(memoryStorage(), options)
    await expect(opened.append([new Uint8Array(65_536)])).rejects.toMatchObject({ code: 'log/entry' })
    expect((await opened.append([new Uint8Array(65_535)])).first).toBe(0)
  })
})

describe('trouble', () => {
  test('a crash at any step leaves the old head or the new one, and nothing in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 8 }), fc.boolean(), fc.nat({ max: 400 }), async (at, isDone, count) => {
        const storage = memoryStorage()
        const before = entriesUpTo(200)
        const batch = entriesUpTo(count + 1).toReversed()
        await (await openLog(storage, options)).append(before)
        const cut = await openLog(crashing(storage, at, isDone), options)
        await cut.append(batch).catch(() => undefined)
        const opened = await openLog(storage, options)
        const all = [...before, ...batch]
        const { size = -1, root } = opened.head?.checkpoint ?? {}
        expect([before.length, all.length]).toContain(size)
        expect(root).toStrictEqual(treeHash(all.slice(0, size)))
        await opened.append(entriesUpTo(300))
        expect(await rootOf(tileReader(storage), size + 300)).toStrictEqual(
          treeHash([...all.slice(0, size), ...entriesUpTo(300)]),
        )
      }),
      { numRuns: 120 },
    )
  })

  test('a log that failed stops until it is opened again', async () => {
    const storage = memoryStorage()
    const opened = await openLog(crashing(storage, 0, false), options)
    await expect(opened.append(entriesUpTo(1))).rejects.toMatchObject({ code: 'log/stopped' })
    await expect(opened.append(entriesUpTo(1))).rejects.toMatchObject({ code: 'log/stopped' })
    expect((await (await openLog(storage, options)).append(entriesUpTo(1))).first).toBe(0)
  })

  test('of two logs over one storage the second to append is refused, and the first one’s tiles stand', async () => {
    const storage = memoryStorage()
    const [one, two] = [await openLog(storage, options), await openLog(storage, options)]
    await one.append(entriesUpTo(300))
    await expect(two.append(entriesUpTo(310).toReversed())).rejects.toMatchObject({ code: 'log/other-writer' })
    expect((await openLog(storage, options)).head?.checkpoint.root).toStrictEqual(treeHash(entriesUpTo(300)))
  })

  test.each([
    ['a tile', 'tile/0/001.p/44'],
    ['a bundle', 'tile/entries/001.p/44'],
  ])('%s that is lost or changed is found out on opening', async (_what, path) => {
    const storage = memoryStorage()
    await (await openLog(storage, options)).append(entriesUpTo(300))
    await storage.write(new Map([[path, new Uint8Array(5)]]))
    await expect(openLog(storage, options)).rejects.toMatchObject({ code: 'log/corrupt' })
    await storage.remove(path)
    await expect(openLog(storage, options)).rejects.toThrow(LogFault)
  })

  test('a head of another log is not gone on with', async () => {
    const storage = memoryStorage()
    await (await openLog(storage, options)).append(entriesUpTo(3))
    await expect(openLog(storage, { ...options, origin: 'other.example' })).rejects.toMatchObject({
      code: 'log/corrupt',
    })
  })
})
