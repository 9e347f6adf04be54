/** Certificate policies: explicit ones, mappings, inhibitors. Policies stand under the example arc 2.999. */
import type { ExtensionsToIssue, InitialPolicies } from '../../index.ts'
import { authority, leaf, type Made } from '../scene.ts'
import type { PathCase, Section } from './case.ts'

const [p1, p2, p3, p4, p5, p6, p7] = [
  '2.999.1',
  '2.999.2',
  '2.999.3',
  '2.999.4',
  '2.999.5',
  '2.999.6',
  '2.999.7',
] as const
const any = '2.5.29.32.0'
const root = authority('Root')
let made = 0

const below = (by: Made, certificatePolicies: readonly string[] | null, more: ExtensionsToIssue = {}): Made =>
  authority(`Authority ${(made += 1)}`, by, { extensions: { certificatePolicies, ...more } })
const rolled = (by: Made, certificatePolicies: readonly string[] | null, more: ExtensionsToIssue = {}): Made =>
  authority(`Authority ${(made += 1)}`, by, {
    subject: by.certificate.subject,
    extensions: { certificatePolicies, ...more },
  })
const user = (by: Made, certificatePolicies: readonly string[] | null): Made =>
  leaf(`Leaf ${(made += 1)}`, by, { extensions: { certificatePolicies } })
const maps = (...pairs: [from: string, to: string][]): ExtensionsToIssue => ({
  policyMappings: pairs.map(([issuerDomain, subjectDomain]) => ({ issuerDomain, subjectDomain })),
})
const requires = (requireExplicitPolicy: number): ExtensionsToIssue => ({
  policyConstraints: { requireExplicitPolicy },
})
const inhibits = (inhibitPolicyMapping: number): ExtensionsToIssue => ({ policyConstraints: { inhibitPolicyMapping } })
const explicit: InitialPolicies = { isExplicitRequired: true }
const accepts = (...accepted: string[]): InitialPolicies => ({ isExplicitRequired: true, accepted })

/** A path from its top down, without the root. */
function judged(
  title: string,
  downwards: readonly Made[],
  expected: PathCase['expected'],
  more: Partial<PathCase> = {},
): PathCase {
  return { title, path: downwards.toReversed(), anchor: root, expected, ...more }
}

const one = below(root, [p1])
const oneTwo = below(root, [p1, p2])
const none = below(root, null)
const anyone = below(root, [any])

export const policies: Section = {
  title: '6.1.3(d), (e), (f) certificate policies',
  cases: [
    judged('the same policy everywhere', [one, user(one, [p1])], 'ok', { policies: explicit }),
    judged('the same policy, and it is accepted', [one, user(one, [p1])], 'ok', { policies: accepts(p1) }),
    judged('the same policy, and another is accepted', [one, user(one, [p1])], 'x509/policy', {
      policies: accepts(p2),
    }),
    judged('the same policy, and two are accepted', [one, user(one, [p1])], 'ok', { policies: accepts(p2, p1) }),
    judged('none anywhere, and none is required', [none, user(none, null)], 'ok'),
    judged('none anywhere, and one is required', [none, user(none, null)], 'x509/policy', {
      policies: explicit,
      index: 1,
    }),
    judged('another policy in the leaf', [one, user(one, [p2])], 'ok'),
    judged('another policy in the leaf, and one is required', [one, user(one, [p2])], 'x509/policy', {
      policies: explicit,
    }),
    judged('none in the leaf, and one is required', [one, user(one, null)], 'x509/policy', { policies: explicit }),
    ...(() => {
      const second = below(oneTwo, [p2, p3])
      const third = below(second, [p3])
      return [
        judged(
          'policies that overlap in two certificates at a time',
          [oneTwo, second, third, user(third, [p3])],
          'x509/policy',
          { policies: explicit, index: 1 },
        ),
        judged('policies that overlap throughout', [oneTwo, second, user(second, [p2])], 'ok', {
          policies: accepts(p2),
        }),
      ]
    })(),
    judged('any policy in the authority', [anyone, user(anyone, [p1])], 'ok', { policies: accepts(p1) }),
    judged('any policy in the authority, and another is accepted', [anyone, user(anyone, [p1])], 'x509/policy', {
      policies: accepts(p2),
    }),
    judged('any policy in the leaf', [one, user(one, [any])], 'ok', { policies: accepts(p1) }),
    judged('any policy in the leaf, and another is accepted', [one, user(one, [any])], 'x509/policy', {
      policies: accepts(p2),
    }),
    judged('any policy everywhere', [anyone, user(anyone, [any])], 'ok', { policies: accepts(p1) }),
    judged('any policy and one beside it', [oneTwo, user(oneTwo, [p1, any])], 'ok', { policies: accepts(p2) }),
    judged('a policy of the leaf that no authority has', [oneTwo, user(oneTwo, [p3])], 'x509/policy', {
      policies: explicit,
    }),
  ],
}

