import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOcspRequest, parseOcspResponse, parseRevocationList } from '@entrepot/x509'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWith } from '../../checks/testing-programs.ts'
import type { Port } from '../acts/index.ts'
import { enrolled, testPort } from '../acts/testing.ts'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import type { KnownCertificate } from '../registers/certificates/index.ts'
import type { PortApp } from './app-types.ts'
import { testApp } from './testing.ts'

const database = withDatabase()
let port: Port
let app: PortApp
const folder = mkdtempSync(join(tmpdir(), 'entrepot-pki-'))
beforeAll(async () => {
  port = await testPort(oneShard(database().pool))
  app = testApp(port)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function certificateOf(organisation: string): Promise<KnownCertificate> {
  await enrolled(port, organisation)
  const [known] = await port.certificates.ofOrganisation(organisation)
  if (!known) throw new Error('it was enrolled')
  return known
}

const bytes = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await app.request(path)).arrayBuffer())

async function ask(question: Uint8Array) {
  const answer = await app.request('/pki/ocsp', { method: 'POST', body: new Uint8Array(question) })
  expect(answer.headers.get('content-type')).toBe('application/ocsp-response')
  const parsed = parseOcspResponse(new Uint8Array(await answer.arrayBuffer()))
  if (!parsed.ok) throw new Error(parsed.code)
  return parsed.value
}

const questionOf = ({ certificate }: KnownCertificate, nonce?: Uint8Array): Uint8Array => {
  const { issuing } = port.certificates.authority
  const issuer = { name: issuing.certificate.subject, publicKeySpki: issuing.publicKey.spki }
  return createOcspRequest({ certificates: [{ issuer, serial: certificate.serial }], ...(nonce ? { nonce } : {}) })
}

describe('revocation, as other programs ask for it', () => {
  test('a certificate is good, and revoked once its organisation has said so', async () => {
    const known = await certificateOf('ASKED')
    const nonce = new Uint8Array(16).fill(7)
    const before = await ask(questionOf(known, nonce))
    expect(before).toMatchObject({ status: 'successful', response: { nonce, responses: [{ status: 'good' }] } })
    await port.certificates.revoke(known, { reason: 'keyCompromise' })
    const after = await ask(questionOf(known))
    expect(after).toMatchObject({
      response: { responses: [{ status: 'revoked', revocation: { reason: 'keyCompromise' } }] },
    })
    const list = parseRevocationList(await bytes('/pki/issuing.crl'))
    expect(list.ok && list.value.entries.has(known.certificate.serial)).toBe(true)
  })

  test('of a serial number that was never issued nothing is said', async () => {
    const known = await certificateOf('OTHER')
    const stranger = { ...known, certificate: { ...known.certificate, serial: 12345n } }
    expect(await ask(questionOf(stranger))).toMatchObject({ response: { responses: [{ status: 'unknown' }] } })
  })

  test.each([
    ['nothing', new Uint8Array(0)],
    ['bytes that are no question', new TextEncoder().encode('no question')],
  ])('%s is answered with why', async (_what, question) => {
    expect(await ask(question)).toMatchObject({ status: 'malformedRequest' })
  })

  test('a question about another authority’s certificate is not for this responder', async () => {
    const known = await certificateOf('FOREIGN')
    const { operator } = port.certificates.authority
    const issuer = { name: known.certificate.subject, publicKeySpki: operator.publicKey.spki }
    const question = createOcspRequest({ certificates: [{ issuer, serial: known.certificate.serial }] })
    expect(await ask(question)).toMatchObject({ status: 'unauthorized' })
  })

  test('a question over the limit is refused unread, and a path that is none answered', async () => {
    expect((await app.request('/pki/ocsp', { method: 'POST', body: new Uint8Array(20_000) })).status).toBe(413)
    expect((await app.request('/pki/ocsp/%25E0%25A4%25A')).status).toBe(200)
    expect((await app.request('/pki/nothing.crl')).status).toBe(404)
  })
})

describeWith('openssl')('judged by openssl', () => {
  const file = (name: string, content: Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const openssl = (...args: string[]): string => {
    const run = spawnSync('openssl', args, { encoding: 'utf8' })
    return `${run.stdout}${run.stderr}`
  }

  test('OCSP answers and lists hold for it', async () => {
    const known = await certificateOf('JUDGED')
    const { root, issuing } = port.certificates.authority
    const paths = {
      root: file('root.pem', new TextEncoder().encode(await (await app.request('/pki/root.pem')).text())),
      issuing: file('issuing.pem', new TextEncoder().encode(await (await app.request('/pki/issuing.pem')).text())),
      own: file('own.der', known.certificate.raw),
      question: join(folder, 'question.der'),
    }
    expect((await bytes('/pki/root.crt')).toHex()).toBe(root.certificate.raw.toHex())
    expect((await bytes('/pki/issuing.crt')).toHex()).toBe(issuing.certificate.raw.toHex())
    openssl('x509', '-inform', 'DER', '-in', paths.own, '-out', join(folder, 'own.pem'))
    openssl('ocsp', '-issuer', paths.issuing, '-cert', join(folder, 'own.pem'), '-no_nonce', '-reqout', paths.question)
    const answer = await app.request('/pki/ocsp', {
      method: 'POST',
      body: new Uint8Array(readFileSync(paths.question)),
    })
    const answered = file('answer.der', new Uint8Array(await answer.arrayBuffer()))
    const told = openssl(
      'ocsp',
      '-respin',
      answered,
      '-issuer',
      paths.issuing,
      '-cert',
      join(folder, 'own.pem'),
      '-CAfile',
      paths.root,
      '-VAfile',
      paths.issuing,
      '-trust_other',
      '-no_nonce',
    )
    expect(told).toContain('own.pem: good')
    const lists = `${openssl('crl', '-inform', 'DER', '-in', file('issuing.crl', await bytes('/pki/issuing.crl')))}${openssl('crl', '-inform', 'DER', '-in', file('root.crl', await bytes('/pki/root.crl')))}`
    const all = file('lists.pem', new TextEncoder().encode(lists))
    const verified = openssl(
      'verify',
      '-crl_check_all',
      '-CRLfile',
      all,
      '-CAfile',
      paths.root,
      '-untrusted',
      paths.issuing,
      join(folder, 'own.pem'),
    )
    expect(verified).toContain('own.pem: OK')
  })
})
