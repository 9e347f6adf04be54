import { expect, test } from 'vitest'
import { countLine, countOf, parseReport, skippedIn } from './count.ts'

const report = parseReport(
  JSON.stringify({
    testResults: [
      {
        name: '/clone/a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'one', status: 'passed' },
          { fullName: 'two', status: 'failed' },
          { fullName: 'three', status: 'skipped' },
          { fullName: 'four', status: 'todo' },
        ],
      },
      { name: '/clone/broken.test.ts', status: 'failed', assertionResults: [] },
    ],
  }),
)

test('a file that breaks before its first test counts as a failure', () => {
  expect(countOf(report)).toEqual({ passed: 1, failed: 2, skipped: 2 })
})

test('what was left out is named', () => {
  expect(skippedIn(report)).toEqual([
    { file: '/clone/a.test.ts', name: 'three' },
    { file: '/clone/a.test.ts', name: 'four' },
  ])
})

test('the last line counts what was skipped only when there is any', () => {
  expect(countLine(countOf(report))).toBe('1 passed, 2 failed, 2 skipped')
  expect(countLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
})
