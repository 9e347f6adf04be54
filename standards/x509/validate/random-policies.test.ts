/** Policies, mappings and inhibitors as they fall, on paths as they fall: OpenSSL gives the verdict. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { testWith } from '../../../checks/testing-programs.ts'
import { ANY_POLICY, type InitialPolicies, validatePath } from '../index.ts'
import { opensslVerdict } from '../testing/judges/openssl.ts'
import { at, authority, leaf, type Made } from '../testing/scene.ts'

/** Each path costs a process. */
const PATHS = 40

const policy = fc.constantFrom('2.999.1', '2.999.2', '2.999.3')
const often = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 5 })
const seldom = <Value>(value: fc.Arbitrary<Value>) => fc.oneof(fc.constant(undefined), fc.constant(undefined), value)
const certificatePolicies = often(
  fc.uniqueArray(fc.oneof(policy, policy, fc.constant(ANY_POLICY)), { minLength: 1, maxLength: 3 }),
)
const count = fc.nat(2)

const issuer = fc.record({
  certificatePolicies,
  policyMappings: seldom(
    fc.array(fc.record({ issuerDomain: policy, subjectDomain: policy }), { minLength: 1, maxLength: 2 }),
  ),
  policyConstraints: seldom(
    fc.oneof(fc.record({ requireExplicitPolicy: count }), fc.record({ inhibitPolicyMapping: count })),
  ),
  inhibitAnyPolicy: seldom(count),
})

const inputs = fc.record({
  accepted: fc.option(fc.uniqueArray(policy, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  isExplicitRequired: fc.boolean(),
  isMappingInhibited: seldom(fc.constant(true)),
  isAnyInhibited: seldom(fc.constant(true)),
})

const written = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))

const root = authority('Root')

function pathOf(issuers: readonly [extensions: object, isSelfIssued: boolean][], last: object): Made[] {
  const above = issuers.reduce<Made[]>((path, [extensions, isSelfIssued], depth) => {
    const [by = root] = path
    const subject = isSelfIssued && depth > 0 ? { subject: by.certificate.subject } : {}
    return [authority(`Authority ${depth}`, by, { ...subject, extensions: written(extensions) }), ...path]
  }, [])
  return [leaf('User', above[0] ?? root, { extensions: written(last) }), ...above]
}

testWith('openssl')(`OpenSSL judges the policies of ${PATHS} paths alike`, { timeout: 120_000 }, () => {
  const issuers = fc.array(fc.tuple(issuer, fc.boolean()), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(issuers, fc.record({ certificatePolicies }), inputs, (above, last, given) => {
      const path = pathOf(above, last)
      const policies = written(given) as InitialPolicies
      const question = { at, revocation: 'unchecked' as const, policies, anchor: root.certificate }
      const verdict = validatePath({ ...question, path: path.map(({ certificate }) => certificate) })
      const judge = opensslVerdict({ title: '', path, anchor: root, expected: 'ok', policies })
      expect({ verdict, isAccepted: verdict.ok }).toEqual({ verdict, isAccepted: judge === '' })
    }),
    { numRuns: PATHS },
  )
})
