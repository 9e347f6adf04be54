import { expect, test } from 'vitest'
import { type GeneralNameToIssue, isForService, parseIpAddress, type ServiceIdentity, validatePath } from '../index.ts'
import { at, authority, leaf } from '../testing/scene.ts'

const root = authority('Root')
const dns = (text: string): GeneralNameToIssue => ({ form: 'dNSName', text })
const mail = (text: string): GeneralNameToIssue => ({ form: 'rfc822Name', text })
const ip = (text: string): GeneralNameToIssue => ({
  form: 'iPAddress',
  octets: parseIpAddress(text) ?? new Uint8Array(4),
})

const cases: [presented: GeneralNameToIssue, service: ServiceIdentity, matches: boolean][] = [
  [dns('port.example'), { dns: 'port.example' }, true],
  [dns('port.example'), { dns: 'PORT.Example' }, true],
  [dns('port.example'), { dns: 'port.example.' }, true],
  [dns('port.example'), { dns: 'a.port.example' }, false],
  [dns('port.example'), { dns: 'example' }, false],
  [dns('*.port.example'), { dns: 'a.port.example' }, true],
  [dns('*.port.example'), { dns: 'A.PORT.example' }, true],
  [dns('*.port.example'), { dns: 'a.b.port.example' }, false],
  [dns('*.port.example'), { dns: 'port.example' }, false],
  [dns('*.example'), { dns: 'a.example' }, false],
  [dns('*'), { dns: 'example' }, false],
  [dns('a*.port.example'), { dns: 'ab.port.example' }, false],
  [dns('*a.port.example'), { dns: 'ba.port.example' }, false],
  [dns('a.*.example'), { dns: 'a.b.example' }, false],
  [dns('*.*.example'), { dns: 'a.b.example' }, false],
  [dns('*.port.example'), { dns: '*.port.example' }, false],
  [dns('xn--mgbaam7a8h.example'), { dns: 'xn--mgbaam7a8h.example' }, true],
  [dns('192.0.2.1'), { dns: '192.0.2.1' }, false],
  [dns('192.0.2.1'), { ip: '192.0.2.1' }, false],
  [ip('192.0.2.1'), { ip: '192.0.2.1' }, true],
  [ip('192.0.2.1'), { ip: '192.0.2.2' }, false],
  [ip('192.0.2.1'), { ip: '192.0.2.01' }, false],
  [ip('2001:db8::1'), { ip: '2001:DB8:0:0:0:0:0:1' }, true],
  [ip('::ffff:192.0.2.1'), { ip: '192.0.2.1' }, false],
  [mail('anna@port.example'), { mailbox: 'anna@PORT.example' }, true],
  [mail('anna@port.example'), { mailbox: 'Anna@port.example' }, false],
  [mail('"an na"@port.example'), { mailbox: '"an na"@port.example' }, true],
  [dns('port.example'), { mailbox: 'anna@port.example' }, false],
]

test.each(cases)('%o presented for %o: %s (RFC 9525 6)', (presented, service, matches) => {
  const { certificate } = leaf('User', root, {
    extensions: { subjectAlternativeNames: [dns('other.example'), presented] },
  })
  expect(isForService(certificate, service)).toBe(matches)
  const verdict = validatePath({ path: [certificate], anchor: root.certificate, at, revocation: 'unchecked', service })
  expect(verdict).toMatchObject(matches ? { ok: true } : { code: 'x509/service-identity', index: 0 })
})

test('a common name is not looked at', () => {
  const { certificate } = leaf('port.example', root)
  expect(isForService(certificate, { dns: 'port.example' })).toBe(false)
})

test.each([
  ['0.0.0.0', [0, 0, 0, 0]],
  ['255.1.2.3', [255, 1, 2, 3]],
  ['::', Array.from({ length: 16 }, () => 0)],
  ['1::', [0, 1, ...Array.from({ length: 14 }, () => 0)]],
  ['::1', [...Array.from({ length: 15 }, () => 0), 1]],
  ['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
  ['::ffff:1.2.3.4', [...Array.from({ length: 10 }, () => 0), 255, 255, 1, 2, 3, 4]],
  ['1.2.3', undefined],
  ['1.2.3.4.5', undefined],
  ['1.2.3.256', undefined],
  ['1.2.3.a', undefined],
  ['01.2.3.4', undefined],
  [':', undefined],
  [':::', undefined],
  ['1::2::3', undefined],
  ['1:2:3:4:5:6:7', undefined],
  ['1:2:3:4:5:6:7:8:9', undefined],
  ['1:2:3:4:5:6:7:8::', undefined],
  ['12345::', undefined],
  ['1.2.3.4::', undefined],
  ['fe80::1%eth0', undefined],
  ['[::1]', undefined],
  ['', undefined],
])('%s as an address', (text, octets) => {
  expect(parseIpAddress(text)).toEqual(octets && Uint8Array.from(octets))
})
