/** `npm run check`: types, lint, format, dead exports, and the table of allowed arrows. */
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { checkArchitecture } from './architecture/sources.ts'

/** How one check came out; `words` are its complaints. */
export type CheckResult = {
  readonly name: string
  readonly passed: boolean
  readonly words: string
  readonly seconds: number
}

const CHECK_TIMEOUT_MS = 5 * 60_000
/** Of a check's complaints so many lines are shown; how many there are more is said. */
const LINES_SHOWN = 60

const PROGRAMS: readonly { name: string; program: string; parameters: readonly string[]; onlyWith?: string }[] = [
  { name: 'types', program: 'tsc', parameters: ['-p', '.'] },
  { name: 'types of the web pages', program: 'tsc', parameters: ['-p', 'web'], onlyWith: 'web/tsconfig.json' },
  { name: 'lint', program: 'oxlint', parameters: ['.', '--format=unix'] },
  { name: 'format', program: 'biome', parameters: ['format', '.', '--max-diagnostics=10'] },
  { name: 'dead exports and unlisted packages', program: 'knip', parameters: ['--no-progress', '--no-config-hints'] },
]

/** Runs every check in the clone at `root`, all at once, and tells each result as it comes. */
export async function runChecks(root: string, say: (line: string) => void): Promise<CheckResult[]> {
  const wanted = PROGRAMS.filter(({ onlyWith }) => onlyWith === undefined || existsSync(join(root, onlyWith)))
  say(`Checking ${[...wanted.map(({ name }) => name), 'arrows between rooms'].join(', ')} ...`)
  const checks = [
    ...wanted.map(({ name, program, parameters }) => measure(name, () => runProgram(root, program, parameters))),
    measure('arrows between rooms', () => Promise.resolve(checkArchitecture(root).join('\n'))),
  ]
  for (const check of checks) void check.then((result) => say(describe(result)))
  return Promise.all(checks)
}

function describe({ name, passed, words, seconds }: CheckResult): string {
  const told = `${name} (${seconds.toFixed(1)} s)`
  if (passed) return `  ok      ${told}`
  const lines = words.split('\n')
  const more = lines.length > LINES_SHOWN ? [`  ... and ${lines.length - LINES_SHOWN} lines more`] : []
  return [`  FAILED  ${told}`, ...lines.slice(0, LINES_SHOWN), ...more].join('\n')
}

async function measure(name: string, work: () => Promise<string>): Promise<CheckResult> {
  const startedAt = performance.now()
  const words = await work().catch((error: unknown) => String(error) || 'failed')
  return { name, passed: words === '', words, seconds: (performance.now() - startedAt) / 1000 }
}

/** @returns what the program complained of; nothing when it was content. */
function runProgram(root: string, program: string, parameters: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = realpathSync(join(root, 'node_modules/.bin', program))
    const child = spawn(process.execPath, [script, ...parameters], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: CHECK_TIMEOUT_MS,
    })
    const words: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => words.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => words.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const said = Buffer.concat(words).toString('utf8').trim()
      resolve(code === 0 ? '' : said || `${program} ended with ${code ?? 'a signal'}`)
    })
  })
}

if (import.meta.main) {
  const results = await runChecks(join(import.meta.dirname, '..'), (line) => void process.stdout.write(`${line}\n`))
  const failed = results.filter(({ passed }) => !passed)
  process.stdout.write(`${results.length - failed.length} passed, ${failed.length} failed\n`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
