import { encode, writeInteger } from '@entrepot/asn1'
import { describe, expect, test } from 'vitest'
import {
  type ExtensionsToIssue,
  extensionTypes,
  type GeneralNameToIssue,
  makeName,
  type RevocationList,
  validatePath,
} from '../index.ts'
import { at, authority, type Changes, leaf, listBy, type Made } from '../testing/scene.ts'

const root = authority('Root')
const good = authority('Good', root)

function judge(path: readonly Made[], profile?: 'rfc5280', anchor = root) {
  return validatePath({
    path: path.map(({ certificate }) => certificate),
    anchor: anchor.certificate,
    at,
    revocation: 'unchecked',
    ...(profile === undefined ? {} : { profile }),
  })
}

const raw = (type: string, value: Uint8Array, critical = false) => ({ others: [{ type, value, critical }] })
const octet = (...octets: number[]): Uint8Array => Uint8Array.from(octets)
const dns = (text: string): GeneralNameToIssue => ({ form: 'dNSName', text })
const names = (...subjectAlternativeNames: GeneralNameToIssue[]): ExtensionsToIssue => ({ subjectAlternativeNames })

type Deviation = [situation: string, clause: string, place: 'leaf' | 'authority', changes: Changes]

const deviations: Deviation[] = [
  ['a serial number that is not positive', '4.1.2.2', 'leaf', { serial: -1n }],
  ['a time in the wrong form', '4.1.2.5', 'leaf', { timeForm: 'generalized' }],
  ['version 1', '4.1.2.1', 'leaf', { version: 1 }],
  ['an authority that does not say what its key is for', '4.2.1.3', 'authority', { extensions: { keyUsage: null } }],
  ['a leaf that signs certificates', '4.2.1.9', 'leaf', { extensions: { keyUsage: ['keyCertSign'] } }],
  [
    'a key on a curve that is for encipherment',
    'RFC 8813 3',
    'leaf',
    { extensions: { keyUsage: ['keyEncipherment'] } },
  ],
  ['a leaf with name constraints', '4.2.1.10', 'leaf', { extensions: { nameConstraints: { permitted: [dns('a')] } } }],
  [
    'a leaf that maps policies',
    '4.2.1.5',
    'leaf',
    { extensions: { policyMappings: [{ issuerDomain: '2.999.1', subjectDomain: '2.999.2' }] } },
  ],
  [
    'no subject, and alternative names that are not critical',
    '4.2.1.6',
    'leaf',
    {
      subject: makeName([]),
      extensions: raw(extensionTypes.subjectAlternativeNames, octet(0x30, 3, 0x82, 1, 0x61)),
    },
  ],
  ['an underscore in a DNS name', '4.2.1.6', 'leaf', { extensions: names(dns('a_b.example')) }],
  ['a blank DNS name', '4.2.1.6', 'leaf', { extensions: names(dns(' ')) }],
  ['a relative URI', '4.2.1.6', 'leaf', { extensions: names({ form: 'uniformResourceIdentifier', text: 'list.crl' }) }],
  ['a mailbox that is none', '4.2.1.6', 'leaf', { extensions: names({ form: 'rfc822Name', text: 'anna' }) }],
  ['an empty directory name', '4.2.1.6', 'leaf', { extensions: names({ form: 'directoryName', name: makeName([]) }) }],
  [
    'basic constraints of an issuer that are not critical',
    '4.2.1.9',
    'authority',
    {
      extensions: { basicConstraints: null, ...raw(extensionTypes.basicConstraints, octet(0x30, 3, 1, 1, 0xff)) },
    },
  ],
  [
    'name constraints that are not critical',
    '4.2.1.10',
    'authority',
    {
      extensions: raw(extensionTypes.nameConstraints, octet(0x30, 7, 0xa1, 5, 0x30, 3, 0x82, 1, 0x61)),
    },
  ],
  [
    'policy constraints that are not critical',
    '4.2.1.11',
    'authority',
    {
      extensions: raw(extensionTypes.policyConstraints, octet(0x30, 3, 0x80, 1, 9)),
    },
  ],
  [
    'inhibited any policy that is not critical',
    '4.2.1.14',
    'authority',
    {
      extensions: raw(extensionTypes.inhibitAnyPolicy, encode(writeInteger(9))),
    },
  ],
  [
    'a subtree with a distance',
    '4.2.1.10',
    'authority',
    {
      extensions: raw(
        extensionTypes.nameConstraints,
        octet(0x30, 10, 0xa1, 8, 0x30, 6, 0x82, 1, 0x61, 0x80, 1, 1),
        true,
      ),
    },
  ],
  [
    'a distribution point of reasons alone',
    '4.2.1.13',
    'leaf',
    {
      extensions: raw(extensionTypes.crlDistributionPoints, octet(0x30, 6, 0x30, 4, 0x81, 2, 6, 0x40)),
    },
  ],
  [
    'critical access to information',
    '4.2.2',
    'leaf',
    {
      extensions: raw(
        extensionTypes.authorityInformationAccess,
        octet(0x30, 9, 0x30, 7, 6, 2, 0x2a, 3, 0x82, 1, 0x61),
        true,
      ),
    },
  ],
  [
    'a critical pointer to delta lists',
    '4.2.1.15',
    'leaf',
    {
      extensions: raw(extensionTypes.freshestCrl, octet(0x30, 9, 0x30, 7, 0xa0, 5, 0xa0, 3, 0x82, 1, 0x61), true),
    },
  ],
]

