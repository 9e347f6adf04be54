/**
 * Whether what npm recorded as installed is what the lock file asks for.
 *
 * npm writes `node_modules/.package-lock.json` last, after every package is in place; so this record agreeing with
 * the lock means that nothing has to be done, whoever installed it (bootstrap.mjs or a person's own `npm install`).
 */
import { readFileSync } from 'node:fs'
import { codeOf } from './lock.mjs'

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, resolved?: string, optional?: boolean,
 *   devOptional?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[] }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 * @typedef {{ os: string, cpu: string, libc: string }} Platform
 */

/**
 * Reads a lock file; a missing or half-written one is `undefined`.
 *
 * @param {string} path
 * @returns {Lock | undefined}
 */
export function readLock(path) {
  try {
    /** @type {unknown} */
    const lock = JSON.parse(readFileSync(path, 'utf8'))
    return isLock(lock) ? lock : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * The first package that the lock asks for on this platform and the record of what is installed lacks.
 *
 * Optional packages may be left out, except one made for just this platform: those carry the programs that we run.
 *
 * @param {Lock} lock
 * @param {Lock | undefined} installed
 * @param {Platform} platform
 * @returns {string | undefined} its place, such as `node_modules/pg`; `undefined` when all is there
 */
export function firstMissing(lock, installed, platform) {
  if (installed === undefined) return 'node_modules'
  return Object.keys(lock.packages).find((place) => {
    if (!place.includes('node_modules/')) return false
    const wanted = lock.packages[place]
    const found = installed.packages[place]
    if (wanted === undefined) return false
    if (found !== undefined) return !sameContent(wanted, found)
    if (!fits(wanted, platform)) return false
    const mayBeLeftOut = wanted.optional === true || wanted.devOptional === true
    return !mayBeLeftOut || wanted.os !== undefined || wanted.cpu !== undefined
  })
}

/**
 * @param {LockEntry} wanted
 * @param {LockEntry} found
 */
function sameContent(wanted, found) {
  if (wanted.link === true) return found.link === true && found.resolved === wanted.resolved
  // A lock made beside a registry that lacks a platform's package knows that package's version alone.
  return found.version === wanted.version && (wanted.integrity === undefined || found.integrity === wanted.integrity)
}

/**
 * @param {LockEntry} entry
 * @param {Platform} platform
 */
function fits(entry, platform) {
  return allows(entry.os, platform.os) && allows(entry.cpu, platform.cpu) && allows(entry.libc, platform.libc)
}

/**
 * npm's rule for `os`, `cpu` and `libc`: a list of names, or of names to leave out with a `!` before them.
 *
 * @param {string | string[] | undefined} list
 * @param {string} value
 */
function allows(list, value) {
  if (list === undefined) return true
  const names = typeof list === 'string' ? [list] : list
  if (names.includes(`!${value}`)) return false
  const accepted = names.filter((name) => !name.startsWith('!'))
  return accepted.length === 0 || accepted.includes(value)
}

/**
 * @param {unknown} value
 * @returns {value is Lock}
 */
function isLock(value) {
  return typeof value === 'object' && value !== null && 'packages' in value && typeof value.packages === 'object'
}
