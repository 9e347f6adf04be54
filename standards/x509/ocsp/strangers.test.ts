/** OCSP with OpenSSL and GnuTLS on the other side: what they write is read and judged, what is written here they accept. */
import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { testWith } from '../../../checks/testing-programs.ts'
import {
  createOcspRequest,
  encodePem,
  issueOcspResponse,
  parseOcspRequest,
  parseOcspResponse,
  type StatusToIssue,
  validatePath,
} from '../index.ts'
import { jdkVerdicts } from '../testing/judges/jdk.ts'
import { authority, day, leaf, listBy, type Made, parsed } from '../testing/scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'x509-ocsp-'))
afterAll(() => rmSync(folder, { recursive: true }))

const place = (name: string): string => join(folder, name)
const octets = (name: string): Uint8Array => new Uint8Array(readFileSync(place(name)))

// The programs judge by the real time, so all is made for now.
const now = Math.floor(Date.now() / 1000) * 1000
const times = { notBefore: now - day, notAfter: now + 30 * day }
const root = authority('Root', undefined, times)
const good = authority('Good', root, times)
const user = leaf('User', good, times)
const responder = leaf('Responder', good, {
  ...times,
  extensions: { extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'], ocspNoCheck: true },
})

const keyPem = (name: string): string => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(place(name), privateKey.export({ format: 'pem', type: 'pkcs8' }))
  return name
}

const issuer = { name: good.certificate.subject, publicKeySpki: good.certificate.publicKeySpki }
const question = { certificates: [{ issuer, serial: user.certificate.serial }], nonce: new Uint8Array(32).fill(9) }

function writeFiles(): void {
  const pem = ({ certificate }: Made) => encodePem('CERTIFICATE', certificate.raw)
  writeFileSync(place('root.pem'), pem(root))
  writeFileSync(place('good.pem'), pem(good))
  writeFileSync(place('user.pem'), pem(user))
  writeFileSync(place('chain.pem'), pem(good) + pem(root))
  writeFileSync(place('request.der'), createOcspRequest(question))
}

function answer(by: Made, status: StatusToIssue, hash: 'SHA-1' | 'SHA-256' = 'SHA-256'): Uint8Array {
  const decoded = parseOcspRequest(createOcspRequest({ ...question, hash }))
  if (!decoded.ok) throw new Error(decoded.code)
  const responses = decoded.value.ids.map((id) => ({ id, ...status, thisUpdate: now - 1000, nextUpdate: now + day }))
  const certificates = by === good ? [] : [by.certificate.raw]
  const nonce = decoded.value.nonce ?? new Uint8Array(1)
  return issueOcspResponse({ producedAt: now - 1000, responses, nonce, certificates }, by.key)
}

const statuses: [StatusToIssue['status'], StatusToIssue, string][] = [
  ['good', { status: 'good' }, 'user.pem: good'],
  ['revoked', { status: 'revoked', date: now - 5000, reason: 'keyCompromise' }, 'user.pem: revoked'],
  ['unknown', { status: 'unknown' }, 'user.pem: unknown'],
]
const responders: [string, Made][] = [
  ['the issuer', good],
  ['a delegated responder', responder],
]
const answers = responders.flatMap(([who, made]) =>
  statuses.map(([name, status, words]) => [who, name, made, status, words] as const),
)

testWith('openssl').each(answers)('openssl verifies the response of %s: %s', (_who, _name, made, status, words) => {
  writeFiles()
  writeFileSync(place('response.der'), answer(made, status))
  const trust = ['-issuer', 'good.pem', '-CAfile', 'root.pem', '-verify_other', 'good.pem', '-respin', 'response.der']
  const run = (...more: string[]) =>
    spawnSync('openssl', ['ocsp', ...trust, ...more], { cwd: folder, encoding: 'utf8' })
  const said = run('-sha256', '-cert', 'user.pem', '-no_nonce')
  expect(said.stdout + said.stderr).toContain('Response verify OK')
  expect(said.stdout).toContain(words)
  // With the request, openssl compares the nonces, too.
  const asked = run('-reqin', 'request.der')
  expect(asked.stdout + asked.stderr).toContain('Response verify OK')
})

