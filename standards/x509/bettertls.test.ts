/**
 * The situations of Netflix's BetterTLS: paths through graphs of cross certificates some of which are useless, and constraints on
 * DNS names and addresses in every combination with a server's names. The certificates are all made here.
 */
import { describe, expect, test } from 'vitest'
import {
  type Certificate,
  findPath,
  type GeneralNameToIssue,
  type Judgement,
  parseIpAddress,
  purposes,
} from './index.ts'
import { at, authority, type Changes, day, leaf, type Made, named } from './testing/scene.ts'

/** Who issued to whom. */
type Edge = readonly [issuer: string, subject: string]

const both = (a: string, b: string): Edge[] => [
  [a, b],
  [b, a],
]

const graphs = {
  linear: [
    ['Anchor', 'ICA'],
    ['ICA', 'EE'],
  ],
  'two roots': [
    ['Root 1', 'ICA'],
    ['Root 2', 'ICA'],
    ['ICA', 'EE'],
  ],
  // RFC 4158 2.3, figure 7.
  mesh: [['B', 'EE'], ['C', 'B'], ['A', 'B'], ...both('A', 'C'), ['Anchor', 'C'], ['Anchor', 'A']],
  // RFC 4158 2.4, figure 8.
  bridge: [
    ...[...both('W', 'Bridge'), ...both('X', 'Bridge'), ...both('Y', 'Bridge'), ...both('Z', 'Bridge')],
    ...([
      ['X', 'L'],
      ['X', 'J'],
      ['L', 'N'],
      ['L', 'M'],
      ['J', 'K'],
      ['N', 'EE'],
    ] as const),
    ...([['Y', 'A'], ['Y', 'C'], ...both('A', 'C'), ['A', 'B'], ['C', 'B'], ['B', 'D'], ['B', 'E']] as const),
    ...([
      ['Z', 'O'],
      ['Z', 'P'],
      ['O', 'R'],
      ['O', 'Q'],
      ['P', 'S'],
      ['R', 'S'],
    ] as const),
    ...([['W', 'F'], ['W', 'G'], ...both('F', 'G'), ['F', 'H'], ...both('H', 'I'), ['G', 'I']] as const),
  ],
} satisfies Record<string, readonly Edge[]>

const useless: readonly (readonly [reason: string, changes: Changes])[] = [
  ['expired', { notAfter: at - day }],
  [
    'of another name space',
    { extensions: { nameConstraints: { permitted: [{ form: 'dNSName', text: 'bad.example.com' }] } } },
  ],
  ['for mail', { extensions: { extendedKeyUsage: [purposes.emailProtection] } }],
  ['without basic constraints', { extensions: { basicConstraints: null } }],
  ['of no authority', { extensions: { basicConstraints: { ca: false } } }],
]

type Situation = readonly [
  graph: keyof typeof graphs,
  anchor: string,
  user: string,
  useless: readonly Edge[],
  holds: boolean,
]

const situations: readonly Situation[] = [
  ['linear', 'Anchor', 'EE', [], true],
  ['linear', 'Anchor', 'EE', [['Anchor', 'ICA']], false],
  ['linear', 'ICA', 'EE', [['Anchor', 'ICA']], true],
  ['two roots', 'Root 1', 'EE', [], true],
  ['two roots', 'Root 2', 'EE', [], true],
  ['two roots', 'Root 1', 'EE', [['Root 2', 'ICA']], true],
  ['two roots', 'Root 2', 'EE', [['Root 1', 'ICA']], true],
  ['two roots', 'Root 1', 'EE', [['Root 1', 'ICA']], false],
  ['two roots', 'Root 2', 'EE', [['Root 2', 'ICA']], false],
  ['mesh', 'Anchor', 'EE', [], true],
  [
    'mesh',
    'Anchor',
    'EE',
    [
      ['Anchor', 'C'],
      ['A', 'B'],
    ],
    true,
  ],
  [
    'mesh',
    'Anchor',
    'EE',
    [
      ['Anchor', 'A'],
      ['C', 'B'],
    ],
    true,
  ],
  [
    'mesh',
    'Anchor',
    'EE',
    [
      ['Anchor', 'A'],
      ['Anchor', 'C'],
    ],
    false,
  ],
  ['bridge', 'Z', 'D', [], true],
  ['bridge', 'Z', 'EE', [], true],
  ['bridge', 'Z', 'EE', [['X', 'Bridge']], true],
  ['bridge', 'Z', 'EE', [['Bridge', 'X']], false],
  ['bridge', 'Z', 'EE', [['Z', 'Bridge']], false],
]

const heads = new Map<string, Made>()

/** The own certificate of a knot; others certify its name and key. */
function head(name: string): Made {
  const known = heads.get(name) ?? authority(name)
  heads.set(name, known)
  return known
}

const serverName: GeneralNameToIssue = { form: 'dNSName', text: 'localhost' }
const isEdge = (edges: readonly Edge[], [issuer, subject]: Edge): boolean =>
  edges.some((each) => each[0] === issuer && each[1] === subject)

