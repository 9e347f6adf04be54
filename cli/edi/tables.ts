import { readFile } from 'node:fs/promises'
import type { Directory } from '@entrepot/edi'
import { readSchema, type Schema } from '@entrepot/x12'
import { type Arguments, UsageError, valueOf } from '../arguments.ts'
import { directoryFolder, keptDirectories } from './directory-store.ts'
import { inWords } from './directory-words.ts'
import type { Terminal } from './task.ts'

/** The user's tables: directories that are kept in the data folder, schemas that were named. */
export interface UserTables {
  readonly directories: readonly Directory[]
  readonly schemas: readonly Schema[]
}

/** Loads the user's tables; a directory that does not read is told and left out. @throws {UsageError} for a schema that does not. */
export async function userTables(given: Arguments, terminal: Terminal): Promise<UserTables> {
  const directories: Directory[] = []
  for (const kept of await keptDirectories(directoryFolder(valueOf(given, 'data'))))
    if (kept.ok) directories.push(kept.directory)
    else terminal.err(inWords(kept.file, kept))
  const files = valueOf(given, 'schema')?.split(',') ?? []
  return { directories, schemas: await Promise.all(files.map(schemaIn)) }
}

async function schemaIn(file: string): Promise<Schema> {
  const read = readSchema(await textOf(file))
  if (read.ok) return read.schema
  const name = read.name === undefined ? '' : ` (${read.name})`
  throw new UsageError(`${file}, line ${read.line}: not understood, ${read.code}${name}`)
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new UsageError(`${file} cannot be read (${String(error.code)})`)
    throw error
  }
}
