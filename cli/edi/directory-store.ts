import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Directory } from '@entrepot/edi'
import { type DirectoryMalformed, readDirectoryFile, writeDirectoryFile } from '@entrepot/edifact'

const DEFAULT_DATA = '.data'
const FOLDER = 'edifact'
const FILE = /^([DS]\.\d\d[ABC])\.gz$/
/** Others may pass through a data folder, but not list it, as `serve` makes it. */
const DATA_FOLDER_MODE = 0o711

/** Where the user's directories are kept. */
export const directoryFolder = (dataDir: string | undefined): string => join(resolve(dataDir ?? DEFAULT_DATA), FOLDER)

/** Keeps a directory, in place of an older copy of it; either is there whole at any time. @returns the file's size in bytes. */
export async function keepDirectory(folder: string, directory: Directory): Promise<number> {
  const dataDir = resolve(folder, '..')
  if ((await mkdir(dataDir, { recursive: true })) !== undefined) await chmod(dataDir, DATA_FOLDER_MODE)
  await mkdir(folder, { recursive: true })
  const draft = join(folder, `.${randomUUID()}`)
  const bytes = writeDirectoryFile(directory)
  try {
    await writeFile(draft, bytes, { flush: true })
    await rename(draft, join(folder, `${directory.name}.gz`))
  } finally {
    await rm(draft, { force: true })
  }
  return bytes.length
}

/** A directory that is kept, or why its file is not read. */
export type Kept =
  | { readonly ok: true; readonly directory: Directory; readonly bytes: number }
  | (DirectoryMalformed & { readonly file: string })

/** The user's directories, in the order of their names; none where the folder is not there. */
export async function keptDirectories(folder: string): Promise<readonly Kept[]> {
  const names = (await listed(folder)).filter((name) => FILE.test(name)).toSorted()
  return Promise.all(
    names.map(async (name): Promise<Kept> => {
      const file = join(folder, name)
      const { size } = await stat(file)
      const result = readDirectoryFile(await readFile(file))
      return result.ok ? { ...result, bytes: size } : { ...result, file }
    }),
  )
}

async function listed(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
