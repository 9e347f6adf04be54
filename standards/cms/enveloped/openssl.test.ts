import { afterAll, expect } from 'vitest'
import { testWith } from '../../../checks/testing-programs.ts'
import { contentTypes, envelope, openEnvelope, startEnvelope } from '../index.ts'
import { openerOf, party, steadyRandom } from '../testing/parties.ts'
import { joined } from '../testing/pieces.ts'
import { workshop } from '../testing/workshop.ts'

const { write, writeParty, run, read, close } = workshop()
afterAll(close)
const withOpenssl = testWith('openssl')

const root = party(1)
const parties = {
  rsa: party(2, root, { kind: 'RSA' }),
  p256: party(3, root),
  p384: party(4, root, { kind: 'P-384' }),
  p521: party(5, root, { kind: 'P-521' }),
}
type Name = keyof typeof parties
const names: readonly Name[] = ['rsa', 'p256', 'p384', 'p521']
const content = new TextEncoder().encode('Card number 4111 1111 1111 1111\n')
const random = steadyRandom()
write('content', content)
for (const name of names) writeParty(name, parties[name])

const opensslDecrypt = (name: Name, ...more: string[]) =>
  run(
    ...(['openssl', 'cms', '-decrypt', '-binary', '-inform', 'DER', '-in', 'ours.cms', '-out', 'out'] as const),
    ...['-recip', `${name}.pem`, '-inkey', `${name}.key`],
    ...more,
  )

const ciphers = ['AES-128-CBC', 'AES-192-CBC', 'AES-256-CBC', 'AES-128-GCM', 'AES-192-GCM', 'AES-256-GCM'] as const
withOpenssl.each(ciphers)('openssl opens what we encrypt by %s, with the key of each recipient', (cipher) => {
  const recipients = names.map((name) => parties[name])
  write('ours.cms', envelope(content, { recipients, cipher, random }))
  for (const name of names) {
    expect(opensslDecrypt(name)).toMatchObject({ status: 0, stderr: '' })
    expect(read('out')).toEqual(content)
  }
})

withOpenssl('openssl finds recipients that are named by the identifier of their key', () => {
  const recipients = names.map((name) => ({ ...parties[name], identifiedBy: 'subjectKeyIdentifier' as const }))
  write('ours.cms', envelope(content, { recipients, cipher: 'AES-256-CBC', random }))
  for (const name of names) expect(opensslDecrypt(name)).toMatchObject({ status: 0, stderr: '' })
})

const theirs = [
  ['rsa', '-aes256', '-keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256 -keyopt rsa_mgf1_md:sha256'],
  ['rsa', '-aes128', '-keyopt rsa_padding_mode:oaep'],
  ['rsa', '-aes-256-gcm', '-keyopt rsa_padding_mode:oaep'],
  ['p256', '-aes128', ''],
  ['p256', '-aes256', '-keyopt ecdh_kdf_md:sha256'],
  ['p384', '-aes192', '-keyopt ecdh_kdf_md:sha384'],
  ['p521', '-aes256', '-keyopt ecdh_kdf_md:sha512'],
  ['p256', '-aes-128-gcm', '-keyopt ecdh_kdf_md:sha256'],
  ['p521', '-aes-256-gcm', '-keyopt ecdh_kdf_md:sha512 -keyid'],
  ['p384', '-aes-192-gcm', '-stream'],
  ['rsa', '-aes192', '-stream -keyopt rsa_padding_mode:oaep -keyid'],
] as const

withOpenssl.each(theirs)('we open what openssl encrypts to %s by %s %s', (name, cipher, words) => {
  const options = words.split(' ').filter((word) => word !== '')
  // What belongs to a recipient follows it.
  const rest = options.filter((word) => word !== '-stream' && word !== '-keyid')
  const first = options.filter((word) => !rest.includes(word))
  const made = run(
    ...(['openssl', 'cms', '-encrypt', '-binary', '-in', 'content', '-outform', 'DER', '-out', 'theirs.cms'] as const),
    ...[cipher, ...first, '-recip', `${name}.pem`, ...rest],
  )
  expect(made).toMatchObject({ status: 0, stderr: '' })
  const opened = openEnvelope(read('theirs.cms'), openerOf(parties[name]))
  expect(opened).toMatchObject({ ok: true, contentType: contentTypes.data, authenticated: cipher.endsWith('gcm') })
  expect(opened.ok && opened.content).toEqual(content)
})

withOpenssl('we open PKCS #1 v1.5 of openssl where it is allowed, and not where it is not', () => {
  run(
    'openssl',
    'cms',
    '-encrypt',
    '-binary',
    '-in',
    'content',
    '-outform',
    'DER',
    '-out',
    'old.cms',
    '-aes256',
    'rsa.pem',
  )
  const opener = openerOf(parties.rsa)
  expect(openEnvelope(read('old.cms'), opener)).toMatchObject({ code: 'cms/unsupported-key-encryption' })
  const opened = openEnvelope(read('old.cms'), { ...opener, pkcs1Substitute: new Uint8Array(32).fill(7) })
  expect(opened.ok && opened.content).toEqual(content)
})

withOpenssl.each(['AES-256-GCM', 'AES-192-CBC'] as const)(
  'openssl opens what we encrypt by %s as a stream',
  (cipher) => {
    const large = new Uint8Array(300_000).fill(0x2e)
    const writing = startEnvelope({ recipients: names.map((name) => parties[name]), cipher, random })
    write(
      'ours.cms',
      joined([writing.push(large.subarray(0, 99_999)), writing.push(large.subarray(99_999)), writing.finish()]),
    )
    for (const name of names) {
      expect(opensslDecrypt(name)).toMatchObject({ status: 0, stderr: '' })
      expect(read('out')).toEqual(large)
    }
  },
)
