import { readSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { UsageError } from '../arguments.ts'

/** Where bytes come from: a file, or standard input. */
export interface Source {
  /** As it was called: a path, or `-`. */
  readonly name: string
  /** Chunks follow each other in the same memory: what is kept of one must be copied. */
  readonly chunks: () => AsyncIterable<Uint8Array>
}

const STANDARD_INPUT = '-'
const CHUNK_BYTES = 64 * 1024
const AGAIN_MS = 5

/** The files that were named; standard input where none was, or `-`. @throws {UsageError} for one that is not there. */
export async function sourcesOf(operands: readonly string[]): Promise<Source[]> {
  const names = operands.length === 0 ? [STANDARD_INPUT] : operands
  for (const name of names) if (name !== STANDARD_INPUT) await assertFile(name)
  return names.map((name) => ({
    name,
    chunks: () => chunksOf(name),
  }))
}

/** One buffer for input of any size: a stream would make a new one for each chunk, and leave many behind before they are collected. */
async function* chunksOf(name: string): AsyncGenerator<Uint8Array> {
  const file = name === STANDARD_INPUT ? undefined : await open(name)
  const descriptor = file?.fd ?? process.stdin.fd
  const buffer = new Uint8Array(CHUNK_BYTES)
  try {
    for (;;) {
      const length = await readInto(descriptor, buffer)
      if (length === 0) return
      yield buffer.subarray(0, length)
    }
  } finally {
    await file?.close()
  }
}

/** @returns how many bytes were read, 0 at the end. At once: to have every read done by another thread costs more than the read. */
async function readInto(descriptor: number, buffer: Uint8Array): Promise<number> {
  for (;;) {
    try {
      return readSync(descriptor, buffer)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      // Whoever shares our standard input made it answer whether there is something or not.
      await setTimeout(AGAIN_MS)
    }
  }
}

async function assertFile(name: string): Promise<void> {
  try {
    if ((await stat(name)).isDirectory()) throw new UsageError(`${name} is a folder`)
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new UsageError(`${name} cannot be read (${String(error.code)})`)
    throw error
  }
}

/** All bytes of a source. @throws {UsageError} for more than the limit. */
export async function readWhole(source: Source, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.chunks()) {
    length += chunk.length
    if (length > limit)
      throw new UsageError(`${source.name} is larger than ${limit} bytes; "edi check" and "edi split" take any size`)
    parts.push(Uint8Array.from(chunk))
  }
  return Buffer.concat(parts)
}
