import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { judgeFiles } from './judge.ts'
import { PLANTED } from './planted.ts'
import { checkArchitecture, readSources } from './sources.ts'

describe('the check finds', () => {
  test.each(PLANTED)('$name ($code)', ({ path, text, code }) => {
    expect(judgeFiles([{ path, text }]).map((violation) => violation.code)).toEqual([code])
  })
})

describe('the check lets pass', () => {
  test.each([
    ['an arrow of the table', 'standards/tariff/a.ts', `import { money } from '@entrepot/money'`],
    ['a room entered by its face', 'trade/act/a.ts', `import { fold } from '../file/index.ts'`],
    ['a document that reads every flow', 'trade/documents/a.ts', `import { sale } from '@entrepot/trade/business'`],
    ['a moment made of its parts', 'trade/file/a.ts', `export const at = new Date(0)`],
    ['a name of our own like a global', 'trade/file/a.ts', `export const f = (document: string) => document`],
    ['a member named like a global', 'trade/file/a.ts', `export const f = (act: { process: 1 }) => act.process`],
    ['a test of a pure room that uses the clock', 'trade/file/a.test.ts', `Date.now()`],
    ['a test on the golden trade', 'trade/file/a.test.ts', `import { golden } from '@entrepot/scenarios'`],
  ])('%s', (_, path, text) => {
    expect(judgeFiles([{ path, text }])).toEqual([])
  })
})

test('every violation names its line', () => {
  const text = `\n\nimport '@entrepot/server'\n`
  expect(judgeFiles([{ path: 'standards/money/a.ts', text }])).toMatchObject([{ line: 3 }])
})

test('our own files keep to the table', () => {
  expect(checkArchitecture(join(import.meta.dirname, '../..'))).toEqual([])
})

test('a check that matches no file fails', () => {
  const empty = mkdtempSync(join(tmpdir(), 'entrepot-empty-'))
  onTestFinished(() => rmSync(empty, { recursive: true }))
  expect(() => readSources(empty)).toThrow('the check would judge nothing')
})
