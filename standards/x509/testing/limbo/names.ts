/** x509-limbo `rfc5280::nc` and `webpki::san`: constraints on names, and names of servers. */
import { encode, writeNull } from '@entrepot/asn1'
import {
  attributeTypes,
  extensionTypes,
  type GeneralNameToIssue,
  makeName,
  type NameConstraintsToIssue,
  purposes,
} from '../../index.ts'
import { authority, type Changes, leaf, named } from '../scene.ts'
import {
  type Around,
  asked,
  between,
  constraining,
  dns,
  excludes,
  ip,
  type LimboCase,
  limbo,
  mail,
  permits,
  root,
  server,
  serverFor,
} from './case.ts'

const no = 'x509/name-constraints'
const unsupported = 'x509/unsupported-name-constraint'
const foo = makeName([[{ type: attributeTypes.commonName, text: 'foo' }]])
const notFoo = makeName([[{ type: attributeTypes.commonName, text: 'not-foo' }]])
const dir = (name: typeof foo): GeneralNameToIssue => ({ form: 'directoryName', name })
const other: GeneralNameToIssue = { form: 'otherName', type: '1.3.6.1.4.1.55738.666.3', value: encode(writeNull()) }
const forUsers = { extendedKeyUsage: purposes.clientAuth } as const

interface Named {
  readonly constraints: NameConstraintsToIssue
  readonly names: readonly GeneralNameToIssue[]
  readonly service?: Around['more']
  readonly changes?: Changes
}

/** The root constrains, and the server has these names. */
function nc(
  id: string,
  expected: LimboCase['expected'],
  { constraints, names, service, changes = {} }: Named,
): LimboCase {
  const anchor = authority('Constraining root', undefined, { extensions: { nameConstraints: constraints } })
  const user = server(anchor, { ...changes, extensions: { subjectAlternativeNames: names, ...changes.extensions } })
  return limbo(`rfc5280::nc::${id}`, expected, user, { anchors: [anchor], more: service ?? {} })
}

const forDns = (text: string) => ({ service: { dns: text } })
const forIp = (text: string) => ({ service: { ip: text } })
const example = [dns('example.com')]
const v4 = ip('192.0.2.0', '255.255.255.0')
const v6 = ip('::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')
/** Directory names stand beside the name that is asked for. */
const dn = (id: string, expected: LimboCase['expected'], ...[constraints, subject, alternative]: DirectoryNames) =>
  nc(id, expected, { constraints, names: [...example, dir(alternative)], changes: { subject } })

type DirectoryNames = [constraints: NameConstraintsToIssue, subject: typeof foo, alternative: typeof foo]

/** The server's mailbox, for a client. */
function user(
  id: string,
  expected: LimboCase['expected'],
  constraints: NameConstraintsToIssue,
  ...texts: string[]
): LimboCase {
  const changes = { extensions: { extendedKeyUsage: [purposes.clientAuth] } }
  return nc(id, expected, {
    constraints,
    names: texts.map(mail),
    service: { service: { mailbox: texts[0] ?? '' }, purpose: forUsers },
    changes,
  })
}

const selfIssued = (() => {
  const names = { subjectAlternativeNames: [dns('not-example.com')] }
  const anchor = authority('not-example.com', undefined, {
    extensions: { ...names, nameConstraints: permits(...example) },
  })
  const again = authority('Again', anchor, { subject: anchor.certificate.subject, extensions: names })
  return { anchor, again }
})()
const permitsExample = authority('Permits example', undefined, { extensions: { nameConstraints: permits(...example) } })
const notExample = authority('not-example.com', permitsExample, { extensions: { subjectAlternativeNames: example } })
const selfIssuedLeaf = leaf('Leaf', notExample, {
  subject: named('not-example.com'),
  extensions: { subjectAlternativeNames: [dns('not-example.com')], extendedKeyUsage: [purposes.serverAuth] },
})

const splitting: NameConstraintsToIssue = {
  permitted: [dns('permitted.example.com')],
  excluded: [dns('forbidden.example.com')],
}
const forbidden = { subjectAlternativeNames: [dns('forbidden.example.com')] }
const splittingAuthority = constraining(splitting)
const splittingRoot = authority('Splitting root', undefined, { extensions: { nameConstraints: splitting } })
const underRoot = between({}, splittingRoot)
const narrows = constraining(permits(dns('foo.example.com'), dns('bar.example.com')))
const narrower = constraining(permits(dns('bar.example.com')), narrows)
const narrow = constraining(permits(dns('bar.example.com')))
const wider = constraining(permits(dns('foo.example.com'), dns('bar.example.com')), narrow)
const permitted = dns('permitted.example.com')

const discarded = authority('Discarded root')
const twice = (by: typeof root, changes: Changes) => authority('Twice', by, changes)
const rootB = authority('Root B')
const forbids = constraining(excludes(dns('forbidden.example.com')))

