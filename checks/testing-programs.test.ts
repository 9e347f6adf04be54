import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readSources } from './architecture/sources.ts'
import { missing, programs, testUnless, testWith, titleNaming, titleUnless } from './testing-programs.ts'

test('a program that is not on the PATH is missing, by its name', () => {
  const empty = mkdtempSync(join(tmpdir(), 'entrepot-empty-'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(empty, { recursive: true })
  })
  vi.stubEnv('PATH', empty)
  expect(missing('openssl', 'JDK')).toBe('no openssl, no JDK')
  expect(missing()).toBeUndefined()
})

test('what is left out says why, and what is not says nothing', () => {
  expect(titleUnless('no openssl', 'openssl verifies it')).toBe('openssl verifies it (left out: no openssl)')
  expect(titleUnless(undefined, 'openssl verifies it')).toBe('openssl verifies it')
})

test('a test names the programs that it asks, or is not even loaded', () => {
  expect(titleNaming(['openssl', 'certtool'], 'OpenSSL and GnuTLS read it')).toBe('OpenSSL and GnuTLS read it')
  expect(() => titleNaming(['openssl', 'certtool'], 'OpenSSL reads it')).toThrow('certtool')
  expect(() => testWith('xmllint')('it is canonical', () => undefined)).toThrow('xmllint')
})

const ran: string[] = []
testUnless(undefined)('what nothing stands against runs', () => void ran.push('one'))
testUnless(undefined).each([
  ['a', 1],
  ['b', 2],
])('row %s runs cell by cell', (letter, count) => void ran.push(letter.repeat(count)))
testUnless(undefined).each(['c'])('a row of one cell, %s, runs', { timeout: 1_000 }, (letter) => void ran.push(letter))
test('all of these ran', () => expect(ran).toEqual(['one', 'a', 'bb', 'c']))

/** How a test file leaves tests out, or asks programs, past `testing-programs.ts`. */
function silences(text: string): string[] {
  const asks = new RegExp(`['"\`](?:${programs.join('|')})['"\`]`, 'u').exec(text)?.[0]
  const asksAlone = asks !== undefined && !/\/testing-programs\.ts'/u.test(text)
  return [
    ...(/\b(?:describe|test)\.(?:skip|skipIf|runIf|todo)\b/u.exec(text) ?? []),
    ...(asksAlone ? [`asks ${asks}`] : []),
  ]
}

test.each([
  ['test.skipIf(true)("x")', ['test.skipIf']],
  ['describe.runIf(true)("x")', ['describe.runIf']],
  ["spawnSync('openssl', [])", ["asks 'openssl'"]],
  ["import { testWith } from '../checks/testing-programs.ts'\nspawnSync('openssl', [])", []],
  ['lexer.skip()', []],
])('of %j is told %j', (text, told) => expect(silences(text)).toEqual(told))

test('no test is left out, and none asks another program, but by name', () => {
  const tests = readSources(join(import.meta.dirname, '..')).filter(({ path }) => /\.test\.(?:tsx?|mjs)$/u.test(path))
  expect(tests.length).toBeGreaterThan(200)
  const told = tests
    .filter(({ path }) => path !== 'checks/testing-programs.test.ts')
    .flatMap(({ path, text }) => silences(text).map((silence) => `${path} ${silence}`))
  expect(told).toEqual([])
})
