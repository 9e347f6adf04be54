import { link, mkdir, open, readdir, readFile, rename, rm, unlink } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import type { LogStorage } from '@entrepot/merkle-log'
import { WRITES_AT_ONCE } from './limits.ts'

const HEADS = 'head'
/** Heads are numbered, so that the next one can be claimed by making its file. */
const HEAD_NAME = /^\d{16}$/u

/**
 * A log's storage on a local disk, one file an object; see `LogStorage` for what it promises.
 *
 * A file is written under another name, flushed, and renamed, and then its folder is flushed. A head is claimed by making the
 * file of the next number, which of several processes only one can; whoever finds a later head after that was too slow.
 */
export function diskStorage(folder: string): LogStorage {
  const root = resolve(folder)
  const place = (path: string): string => within(root, path)
  return {
    read: async (path) => readIfThere(place(path)),
    async write(objects) {
      const files = [...objects].map(([path, bytes]) => ({ path: place(path), bytes }))
      const folders = new Set(files.map(({ path }) => dirname(path)))
      const made = await Promise.all([...folders].map((each) => makeFolder(root, each)))
      for (let i = 0; i < files.length; i += WRITES_AT_ONCE)
        await Promise.all(files.slice(i, i + WRITES_AT_ONCE).map(({ path, bytes }) => writeWhole(path, bytes)))
      // What was made, and where: each once, and all at the same time, as a disk takes many flushes for one.
      await Promise.all([...new Set([...folders, ...made.flat()])].map(flush))
    },
    async remove(prefix) {
      const path = place(prefix)
      await rm(path, { recursive: true, force: true })
    },
    async head() {
      return (await currentHead(join(root, HEADS)))?.note
    },
    swapHead: (expected, next) => swapHead(root, expected, next),
  }
}

/** Paths come from a log and from its readers: none may lead out of the folder. */
function within(root: string, path: string): string {
  const full = resolve(root, path)
  if (full === root || relative(root, full).startsWith('..')) throw new Error(`log/path: ${path} leads out of the log`)
  return full
}

async function swapHead(root: string, expected: string | undefined, next: string): Promise<boolean> {
  const folder = join(root, HEADS)
  await Promise.all((await makeFolder(root, folder)).map(flush))
  const current = await currentHead(folder)
  if (current?.note !== expected) return false
  const number = (current?.number ?? 0) + 1
  const draft = join(folder, `draft-${process.pid}-${crypto.randomUUID()}`)
  await writeFlushed(draft, new TextEncoder().encode(next))
  try {
    await link(draft, join(folder, nameOf(number)))
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await unlink(draft)
  }
  await flush(folder)
  const numbers = await numbersIn(folder)
  if (numbers.some((each) => each > number)) {
    await unlink(join(folder, nameOf(number)))
    return false
  }
  // The one before stays: a slow process that still holds its number must find it taken.
  for (const each of numbers) if (each < number - 1) await rm(join(folder, nameOf(each)), { force: true })
  return true
}

async function currentHead(folder: string): Promise<{ number: number; note: string } | undefined> {
  // Between listing and reading a head may have been replaced and removed: then there is a later one.
  for (;;) {
    const number = Math.max(0, ...(await numbersIn(folder)))
    if (number === 0) return undefined
    const bytes = await readIfThere(join(folder, nameOf(number)))
    if (bytes) return { number, note: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  }
}

const nameOf = (number: number): string => String(number).padStart(16, '0')

async function numbersIn(folder: string): Promise<number[]> {
  try {
    return (await readdir(folder)).filter((name) => HEAD_NAME.test(name)).map(Number)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return []
    throw error
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR') || isCode(error, 'EISDIR')) return undefined
    throw error
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.draft`
  await writeFlushed(draft, bytes)
  await rename(draft, path)
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  await using file = await open(path, 'w', 0o644)
  await file.writeFile(bytes)
  await file.datasync()
}

/** Makes a folder. @returns what must be flushed, or the folder might be gone after a loss of power: each one above it up to one that was there. */
async function makeFolder(root: string, folder: string): Promise<string[]> {
  const first = await mkdir(folder, { recursive: true })
  const toFlush: string[] = []
  if (first === undefined) return toFlush
  for (let each = folder; each.length >= dirname(first).length && each.startsWith(dirname(root)); each = dirname(each))
    toFlush.push(each)
  return toFlush
}

async function flush(folder: string): Promise<void> {
  await using handle = await open(folder, 'r')
  await handle.sync()
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
