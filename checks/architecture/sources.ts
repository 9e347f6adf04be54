import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { judgeFiles, type SourceFile, type Violation } from './judge.ts'
import { PLANTED } from './planted.ts'
import { ROOMS } from './table.ts'

const SOURCES = '{standards,trade,server,web,cli,scenarios,bench,checks,runtime}/**/*.{ts,tsx,mjs}'
const LEFT_OUT = /(^|\/)(node_modules|dist)(\/|$)/
const manifest = z.object({ dependencies: z.record(z.string(), z.string()).default({}) })

/** Every source file of the clone. @throws {Error} when there is none, since then nothing would be judged. */
export function readSources(root: string): SourceFile[] {
  const paths = globSync(SOURCES, { cwd: root, exclude: (path) => LEFT_OUT.test(path) })
  if (paths.length === 0) throw new Error(`no source file matches ${SOURCES} in ${root}: the check would judge nothing`)
  return paths.toSorted().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/**
 * Judges the clone: its files against the table, the table against the folders and packages that there are, and before
 * all that the judge itself on planted violations.
 *
 * @returns one line for each thing that is wrong.
 */
export function checkArchitecture(root: string): string[] {
  const files = readSources(root)
  return [
    ...blindSpots(),
    ...judgeFiles(files).map(({ path, line, code, message }) => `${path}:${line} ${code}: ${message}`),
    ...emptyRooms(files),
    ...differingPackages(root),
  ]
}

function blindSpots(): string[] {
  return PLANTED.filter(
    ({ code, ...file }) => !judgeFiles([file]).some((violation: Violation) => violation.code === code),
  ).map(({ name }) => `the check is blind: it does not see ${name}`)
}

function emptyRooms(files: readonly SourceFile[]): string[] {
  return Object.keys(ROOMS)
    .filter((room) => room.startsWith('standards/') && !files.some(({ path }) => path.startsWith(`${room}/`)))
    .map((room) => `the table has the room ${room}, and no file is in it`)
}

/** The table and the packages' own lists say the same, so that a standard can be published alone. */
function differingPackages(root: string): string[] {
  return Object.entries(ROOMS).flatMap(([room, { mayImport }]) => {
    if (!room.startsWith('standards/')) return []
    const { dependencies } = manifest.parse(JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')))
    const listed = Object.keys(dependencies).filter((name) => name.startsWith('@entrepot/'))
    const allowed = Object.keys(mayImport).map((target) => target.replace('standards/', '@entrepot/'))
    if (listed.toSorted().join() === allowed.toSorted().join()) return []
    return [
      `${room}/package.json lists ${listed.join(', ') || 'no room'}, and the table allows ${allowed.join(', ') || 'none'}`,
    ]
  })
}
