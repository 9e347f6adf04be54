/** `npm test`: the checks, then every test; the last line is `N passed, N failed`. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findBrowser, installBrowser } from './browser.ts'
import { runChecks } from './check.ts'
import { type Count, countLine, countOf, NOTHING_COUNTED, parseReport, type Report, skippedIn } from './count.ts'

/** Past this the tests are taken for stuck, and ended. */
const TESTS_TIMEOUT_MS = 25 * 60_000

const root = join(import.meta.dirname, '..')
const say = (line: string) => void process.stdout.write(`${line}\n`)

process.exitCode = await main(process.argv.slice(2))

async function main(filters: readonly string[]): Promise<number> {
  const checks = await runChecks(root, say)
  const browser = findBrowser() ?? installBrowser(say)
  say(
    browser === undefined
      ? 'No browser was found: the browser tests are left out.'
      : `Browser tests run in ${browser}.`,
  )
  const { report, code } = await runTests(filters, browser ?? '')
  tellSkipped(report)
  const tests = report === undefined ? NOTHING_COUNTED : countOf(report)
  const failedChecks = checks.filter(({ passed }) => !passed)
  for (const { name } of failedChecks) say(`check failed: ${name}`)
  const count: Count = {
    passed: tests.passed + checks.length - failedChecks.length,
    // A run that broke without naming a test counts as one failure.
    failed: Math.max(tests.failed, code === 0 && report !== undefined ? 0 : 1) + failedChecks.length,
    skipped: tests.skipped,
  }
  say(countLine(count))
  return count.failed === 0 ? 0 : 1
}

async function runTests(
  filters: readonly string[],
  browser: string,
): Promise<{ report: Report | undefined; code: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-report-'))
  const file = join(folder, 'report.json')
  const parameters = ['run', ...filters, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  try {
    const code = await runVitest(parameters, { ...process.env, ENTREPOT_BROWSER: browser })
    return { report: parseReport(readFileSync(file, 'utf8')), code }
  } catch (error) {
    say(`the tests ended without a report: ${String(error)}`)
    return { report: undefined, code: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runVitest(parameters: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const script = join(root, 'node_modules/vitest/vitest.mjs')
    const child = spawn(process.execPath, [script, ...parameters], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: TESTS_TIMEOUT_MS,
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void child.kill(signal))
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

function tellSkipped(report: Report | undefined): void {
  const skipped = report === undefined ? [] : skippedIn(report)
  if (skipped.length === 0) return
  say('Left out:')
  for (const { file, name } of skipped) say(`  ${relative(root, file)}: ${name}`)
}