export const explicitPolicy: Section = {
  title: '6.1.4(h), (i), 6.1.5(a), (b) required policies',
  cases: [
    ...[10, 5, 4].map((skip) => {
      const first = below(root, [p1], requires(skip))
      const second = below(first, [p1])
      const third = below(second, [p1])
      const length = [first, second, third, user(third, null)]
      return judged(`required after ${skip}`, length, 'ok')
    }),
    ...[2, 1, 0].map((skip) => {
      const first = below(root, [p1], requires(skip))
      const second = below(first, [p1])
      return judged(`required after ${skip}, and the leaf has none`, [first, second, user(second, null)], 'x509/policy')
    }),
    (() => {
      const first = below(root, [p1], requires(0))
      const second = below(first, null)
      return judged('required at once, and an authority has none', [first, second, user(second, [p1])], 'x509/policy', {
        index: 1,
      })
    })(),
    (() => {
      const first = below(root, [p1], requires(7))
      const second = below(first, [p1], requires(2))
      const third = below(second, [p1], requires(4))
      return judged('the smallest number counts', [first, second, third, user(third, null)], 'x509/policy')
    })(),
    (() => {
      const first = below(root, [p1], requires(2))
      const again = rolled(first, [p1])
      const second = below(again, [p1])
      return judged(
        'self-issued certificates are not counted',
        [first, again, second, user(second, null)],
        'x509/policy',
      )
    })(),
    (() => {
      const first = below(root, [p1], requires(3))
      const again = rolled(first, [p1])
      const second = below(again, [p1])
      return judged(
        'self-issued certificates are not counted: one more',
        [first, again, second, user(second, null)],
        'ok',
      )
    })(),
    judged(
      'required by the leaf itself',
      [none, leaf('Strict leaf', none, { extensions: requires(0) })],
      'x509/policy',
    ),
  ],
}

const mapping = below(root, [p1], maps([p1, p2]))
const twice = below(root, [p1, p2], maps([p1, p3], [p2, p4]))

export const policyMappings: Section = {
  title: '6.1.4(a), (b) policy mappings',
  cases: [
    judged('a policy that was mapped', [mapping, user(mapping, [p2])], 'ok', { policies: accepts(p1) }),
    judged(
      'a policy that was mapped is accepted in the anchor’s words',
      [mapping, user(mapping, [p2])],
      'x509/policy',
      { policies: accepts(p2) },
    ),
    judged('a policy that was mapped away', [mapping, user(mapping, [p1])], 'x509/policy', { policies: explicit }),
    judged('mapping inhibited from the start', [mapping, user(mapping, [p2])], 'x509/policy', {
      policies: { ...explicit, isMappingInhibited: true },
    }),
    judged('two mappings, the first', [twice, user(twice, [p3])], 'ok', { policies: accepts(p1) }),
    judged('two mappings, the second', [twice, user(twice, [p4])], 'ok', { policies: accepts(p2) }),
    judged('two mappings, the wrong one', [twice, user(twice, [p4])], 'x509/policy', { policies: accepts(p1) }),
    ...(() => {
      const onward = below(mapping, [p2], maps([p2, p3]))
      return [
        judged('a mapping of a mapping', [mapping, onward, user(onward, [p3])], 'ok', { policies: accepts(p1) }),
        judged('a mapping of a mapping, half way', [mapping, onward, user(onward, [p2])], 'x509/policy', {
          policies: explicit,
        }),
      ]
    })(),
    ...(() => {
      const fan = below(root, [p1], maps([p1, p2], [p1, p3]))
      const next = below(fan, [p2, p3], maps([p2, p4], [p3, p5]))
      return [
        judged('one policy mapped to two', [fan, next, user(next, [p5])], 'ok', { policies: accepts(p1) }),
        judged('two policies mapped to one, and both stay', [fan, user(fan, [p2, p3])], 'ok', {
          policies: accepts(p1),
        }),
      ]
    })(),
    ...(() => {
      const fromAny = below(root, [any], maps([p1, p2]))
      return [
        judged('any policy stands for the one that is mapped', [fromAny, user(fromAny, [p2])], 'ok', {
          policies: accepts(p1),
        }),
        judged('any policy stands for others, too', [fromAny, user(fromAny, [p3])], 'ok', { policies: accepts(p3) }),
        judged('any policy: a mapped policy is not its own any more', [fromAny, user(fromAny, [p2])], 'ok', {
          policies: explicit,
        }),
      ]
    })(),
    ...(() => {
      const mappedAny = below(root, [p1], maps([any, p1]))
      const toAny = below(root, [p1], maps([p1, any]))
      return [
        judged('any policy mapped', [mappedAny, user(mappedAny, [p1])], 'x509/policy-mapping', { index: 1 }),
        judged('mapped to any policy', [toAny, user(toAny, [p1])], 'x509/policy-mapping', { index: 1 }),
      ]
    })(),
    (() => {
      const odd = below(root, [p1], maps([p6, p7]))
      return judged('a mapping of a policy that is not there', [odd, user(odd, [p7])], 'x509/policy', {
        policies: explicit,
      })
    })(),
  ],
}