/** A constraint on `example.com` that is not critical. */
const loose = {
  type: extensionTypes.nameConstraints,
  value: Uint8Array.from([0x30, 17, 0xa0, 15, 0x30, 13, 0x82, 11, ...Buffer.from('example.com')]),
}

export const nameConstraints: readonly LimboCase[] = [
  nc('permitted-dns-mismatch', no, {
    constraints: permits(...example),
    names: [dns('not-example.com')],
    service: forDns('not-example.com'),
  }),
  nc('excluded-dns-match', no, { constraints: excludes(...example), names: example }),
  nc('permitted-dns-match', 'ok', { constraints: permits(...example), names: example }),
  limbo('rfc5280::nc::permitted-dns-match-noncritical', 'x509/profile', ...notCritical()),
  nc('permitted-dns-match-more', 'ok', {
    constraints: permits(...example),
    names: [dns('foo.bar.example.com')],
    service: forDns('foo.bar.example.com'),
  }),
  nc('excluded-dns-match-second', no, {
    constraints: excludes(dns('not-allowed.example.com')),
    names: [...example, dns('not-allowed.example.com')],
  }),
  nc('permitted-ip-mismatch', no, { constraints: permits(v4), names: [ip('192.0.3.1')], service: forIp('192.0.3.1') }),
  nc('excluded-ipv4-match', no, { constraints: excludes(v4), names: [ip('192.0.2.1')], service: forIp('192.0.2.1') }),
  nc('excluded-ipv6-match', no, { constraints: excludes(v6), names: [ip('::1')], service: forIp('::1') }),
  nc('permitted-ipv4-match', 'ok', { constraints: permits(v4), names: [ip('192.0.2.1')], service: forIp('192.0.2.1') }),
  nc('permitted-ipv6-match', 'ok', { constraints: permits(v6), names: [ip('::1')], service: forIp('::1') }),
  dn('permitted-dn-mismatch', no, permits(dir(foo)), notFoo, notFoo),
  dn('excluded-dn-match', no, excludes(dir(foo)), foo, foo),
  dn('permitted-dn-match', 'ok', permits(dir(foo)), foo, foo),
  dn('permitted-dn-match-subject-san-mismatch', no, permits(dir(foo)), notFoo, foo),
  dn('excluded-dn-match-sub-mismatch', no, excludes(dir(foo)), foo, notFoo),
  limbo('rfc5280::nc::permitted-self-issued', 'ok', server(selfIssued.again), {
    anchors: [selfIssued.anchor],
    between: [selfIssued.again],
  }),
  limbo('rfc5280::nc::excluded-self-issued-leaf', no, selfIssuedLeaf, {
    ...{ anchors: [permitsExample], between: [notExample], more: forDns('not-example.com') },
  }),
  nc('excluded-match-permitted-and-excluded', no, {
    constraints: { permitted: example, excluded: example },
    names: example,
  }),
  nc('permitted-different-constraint-type', 'ok', { constraints: permits(v4), names: example }),
  nc('excluded-different-constraint-type', 'ok', { constraints: excludes(v4), names: example }),
  nc('invalid-dnsname-wildcard', unsupported, {
    constraints: permits(dns('*.example.com')),
    names: [dns('foo.example.com')],
    service: forDns('foo.example.com'),
  }),
  nc('invalid-dnsname-leading-period', unsupported, {
    constraints: permits(dns('.example.com')),
    names: [dns('foo.example.com')],
    service: forDns('foo.example.com'),
  }),
  user('invalid-email-address', unsupported, permits(mail('invalid@invalid@example.com')), 'example@example.com'),
  limbo(
    'rfc5280::nc::not-allowed-in-ee-critical',
    'x509/profile',
    server(root, { extensions: { nameConstraints: permits(...example) } }),
  ),
  limbo(
    'rfc5280::nc::not-allowed-in-ee-noncritical',
    'x509/profile',
    server(root, { extensions: { others: [loose] } }),
  ),
  (() => {
    const second = between({ extensions: forbidden }, splittingAuthority)
    return limbo('rfc5280::nc::intermediate-with-san-rejected-by-intermediate-nc', no, serverFor(second, permitted), {
      ...{ between: [splittingAuthority, second], more: forDns('permitted.example.com') },
    })
  })(),
  (() => {
    const second = between({ extensions: forbidden }, underRoot)
    return limbo('rfc5280::nc::intermediate-with-san-rejected-by-root-nc', no, serverFor(second, permitted), {
      ...{ anchors: [splittingRoot], between: [underRoot, second], more: forDns('permitted.example.com') },
    })
  })(),
  limbo('rfc5280::nc::restrictive-permits-in-intermediates-narrows', no, serverFor(narrower, dns('foo.example.com')), {
    ...{ between: [narrows, narrower], more: forDns('foo.example.com') },
  }),
  limbo('rfc5280::nc::restrictive-permits-in-intermediates-widens', no, serverFor(wider, dns('foo.example.com')), {
    ...{ between: [narrow, wider], more: forDns('foo.example.com') },
  }),
  nc('nc-permits-invalid-dns-san', unsupported, {
    constraints: permits(...example),
    names: [dns('.example.com'), dns('foo.example.com')],
    service: forDns('foo.example.com'),
  }),
  user(
    'nc-permits-invalid-email-san',
    unsupported,
    permits(mail('example.com')),
    'good@example.com',
    'invalid@address@example.com',
  ),
  (() => {
    const first = twice(discarded, { extensions: forbidden })
    const second = twice(splittingAuthority, {})
    return limbo('rfc5280::nc::nc-forbids-alternate-chain-ica', 'ok', serverFor(first, permitted), {
      ...{ between: [splittingAuthority, first, second], more: forDns('permitted.example.com') },
    })
  })(),
  (() => {
    const first = twice(forbids, { extensions: forbidden })
    const second = twice(rootB, { extensions: { subjectAlternativeNames: [dns('unconstrained-ica.example.com')] } })
    return limbo('rfc5280::nc::nc-forbids-same-chain-ica', 'ok', serverFor(first, dns('unconstrained.example.com')), {
      ...{ anchors: [root, rootB], between: [forbids, first, second], more: forDns('unconstrained.example.com') },
    })
  })(),
  user('nc-permits-email-exact', 'ok', permits(mail('foo@example.com')), 'foo@example.com'),
  user('nc-permits-email-domain', 'ok', permits(mail('example.com')), 'foo@example.com'),
  nc('nc-forbids-othername', unsupported, {
    constraints: { permitted: example, excluded: [other] },
    names: [...example, other],
  }),
  nc('nc-forbids-othername-noop', 'ok', { constraints: { permitted: example, excluded: [other] }, names: example }),
]

