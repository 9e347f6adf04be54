/**
 * NIST's Public Key Interoperability Test Suite (PKITS 1.0.1), every run of its document: one pool of all certificates and one of all
 * lists, paths to be found. Its data are not part of the project; `ENTREPOT_PKITS` names a folder with `certs/` and `crls/`.
 */
import { expect, test } from 'vitest'
import { describeUnless } from '../../checks/testing-programs.ts'
import { type Certificate, findPath } from './index.ts'
import { type PkitsMaterial, readPkits, withoutPkits } from './testing/pkits/material.ts'
import { type PkitsRun, testPolicy } from './testing/pkits/run.ts'
import { pkitsSections } from './testing/pkits/sections.ts'

/** Within the validity of the suite's certificates, 2010 to 2030. */
const at = Date.UTC(2020, 0, 1)

const material: PkitsMaterial =
  withoutPkits === undefined ? readPkits() : { certificates: new Map(), lists: [], malformed: [] }
const certificates = [...material.certificates.values()].filter((each) => each !== undefined)

function anchor(): Certificate {
  const found = material.certificates.get('TrustAnchorRootCertificate')
  if (found === undefined) throw new Error('the trust anchor of PKITS is not there')
  return found
}

/** The verdict on a run: valid with its policies, or our code with the place of the certificate that is refused. */
function verdictOf({ number, leaf: name, policies }: PkitsRun): string {
  const file = `${name}EE`
  if (!material.certificates.has(file)) return `${number} ${name}: not there`
  const leaf = material.certificates.get(file)
  if (leaf === undefined) return `${number} ${name}: malformed at 0`
  const revocation = { lists: material.lists }
  // DSA and its SHA-1 stand in 4.1 alone.
  const algorithms = { legacy: 'accepted' } as const
  const verdict = findPath({ leaf, certificates, anchors: [anchor()], at, revocation, policies, algorithms })
  if (!verdict.ok) return `${number} ${name}: ${verdict.code} at ${verdict.index}`
  const { user } = verdict.policies
  return `${number} ${name}: valid for ${user === 'any' ? 'any' : [...user].toSorted().join()}`
}

function expectation({ number, leaf, expected, index, user }: PkitsRun): string {
  if (expected !== 'valid') return `${number} ${leaf}: ${expected} at ${index}`
  return `${number} ${leaf}: valid for ${user === 'any' ? 'any' : user.map(testPolicy).join()}`
}

describeUnless(withoutPkits)('NIST PKITS', () => {
  test.each(pkitsSections)('$title: every run as NIST has it, for the reason that its test is about', ({ runs }) => {
    expect(runs.map(verdictOf)).toEqual(runs.map(expectation))
  })

  test('every certificate of an end entity is judged', () => {
    const judged = new Set(pkitsSections.flatMap(({ runs }) => runs.map(({ leaf }) => `${leaf}EE`)))
    const given = [...material.certificates.keys()].filter((name) => name.endsWith('EE'))
    expect(new Set(given)).toEqual(judged)
  })

  // Their bit strings say that the last bit is unused; no algorithm in use makes such signatures.
  test('only signatures that are no whole number of octets are malformed', () => {
    expect(material.malformed).toEqual([
      'BadSignedCACert: asn1/bit-string',
      'InvalidDSASignatureTest6EE: asn1/bit-string',
      'BadCRLSignatureCACRL: asn1/bit-string',
    ])
  })

  test.each([
    ['UserNoticeQualifierTest15', 1, 'q1:'],
    ['UserNoticeQualifierTest16', 1, 'q1:'],
    ['UserNoticeQualifierTest17', 1, 'q3:'],
    ['UserNoticeQualifierTest18', 1, 'q4:'],
    ['UserNoticeQualifierTest18', 2, 'q5:'],
    ['UserNoticeQualifierTest19', 1, 'q6:'],
    ['CPSPointerQualifierTest20', 1, 'http://csrc.nist.gov/'],
    ['ValidPolicyMappingTest12', 3, 'q7:'],
    ['ValidPolicyMappingTest12', 2, 'q8:'],
  ])('%s: what is to be shown for policy %i begins with %s', (name, policy, text) => {
    const leaf = material.certificates.get(`${name}EE`) ?? anchor()
    const verdict = findPath({ leaf, certificates, anchors: [anchor()], at, revocation: { lists: material.lists } })
    if (!verdict.ok) throw new Error(verdict.code)
    const qualifiers = verdict.policies.qualifiers.get(testPolicy(policy)) ?? []
    expect(qualifiers.map(({ value }) => Buffer.from(value).toString('latin1')).join()).toContain(text)
  })
})

test('PKITS has 224 tests, told here as 247 runs', () => {
  const numbers = pkitsSections.flatMap(({ runs }) => runs.map(({ number }) => number))
  expect(new Set(numbers).size).toBe(247)
  expect(new Set(numbers.map((number) => number.split('.').slice(0, 3).join('.'))).size).toBe(224)
})
