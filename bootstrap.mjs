/**
 * Runs a task of Entrepot on any machine with Node.js 18 or later: `node bootstrap.mjs start|test|check|trade|verify ...`.
 *
 * Entrepot itself needs the Node.js that runtime/package-lock.json pins. A machine's own Node.js is used when it has the
 * same major and is not older; else the pinned one is installed into `.runtime/`. Then the packages are installed as
 * package-lock.json has them, and the task goes on under that Node.js, with our arguments, signals and exit code.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './runtime/install.mjs'
import { startProgress } from './runtime/progress.mjs'
import { buildWeb } from './runtime/web.mjs'

/** @type {Record<string, { command: string[], needsWeb?: true }>} */
const TASKS = {
  start: { command: ['cli/index.ts', 'serve'], needsWeb: true },
  trade: { command: ['cli/index.ts', 'trade'] },
  verify: { command: ['cli/index.ts', 'verify'] },
  entrepot: { command: ['cli/index.ts'] },
  check: { command: ['checks/check.ts'] },
  test: { command: ['checks/test.ts'], needsWeb: true },
  generate: { command: ['scenarios/elements-page.ts'] },
  'bench:acts': { command: ['bench/acts.ts'] },
  'bench:edi': { command: ['bench/edi/edi.ts'] },
  'bench:trust': { command: ['bench/trust/trust.ts'] },
}

const root = dirname(fileURLToPath(import.meta.url))

/**
 * @param {string | undefined} name
 * @param {string[]} parameters
 * @returns {Promise<number>} the exit code
 */
async function main(name, parameters) {
  const task = name === undefined ? undefined : TASKS[name]
  if (task === undefined) {
    process.stderr.write(`usage: node bootstrap.mjs ${Object.keys(TASKS).join('|')} [options]\n`)
    return 2
  }
  const progress = startProgress()
  try {
    const nodePath = await prepare(root, progress)
    if (task.needsWeb) await buildWeb(root, nodePath, progress)
    const [script = '', ...fixed] = task.command
    return await runTask(nodePath, [join(root, script), ...fixed, ...parameters])
  } catch (error) {
    process.stderr.write(`entrepot: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

/**
 * Runs the task in our own process group. From a terminal it therefore gets an interrupt both from there and from us;
 * the task must take a repeated one for the same.
 *
 * @param {string} nodePath
 * @param {string[]} parameters
 * @returns {Promise<number>}
 */
function runTask(nodePath, parameters) {
  return new Promise((resolve, reject) => {
    const environment = {
      ...process.env,
      PATH: `${dirname(nodePath)}:${process.env['PATH'] ?? ''}`,
      // What was stripped of types and compiled before is not so again: a process starts sooner, and is 20 MB smaller.
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(root, '.runtime/compile-cache'),
    }
    const child = spawn(nodePath, parameters, { stdio: 'inherit', env: environment })
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => void child.kill(signal))
    }
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))
  })
}

process.exitCode = await main(process.argv[2], process.argv.slice(3))
