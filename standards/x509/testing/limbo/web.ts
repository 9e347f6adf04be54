/** x509-limbo `webpki` without `san`, and its lists. */
import { encode, writeUtf8String } from '@entrepot/asn1'
import {
  type RevocationList,
  purposes,
  type RevocationReason,
  extensionTypes,
  type GeneralNameToIssue,
  attributeTypes,
  makeName,
} from '../../index.ts'
import { at, authority, day, listBy, start } from '../scene.ts'
import { between, dns, ip, type LimboCase, limbo, octets, root, server } from './case.ts'
import { notCritical } from './names.ts'

const profile = 'x509/profile'
const unknown = 'x509/no-revocation-state'

const eku = (id: string, expected: LimboCase['expected'], ...extendedKeyUsage: string[]): LimboCase =>
  limbo(`webpki::eku::${id}`, expected, server(root, { extensions: { extendedKeyUsage } }))
const { serverAuth } = purposes
const precertificate = '1.3.6.1.4.1.11129.2.4.4'

/** A root with this authority key identifier. */
function aki(id: string, value: Uint8Array): LimboCase {
  const anchor = authority('Web root', undefined, {
    ...{
      leaveOut: [extensionTypes.authorityKeyIdentifier],
      extensions: { others: [{ type: extensionTypes.authorityKeyIdentifier, value }] },
    },
  })
  return limbo(`webpki::aki::${id}`, profile, server(anchor), { anchors: [anchor] })
}

/** A server with this common name. */
function cn(id: string, expected: LimboCase['expected'], text: string, ...names: GeneralNameToIssue[]): LimboCase {
  const subject = makeName([[{ type: attributeTypes.commonName, text }]])
  const [first = dns('')] = names
  const service = 'text' in first ? { dns: first.text } : { ip: 'octets' in first ? addressOf(first.octets) : '' }
  return limbo(
    `webpki::cn::${id}`,
    expected,
    server(root, { subject, extensions: { subjectAlternativeNames: names } }),
    { more: { service } },
  )
}

const addressOf = (address: Uint8Array): string =>
  address.length === 4
    ? address.join('.')
    : Array.from({ length: 8 }, (_, group) =>
        (((address[2 * group] ?? 0) << 8) | (address[2 * group + 1] ?? 0)).toString(16),
      ).join(':')

const rootForServers = authority('Root for servers', undefined, { extensions: { extendedKeyUsage: [serverAuth] } })
const asAuthority = authority('example.com', root, {
  extensions: { subjectAlternativeNames: [dns('example.com')], extendedKeyUsage: [serverAuth] },
})
const p192 = octets(
  0x30,
  0x49,
  0x30,
  0x13,
  6,
  7,
  0x2a,
  0x86,
  0x48,
  0xce,
  0x3d,
  2,
  1,
  6,
  8,
  0x2a,
  0x86,
  0x48,
  0xce,
  0x3d,
  3,
  1,
  1,
  3,
  0x32,
  0,
  4,
  ...new Uint8Array(48).fill(1),
)