export const inhibitors: Section = {
  title: '6.1.4(h), (i), (j) inhibited mapping and any policy',
  cases: [
    (() => {
      const first = below(root, [p1], inhibits(0))
      const second = below(first, [p1], maps([p1, p2]))
      return judged('mapping inhibited at once', [first, second, user(second, [p2])], 'x509/policy', {
        policies: explicit,
      })
    })(),
    (() => {
      const first = below(root, [p1, p2], inhibits(1))
      const second = below(first, [p1, p2], maps([p1, p3], [p2, p4]))
      return judged('mapping inhibited after one', [first, second, user(second, [p3])], 'ok', { policies: accepts(p1) })
    })(),
    (() => {
      const first = below(root, [p1], inhibits(1))
      const second = below(first, [p1], maps([p1, p2]))
      const third = below(second, [p2], maps([p2, p3]))
      return judged(
        'mapping inhibited after one, mapped twice',
        [first, second, third, user(third, [p3])],
        'x509/policy',
        { policies: explicit },
      )
    })(),
    (() => {
      const first = below(root, [p1], inhibits(5))
      const second = below(first, [p1], inhibits(1))
      const third = below(second, [p1], inhibits(5))
      const fourth = below(third, [p1], maps([p1, p2]))
      return judged(
        'mapping: the smallest number counts',
        [first, second, third, fourth, user(fourth, [p2])],
        'x509/policy',
        { policies: explicit },
      )
    })(),
    (() => {
      const first = below(root, [p1], inhibits(1))
      const again = rolled(first, [p1])
      const second = below(again, [p1], maps([p1, p2]))
      return judged(
        'mapping: self-issued certificates are not counted',
        [first, again, second, user(second, [p2])],
        'ok',
        { policies: accepts(p1) },
      )
    })(),
    (() => {
      const first = below(root, [any], { inhibitAnyPolicy: 0 })
      return judged('any policy inhibited at once', [first, user(first, [any])], 'x509/policy', { policies: explicit })
    })(),
    (() => {
      const first = below(root, [any], { inhibitAnyPolicy: 0 })
      return judged('any policy inhibited at once, and the leaf names one', [first, user(first, [p1])], 'ok', {
        policies: accepts(p1),
      })
    })(),
    (() => {
      const first = below(root, [p1], { inhibitAnyPolicy: 1 })
      const second = below(first, [any])
      return judged('any policy inhibited after one', [first, second, user(second, [p1])], 'ok', {
        policies: accepts(p1),
      })
    })(),
    (() => {
      const first = below(root, [p1], { inhibitAnyPolicy: 1 })
      const second = below(first, [any])
      return judged('any policy inhibited after one, used twice', [first, second, user(second, [any])], 'x509/policy', {
        policies: explicit,
      })
    })(),
    (() => {
      const first = below(root, [p1], { inhibitAnyPolicy: 5 })
      const second = below(first, [p1], { inhibitAnyPolicy: 1 })
      const third = below(second, [any])
      return judged(
        'any policy: the smallest number counts',
        [first, second, third, user(third, [any])],
        'x509/policy',
        { policies: explicit },
      )
    })(),
    (() => {
      const first = below(root, [p1], { inhibitAnyPolicy: 0 })
      const again = rolled(first, [any])
      return judged(
        'any policy counts in a self-issued certificate that is not the last',
        [first, again, user(again, [p1])],
        'ok',
        { policies: accepts(p1) },
      )
    })(),
    (() => {
      const first = below(root, [p1], { inhibitAnyPolicy: 0 })
      const again = rolled(first, [any])
      return judged(
        'any policy does not count in a self-issued certificate that is the last',
        [first, again],
        'x509/policy',
        { policies: explicit },
      )
    })(),
    judged('any policy inhibited by the user', [anyone, user(anyone, [p1])], 'x509/policy', {
      policies: { ...explicit, isAnyInhibited: true },
      index: 1,
    }),
  ],
}
