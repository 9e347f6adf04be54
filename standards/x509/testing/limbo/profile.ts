/** x509-limbo `rfc5280` without name constraints, `pathlen`, `pathological`, `cve`, `invalid`, `rfc9881`. */
import { encode, writeInteger } from '@entrepot/asn1'
import { extensionTypes, makeName } from '../../index.ts'
import { anyValue } from '../forge.ts'
import { at, authority, type Changes, day, keyFor, leaf, named, start } from '../scene.ts'
import {
  asked,
  between,
  constraining,
  dns,
  excludes,
  type LimboCase,
  limbo,
  over,
  permits,
  root,
  server,
  serverFor,
} from './case.ts'

const octets = (...list: number[]): Uint8Array => Uint8Array.from(list)
const raw = (type: string, value: Uint8Array, critical = false) => ({ others: [{ type, value, critical }] })
const unknown = { extensions: raw('1.3.6.1.4.1.55738.666.1', anyValue, true) }
const { authorityKeyIdentifier, subjectKeyIdentifier, basicConstraints, subjectAlternativeNames } = extensionTypes
const keyName = octets(4, 3, 1, 2, 3)
const ended = { notBefore: start - 10 * day, notAfter: at - day }
const profile = 'x509/profile'

/** A situation with this root; the server stands right below it. */
function below(id: string, expected: LimboCase['expected'], changes: Changes): LimboCase {
  const anchor = authority('Odd root', undefined, changes)
  return limbo(id, expected, server(anchor), { anchors: [anchor] })
}

/** A situation with this authority between root and server. */
function through(id: string, expected: LimboCase['expected'], changes: Changes): LimboCase {
  const by = between(changes)
  return limbo(id, expected, server(by), { between: [by] })
}

const plainRoot = authority('Plain root', undefined, { leaveOut: [authorityKeyIdentifier] })
const ownCross = authority('Own cross', root, { leaveOut: [authorityKeyIdentifier] })
const constraintsOf = (ca: boolean) => ({ extensions: { basicConstraints: { ca } } })
const asAuthority = authority('ca.example.com', root, {
  extensions: { subjectAlternativeNames: [dns('ca.example.com')] },
})
const inBetween = between()

