import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CertificateToIssue,
  decodePem,
  encodePem,
  issueCertificate,
  isListOf,
  issueRevocationList,
  keyIdentifier,
  keyUsages,
  parseCertificate,
  parseRevocationList,
  entryOf,
  revocationReasons,
  type RevocationToIssue,
} from './index.ts'
import {
  at,
  chainOfThree,
  day,
  keyOf,
  listsOf,
  organisationSubject,
  parsed,
  parsedList,
  start,
} from './testing/chain-of-three.ts'

const three = chainOfThree()
const content: CertificateToIssue = {
  subject: organisationSubject,
  issuer: three.issuing.subject,
  publicKeySpki: three.organisation.publicKeySpki,
  serial: 1n,
  notBefore: start,
  notAfter: start + day,
  extensions: {},
}

const seconds = fc.integer({ min: 0, max: 253_402_300_799 }).map((second) => second * 1000)
const serials = fc.bigInt({ min: 1n, max: (1n << 159n) - 1n })
const reasons = fc.constantFrom(...revocationReasons.filter((reason) => reason !== undefined))

test('whatever is issued is parsed again, field by field', () => {
  const extensions = fc.record(
    {
      keyUsage: fc.subarray(
        keyUsages.filter((usage) => usage !== 'keyCertSign'),
        { minLength: 1 },
      ),
      extendedKeyUsage: fc.subarray(['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.8'], { minLength: 1 }),
      subjectKeyIdentifier: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(extensions, serials, fc.tuple(seconds, seconds), (given, serial, [a, b]) => {
      const times = { notBefore: Math.min(a, b), notAfter: Math.max(a, b) }
      const certificate = parsed(
        issueCertificate({ ...content, ...times, serial, extensions: given }, three.keys.issuing),
      )
      expect(certificate).toMatchObject({ version: 3, serial, ...times, extensions: given })
      expect(certificate.subject.raw).toEqual(three.organisation.subject.raw)
    }),
  )
})

test('whatever is revoked is parsed again, entry by entry', () => {
  const entries = fc.uniqueArray(
    fc.record({
      serial: serials,
      date: seconds,
      reason: reasons,
      invalidityDate: fc.option(seconds, { nil: undefined }),
    }),
    { selector: (entry) => entry.serial, maxLength: 20 },
  )
  fc.assert(
    fc.property(entries, fc.bigInt({ min: 0n, max: 1n << 64n }), (given, number) => {
      const times = { thisUpdate: start, nextUpdate: start + day }
      const toIssue = given.map(
        ({ invalidityDate, ...entry }): RevocationToIssue =>
          invalidityDate === undefined ? entry : { ...entry, invalidityDate },
      )
      const der = issueRevocationList(
        { issuer: three.issuing.subject, number, ...times, entries: toIssue },
        three.keys.issuing,
      )
      const decoded = parseRevocationList(der)
      expect(decoded).toMatchObject({ ok: true, value: { number, ...times, unknownCriticalExtension: undefined } })
      expect(decoded.ok && [...decoded.value.entries.values()]).toEqual(given)
    }),
  )
})

test('key identifiers link a certificate to its issuer', () => {
  const { authorityKeyIdentifier } = three.organisation.extensions
  expect(authorityKeyIdentifier?.keyIdentifier).toEqual(three.issuing.extensions.subjectKeyIdentifier)
  expect(three.issuing.extensions.subjectKeyIdentifier).toEqual(keyIdentifier(three.issuing.publicKeySpki))
})

test('a certificate that outlives 2049 changes to the longer form of time there', () => {
  const notBefore = Date.UTC(2049, 11, 31, 23, 59, 59)
  const notAfter = Date.UTC(2050, 0, 1)
  const certificate = parsed(issueCertificate({ ...content, notBefore, notAfter }, three.keys.issuing))
  expect([certificate.notBefore, certificate.notAfter]).toEqual([notBefore, notAfter])
})

test('a revocation is found by issuer and serial number alone', () => {
  const [, list] = listsOf(three, [{ serial: three.organisation.serial, date: at, reason: 'affiliationChanged' }])
  if (list === undefined) throw new Error('no list')
  const { issuer, serial } = three.organisation
  expect(entryOf(list, issuer, serial)).toMatchObject({ date: at, reason: 'affiliationChanged' })
  expect(entryOf(list, issuer, serial + 1n)).toBeUndefined()
  expect(entryOf(list, three.root.subject, serial)).toBeUndefined()
})

test('a list under another name is not the issuer’s, even when the same key signed it', () => {
  const list = { number: 1n, thisUpdate: start, nextUpdate: start + day, entries: [] }
  const listUnder = (issuer: CertificateToIssue['issuer']) =>
    parsedList(issueRevocationList({ ...list, issuer }, three.keys.issuing))
  expect(isListOf(listUnder(three.issuing.subject), three.issuing)).toBe(true)
  expect(isListOf(listUnder(three.root.subject), three.issuing)).toBe(false)
})

const forbidden: [situation: string, changes: Partial<CertificateToIssue>][] = [
  ['serial number 0', { serial: 0n }],
  ['a serial number of 21 octets', { serial: 1n << 159n }],
  ['an end before the beginning', { notAfter: start - 1000 }],
  ['an authority that may not sign certificates', { extensions: { basicConstraints: { ca: true } } }],
  ['the right to sign certificates without authority', { extensions: { keyUsage: ['keyCertSign'] } }],
  ['a path length without authority', { extensions: { basicConstraints: { ca: false, pathLength: 0 } } }],
  ['a key usage of nothing', { extensions: { keyUsage: [] } }],
  ['a key that is none', { publicKeySpki: new Uint8Array(4) }],
]

test.for(forbidden)('an issuer never writes %s', ([, changes]) => {
  expect(() => issueCertificate({ ...content, ...changes }, three.keys.issuing)).toThrow('x509:')
})

test('an issuer never lists a certificate twice, or a next list before this one', () => {
  const entry = { serial: 1n, date: start }
  const list = {
    issuer: three.issuing.subject,
    number: 1n,
    thisUpdate: start,
    nextUpdate: start,
    entries: [entry, entry],
  }
  expect(() => issueRevocationList(list, three.keys.issuing)).toThrow('listed once')
  expect(() => issueRevocationList({ ...list, nextUpdate: start - 1 }, three.keys.issuing)).toThrow('comes after')
  expect(() => issueRevocationList({ ...list, number: -1n }, three.keys.issuing)).toThrow('number')
})

test('an Ed25519 authority certifies P-256 keys', () => {
  const der = issueCertificate(content, keyOf('Ed25519', 5))
  expect(parseCertificate(der)).toMatchObject({ ok: true, value: { signedWith: { scheme: { name: 'Ed25519' } } } })
})

test('PEM comes back as it was written, several blocks with words between', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { minLength: 1, maxLength: 3 }), (blocks) => {
      const text = blocks.map((block) => `subject=words\n${encodePem('CERTIFICATE', block)}`).join('\r\n')
      expect(decodePem('CERTIFICATE', text)).toEqual({ ok: true, value: blocks })
      expect(decodePem('CERTIFICATE', text.replaceAll('\n', '\r\n').replaceAll('\r\r', '\r')).ok).toBe(true)
    }),
  )
})