function certificateOf([issuer, subject]: Edge, user: string, changes: Changes): Certificate {
  const { certificate, key } = head(subject)
  if (subject !== user)
    return authority(subject, head(issuer), { ...changes, subject: certificate.subject, key }).certificate
  const extensions = { subjectAlternativeNames: [serverName], extendedKeyUsage: [purposes.serverAuth] }
  return leaf(subject, head(issuer), { subject: certificate.subject, key, extensions }).certificate
}

const asServer: Pick<Judgement, 'at' | 'revocation' | 'service' | 'purpose'> = {
  ...{ at, revocation: 'unchecked', service: { dns: 'localhost' } },
  purpose: { extendedKeyUsage: purposes.serverAuth },
}

describe.each(useless)('with certificates that are %s', (_reason, changes) => {
  test.each(situations)('in the graph %s, from %s to %s, useless %j: %s', (graph, anchor, user, edges, holds) => {
    const all: readonly Edge[] = graphs[graph]
    const made = all.map((edge) => [edge[1], certificateOf(edge, user, isEdge(edges, edge) ? changes : {})] as const)
    const users = made.flatMap(([subject, certificate]) => (subject === user ? [certificate] : []))
    const others = made.flatMap(([subject, certificate]) => (subject === user ? [] : [certificate]))
    for (const certificates of [others, others.toReversed()]) {
      for (const profile of [undefined, 'rfc5280'] as const) {
        const question = { ...asServer, certificates, anchors: [head(anchor).certificate], ...(profile && { profile }) }
        expect(users.some((each) => findPath({ ...question, leaf: each }).ok)).toBe(holds)
      }
    }
  })
})

type Kind = 'dns' | 'ip'
/** What stands somewhere: nothing, what the client asks for (or spans it), or something else. */
const choices = ['none', 'asked', 'other'] as const
type Choice = (typeof choices)[number]

const ip = (...texts: string[]): GeneralNameToIssue => ({
  form: 'iPAddress',
  octets: Uint8Array.from(texts.flatMap((text) => [...(parseIpAddress(text) ?? [])])),
})
const dns = (text: string): GeneralNameToIssue => ({ form: 'dNSName', text })
const presented = {
  dns: { none: [], asked: [dns('test.localhost')], other: [dns('bad.example.com')] },
  ip: { none: [], asked: [ip('127.0.0.1')], other: [ip('1.1.1.1')] },
} as const
const spanned = {
  dns: { none: [], asked: [dns('localhost')], other: [dns('example.com')] },
  ip: { none: [], asked: [ip('127.0.0.0', '255.255.255.0')], other: [ip('1.1.1.0', '255.255.255.0')] },
} as const

type Combination = { readonly [Place in `${'name' | 'permitted' | 'excluded'} ${Kind}`]: Choice }

const places = ['name dns', 'name ip', 'permitted dns', 'permitted ip', 'excluded dns', 'excluded ip'] as const

const combinations: readonly Combination[] = Array.from({ length: choices.length ** places.length }, (_, number) => {
  const chosen = places.map((place, digit) => [place, choices[Math.floor(number / 3 ** digit) % 3]])
  return Object.fromEntries(chosen) as Combination
})

/** A name of a kind is refused by what permits only others, and by what excludes it. */
function isRefused(of: Combination, kind: Kind): boolean {
  const name = of[`name ${kind}`]
  const permitted = of[`permitted ${kind}`]
  return name !== 'none' && ((permitted !== 'none' && permitted !== name) || of[`excluded ${kind}`] === name)
}

describe.each(['dns', 'ip'] as const)('a client that asks for a server by %s', (kind) => {
  const root = authority('Root')

  function isAccepted(of: Combination): boolean {
    const permitted = [...spanned.dns[of['permitted dns']], ...spanned.ip[of['permitted ip']]]
    const excluded = [...spanned.dns[of['excluded dns']], ...spanned.ip[of['excluded ip']]]
    const nameConstraints = { ...(permitted.length > 0 && { permitted }), ...(excluded.length > 0 && { excluded }) }
    const isConstrained = permitted.length + excluded.length > 0
    const by = authority('Local', root, isConstrained ? { extensions: { nameConstraints } } : {})
    const subjectAlternativeNames = [...presented.dns[of['name dns']], ...presented.ip[of['name ip']]]
    const user = leaf('User', by, {
      // The common name is another one, and is not looked at.
      subject: named('bad.example.com'),
      extensions: {
        extendedKeyUsage: [purposes.serverAuth],
        ...(subjectAlternativeNames.length > 0 && { subjectAlternativeNames }),
      },
    })
    return findPath({
      ...{ ...asServer, service: kind === 'dns' ? { dns: 'test.localhost' } : { ip: '127.0.0.1' }, profile: 'rfc5280' },
      ...{ leaf: user.certificate, certificates: [by.certificate], anchors: [root.certificate] },
    }).ok
  }

  test(`accepts exactly what has the name and breaks no constraint, in ${3 ** 6} combinations`, () => {
    const judged = combinations.map((of) => [of, isAccepted(of)])
    const expected = combinations.map((of) => [
      of,
      of[`name ${kind}`] === 'asked' && !isRefused(of, 'dns') && !isRefused(of, 'ip'),
    ])
    expect(judged).toEqual(expected)
    expect(expected.filter(([, accepted]) => accepted === true).length).toBeGreaterThan(20)
  })
})
