import { z } from 'zod'

/** How many tests came out how. */
export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number }

export const NOTHING_COUNTED: Count = { passed: 0, failed: 0, skipped: 0 }

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/** What of vitest's JSON report is used here. */
export type Report = z.infer<typeof report>

/** Reads a report. @throws when it is not one. */
export function parseReport(text: string): Report {
  return report.parse(JSON.parse(text))
}

/** Counts the tests; a file that failed before or beside its tests counts as one failure. */
export function countOf({ testResults }: Report): Count {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const passed = tests.filter(({ status }) => status === 'passed').length
  const failed = tests.filter(({ status }) => status === 'failed').length
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  ).length
  return { passed, failed: failed + brokenFiles, skipped: tests.length - passed - failed }
}

/** The tests that were left out, by file and name. */
export function skippedIn({ testResults }: Report): { file: string; name: string }[] {
  return testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => ({ file, name: fullName })),
  )
}

/** The line that a run ends with, such as `12 passed, 0 failed, 1 skipped`. */
export function countLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