export const web: readonly LimboCase[] = [
  limbo('webpki::exact-san', 'ok', server()),
  limbo('webpki::ca-as-leaf', profile, asAuthority),
  limbo('webpki::ee-basicconstraints-ca', profile, server(root, { extensions: { basicConstraints: { ca: true } } })),
  limbo('webpki::v1-cert', profile, server(root, { version: 1 })),
  limbo('webpki::forbidden-p192-spki-leaf', profile, server(root, { publicKeySpki: p192 })),
  limbo('webpki::nc::permitted-dns-match-noncritical', 'ok', ...notCritical()),
  eku('ee-anyeku', profile, serverAuth, '2.5.29.37.0'),
  limbo(
    'webpki::eku::ee-critical-eku',
    profile,
    server(root, {
      extensions: {
        extendedKeyUsage: null,
        others: [
          {
            type: extensionTypes.extendedKeyUsage,
            critical: true,
            value: octets(0x30, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1),
          },
        ],
      },
    }),
  ),
  limbo('webpki::eku::ee-without-eku', profile, server(root, { extensions: { extendedKeyUsage: null } })),
  limbo('webpki::eku::root-has-eku', profile, server(rootForServers), { anchors: [rootForServers] }),
  eku('ee-clientauth-only', profile, purposes.clientAuth),
  eku('ee-precertificate-only', profile, precertificate),
  eku('ee-precertificate-with-serverauth', profile, serverAuth, precertificate),
  eku('ee-serverauth-with-additional', 'ok', serverAuth, purposes.clientAuth),
  eku('ee-codesigning-with-serverauth', profile, serverAuth, purposes.codeSigning),
  eku('ee-emailprotection-with-serverauth', profile, serverAuth, purposes.emailProtection),
  eku('ee-timestamping-with-serverauth', profile, serverAuth, purposes.timeStamping),
  eku('ee-ocspsigning-with-serverauth', profile, serverAuth, purposes.ocspSigning),
  aki('root-with-aki-missing-keyidentifier', octets(0x30, 0)),
  aki('root-with-aki-all-fields', octets(0x30, 11, 0x80, 1, 1, 0xa1, 3, 0x82, 1, 0x61, 0x82, 1, 9)),
  aki('root-with-aki-ski-mismatch', octets(0x30, 3, 0x80, 1, 1)),
  cn('cabf-cn-ipv4-hex-mismatch', profile, '0xC0A80101', ip('192.168.1.1')),
  cn('cabf-cn-ipv4-leading-zeros-mismatch', profile, '192.168.001.001', ip('192.168.1.1')),
  cn('cabf-cn-ipv6-uppercase-mismatch', profile, '2001:DB8::8A2E:370:7334', ip('2001:db8::8a2e:370:7334')),
  cn('cabf-cn-ipv6-uncompressed-mismatch', profile, '2001:0db8:0000:0000:0000:0000:0000:0001', ip('2001:db8::1')),
  cn('cabf-cn-ipv6-non-rfc5952-mismatch', profile, '2001:db8:0:0:1:0:0:1', ip('2001:db8::1:0:0:1')),
  cn('cabf-cn-punycode-not-in-san', profile, 'xn--nxasmq6b.com', dns('xn--n3h.com')),
  cn('cabf-cn-utf8-vs-punycode-mismatch', profile, 'test-測試.com', dns('xn--test--wg5h0h.com')),
  cn('cabf-cn-not-in-san', profile, 'notinsan.example.com', dns('valid.example.com'), dns('another.example.com')),
  cn('cabf-cn-case-mismatch', profile, 'Example.COM', dns('example.com')),
  // Not of the suite: what the rule allows.
  cn('an IPv4 address', 'ok', '192.168.1.1', ip('192.168.1.1')),
  cn('an IPv6 address, shortened', 'ok', '2001:db8::1:0:0:1', ip('2001:db8::1:0:0:1')),
]

const uri = (text: string): GeneralNameToIssue => ({ form: 'uniformResourceIdentifier', text })
const elsewhere = server()
const entryOf = (user = elsewhere, date = start) => ({ serial: user.certificate.serial, date })
const partition = uri('http://example.com/partition.crl')
const pointing = (...names: GeneralNameToIssue[]) =>
  server(root, { extensions: { crlDistributionPoints: [{ name: { fullName: names } }] } })

/** A situation in which these lists are all that is known. */
const listed = (
  id: string,
  expected: LimboCase['expected'],
  user: ReturnType<typeof server>,
  ...lists: RevocationList[]
): LimboCase => limbo(id, expected, user, { more: { revocation: { lists } } })

const part = (...names: GeneralNameToIssue[]) => ({ issuingDistributionPoint: { name: { fullName: names } } })
const withoutUsage = authority('Says not what for', undefined, { extensions: { keyUsage: null } })
const withoutLists = authority('Signs no lists', undefined, { extensions: { keyUsage: ['keyCertSign'] } })
const secondRoot = authority('Second root')
const user = server()
const old = server(root, { notBefore: at - day })
const middle = between()
const reasons: readonly RevocationReason[] = ['keyCompromise']
const strange = (critical: boolean) => ({ type: '1.3.6.1.4.1.55738.666.1', critical, value: new Uint8Array(0) })
const plain = listBy(root, [entryOf()])
const underMiddle = server(middle)
const underOwn = (by: typeof root, list: RevocationList, id: string, expected: LimboCase['expected']): LimboCase =>
  limbo(id, expected, server(by), { anchors: [by], more: { revocation: { lists: [list] } } })

