/** What is made to exhaust or mislead a reader of certificates. */
import { encode, writeBitString, writeInteger, writeNull, writeObjectIdentifier, writeSequence } from '@entrepot/asn1'
import { expect, test } from 'vitest'
import {
  type GeneralNameToIssue,
  makeName,
  MAXIMUM_GENERAL_NAMES,
  MAXIMUM_LISTED,
  MAXIMUM_SUBTREES,
  parseCertificate,
  parseIpAddress,
  validatePath,
} from './index.ts'
import { forgeCertificate } from './testing/forge.ts'
import { at, authority, keyFor, leaf, type Made, named, start } from './testing/scene.ts'

/** Other programs share the machine while tests run. */
const slowness = 5
const root = authority('Root')
const good = authority('Good', root)

function judge(path: readonly Made[], more = {}) {
  const started = performance.now()
  const verdict = validatePath({
    path: path.map(({ certificate }) => certificate),
    anchor: root.certificate,
    at,
    revocation: 'unchecked',
    ...more,
  })
  expect(performance.now() - started).toBeLessThan(1000 * slowness)
  return verdict
}

test('policies that map to each other crosswise at each level do not grow the graph', () => {
  const policies = Array.from({ length: 14 }, (_, number) => `2.999.${number}`)
  const policyMappings = policies.flatMap((issuerDomain) =>
    policies.map((subjectDomain) => ({ issuerDomain, subjectDomain })),
  )
  const path: Made[] = []
  let by = root
  for (let level = 0; level < 12; level++) {
    by = authority(`Cross ${level}`, by, { extensions: { certificatePolicies: policies, policyMappings } })
    path.unshift(by)
  }
  const user = leaf('User', by, { extensions: { certificatePolicies: policies } })
  const verdict = judge([user, ...path], { policies: { isExplicitRequired: true } })
  expect(verdict).toMatchObject({ ok: true })
  expect(verdict.ok && verdict.policies.authorities).toEqual(new Set(policies))
})

test('mappings from any policy, as many as a certificate holds, at each level', () => {
  const path: Made[] = []
  let by = root
  for (let level = 0; level < 12; level++) {
    const policyMappings = Array.from({ length: MAXIMUM_LISTED }, (_, number) => ({
      issuerDomain: `2.999.${level}.${number}`,
      subjectDomain: `2.999.${level + 1}.${number}`,
    }))
    by = authority(`Any ${level}`, by, { extensions: { certificatePolicies: ['2.5.29.32.0'], policyMappings } })
    path.unshift(by)
  }
  const user = leaf('User', by, { extensions: { certificatePolicies: ['2.5.29.32.0'] } })
  expect(judge([user, ...path], { policies: { isExplicitRequired: true } })).toMatchObject({ ok: true })
})

const dns = (text: string): GeneralNameToIssue => ({ form: 'dNSName', text })
const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))

test('as many names as fit under as many constraints as fit end at the limit', () => {
  const excluded = many(2500, (index) => dns(`${index}.b`))
  const by = authority('Constrained', root, { extensions: { nameConstraints: { excluded } } })
  const user = leaf('User', by, { extensions: { subjectAlternativeNames: many(2500, (index) => dns(`${index}.a`)) } })
  expect(judge([user, by])).toMatchObject({ code: 'x509/too-many-name-comparisons', index: 0 })
})

test('names, subtrees and policies beyond the limits are malformed', () => {
  const over = (extensions: Parameters<typeof leaf>[2]) => () => authority('Over', root, extensions)
  const names = many(MAXIMUM_GENERAL_NAMES + 1, () => dns('a'))
  const subtrees = many(MAXIMUM_SUBTREES + 1, () => dns('a'))
  const policies = many(MAXIMUM_LISTED + 1, (index) => `2.999.${index}`)
  expect(over({ extensions: { subjectAlternativeNames: names } })).toThrow('x509/too-many-names')
  expect(over({ extensions: { nameConstraints: { permitted: subtrees } } })).toThrow('x509/too-many-items')
  expect(over({ extensions: { certificatePolicies: policies } })).toThrow('x509/too-many-items')
})

const rsa = (modulus: bigint, exponent: bigint): Uint8Array =>
  encode(
    writeSequence([
      writeSequence([writeObjectIdentifier('1.2.840.113549.1.1.1'), writeNull()]),
      writeBitString(encode(writeSequence([writeInteger(modulus), writeInteger(exponent)]))),
    ]),
  )
const p256 = (point: Uint8Array): Uint8Array =>
  encode(
    writeSequence([
      writeSequence([writeObjectIdentifier('1.2.840.10045.2.1'), writeObjectIdentifier('1.2.840.10045.3.1.7')]),
      writeBitString(point),
    ]),
  )
const x25519 = encode(
  writeSequence([writeSequence([writeObjectIdentifier('1.3.101.110')]), writeBitString(new Uint8Array(32).fill(9))]),
)
const ones = (bits: number): bigint => (1n << BigInt(bits)) - 1n