const good = encodePem('CERTIFICATE', Uint8Array.of(1, 2, 3, 4))

test.each([
  ['nothing', '', 'x509/pem'],
  ['words alone', 'no certificate here', 'x509/pem'],
  ['another label', good.replaceAll('CERTIFICATE', 'X509 CRL'), 'x509/pem-label'],
  ['a private key behind', good + encodePem('PRIVATE KEY', Uint8Array.of(1)), 'x509/pem-label'],
  ['no end', good.split('-----END')[0] ?? '', 'x509/pem'],
  ['an end of another label', good.replace('END CERTIFICATE', 'END X509 CRL'), 'x509/pem'],
  ['padding left out', good.replace('==', ''), 'x509/pem'],
  ['padding with bits in it', good.replace('BA==', 'BB=='), 'x509/pem'],
  [
    'the alphabet of base64url',
    encodePem('CERTIFICATE', Uint8Array.of(255, 255, 255)).replaceAll('/', '_'),
    'x509/pem',
  ],
  ['a beginning within', good.replace('AQID', '-----BEGIN CERTIFICATE-----\nAQID'), 'x509/pem'],
])('PEM with %s is malformed', (_situation, text, code) => {
  expect(decodePem('CERTIFICATE', text)).toMatchObject({ ok: false, code })
})
