import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { UsageError } from '../arguments.ts'

/** Where bytes come from: a file, or standard input. */
export interface Source {
  /** As it was called: a path, or `-`. */
  readonly name: string
  readonly chunks: () => AsyncIterable<Uint8Array>
}

const STANDARD_INPUT = '-'
const CHUNK_BYTES = 256 * 1024

/** The files that were named; standard input where none was, or `-`. @throws {UsageError} for one that is not there. */
export async function sourcesOf(operands: readonly string[]): Promise<Source[]> {
  const names = operands.length === 0 ? [STANDARD_INPUT] : operands
  for (const name of names) if (name !== STANDARD_INPUT) await assertFile(name)
  return names.map((name) => ({
    name,
    chunks: () => (name === STANDARD_INPUT ? process.stdin : createReadStream(name, { highWaterMark: CHUNK_BYTES })),
  }))
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
