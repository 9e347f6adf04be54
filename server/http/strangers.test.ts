/** What the port answers over HTTP, as other programs take it: they ask a socket that listens, under the address that certificates name. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { serve, type ServerType } from '@hono/node-server'
import { createTimeStampRequest, imprintOf } from '@entrepot/time-stamp'
import { encodePem } from '@entrepot/x509'
import { Certificate, type ContentInfo, SignedData, TimeStampResp, TSTInfo } from 'pkijs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testWith } from '../../checks/testing-programs.ts'
import type { Port } from '../acts/index.ts'
import { enrolled, testPort } from '../acts/testing.ts'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import type { KnownCertificate } from '../registers/certificates/index.ts'
import type { PortApp } from './app-types.ts'
import { testApp } from './testing.ts'

const TIMEOUT_MS = 60_000
const databases = { own: withDatabase(), other: withDatabase() }
const folder = mkdtempSync(join(tmpdir(), 'entrepot-strangers-'))
const place = (name: string): string => join(folder, name)

/** A port that listens, with a good and a revoked organisation. */
interface Listening {
  readonly url: string
  readonly port: Port
  readonly good: KnownCertificate
  readonly revoked: KnownCertificate
  /** What was asked of it, `GET /pki/root.crl`, up to what differs each time. */
  readonly asked: string[]
  close(): void
}

let ours: Listening
/** A port of another root. */
let other: Listening
beforeAll(async () => {
  ours = await listen('own')
  other = await listen('other')
}, TIMEOUT_MS)
afterAll(() => {
  ours.close()
  other.close()
  rmSync(folder, { recursive: true, force: true })
})

async function listen(name: 'own' | 'other'): Promise<Listening> {
  const serving: { app?: PortApp } = {}
  const asked: string[] = []
  const answer = (request: Request): Response | Promise<Response> => {
    asked.push(`${request.method} ${new URL(request.url).pathname.replace(/(?<=^\/pki\/ocsp\/).*/u, '')}`)
    return serving.app?.fetch(request) ?? new Response(null, { status: 503 })
  }
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }, () => resolve(started))
  })
  const { port: number } = z.object({ port: z.number() }).parse(server.address())
  const url = `http://127.0.0.1:${number}`
  const port = await testPort(oneShard(databases[name]().pool), { publicUrl: url })
  serving.app = testApp(port)
  const [good, revoked] = [await certificateOf(port, 'GOOD'), await certificateOf(port, 'REVOKED')]
  await port.certificates.revoke(revoked, { reason: 'keyCompromise' })
  await writeFiles(name, { url, good, revoked })
  return { url, port, good, revoked, asked, close: () => void server.close() }
}

async function certificateOf(port: Port, organisation: string): Promise<KnownCertificate> {
  await enrolled(port, organisation)
  const [known] = await port.certificates.ofOrganisation(organisation)
  if (!known) throw new Error('it was enrolled')
  return known
}

