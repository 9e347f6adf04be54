import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { firstMissing, readLock } from './installed.mjs'

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const mac = { os: 'darwin', cpu: 'arm64', libc: '' }
const lock = {
  packages: {
    '': {},
    server: { version: '0.1.0' },
    'node_modules/@entrepot/server': { resolved: 'server', link: true },
    'node_modules/pg': { version: '8.0.0', integrity: 'sha512-pg' },
    'node_modules/database-linux': {
      version: '18.0.0',
      integrity: 'sha512-linux',
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
    },
    'node_modules/database-mac': { version: '18.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
    'node_modules/colours': { version: '1.0.0', integrity: 'sha512-colours', optional: true },
  },
}
const onLinux = {
  packages: {
    'node_modules/@entrepot/server': { resolved: 'server', link: true },
    'node_modules/pg': { version: '8.0.0', integrity: 'sha512-pg' },
    'node_modules/database-linux': { version: '18.0.0', integrity: 'sha512-linux' },
  },
}

test('an installation that has all that this platform needs misses nothing', () => {
  expect(firstMissing(lock, onLinux, linux)).toBeUndefined()
})

test('nothing installed, or an installation cut short before npm recorded it, misses everything', () => {
  expect(firstMissing(lock, undefined, linux)).toBe('node_modules')
})

test('an installation of another platform misses what is made for this one', () => {
  expect(firstMissing(lock, onLinux, mac)).toBe('node_modules/database-mac')
})

test.each([
  ['another version', { version: '8.0.1', integrity: 'sha512-pg' }],
  ['other content', { version: '8.0.0', integrity: 'sha512-forged' }],
])('a package of %s is missing', (_, found) => {
  const installed = { packages: { ...onLinux.packages, 'node_modules/pg': found } }
  expect(firstMissing(lock, installed, linux)).toBe('node_modules/pg')
})

test('a workspace that the installation does not link yet is missing', () => {
  const { 'node_modules/@entrepot/server': _, ...rest } = onLinux.packages
  expect(firstMissing(lock, { packages: rest }, linux)).toBe('node_modules/@entrepot/server')
})

test('a lock file that is not there or half written is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'half.json'), '{"packages": {')
  expect(readLock(join(folder, 'none.json'))).toBeUndefined()
  expect(readLock(join(folder, 'half.json'))).toBeUndefined()
})
