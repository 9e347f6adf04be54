/** x509-limbo `rfc5280` without constraints on names and lists. */
import { extensionTypes, makeName } from '../../index.ts'
import { anyValue } from '../forge.ts'
import { at, authority, type Changes } from '../scene.ts'
import { asked, between, dns, ended, type LimboCase, limbo, octets, raw, root, server } from './case.ts'

const unknown = { extensions: raw('1.3.6.1.4.1.55738.666.1', anyValue, true) }
const { authorityKeyIdentifier, subjectKeyIdentifier, basicConstraints, subjectAlternativeNames } = extensionTypes
const keyName = octets(4, 3, 1, 2, 3)
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
const negative = authority('example.com', undefined, {
  serial: -5n,
  extensions: { subjectAlternativeNames: [dns('example.com')] },
})

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
  limbo('rfc5280::serial::serial-number-negative', profile, negative, { anchors: [negative] }),
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