const fetched = async (url: string, init?: RequestInit): Promise<Uint8Array<ArrayBuffer>> => {
  const answer = await fetch(url, init)
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** What the port serves, as it comes over HTTP, and the organisations' own certificates. */
async function writeFiles(
  name: string,
  { url, good, revoked }: Omit<Listening, 'port' | 'asked' | 'close'>,
): Promise<void> {
  for (const issuer of ['root', 'issuing']) {
    writeFileSync(place(`${name}-${issuer}.pem`), await fetched(`${url}/pki/${issuer}.pem`))
    writeFileSync(place(`${name}-${issuer}.crt`), await fetched(`${url}/pki/${issuer}.crt`))
    writeFileSync(place(`${name}-${issuer}.crl`), encodePem('X509 CRL', await fetched(`${url}/pki/${issuer}.crl`)))
  }
  const lists = ['root', 'issuing'].map((issuer) => readFileSync(place(`${name}-${issuer}.crl`), 'utf8'))
  writeFileSync(place(`${name}-lists.pem`), lists.join(''))
  for (const [which, { certificate }] of Object.entries({ good, revoked })) {
    const pem = encodePem('CERTIFICATE', certificate.raw)
    writeFileSync(place(`${name}-${which}.pem`), pem)
    writeFileSync(place(`${name}-${which}.chain`), `${pem}${encodePem('CERTIFICATE', await issuerOf(certificate))}`)
  }
}

/** The issuer's certificate, from where the certificate says. */
function issuerOf({ extensions }: KnownCertificate['certificate']): Promise<Uint8Array> {
  const place = extensions.authorityInformationAccess?.find(({ method }) => method === '1.3.6.1.5.5.7.48.2')?.location
  if (place?.form !== 'uniformResourceIdentifier') throw new Error('it says where its issuer’s certificate is')
  return fetched(place.text)
}

/** What a program says; the port must answer meanwhile. */
async function said(program: string, ...words: string[]): Promise<string> {
  const run = promisify(execFile)(program, words, { cwd: folder, timeout: TIMEOUT_MS })
  const { stdout, stderr } = await run.catch((error: unknown) => refusal.parse(error))
  return `${stdout}${stderr}`
}
const refusal = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() })

/** What ocsptool says of a certificate's state, and whether the answer holds; it asks where the certificate says. */
async function ocsptool(which: 'good' | 'revoked', trust: string, at = ''): Promise<string[]> {
  const about = ['--load-cert', `own-${which}.pem`, '--load-issuer', 'own-issuing.pem', '--nonce']
  const told = await said('ocsptool', `--ask${at}`, ...about, '--load-trust', trust)
  return told.match(/(?<=Certificate Status: |Response Status: |Verifying OCSP Response: ).*/gu) ?? []
}

testWith('ocsptool')('GnuTLS ocsptool asks the responder itself, over HTTP, and takes its word', async () => {
  ours.asked.length = 0
  expect(await ocsptool('good', 'own-issuing.pem')).toEqual(['Successful', 'good', 'Success.'])
  expect(await ocsptool('revoked', 'own-issuing.pem')).toEqual(['Successful', 'revoked', 'Success.'])
  expect(ours.asked).toEqual(['POST /pki/ocsp', 'POST /pki/ocsp'])
})

testWith('ocsptool')('GnuTLS ocsptool takes no word of a responder of another issuer', async () => {
  const untrusted = ['Successful', 'good', 'Failure, Signer cert is not trusted.']
  expect(await ocsptool('good', 'other-issuing.pem')).toEqual(untrusted)
  expect(await ocsptool('good', 'own-issuing.pem', `=${other.url}/pki/ocsp`)).toEqual(['unauthorized'])
})

const certtool = async (...words: string[]): Promise<string | undefined> =>
  (await said('certtool', ...words))
    .match(/(?<=erification output: ).*/gu)
    ?.at(-1)
    ?.trim()

testWith('certtool').each([
  ['root', 'own-root', 'Verified. The certificate is trusted.'],
  ['issuing', 'own-issuing', 'Verified. The certificate is trusted.'],
  ['root', 'other-root', 'Not verified.'],
  ['issuing', 'other-issuing', 'Not verified.'],
  ['issuing', 'own-root', 'Not verified.'],
])('GnuTLS certtool on /pki/%s.crl, by the certificate %s: %s', async (list, issuer, verdict) => {
  const told = await certtool('--verify-crl', '--load-ca-certificate', `${issuer}.pem`, '--infile', `own-${list}.crl`)
  expect(told).toContain(verdict)
})