export const rfc5280: readonly LimboCase[] = [
  limbo('rfc5280::unknown-critical-extension-ee', 'x509/unknown-critical-extension', server(root, unknown)),
  below('rfc5280::unknown-critical-extension-root', 'x509/unknown-critical-extension', unknown),
  through('rfc5280::unknown-critical-extension-intermediate', 'x509/unknown-critical-extension', unknown),
  limbo('rfc5280::chain-untrusted-root', 'x509/unknown-issuer', server(inBetween), {
    ...{ between: [root, inBetween], anchors: [authority('Unrelated root')] },
  }),
  through('rfc5280::intermediate-ca-without-ca-bit', 'x509/not-a-ca', constraintsOf(false)),
  through('rfc5280::intermediate-ca-missing-basic-constraints', 'x509/not-a-ca', {
    extensions: { basicConstraints: null },
  }),
  below('rfc5280::root-missing-basic-constraints', 'x509/not-a-ca', { extensions: { basicConstraints: null } }),
  below('rfc5280::root-non-critical-basic-constraints', profile, {
    extensions: { basicConstraints: null, ...raw(basicConstraints, octets(0x30, 3, 1, 1, 0xff)) },
  }),
  below('rfc5280::root-inconsistent-ca-extensions', 'x509/key-usage', { extensions: { keyUsage: ['cRLSign'] } }),
  through('rfc5280::ica-ku-keycertsign', 'x509/key-usage', {
    extensions: { basicConstraints: { ca: true, pathLength: 0 }, keyUsage: ['cRLSign'] },
  }),
  limbo(
    'rfc5280::leaf-ku-keycertsign',
    profile,
    server(root, {
      extensions: { basicConstraints: { ca: false }, keyUsage: ['digitalSignature', 'keyCertSign'] },
    }),
  ),
  limbo(
    'rfc5280::ee-aia',
    'ok',
    server(root, {
      extensions: { authorityInformationAccess: [{ method: '1.3.6.1.5.5.7.48.2', location: dns('example.com') }] },
    }),
  ),
  limbo(
    'rfc5280::ee-critical-aia-invalid',
    profile,
    server(root, {
      extensions: raw(
        extensionTypes.authorityInformationAccess,
        octets(0x30, 9, 0x30, 7, 6, 2, 0x2a, 3, 0x82, 1, 0x61),
        true,
      ),
    }),
  ),
  limbo('rfc5280::no-keyusage', 'ok', server(root, { extensions: { keyUsage: null } })),
  limbo('rfc5280::no-basicconstraints', 'ok', server()),
  limbo('rfc5280::ca-as-leaf', 'ok', asAuthority, asked({ dns: 'ca.example.com' })),
  limbo(
    'rfc5280::ca-as-leaf-wrong-san',
    'x509/service-identity',
    asAuthority,
    asked({ dns: 'some-other-ca.example.com' }),
  ),
  limbo('rfc5280::root-and-intermediate-swapped', 'ok', server(inBetween), { anchors: [inBetween], between: [root] }),
  below('rfc5280::aki::critical-aki', profile, {
    ...{
      leaveOut: [authorityKeyIdentifier],
      extensions: raw(authorityKeyIdentifier, octets(0x30, 5, 0x80, 3, 1, 2, 3), true),
    },
  }),
  limbo('rfc5280::aki::leaf-missing-aki', profile, server(root, { leaveOut: [authorityKeyIdentifier] })),
  through('rfc5280::aki::intermediate-missing-aki', profile, { leaveOut: [authorityKeyIdentifier] }),
  limbo('rfc5280::aki::self-signed-root-missing-aki', 'ok', server(plainRoot), { anchors: [plainRoot] }),
  limbo('rfc5280::aki::cross-signed-root-missing-aki', profile, server(ownCross), { anchors: [ownCross] }),
  limbo(
    'rfc5280::eku::ee-wrong-eku',
    'x509/extended-key-usage',
    server(root, {
      extensions: { extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'] },
    }),
  ),
  limbo('rfc5280::eku::ee-without-eku', 'ok', server(root, { extensions: { extendedKeyUsage: null } })),
  through('rfc5280::pc::ica-noncritical-pc', profile, {
    extensions: raw(extensionTypes.policyConstraints, octets(0x30, 3, 0x80, 1, 3)),
  }),
  limbo(
    'rfc5280::san::noncritical-with-empty-subject',
    profile,
    server(root, {
      subject: makeName([]),
      extensions: {
        subjectAlternativeNames: null,
        ...raw(subjectAlternativeNames, octets(0x30, 13, 0x82, 11, ...Buffer.from('example.com'))),
      },
    }),
  ),
  limbo('rfc5280::serial::serial-number-zero', profile, server(root, { serial: 0n })),
  limbo('rfc5280::serial::serial-number-negative', profile, server(root, { serial: -5n })),
  below('rfc5280::ski::critical-ski', profile, {
    ...{ leaveOut: [subjectKeyIdentifier], extensions: raw(subjectKeyIdentifier, keyName, true) },
  }),
  below('rfc5280::ski::root-missing-ski', profile, { leaveOut: [subjectKeyIdentifier] }),
  through('rfc5280::ski::intermediate-missing-ski', profile, { leaveOut: [subjectKeyIdentifier] }),
  below('rfc5280::validity::expired-root', 'x509/expired', ended),
  through('rfc5280::validity::expired-intermediate', 'x509/expired', ended),
  limbo('rfc5280::validity::expired-leaf', 'x509/expired', server(root, ended)),
  limbo('rfc5280::validity::notbefore-exact', 'ok', server(root, { notBefore: at })),
  limbo('rfc5280::validity::notbefore-fractional', 'x509/not-yet-valid', server(root, { notBefore: at }), {
    more: { at: at - 1 },
  }),
  limbo('rfc5280::validity::notafter-exact', 'ok', server(root, { notAfter: at })),
  limbo('rfc5280::validity::notafter-fractional', 'ok', server(root, { notAfter: at }), { more: { at: at + 5 } }),
]

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

/** Certificates that are not read at all: the code with which they are refused. */
export const unread: readonly (readonly [id: string, code: string, make: () => unknown])[] = [
  [
    'rfc5280::ee-empty-issuer',
    'x509/empty-issuer',
    () => leaf('a', { ...root, certificate: { ...root.certificate, subject: makeName([]) } }),
  ],
  ['rfc5280::ca-empty-subject', 'x509/empty-issuer', () => server(between({ subject: makeName([]) }))],
  [
    'rfc5280::duplicate-extensions',
    'x509/duplicate-extension',
    () =>
      server(root, {
        extensions: raw(subjectAlternativeNames, octets(0x30, 3, 0x82, 1, 0x61)),
      }),
  ],
  [
    'rfc5280::san::malformed',
    'asn1/',
    () =>
      server(root, {
        extensions: {
          subjectAlternativeNames: null,
          ...raw(subjectAlternativeNames, new Uint8Array(Buffer.from('example.com'))),
        },
      }),
  ],
  ['rfc5280::serial::serial-number-too-long', 'x509/serial-number', () => server(root, { serial: (1n << 174n) + 1n })],
  [
    'rfc5280::nc::invalid-ipv4-address',
    'x509/ip-address',
    () => constraining(excludes({ form: 'iPAddress', octets: octets(127, 0, 0, 1) })),
  ],
  [
    'rfc5280::nc::invalid-ipv6-address',
    'x509/ip-address',
    () => constraining(permits({ form: 'iPAddress', octets: new Uint8Array(16) })),
  ],
  [
    'rfc5280::nc::nc-permits-invalid-ip-san',
    'x509/ip-address',
    () => serverFor(root, { form: 'iPAddress', octets: octets(192, 0, 2, 0, 255, 255, 255, 0) }),
  ],
  [
    'webpki::malformed-aia',
    'asn1/',
    () =>
      server(root, {
        extensions: raw(extensionTypes.authorityInformationAccess, new Uint8Array(Buffer.from('malformed'))),
      }),
  ],
  [
    'webpki::aki::root-with-aki-authoritycertissuer',
    'x509/authority-key-identifier',
    () =>
      authority('a', undefined, {
        ...{
          leaveOut: [authorityKeyIdentifier],
          extensions: raw(authorityKeyIdentifier, octets(0x30, 5, 0xa1, 3, 0x82, 1, 0x61)),
        },
      }),
  ],
  [
    'webpki::aki::root-with-aki-authoritycertserialnumber',
    'x509/authority-key-identifier',
    () =>
      authority('a', undefined, {
        ...{ leaveOut: [authorityKeyIdentifier], extensions: raw(authorityKeyIdentifier, octets(0x30, 3, 0x82, 1, 9)) },
      }),
  ],
  [
    'webpki::ku::ee-rsa-without-any-usages',
    'x509/empty-extension',
    () => server(root, { extensions: { keyUsage: null, ...raw(extensionTypes.keyUsage, octets(3, 1, 0)) } }),
  ],
  [
    'webpki::nc::intermediate-permitted-excluded-subtrees-both-null',
    'x509/empty-extension',
    () => between({ extensions: raw(extensionTypes.nameConstraints, octets(0x30, 0), true) }),
  ],
  [
    'webpki::nc::intermediate-permitted-excluded-subtrees-both-empty-sequences',
    'x509/empty-extension',
    () => between({ extensions: raw(extensionTypes.nameConstraints, octets(0x30, 4, 0xa0, 0, 0xa1, 0), true) }),
  ],
  [
    'an inhibitor of any policy below zero',
    'asn1/',
    () => between({ extensions: raw(extensionTypes.inhibitAnyPolicy, encode(writeInteger(-1)), true) }),
  ],
]
