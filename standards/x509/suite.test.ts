/**
 * The situations of path validation, clause by clause, in the order of the public suites: each with the verdict that the clause asks
 * for, ours and, where they support it, that of OpenSSL and of the JDK. The certificates are all made here.
 */
import { describe, expect, test } from 'vitest'
import { testWith } from '../../checks/testing-programs.ts'
import { chainRules, findPath, validatePath } from './index.ts'
import { jdkVerdicts } from './testing/judges/jdk.ts'
import { opensslVerdict } from './testing/judges/openssl.ts'
import { at } from './testing/scene.ts'
import type { PathCase } from './testing/suite/case.ts'
import { sections } from './testing/suite/sections.ts'

const judgementOf = ({ policies, revocation, more }: PathCase) => ({
  at,
  revocation: revocation ?? ('unchecked' as const),
  ...(policies === undefined ? {} : { policies }),
  ...more,
})

function expectation({ expected, index = 0 }: PathCase) {
  return expected === 'ok' ? { ok: true } : { ok: false, code: expected, rule: chainRules[expected], index }
}

describe.each(sections)('$title', ({ cases }) => {
  test.each(cases)('$title: $expected', (each) => {
    const path = each.path.map(({ certificate }) => certificate)
    const anchor = each.anchor.certificate
    expect(validatePath({ ...judgementOf(each), path, anchor })).toMatchObject(expectation(each))
    // In any order, with the anchor among them: what is valid is found, what is not is not.
    const [leaf = anchor, ...above] = path
    const found = findPath({
      ...judgementOf(each),
      leaf,
      certificates: [anchor, ...above.toReversed()],
      anchors: [anchor],
    })
    expect(found.ok).toBe(each.expected === 'ok')
  })

  testWith('openssl')('OpenSSL judges alike', () => {
    const judged = cases.filter(({ except }) => except?.openssl === undefined)
    const verdicts = judged.map((each) => `${each.title}: ${opensslVerdict(each) === '' ? 'ok' : 'refused'}`)
    expect(verdicts).toEqual(judged.map((each) => `${each.title}: ${each.expected === 'ok' ? 'ok' : 'refused'}`))
  })
})

testWith('JDK')('the JDK’s PKIX validator judges alike', { timeout: 60_000 }, () => {
  const judged = sections.flatMap(({ title, cases }) =>
    cases
      .filter(({ except }) => except?.jdk === undefined)
      .map((each) => ({ ...each, title: `${title}, ${each.title}` })),
  )
  const verdicts = jdkVerdicts(judged)
  expect(judged.map(({ title }, index) => `${title}: ${verdicts[index] === '' ? 'ok' : 'refused'}`)).toEqual(
    judged.map(({ title, expected }) => `${title}: ${expected === 'ok' ? 'ok' : 'refused'}`),
  )
})
