import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A browser answers its version in well under a second; a launcher that only explains how to install one does not. */
const ANSWER_TIMEOUT_MS = 20_000
const PACKAGE_TIMEOUT_MS = 5 * 60_000

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const USUAL_PLACES = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  ...['/Applications', join(homedir(), 'Applications')].flatMap((folder) => [
    join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
    join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
    join(folder, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
  ]),
]
const PLAYWRIGHT_CACHES = [join(homedir(), '.cache/ms-playwright'), join(homedir(), 'Library/Caches/ms-playwright')]
const IN_PLAYWRIGHT_CACHE =
  'chromium*-*/{chrome-linux*/{chrome,headless_shell},chrome-headless-shell-*/chrome-headless-shell,' +
  'chrome-mac*/Chromium.app/Contents/MacOS/Chromium,chrome-mac*/*.app/Contents/MacOS/*}'

/**
 * Finds a Chromium for the browser tests: the one that `ENTREPOT_BROWSER` names, else Chrome or Chromium on the PATH or in
 * its usual place, else Playwright's own.
 *
 * @returns the path of a program that answers its version, or `undefined`; an empty `ENTREPOT_BROWSER` means none.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment['ENTREPOT_BROWSER']
  if (named !== undefined) return named === '' ? undefined : named
  const onPath = (environment['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => PROGRAMS.map((program) => join(folder, program)))
  const given = environment['PLAYWRIGHT_BROWSERS_PATH']
  const caches = given === undefined ? PLAYWRIGHT_CACHES : [given, ...PLAYWRIGHT_CACHES]
  const playwrights = caches.flatMap((cwd) =>
    existsSync(cwd) ? globSync(IN_PLAYWRIGHT_CACHE, { cwd }).map((path) => join(cwd, path)) : [],
  )
  return [...onPath, ...USUAL_PLACES, ...playwrights].find((path) => isProgram(path) && answers(path))
}

/**
 * Installs Debian's Chromium where that can be done without asking anybody: as root, with apt.
 *
 * @returns the browser then found; `undefined` where it cannot be had.
 */
export function installBrowser(say: (line: string) => void): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  say('Installing Chromium for the browser tests (apt-get install chromium) ...')
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const steps = [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]
  for (const step of steps) {
    const options = { env: environment, stdio: 'ignore', timeout: PACKAGE_TIMEOUT_MS } as const
    if (spawnSync('apt-get', step, options).status !== 0) return undefined
  }
  return findBrowser()
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function answers(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: ANSWER_TIMEOUT_MS }).status === 0
}