describe('the strict profile refuses what path validation passes over', () => {
  test.each(deviations)('%s (RFC 5280 %s)', (_situation, clause, place, changes) => {
    const by = place === 'authority' ? authority('Odd', root, changes) : good
    const path = place === 'authority' ? [leaf('User', by), by] : [leaf('User', good, changes), good]
    const index = place === 'authority' ? 1 : 0
    expect(judge(path)).toMatchObject({ ok: true })
    expect(judge(path, 'rfc5280')).toMatchObject({
      ok: false,
      code: 'x509/profile',
      index,
      rule: expect.stringContaining(clause),
    })
  })
})

/** A certificate without one of its extensions, as it would have been read; its signature was judged before. */
function without(made: Made, type: string, field: 'authorityKeyIdentifier' | 'subjectKeyIdentifier'): Made {
  const { certificate } = made
  const all = certificate.extensions.all.filter((extension) => extension.type !== type)
  return {
    ...made,
    certificate: { ...certificate, extensions: { ...certificate.extensions, [field]: undefined, all } },
  }
}

test('key identifiers are there, and not critical', () => {
  const user = leaf('User', good)
  const { authorityKeyIdentifier: authorityKey, subjectKeyIdentifier: subjectKey } = extensionTypes
  const userWithout = without(user, authorityKey, 'authorityKeyIdentifier')
  const goodWithout = without(good, subjectKey, 'subjectKeyIdentifier')
  const rootWithout = without(root, authorityKey, 'authorityKeyIdentifier')
  const broken = { code: 'x509/profile', rule: expect.stringContaining('4.2.1.') }
  expect(judge([userWithout, good], 'rfc5280')).toMatchObject({ ...broken, index: 0 })
  expect(judge([user, goodWithout], 'rfc5280')).toMatchObject({ ...broken, index: 1 })
  expect(judge([user, good], 'rfc5280', rootWithout)).toMatchObject({ ok: true })
  const all = user.certificate.extensions.all.map((each) => ({ ...each, critical: true }))
  const critical = {
    ...user,
    certificate: { ...user.certificate, extensions: { ...user.certificate.extensions, all } },
  }
  expect(judge([critical, good], 'rfc5280')).toMatchObject({ ...broken, index: 0 })
})

test('of an anchor neither serial number nor key usage is asked, unless it is the leaf itself', () => {
  const old = authority('Old root', undefined, { serial: 0n, timeForm: 'generalized', extensions: { keyUsage: null } })
  expect(judge([leaf('User', old)], 'rfc5280', old)).toMatchObject({ ok: true })
  expect(judge([], 'rfc5280', old)).toMatchObject({ code: 'x509/profile', rule: expect.stringContaining('4.1.2.2') })
})

test('an authority without a name, or with a path length and no right to sign, is against the profile', () => {
  const nameless = authority('Nameless', root, { subject: makeName([]), extensions: names(dns('a.example')) })
  expect(judge([nameless], 'rfc5280')).toMatchObject({ code: 'x509/profile', rule: expect.stringContaining('4.1.2.6') })
  const signsLists = authority('Signs lists', root, {
    extensions: { basicConstraints: { ca: true, pathLength: 0 }, keyUsage: ['cRLSign'] },
  })
  expect(judge([signsLists])).toMatchObject({ ok: true })
  expect(judge([signsLists], 'rfc5280')).toMatchObject({
    code: 'x509/profile',
    rule: expect.stringContaining('4.2.1.9'),
  })
})

test('a list that does not name its key or number itself says nothing under the profile', () => {
  const lists = [listBy(root), listBy(good)]
  const user = leaf('User', good)
  const ask = (own: RevocationList, profile?: 'rfc5280') =>
    validatePath({
      path: [user.certificate, good.certificate],
      anchor: root.certificate,
      at,
      revocation: { lists: [lists[0]!, own] },
      ...(profile === undefined ? {} : { profile }),
    })
  const sound = lists[1]!
  const marked = sound.extensions.map((each) => ({ ...each, critical: true }))
  for (const changes of [{ number: undefined }, { authorityKeyIdentifier: undefined }, { extensions: marked }]) {
    const odd = { ...sound, ...changes }
    expect(ask(odd)).toMatchObject({ ok: true })
    expect(ask(odd, 'rfc5280')).toMatchObject({ code: 'x509/no-revocation-state', index: 0 })
  }
  expect(ask(sound, 'rfc5280')).toMatchObject({ ok: true })
})

test('what this room issues keeps the profile', () => {
  const by = authority('Full', root, {
    extensions: {
      nameConstraints: { permitted: [dns('example')] },
      policyConstraints: { requireExplicitPolicy: 5 },
      inhibitAnyPolicy: 5,
      certificatePolicies: ['2.999.1'],
      policyMappings: [{ issuerDomain: '2.999.1', subjectDomain: '2.999.2' }],
      crlDistributionPoints: ['http://a.example/list'],
      freshestCrl: ['http://a.example/delta'],
    },
  })
  const user = leaf('User', by, {
    subject: makeName([]),
    extensions: { certificatePolicies: ['2.999.2'], subjectAlternativeNames: [dns('*.a.example')], ocspNoCheck: true },
  })
  expect(judge([user, by], 'rfc5280')).toMatchObject({ ok: true, policies: { authorities: new Set(['2.999.1']) } })
})