export const lists: readonly LimboCase[] = [
  listed('rfc5280::crl::revoked-certificate-with-crl', 'x509/revoked', user, listBy(root, [entryOf(user)])),
  listed('rfc5280::crl::crlnumber-missing', unknown, user, { ...plain, number: undefined }),
  listed('rfc5280::crl::crlnumber-critical', unknown, user, {
    ...plain,
    extensions: plain.extensions.map((each) =>
      each.type === extensionTypes.crlNumber ? { ...each, critical: true } : each,
    ),
  }),
  listed('rfc5280::crl::certificate-not-on-crl', 'ok', user, plain),
  listed(
    'rfc5280::crl::certificate-serial-on-crl-different-issuer',
    'ok',
    user,
    listBy(root),
    listBy(secondRoot, [entryOf(user)]),
  ),
  underOwn(withoutLists, listBy(withoutLists), 'rfc5280::crl::issuer-missing-crlsign', unknown),
  underOwn(withoutUsage, listBy(withoutUsage), 'rfc5280::crl::issuer-no-keyusage-extension', 'ok'),
  listed('rfc5280::crl::issuer-valid-crlsign-and-keycertsign', 'ok', user, plain),
  listed('rfc5280::crl::crl-invalid-signature', unknown, user, listBy({ ...root, key: secondRoot.key })),
  listed(
    'rfc5280::crl::crl-wrong-signing-key',
    unknown,
    user,
    listBy({ ...secondRoot, certificate: root.certificate }),
  ),
  listed('rfc5280::crl::crl-empty', 'ok', user, listBy(root)),
  listed(
    'rfc5280::crl::crl-very-large',
    'ok',
    user,
    listBy(
      root,
      Array.from({ length: 10_000 }, (_, number) => ({ serial: 10_000_000n + BigInt(number), date: start })),
    ),
  ),
  listed('rfc5280::crl::crl-unknown-critical-extension', unknown, user, {
    ...plain,
    unknownCriticalExtension: strange(true).type,
  }),
  listed('rfc5280::crl::crl-unknown-noncritical-extension', 'ok', user, {
    ...plain,
    extensions: [...plain.extensions, strange(false)],
  }),
  listed('rfc5280::crl::this-update-in-future', unknown, user, listBy(root, [], { thisUpdate: at + day })),
  listed('rfc5280::crl::next-update-in-past', unknown, user, listBy(root, [], { nextUpdate: at - day })),
  listed('rfc5280::crl::revocation-date-in-future', 'x509/revoked', user, listBy(root, [entryOf(user, at + day)])),
  listed('rfc5280::crl::revocation-date-before-not-before', 'x509/revoked', old, listBy(root, [entryOf(old, start)])),
  listed('rfc5280::crl::crl-validity-no-overlap', unknown, old, listBy(root, [], { nextUpdate: at - 10 * day })),
  listed(
    'crl::idp-cdp-scope-mismatch',
    unknown,
    pointing(uri('http://example.com/cdp.crl')),
    listBy(root, [], part(partition)),
  ),
  listed('crl::idp-cdp-scope-match', 'ok', pointing(partition), listBy(root, [], part(partition))),
  limbo('crl::idp-only-contains-user-certs-ca-target', unknown, underMiddle, {
    between: [middle],
    more: {
      revocation: {
        lists: [listBy(root, [], { issuingDistributionPoint: { onlyContains: 'users' } }), listBy(middle)],
      },
    },
  }),
  listed(
    'crl::idp-only-contains-ca-certs-ee-target',
    unknown,
    user,
    listBy(root, [], { issuingDistributionPoint: { onlyContains: 'authorities' } }),
  ),
  listed('crl::idp-present-certificate-missing-cdp', unknown, user, listBy(root, [], part(partition))),
  listed(
    'crl::idp-only-contains-attribute-certs',
    unknown,
    user,
    listBy(root, [], { issuingDistributionPoint: { onlyContains: 'attributes' } }),
  ),
  listed(
    'crl::idp-name-relative-to-crl-issuer',
    unknown,
    user,
    listBy(root, [], {
      issuingDistributionPoint: {
        name: { relativeName: [{ type: attributeTypes.commonName, value: encode(writeUtf8String('partition')) }] },
      },
    }),
  ),
  listed(
    'crl::idp-only-some-reasons-no-complete-crl',
    unknown,
    pointing(partition),
    listBy(root, [], {
      issuingDistributionPoint: { name: { fullName: [partition] }, onlySomeReasons: reasons },
    }),
  ),
  listed(
    'crl::idp-uri-not-byte-identical',
    unknown,
    pointing(uri('http://example.com/crls/%73hard.crl')),
    listBy(root, [], part(uri('http://example.com/crls/shard.crl'))),
  ),
  // Rules of the web alone: RFC 5280 lets these lists count.
  listed(
    'webpki::crl::idp-present-certificate-cdp-non-uri-generalname',
    profile,
    pointing(partition, dns('example.com')),
    listBy(root, [], part(partition)),
  ),
  listed(
    'webpki::crl::idp-fullname-non-uri-generalname',
    unknown,
    pointing(partition),
    listBy(root, [], part(partition, dns('example.com'))),
  ),
  listed(
    'webpki::crl::idp-indirect-crl',
    unknown,
    pointing(partition),
    listBy(root, [], {
      issuingDistributionPoint: { name: { fullName: [partition] }, isIndirect: true },
    }),
  ),
]
