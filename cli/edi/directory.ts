import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Directory } from '@entrepot/edi'
import {
  builtInDirectories,
  type CompiledDirectory,
  compileDirectory,
  type DirectoryMalformed,
  MAX_DIRECTORY_ZIP_BYTES,
} from '@entrepot/edifact'
import { UsageError, valueOf } from '../arguments.ts'
import { progressBar } from '../trade/progress.ts'
import { table } from '../trade/table.ts'
import { directoryFolder, type Kept, keepDirectory, keptDirectories } from './directory-store.ts'
import { inWords } from './directory-words.ts'
import { showDirectory, showEntry } from './show-directory.ts'
import type { EdiTask, Terminal } from './task.ts'

const DONE = 0
const REFUSED = 1

/** `entrepot edi directory`: keeps and shows UN/EDIFACT directories. */
export const directory: EdiTask = {
  summary: 'keep and show UN/EDIFACT directories, as the UNECE publishes them',
  operands: 'add FILE.zip ... | list | show D.01B [ORDERS|BGM|C002|1001]',
  async run(given, terminal) {
    const [action, ...operands] = given.operands
    const folder = directoryFolder(valueOf(given, 'data'))
    if (action === 'add' && operands.length > 0) return add(operands, folder, terminal)
    if (action === 'list' && operands.length === 0) return list(folder, terminal)
    if (action === 'show' && operands.length > 0) return show(operands, folder, terminal)
    throw new UsageError(`edi directory ${this.operands}`)
  },
}

async function add(files: readonly string[], folder: string, terminal: Terminal): Promise<number> {
  const progress = terminal.progress && progressBar(files.length, terminal.progress)
  const added: string[][] = []
  const troubles: string[] = []
  for (const file of files) {
    const result = await compileFile(file)
    progress?.step(basename(file))
    if (!result.ok) troubles.push(inWords(file, result))
    else {
      added.push([...countsOf(result.directory), kilobytes(await keepDirectory(folder, result.directory))])
      troubles.push(...result.leftOut.map((each) => inWords(file, each)))
    }
  }
  progress?.end()
  if (added.length > 0) terminal.out(`${table([...COUNTS, 'kept'], added)}\n\nKept in ${folder}.`)
  for (const trouble of troubles) terminal.err(trouble)
  return added.length === files.length ? DONE : REFUSED
}

async function compileFile(file: string): Promise<CompiledDirectory | DirectoryMalformed> {
  try {
    const { size } = await stat(file)
    if (size > MAX_DIRECTORY_ZIP_BYTES)
      return { ok: false, code: 'directory/too-large', limit: MAX_DIRECTORY_ZIP_BYTES }
    return compileDirectory(await readFile(file))
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new UsageError(`${file} cannot be read (${String(error.code)})`)
    throw error
  }
}

const COUNTS = ['directory', 'messages', 'segments', 'composites', 'elements', 'code values']

function countsOf({ name, messages, segments, composites, elements }: Directory): string[] {
  const values = [...elements.values()].reduce((sum, { codes }) => sum + (codes?.values.size ?? 0), 0)
  return [name, ...[messages, segments, composites, elements].map(({ size }) => String(size)), String(values)]
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`

async function list(folder: string, terminal: Terminal): Promise<number> {
  const kept = await keptDirectories(folder)
  const rows = [
    ...kept.flatMap((each) => (each.ok ? [[...countsOf(each.directory), `yours, ${kilobytes(each.bytes)}`]] : [])),
    ...builtInDirectories.map((each) => [...countsOf(each), 'built in']),
  ]
  terminal.out(table([...COUNTS, 'from'], rows))
  return tellUnread(kept, terminal)
}

function tellUnread(kept: readonly Kept[], terminal: Terminal): number {
  const unread = kept.flatMap((each) => (each.ok ? [] : [inWords(each.file, each)]))
  for (const trouble of unread) terminal.err(trouble)
  return unread.length === 0 ? DONE : REFUSED
}

async function show([name = '', what]: readonly string[], folder: string, terminal: Terminal): Promise<number> {
  const kept = await keptDirectories(folder)
  const yours = kept.flatMap((each) => (each.ok ? [each.directory] : []))
  const found = [...yours, ...builtInDirectories].find((each) => each.name === name.toUpperCase())
  if (!found) {
    terminal.err(`There is no directory ${name}; "entrepot edi directory list" tells which there are.`)
    return tellUnread(kept, terminal) || REFUSED
  }
  const from = yours.includes(found) ? 'your directory' : 'built in'
  const lines = what === undefined ? showDirectory(found, from) : showEntry(found, what.toUpperCase(), from)
  if (!lines) {
    terminal.err(`${found.name} (${from}) has no ${what}.`)
    return REFUSED
  }
  for (const line of lines) terminal.out(line)
  return DONE
}