testWith('certtool').each([
  ['good', 'own', 'Verified. The certificate is trusted.'],
  ['revoked', 'own', 'Not verified. The certificate is NOT trusted. The certificate chain is revoked.'],
  ['good', 'other', 'Not verified. The certificate is NOT trusted. The certificate issuer is unknown.'],
])(
  'GnuTLS certtool on a %s certificate with the chain and the lists of /pki/, up to the %s root: %s',
  async (which, root, verdict) => {
    const trust = ['--load-ca-certificate', `${root}-root.pem`, '--load-crl', 'own-lists.pem']
    expect(await certtool('--verify', ...trust, '--infile', `own-${which}.chain`)).toBe(verdict)
  },
)

/** What the JDK says of paths, each by how it looks for revocation, its root and whose it is. */
async function jdk(...paths: readonly (readonly [how: string, root: string, which: string])[]): Promise<string[]> {
  const words = paths.map(([how, root, which]) => `${how},${root}-root.crt,own-${which}.pem,own-issuing.crt`)
  const told = await said('java', join(import.meta.dirname, 'testing', 'AskPort.java'), ...words)
  return told.trimEnd().split('\n')
}

testWith('JDK')(
  'the JDK’s PKIX validator fetches the lists and asks the responder itself, over HTTP: good, revoked, and nothing of another root or responder',
  { timeout: TIMEOUT_MS },
  async () => {
    ours.asked.length = 0
    const byLists = ['lists', 'own', 'good'] as const
    const byResponder = ['responder', 'own', 'good'] as const
    const revoked = (how: string) => [how, 'own', 'revoked'] as const
    const foreign = (how: string) => [how, 'other', 'good'] as const
    const elsewhere = [`${other.url}/pki/ocsp`, 'own', 'good'] as const
    const verdicts = await jdk(
      ...[byLists, revoked('lists'), foreign('lists')],
      ...[byResponder, revoked('responder'), foreign('responder'), elsewhere],
    )
    const each = [/^ok$/u, /^REVOKED at 0: .*reason: KEY_COMPROMISE/u, /^NO_TRUST_ANCHOR/u]
    const expected = [...each, ...each, /OCSP response error: UNAUTHORIZED/u]
    expect(verdicts).toHaveLength(expected.length)
    for (const [index, words] of expected.entries()) expect(verdicts[index]).toMatch(words)
    // Of each path it asks about the issuing authority, too.
    const asks = ['GET /pki/issuing.crl', ...Array.from({ length: 4 }, () => 'GET /pki/ocsp/'), 'GET /pki/root.crl']
    expect(ours.asked.toSorted()).toEqual(asks)
  },
)

const content = new TextEncoder().encode('a bill of lading').buffer

test('pkijs verifies the time-stamp that comes over HTTP, up to our root and no other', async () => {
  const imprint = imprintOf(new Uint8Array(content))
  const answer = await fetched(`${ours.url}/pki/time-stamp`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/timestamp-query' } },
    body: new Uint8Array(createTimeStampRequest({ imprint, nonce: 7n, certificateRequested: true })),
  })
  const { status, timeStampToken } = TimeStampResp.fromBER(answer.buffer)
  expect(status.status).toBe(0)
  const token = new SignedData({ schema: (timeStampToken as ContentInfo).content })
  const holds = async (root: string, data = content): Promise<unknown> => {
    const trustedCerts = [Certificate.fromBER(new Uint8Array(readFileSync(place(`${root}-root.crt`))).buffer)]
    return token
      .verify({ signer: 0, trustedCerts, data, checkChain: true, extendedMode: true })
      .then(({ signatureVerified }) => signatureVerified === true)
      .catch((error: unknown) => z.object({ message: z.string() }).parse(error).message)
  }
  expect(await holds('own')).toBe(true)
  expect(await holds('other')).toMatch(/signer.*certificate/u)
  expect(await holds('own', new TextEncoder().encode('another bill').buffer)).not.toBe(true)
  const info = TSTInfo.fromBER(token.encapContentInfo.eContent!.getValue())
  expect(info.nonce?.valueBlock.valueDec).toBe(7)
  expect(Math.abs(info.genTime.getTime() - Date.now())).toBeLessThan(TIMEOUT_MS)
})
