/** Runs the machine's own npm, and explains in plain words why it failed. */
import { accessSync, constants, existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { runChild } from './child.mjs'

/** Over a slow line the first install takes minutes; past this it is taken for stuck. */
const INSTALL_TIMEOUT_MS = 15 * 60_000
const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ENOTCACHED|ERR_SOCKET_TIMEOUT/

/**
 * How to call npm: as a script under a Node.js of our choice, or as a program where only that can be found.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {{ script: string } | { program: string } | undefined}
 */
export function findNpm(environment = process.env) {
  const fromNpm = environment['npm_execpath']
  if (fromNpm?.endsWith('npm-cli.js') && existsSync(fromNpm)) return { script: fromNpm }
  for (const folder of (environment['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, 'npm')
    if (folder === '' || !existsSync(candidate)) continue
    const real = realpathSync(candidate)
    return real.endsWith('npm-cli.js') ? { script: real } : { program: candidate }
  }
  return undefined
}

/**
 * Runs `npm ci --ignore-scripts` in a folder.
 *
 * @param {string} folder
 * @param {string} nodePath the Node.js that npm runs under
 * @param {(childPid: number) => void} guard is told npm's process id
 * @throws {Error} with npm's words and what to do, when it fails
 */
export async function npmCi(folder, nodePath, guard) {
  const npm = findNpm()
  if (npm === undefined)
    throw new Error('npm was not found on the PATH; install Node.js (18 or later) together with its npm')
  const flags = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const [command, ...before] = 'script' in npm ? [nodePath, npm.script] : [npm.program]
  const { code, output } = await runChild(command ?? nodePath, [...before, ...flags], {
    cwd: folder,
    env: environmentFor(folder, nodePath),
    timeoutMs: INSTALL_TIMEOUT_MS,
    guard,
  })
  if (code === 0) return
  throw new Error(explain(output, folder))
}

/**
 * Leaves out what an outer `npm start` or `npm run -w` said about itself; it would lead the inner npm to another folder.
 *
 * @param {string} folder
 * @param {string} nodePath
 * @returns {NodeJS.ProcessEnv}
 */
function environmentFor(folder, nodePath) {
  const outer =
    /^npm_(package_|lifecycle_|config_(local_prefix|prefix|global|workspace|omit|include|only|production|dry_run)|command|node_execpath|execpath)/i
  const kept = Object.entries(process.env).filter(([name]) => !outer.test(name))
  const environment = Object.fromEntries(kept)
  environment['PATH'] = `${dirname(nodePath)}${delimiter}${environment['PATH'] ?? ''}`
  if (!isWritable(homedir())) environment['npm_config_cache'] = join(folder, '.npm-cache')
  return environment
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Turns npm's words into what a person can do about it.
 *
 * @param {string} output
 * @param {string} folder
 * @returns {string}
 */
export function explain(output, folder) {
  const words = output.trim()
  if (OFFLINE.test(words)) {
    return `the package registry could not be reached; the first run needs the network (or set npm's "registry" or "proxy").\n${words}`
  }
  if (/EACCES|EPERM/.test(words)) return `npm may not write in ${folder}; run as the owner of that folder.\n${words}`
  if (words.includes('ENOSPC')) return `the disk is full; about 1.5 GB is needed.\n${words}`
  return `npm ci failed in ${folder}:\n${words}`
}