testWith('ocsptool').each(responders)('GnuTLS verifies the response of %s', (_who, made) => {
  writeFiles()
  writeFileSync(place('response.der'), answer(made, { status: 'good' }))
  const signer = made === good ? 'good.pem' : 'responder.pem'
  writeFileSync(place('responder.pem'), encodePem('CERTIFICATE', responder.certificate.raw))
  const said = spawnSync('ocsptool', ['-e', '-S', 'response.der', '--load-signer', signer], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(said.stdout).toContain('Success')
  const info = execFileSync('ocsptool', ['-j', '--infile', 'response.der'], { cwd: folder, encoding: 'utf8' })
  expect(info).toContain('Certificate Status: good')
})

testWith('openssl', 'ocsptool')('openssl and GnuTLS read our request', () => {
  writeFiles()
  const byOpenssl = execFileSync('openssl', ['ocsp', '-reqin', 'request.der', '-req_text'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(byOpenssl).toContain('Hash Algorithm: sha256')
  expect(byOpenssl).toContain('OCSP Nonce')
  const byGnutls = execFileSync('ocsptool', ['-i', '--infile', 'request.der'], { cwd: folder, encoding: 'utf8' })
  expect(byGnutls).toContain('Issuer Key Hash')
})

testWith('openssl').each(['-sha1', '-sha256'])('we read a request of openssl with %s', (hash) => {
  writeFiles()
  execFileSync('openssl', ['ocsp', '-issuer', 'good.pem', hash, '-cert', 'user.pem', '-reqout', 'theirs.der'], {
    cwd: folder,
    stdio: 'ignore',
  })
  const decoded = parseOcspRequest(octets('theirs.der'))
  expect(decoded).toMatchObject({ ok: true, value: { ids: [{ serial: user.certificate.serial }] } })
  const expected = parseOcspRequest(createOcspRequest({ ...question, hash: hash === '-sha1' ? 'SHA-1' : 'SHA-256' }))
  expect(decoded.ok && decoded.value.ids[0]?.raw).toEqual(expected.ok && expected.value.ids[0]?.raw)
})

testWith('ocsptool')('we read a request of GnuTLS', () => {
  writeFiles()
  execFileSync(
    'ocsptool',
    ['-q', '--load-cert', 'user.pem', '--load-issuer', 'good.pem', '--nonce', '--outfile', 'gnutls.der'],
    { cwd: folder, stdio: 'ignore' },
  )
  const decoded = parseOcspRequest(octets('gnutls.der'))
  expect(decoded).toMatchObject({
    ok: true,
    value: { ids: [{ serial: user.certificate.serial }] },
  })
})

testWith('openssl').each([
  ['V', 'ok'],
  ['R', 'x509/revoked'],
])('we judge the response of an openssl responder whose index says %s: %s', (state, expected) => {
  writeFiles()
  const key = keyPem('openssl.key')
  const run = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const config =
    '[authority]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign,digitalSignature\nsubjectKeyIdentifier=hash\n[user]\nauthorityKeyIdentifier=keyid\n[req]\ndistinguished_name=name\n[name]\n'
  writeFileSync(place('openssl.cnf'), config)
  run(
    'req',
    '-x509',
    '-new',
    '-key',
    key,
    '-subj',
    '/CN=Foreign',
    '-config',
    'openssl.cnf',
    '-extensions',
    'authority',
    '-days',
    '9',
    '-out',
    'foreign.pem',
  )
  run('req', '-new', '-key', key, '-subj', '/CN=Foreign user', '-config', 'openssl.cnf', '-out', 'foreign.csr')
  run(
    'x509',
    '-req',
    '-in',
    'foreign.csr',
    '-CA',
    'foreign.pem',
    '-CAkey',
    key,
    '-set_serial',
    '0x5150',
    '-days',
    '8',
    '-extfile',
    'openssl.cnf',
    '-extensions',
    'user',
    '-outform',
    'DER',
    '-out',
    'foreign.der',
  )
  run('x509', '-in', 'foreign.pem', '-outform', 'DER', '-out', 'foreign-root.der')
  run('x509', '-inform', 'DER', '-in', 'foreign.der', '-out', 'foreign-user.pem')
  const revokedAt = state === 'R' ? '250101000000Z,superseded' : ''
  writeFileSync(place('index.txt'), `${state}\t300101000000Z\t${revokedAt}\t5150\tunknown\t/CN=Foreign user\n`)
  run('ocsp', '-issuer', 'foreign.pem', '-cert', 'foreign-user.pem', '-reqout', 'ask.der')
  run(
    'ocsp',
    '-index',
    'index.txt',
    '-CA',
    'foreign.pem',
    '-rsigner',
    'foreign.pem',
    '-rkey',
    key,
    '-reqin',
    'ask.der',
    '-respout',
    'told.der',
    '-ndays',
    '1',
  )
  const decoded = parseOcspResponse(octets('told.der'))
  if (!decoded.ok || decoded.value.status !== 'successful') throw new Error('openssl’s response is not read')
  const [certificate, anchor] = ['foreign.der', 'foreign-root.der'].map((name) => parsed(octets(name)))
  if (certificate === undefined || anchor === undefined) throw new Error('no certificate')
  // A second later, as a response is not of the future.
  const verdict = validatePath({
    path: [certificate],
    anchor,
    at: Date.now() + 2000,
    revocation: { responses: [decoded.value.response] },
  })
  expect(verdict).toMatchObject(
    expected === 'ok' ? { ok: true } : { code: expected, revocation: { reason: 'superseded' } },
  )
})

testWith('JDK')('the JDK judges a path by each of these responses', { timeout: 60_000 }, () => {
  const lists = [listBy(root, [], { thisUpdate: now - day, nextUpdate: now + day })]
  const cases = answers.map(([who, name, made, status]) => ({
    title: `${who}: ${name}`,
    path: [user, good],
    anchor: root,
    expected: 'ok' as const,
    revocation: { lists },
    more: { at: now },
    // The JDK looks for ids by SHA-1 alone.
    responses: [answer(made, status, 'SHA-1')],
  }))
  const verdicts = jdkVerdicts(cases)
  expect(cases.map(({ title }, index) => `${title}, ${verdicts[index] === '' ? 'ok' : 'refused'}`)).toEqual(
    answers.map(([who, name]) => `${who}: ${name}, ${name === 'good' ? 'ok' : 'refused'}`),
  )
})