export function notCritical(): [ReturnType<typeof server>, Around] {
  const anchor = authority('Loose root', undefined, { extensions: { others: [loose] } })
  return [server(anchor), { anchors: [anchor] }]
}

const named1 = (
  id: string,
  expected: LimboCase['expected'],
  presented: GeneralNameToIssue,
  service: string,
): LimboCase =>
  limbo(
    `webpki::san::${id}`,
    expected,
    nameless(presented),
    asked('octets' in presented ? { ip: service } : { dns: service }),
  )
/** Without a common name, so that only the alternative name is judged. */
const nameless = (presented: GeneralNameToIssue) =>
  server(root, { subject: makeName([]), extensions: { subjectAlternativeNames: [presented] } })
const unlike = 'x509/service-identity'
const unwritten = 'x509/profile'

export const services: readonly LimboCase[] = [
  named1('exact-dns-san', 'ok', dns('example.com'), 'example.com'),
  named1('exact-localhost-ip-san', 'ok', ip('127.0.0.1'), '127.0.0.1'),
  named1('mismatch-domain-san', unlike, dns('example.com'), 'example2.com'),
  named1('mismatch-subdomain-san', unlike, dns('abc.example.com'), 'def.example.com'),
  named1('mismatch-subdomain-apex-san', unlike, dns('example.com'), 'abc.example.com'),
  named1('mismatch-apex-subdomain-san', unlike, dns('abc.example.com'), 'example.com'),
  named1('public-suffix-wildcard-san', unlike, dns('*.com'), 'example.com'),
  named1('leftmost-wildcard-san', 'ok', dns('*.example.com'), 'foo.example.com'),
  named1('san-wildcard-only', unwritten, dns('*'), 'example.com'),
  named1('san-wildcard-only-tld', unwritten, dns('*'), 'com'),
  named1('wildcard-embedded-leftmost-san', unwritten, dns('ba*.example.com'), 'baz.example.com'),
  named1('wildcard-not-in-leftmost-san', unwritten, dns('foo.*.example.com'), 'foo.bar.example.com'),
  named1('wildcard-match-across-labels-san', unlike, dns('*.example.com'), 'foo.bar.example.com'),
  named1(
    'wildcard-embedded-ulabel-san',
    unwritten,
    dns('xn--*-1b3c148a.example.com'),
    'xn--bliss-1b3c148a.example.com',
  ),
  limbo('webpki::san::no-san', unwritten, server(root, { extensions: { subjectAlternativeNames: null } })),
  limbo(
    'webpki::san::san-critical-with-nonempty-subject',
    unwritten,
    server(root, {
      extensions: {
        subjectAlternativeNames: null,
        others: [
          {
            type: extensionTypes.subjectAlternativeNames,
            critical: true,
            value: Uint8Array.from([0x30, 13, 0x82, 11, ...Buffer.from('example.com')]),
          },
        ],
      },
    }),
  ),
]