test.each([
  ['a point off the curve', p256(Uint8Array.of(4, ...new Uint8Array(63), 1))],
  ['a point at infinity', p256(Uint8Array.of(0))],
  ['a compressed point', p256(Uint8Array.of(2, ...new Uint8Array(32)))],
  ['a modulus of 16384 bits', rsa(ones(16384), 65537n)],
  ['an exponent of 2048 bits', rsa(ones(2048), ones(2048))],
  ['exponent 1', rsa(ones(2048), 1n)],
  ['a negative modulus', rsa(-ones(2048), 65537n)],
])('a leaf and an authority whose key is %s are refused', (_situation, publicKeySpki) => {
  const identifier = { subjectKeyIdentifier: new Uint8Array(20) }
  expect(judge([leaf('User', good, { publicKeySpki, extensions: identifier }), good])).toMatchObject({
    code: 'x509/unsupported-algorithm',
    index: 0,
  })
  const by = authority('Odd key', good, { publicKeySpki, extensions: identifier })
  expect(judge([leaf('User', by), by, good])).toMatchObject({ code: 'x509/unsupported-algorithm', index: 1 })
})

test('a key of a kind that signs nothing is no fault of a leaf', () => {
  expect(judge([leaf('User', good, { publicKeySpki: x25519 }), good])).toMatchObject({ ok: true, publicKey: undefined })
})

const content = {
  subject: named('User'),
  issuer: good.certificate.subject,
  publicKeySpki: keyFor('User').publicKey.spki,
  notBefore: start,
  notAfter: at,
  extensions: {},
}

test('a serial number of 4000 octets is malformed, one that is not positive or has a 21st octet for its sign outside the profile', () => {
  const of = (serial: bigint) => parseCertificate(forgeCertificate({ ...content, serial }, good.key))
  expect(of(1n << 32000n)).toMatchObject({ ok: false, code: 'asn1/integer-out-of-range' })
  for (const serial of [1n << 200n, 1n << 160n, -(1n << 160n)]) {
    expect(of(serial)).toMatchObject({ ok: false, code: 'x509/serial-number' })
  }
  for (const serial of [0n, -1n, -(1n << 150n), (1n << 160n) - 1n]) {
    const decoded = of(serial)
    if (!decoded.ok) throw new Error(decoded.code)
    const question = {
      path: [decoded.value, good.certificate],
      anchor: root.certificate,
      at,
      revocation: 'unchecked' as const,
    }
    expect(validatePath(question)).toMatchObject({ ok: true })
    expect(validatePath({ ...question, profile: 'rfc5280' })).toMatchObject({
      code: 'x509/profile',
      rule: expect.stringContaining('4.1.2.2'),
    })
  }
})

/** Octets of a certificate with the element at `at` written in another way that BER allows. */
function rewritten(der: Uint8Array, find: readonly number[], replacement: readonly number[]): Uint8Array {
  const text = [...der].join(' ')
  const at = text.indexOf(find.join(' '))
  if (at < 0) throw new Error('not found')
  return Uint8Array.from(
    `${text.slice(0, at)}${replacement.join(' ')}${text.slice(at + find.join(' ').length)}`.split(' '),
    Number,
  )
}

test('BER in disguise is refused wherever it stands', () => {
  const der = leaf('User', good, {
    serial: 1n,
    extensions: { basicConstraints: { ca: true }, keyUsage: ['keyCertSign'] },
  }).certificate.raw
  expect(parseCertificate(der).ok).toBe(true)
  const two = leaf('User', good, { serial: 257n }).certificate.raw
  const cases: [string, Uint8Array, string][] = [
    ['TRUE as 1', rewritten(der, [1, 1, 0xff, 4, 5], [1, 1, 1, 4, 5]), 'asn1/boolean'],
    [
      'a length in more octets than it needs',
      rewritten(der, [2, 1, 1, 0x30], [2, 0x81, 1, 0x30]),
      'asn1/length-not-minimal',
    ],
    ['an integer with a leading zero', rewritten(two, [2, 2, 1, 1, 0x30], [2, 2, 0, 1, 0x30]), 'asn1/integer'],
    ['an indefinite length', rewritten(der, [0xa0, 3, 2, 1, 2], [0xa0, 0x80, 2, 1, 2]), 'asn1/length-indefinite'],
  ]
  for (const [, octets, code] of cases) expect(parseCertificate(octets)).toMatchObject({ ok: false, code })
})

test('names that only look alike are not the same', () => {
  const latin = makeName([[{ type: '2.5.4.3', text: 'Haitong' }]])
  const cyrillic = makeName([[{ type: '2.5.4.3', text: 'Hаitong' }]])
  const by = authority('Look-alike', root, { subject: latin })
  expect(judge([leaf('User', by, { issuer: cyrillic }), by])).toMatchObject({ code: 'x509/unknown-issuer' })
})

test('an address with its mask is not an address', () => {
  const octets = Uint8Array.from([...(parseIpAddress('192.0.2.0') ?? []), ...(parseIpAddress('255.255.255.0') ?? [])])
  expect(() =>
    leaf('User', good, { extensions: { subjectAlternativeNames: [{ form: 'iPAddress', octets }] } }),
  ).toThrow('x509/ip-address')
})
