import { posix } from 'node:path'
import { type Module, readModule } from './read-module.ts'
import { FOR_TESTS, IMPURE_FILES, LONG_FILES, MAX_FILE_LINES, ROOMS } from './table.ts'

/** A source file: its path from the root, with `/`, and its text. */
export type SourceFile = { readonly path: string; readonly text: string }

/** What a file does that it may not. Codes are stable. */
export type Violation = {
  readonly code:
    | 'room/unknown'
    | 'arrow/not-allowed'
    | 'arrow/computed'
    | 'arrow/across-packages'
    | 'arrow/past-the-face'
    | 'purity/node'
    | 'purity/global'
    | 'style/any'
    | 'style/too-long'
  readonly path: string
  readonly line: number
  readonly message: string
}

/** Where an import leads: to a room of ours, to Node.js, or to a foreign package. */
type Target =
  | { readonly room: string | undefined; readonly path: string; readonly relative: boolean }
  | 'node'
  | 'package'

/** Tests, and what tests alone import, may be impure and lean on scenarios. */
function isForTests(path: string): boolean {
  return /\.test\.(tsx?|mjs)$/.test(path) || /(^|\/)testing([-.][\w-]*)?(\.tsx?|\/)/.test(path)
}

/** Judges every file against the table of arrows and the rules of style that a machine can see. */
export function judgeFiles(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path)
    const report = (code: Violation['code'], line: number, message: string): Violation => ({
      code,
      path: file.path,
      line,
      message,
    })
    if (room === undefined)
      return [report('room/unknown', 1, 'no room of the table holds this file; add it with its arrows')]
    const module = readModule(file.path, file.text)
    const violations = [
      ...judgeArrows(file.path, room, module, report),
      ...judgePurity(file.path, room, module, report),
    ]
    for (const { line } of module.anys)
      violations.push(report('style/any', line, 'no `any`: say the type, or `unknown`'))
    const lines = file.text.split('\n').length - 1
    if (lines > MAX_FILE_LINES && !isForTests(file.path) && !(file.path in LONG_FILES)) {
      violations.push(
        report('style/too-long', lines, `${lines} lines, and ${MAX_FILE_LINES} are the most: split it by what it owns`),
      )
    }
    return violations
  })
}

/** Rooms of the root package: it has no name to be imported by, and no face. */
const OF_THE_ROOT: ReadonlySet<string> = new Set(['checks', 'runtime'])

type Report = (code: Violation['code'], line: number, message: string) => Violation

function judgeArrows(path: string, room: string, module: Module, report: Report): Violation[] {
  const computed = module.computedImports.map(({ line }) =>
    report('arrow/computed', line, 'an import whose target is computed hides its arrow'),
  )
  const arrows = module.imports.flatMap(({ text, line }) => {
    const target = targetOf(path, text)
    if (typeof target === 'string' || target.room === room) return []
    if (target.room === undefined || !isAllowed(path, room, target.room)) {
      return [report('arrow/not-allowed', line, `${room} may not import ${target.room ?? text}`)]
    }
    if (OF_THE_ROOT.has(target.room)) return []
    if (target.relative && packageOf(room) !== packageOf(target.room)) {
      return [report('arrow/across-packages', line, `import another package by its name, and not as ${text}`)]
    }
    const face = posix.basename(target.path) === 'index.ts' || (isForTests(path) && isForTests(target.path))
    return target.relative && !face
      ? [report('arrow/past-the-face', line, `${target.room} is entered by its index.ts alone`)]
      : []
  })
  return [...computed, ...arrows]
}

function isAllowed(path: string, room: string, target: string): boolean {
  const allowed = { ...ROOMS[room]?.mayImport, ...(isForTests(path) ? FOR_TESTS : {}) }
  return target in allowed || `${target.split('/')[0]}/*` in allowed
}

function judgePurity(path: string, room: string, module: Module, report: Report): Violation[] {
  if (ROOMS[room]?.pure !== true || isForTests(path) || path in IMPURE_FILES) return []
  const nodes = module.imports.filter(({ text }) => targetOf(path, text) === 'node')
  return [
    ...nodes.map(({ text, line }) =>
      report('purity/node', line, `${room} runs in a browser, too, and may not import ${text}`),
    ),
    ...module.impurities.map(({ text, line }) =>
      report('purity/global', line, `${room} is pure: ${text} comes in as an argument`),
    ),
  ]
}

function roomOf(path: string): string | undefined {
  const [first = '', second = ''] = path.split('/')
  const room =
    first === 'standards' || first === 'trade' ? `${first}/${second}` : path.includes('/') ? first : 'runtime'
  return room in ROOMS ? room : undefined
}

/** `standards` packages are one a room; all of trade is one package. */
function packageOf(room: string): string {
  return room.startsWith('trade/') ? 'trade' : room
}

function targetOf(from: string, specifier: string): Target {
  if (specifier.startsWith('node:')) return 'node'
  if (specifier.startsWith('.')) {
    const path = posix.join(posix.dirname(from), specifier)
    return { room: roomOf(path), path, relative: true }
  }
  const [, name = '', inner = ''] = /^@entrepot\/([^/]+)\/?(.*)$/.exec(specifier) ?? []
  if (name === '') return 'package'
  const path =
    name === 'trade'
      ? `trade/${inner}/index.ts`
      : `standards/${name}` in ROOMS
        ? `standards/${name}/index.ts`
        : `${name}/index.ts`
  return { room: roomOf(path), path, relative: false }
}
