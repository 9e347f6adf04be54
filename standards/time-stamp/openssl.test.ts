import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePem } from '@entrepot/x509'
import { afterAll, expect } from 'vitest'
import { testWith } from '../../checks/testing-programs.ts'
import {
  answerTimeStampRequest,
  createTimeStampRequest,
  imprintOf,
  parseTimeStampRequest,
  parseTimeStampResponse,
  verifyTimeStampToken,
} from './index.ts'
import { at, policy, practiceAuthority, start } from './testing/practice-authority.ts'

const withOpenssl = testWith('openssl')
const folder = mkdtempSync(join(tmpdir(), 'time-stamp-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, content: Uint8Array | string) => writeFileSync(join(folder, name), content)
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)))
const openssl = (...words: string[]) => spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' })

const { root, authority, pkcs8 } = practiceAuthority()
const data = new TextEncoder().encode('Bill of lading HLCU 4711\n')
write('data', data)
write('root.pem', encodePem('CERTIFICATE', root.raw))
write('authority.pem', encodePem('CERTIFICATE', authority.certificate.raw))
write('authority.key', encodePem('PRIVATE KEY', pkcs8))
write('serial', '07\n')
write(
  'ts.cnf',
  `[tsa]
default_tsa = practice
[practice]
serial = serial
signer_digest = sha256
default_policy = ${policy}
other_policies = 1.3.6.1.4.1.99999.3.2
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500, microsecs:100
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha1
clock_precision_digits = 3
`,
)

const opensslVerify = (...what: string[]) =>
  openssl('ts', '-verify', ...what, '-CAfile', 'root.pem', '-untrusted', 'authority.pem', '-attime', String(at / 1000))

withOpenssl.each(['-sha256', '-sha384', '-sha512'])('openssl accepts our answer to its %s query', (hash) => {
  expect(openssl('ts', '-query', '-data', 'data', hash, '-cert', '-out', 'query.tsq').status).toBe(0)
  const { response, token } = answerTimeStampRequest(read('query.tsq'), authority, { time: at + 250, serial: 99n })
  write('ours.tsr', response)
  expect(opensslVerify('-queryfile', 'query.tsq', '-in', 'ours.tsr')).toMatchObject({ status: 0 })
  write('ours.tok', token ?? new Uint8Array(0))
  expect(opensslVerify('-data', 'data', '-token_in', '-in', 'ours.tok')).toMatchObject({ status: 0 })
})

withOpenssl('openssl reads every field of our token', () => {
  const request = createTimeStampRequest({ imprint: imprintOf(data), policy, nonce: 0x1234567890abcdefn })
  const { response } = answerTimeStampRequest(request, authority, { time: at + 250, serial: 0xabcdefn })
  write('fields.tsr', response)
  const { stdout } = openssl('ts', '-reply', '-in', 'fields.tsr', '-text')
  for (const words of [
    'Granted',
    policy,
    'ABCDEF',
    '0x01 seconds, 0x01F4 millis',
    '1234567890ABCDEF',
    'Time Stamping',
  ]) {
    expect(stdout).toContain(words)
  }
  expect(stdout).toContain('Jan 31 00:00:00.25 2026 GMT')
})

withOpenssl('openssl reads every field of our query', () => {
  const asked = { imprint: imprintOf(data, 'SHA-384'), policy, nonce: 0x1234567890abcdefn, certificateRequested: true }
  write('asked.tsq', createTimeStampRequest(asked))
  const { stdout } = openssl('ts', '-query', '-in', 'asked.tsq', '-text')
  for (const words of ['Version: 1', 'sha384', policy, '1234567890ABCDEF', 'Certificate required: yes'])
    expect(stdout).toContain(words)
})

withOpenssl('openssl sees why we refuse', () => {
  write('ours.tsq', createTimeStampRequest({ imprint: imprintOf(data), policy: '1.2.3' }))
  write('refusal.tsr', answerTimeStampRequest(read('ours.tsq'), authority, { time: at, serial: 1n }).response)
  expect(openssl('ts', '-reply', '-in', 'refusal.tsr', '-text').stdout).toContain(
    'the requested TSA policy is not supported by the TSA',
  )
})

withOpenssl('we verify what openssl answers to our request', () => {
  const nonce = 0xfedcba9876543210n
  write('ours.tsq', createTimeStampRequest({ imprint: imprintOf(data, 'SHA-512'), nonce, certificateRequested: true }))
  const made = openssl(
    ...['ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'ours.tsq', '-out', 'theirs.tsr'],
    ...['-signer', 'authority.pem', '-inkey', 'authority.key'],
  )
  expect(made).toMatchObject({ status: 0 })
  const response = parseTimeStampResponse(read('theirs.tsr'))
  const token = response.ok ? response.value.token : undefined
  const stamp = verifyTimeStampToken(token ?? new Uint8Array(0), {
    imprint: imprintOf(data, 'SHA-512'),
    nonce,
    trust: { anchors: [root], revocation: 'unchecked', at: start },
  })
  expect(stamp).toMatchObject({ ok: true, policy, ordering: true, nonce })
  expect(stamp).toMatchObject({ accuracy: { seconds: 1, milliseconds: 500, microseconds: 100 } })
})

withOpenssl('we read the query of openssl', () => {
  openssl('ts', '-query', '-data', 'data', '-sha256', '-tspolicy', policy, '-cert', '-out', 'fields.tsq')
  expect(parseTimeStampRequest(read('fields.tsq'))).toMatchObject({
    ok: true,
    value: { version: 1n, imprint: imprintOf(data), policy, certificateRequested: true, nonce: expect.any(BigInt) },
  })
})
