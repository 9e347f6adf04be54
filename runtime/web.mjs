/** Builds the web pages into `web/dist/`, once for each state of their sources. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runChild } from './child.mjs'
import { withLock } from './lock.mjs'

const BUILD_TIMEOUT_MS = 5 * 60_000
const SOURCES = ['web', 'trade', 'standards', 'package-lock.json']
const NOT_SOURCES = new Set(['node_modules', 'dist', '.vite'])

/**
 * Builds when the sources differ from those that `web/dist/` was built of, or when there is no build.
 *
 * @param {string} root the clone
 * @param {string} nodePath
 * @param {import('./progress.mjs').Progress} progress
 * @throws {Error} with the builder's words when the build fails
 */
export async function buildWeb(root, nodePath, progress) {
  if (!existsSync(join(root, 'web/vite.config.ts'))) return
  if (builtOf(root) === hashSources(root)) return
  mkdirSync(join(root, '.runtime'), { recursive: true })
  await withLock(
    join(root, '.runtime/web-lock'),
    async (guard) => {
      const hash = hashSources(root)
      if (builtOf(root) === hash) return
      await progress.during('Building the web pages into web/dist/', () => build(root, nodePath, guard))
      writeFileSync(stampOf(root), hash)
    },
    { say: progress.say },
  )
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'web/dist/.built-of')
}

/** @param {string} root */
function builtOf(root) {
  return existsSync(stampOf(root)) ? readFileSync(stampOf(root), 'utf8') : undefined
}

/**
 * One hash over the paths and bytes of all that the web pages are built of; tests are left out.
 *
 * @param {string} root
 * @returns {string}
 */
export function hashSources(root) {
  const hash = createHash('sha256').update(process.version)
  for (const source of SOURCES) {
    for (const path of filesUnder(join(root, source))) {
      hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path))
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    if (NOT_SOURCES.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) return []
    return entry.isDirectory() || entry.isFile() ? filesUnder(join(path, entry.name)) : []
  })
}

/**
 * @param {string} root
 * @param {string} nodePath
 * @param {(childPid: number) => void} guard
 */
async function build(root, nodePath, guard) {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { code, output } = await runChild(nodePath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    timeoutMs: BUILD_TIMEOUT_MS,
    guard,
  })
  if (code !== 0) throw new Error(`the web pages could not be built:\n${output.trim()}`)
}
