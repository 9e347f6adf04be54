/** x509-limbo `pathlen`, `pathological`, `cve`, `invalid`, `rfc9881`. */
import { generateKeyPairSync } from 'node:crypto'
import { importSigningKey } from '@entrepot/crypto'
import { type KeyUsage } from '../../index.ts'
import { authority, type Changes, keyFor, named } from '../scene.ts'
import {
  between,
  constraining,
  dns,
  ended,
  type LimboCase,
  limbo,
  octets,
  over,
  permits,
  root,
  server,
  serverFor,
} from './case.ts'

const limited = (pathLength: number, by = root, changes: Changes = {}) =>
  between({ ...changes, extensions: { basicConstraints: { ca: true, pathLength } } }, by)
const zero = limited(0)
const one = limited(1)
const two = limited(2)
const zeroBelowZero = limited(0, zero, { extensions: {} })
const namedAuthority = authority('example.com', zero, {
  extensions: { basicConstraints: { ca: true, pathLength: 0 }, subjectAlternativeNames: [dns('example.com')] },
})
const rolled = limited(1, one, { subject: one.certificate.subject })
const zeroBelowRolled = limited(0, rolled)

export const pathlen: readonly LimboCase[] = [
  limbo('pathlen::ee-with-intermediate-pathlen-0', 'ok', server(zero), { between: [zero] }),
  limbo('pathlen::ee-with-intermediate-pathlen-1', 'ok', server(one), { between: [one] }),
  limbo('pathlen::ee-with-intermediate-pathlen-2', 'ok', server(two), { between: [two] }),
  limbo('pathlen::validation-ignores-pathlen-in-leaf', 'ok', namedAuthority, { between: [zero] }),
  limbo('pathlen::intermediate-violates-pathlen-0', 'x509/path-too-long', server(zeroBelowZero), {
    between: [zero, zeroBelowZero],
  }),
  (() => {
    const wider = limited(2, one)
    return limbo('pathlen::intermediate-pathlen-may-increase', 'ok', server(wider), { between: [one, wider] })
  })(),
  (() => {
    const second = limited(0, one)
    const third = limited(0, second)
    return limbo('pathlen::intermediate-pathlen-too-long', 'x509/path-too-long', server(third), {
      between: [one, second, third],
    })
  })(),
  limbo('pathlen::self-issued-certs-pathlen', 'ok', server(zeroBelowRolled), {
    between: [one, rolled, zeroBelowRolled],
  }),
]

const secondRoot = authority('Second root')
const endedCross = authority('Ended cross', secondRoot, { ...ended, subject: root.certificate.subject, key: root.key })
const cycleA = authority('Cycle A', {
  ...secondRoot,
  certificate: { ...secondRoot.certificate, subject: named('Cycle B') },
  key: keyFor('Cycle B'),
})
const cycleB = authority('Cycle B', cycleA)
const sameA = authority('Same', {
  ...secondRoot,
  certificate: { ...secondRoot.certificate, subject: named('Same') },
  key: keyFor('Same, other key'),
})
const sameB = authority('Same, other key', sameA, { subject: named('Same') })

/** CVE-2024-0567: a root among authorities that certify each other and it. */
const heads = ['A', 'B', 'C'].map((name) => authority(`Head ${name}`))
const crosses = heads.flatMap((of) =>
  heads.filter((by) => by !== of).map((by) => authority('Cross', by, { subject: of.certificate.subject, key: of.key })),
)
const [headA = root] = heads
const underA = between({}, headA)

const wildcard = dns('*.example.com')
const excluding = constraining({ permitted: [dns('example.com')], excluded: [dns('bar.example.com')] })
const permitting = constraining(permits(dns('foo.example.com')))
const many = (letter: string) => Array.from({ length: 513 }, (_, number) => dns(`${letter}${number}.test`))
const crowded = authority('Crowded root', undefined, {
  extensions: { nameConstraints: { permitted: many('t'), excluded: many('x') } },
})
const unreadable = between({
  publicKeySpki: octets(0x30, 0x12, 0x30, 0x0d, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0, 3, 1, 0),
})

export const builders: readonly LimboCase[] = [
  limbo('pathological::multiple-chains-expired-intermediate', 'ok', server(), {
    anchors: [root, secondRoot],
    between: [endedCross],
  }),
  limbo('pathological::intermediate-cycle-distinct-cas', 'x509/unknown-issuer', server(cycleA), {
    between: [cycleA, cycleB],
  }),
  limbo('pathological::intermediate-cycle-distinct-cas-max-depth', 'x509/unknown-issuer', server(cycleA), {
    ...{ between: [cycleA, cycleB], more: { maximumLength: 255 } },
  }),
  limbo('pathological::intermediate-cycle-same-logical-ca', 'x509/unknown-issuer', server(sameA), {
    between: [sameA, sameB],
  }),
  limbo('pathological::nc-dos-1', 'x509/too-many-name-comparisons', serverFor(crowded, ...many('t')), {
    ...{ anchors: [crowded], more: { service: { dns: 't0.test' } } },
  }),
  limbo('cve::cve-2024-0567', 'ok', server(underA), { anchors: [headA], between: [...crosses, underA] }),
  limbo(
    'cve::cve-2025-61727',
    'x509/name-constraints',
    serverFor(excluding, wildcard),
    over(excluding, { dns: 'bar.example.com' }),
  ),
  limbo(
    'cve::cve-2025-61727-nc-permits-variant',
    'x509/name-constraints',
    serverFor(permitting, wildcard),
    over(permitting, { dns: 'foo.example.com' }),
  ),
  limbo('invalid::invalid-issuer-key', 'x509/unsupported-algorithm', server(unreadable), { between: [unreadable] }),
]

const pairs = {
  44: () => generateKeyPairSync('ml-dsa-44'),
  65: () => generateKeyPairSync('ml-dsa-65'),
  87: () => generateKeyPairSync('ml-dsa-87'),
}

const mlDsa = (set: 44 | 65 | 87) => {
  const { privateKey } = pairs[set]()
  const key = importSigningKey(new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })))
  if (key === undefined) throw new Error('this runtime has no ML-DSA')
  return key
}
const mlDsaRoot = (set: 44 | 65 | 87) => authority(`ML-DSA-${set} root`, undefined, { key: mlDsa(set) })
const lattice = mlDsaRoot(44)

function ofLattice(set: 44 | 65 | 87): LimboCase {
  const by = mlDsaRoot(set)
  return limbo(`rfc9881::ml-dsa-${set}`, 'ok', server(by, { key: mlDsa(set) }), { anchors: [by] })
}

const usedFor = (id: string, ...more: KeyUsage[]): LimboCase =>
  limbo(
    `rfc9881::${id}`,
    'x509/profile',
    server(lattice, { key: lattice.key, extensions: { keyUsage: ['digitalSignature', ...more] } }),
    {
      anchors: [lattice],
    },
  )

export const lattices: readonly LimboCase[] = [
  ofLattice(44),
  ofLattice(65),
  ofLattice(87),
  limbo('rfc9881::ml-dsa-44-bad-signature', 'x509/bad-signature', server({ ...lattice, key: mlDsa(44) }), {
    anchors: [lattice],
  }),
  usedFor('ml-dsa-44-key-encipherment', 'keyEncipherment'),
  usedFor('ml-dsa-44-key-agreement', 'keyAgreement'),
]
