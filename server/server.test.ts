import { createPublicKey, randomBytes } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPrivateKey, keyPairFromSeed, type PrivateKey, seedBytes } from '@entrepot/crypto'
import {
  isMalformed,
  type LogProof,
  type NoteKey,
  openCheckpoint,
  parseKey,
  parseLogProof,
  rootOf,
  tilePath,
  verifyLogProof,
} from '@entrepot/merkle-log'
import { logEntry, openBundle } from '@entrepot/trade/evidence'
import { compose, seal, type SealedAct } from '@entrepot/trade/act'
import { emptyFile, type Path, type Value } from '@entrepot/trade/file'
import { createRequest, encodePem } from '@entrepot/x509'
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js'
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { freshId, testCatalogue } from './acts/testing.ts'
import { type RunningServer, startServer } from './index.ts'
import { sealingKeyOf } from './registers/certificates/index.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'entrepot-server-'))
let server: RunningServer
const logged: string[] = []

beforeAll(async () => {
  server = await startServer({
    ...{ port: 0, dataDir, catalogue: testCatalogue, clock: '2026-12-01T10:00+08:00' },
    parties: [
      {
        organisation: 'PRACTICE-NL-0001',
        name: 'Utrecht Practice Supply',
        country: 'NL',
        email: 'buyer@practice.example',
      },
    ],
    log: (message) => logged.push(message),
  })
}, 60_000)
afterAll(async () => {
  await server.stop()
  // For root the database lies elsewhere, behind a link.
  for (const folder of [realpathSync(join(dataDir, 'postgresql')), dataDir])
    rmSync(folder, { recursive: true, force: true })
})

interface Program {
  readonly organisation: string
  readonly apiKey: string
  readonly key: PrivateKey
  readonly thumbprint: string
}

const call = (path: string, apiKey: string, body?: unknown): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

async function program(organisation: string): Promise<Program> {
  const party = { organisation, name: `Practice ${organisation}`, country: 'NL' }
  const made = await call('/v1/practice/organisations', server.operatorKey, party)
  const { apiKey } = z.object({ apiKey: z.string() }).parse(await made.json())
  const key = importPrivateKey(keyPairFromSeed('ES256', randomBytes(seedBytes.ES256)).privateKeyPkcs8)
  if (!key) throw new Error('a fresh key imports')
  const subject = { country: 'NL', organization: party.name, organizationIdentifier: organisation }
  const request = encodePem('CERTIFICATE REQUEST', createRequest({ subject, key }))
  const answer = await call('/v1/certificates', apiKey, { request })
  expect(answer.status).toBe(201)
  const { thumbprint } = z.object({ thumbprint: z.string() }).parse(await answer.json())
  return { organisation, apiKey, key, thumbprint }
}

interface Deed {
  readonly type: string
  readonly as: string
  readonly file: string
  readonly keyed?: Readonly<Record<Path, Value>>
  readonly opens?: { readonly kind: string; readonly parties: Readonly<Record<string, string>> }
}

function sealedBy(party: Program, { type, keyed = {}, opens, ...named }: Deed): SealedAct {
  const definition = testCatalogue.acts.get(type)
  const kind = testCatalogue.kinds.get('deal')
  if (!definition || !kind) throw new Error('the test catalogue has it')
  const { organisation, thumbprint } = party
  const composed = compose(
    {
      ...{ definition, file: emptyFile(named.file, kind) },
      signer: { organisation, name: `Practice ${organisation}`, country: 'NL', thumbprint },
      claims: { act: freshId(), at: '2026-12-01T10:00+08:00', ...named, ...(opens ? { opens } : {}) },
      keyed: new Map(Object.entries(keyed) as [Path, Value][]),
    },
    {
      ...{ now: '2026-12-01T10:00+08:00', calendars: {}, ruleset: '', facts: new Map() },
      ...{ twoPeopleFor: [], approvers: [] },
    },
    (bytes) => new Uint8Array(randomBytes(bytes)),
  )
  if (!composed.ok) throw new Error(composed.code)
  return seal(composed, sealingKeyOf(party.key, party.thumbprint))
}

test('two programs open a file, act in it, and each takes evidence away that verifies offline', async () => {
  const [buyer, seller] = [await program('BUYER'), await program('SELLER')]
  const file = freshId()
  const parties = { buyer: 'BUYER', seller: 'SELLER' }
  const ask = {
    type: 'ask/1',
    as: 'buyer',
    file,
    opens: { kind: 'deal', parties },
    keyed: { '/goods': 'drills' },
  } as const
  const asked = sealedBy(buyer, ask)
  expect((await call('/v1/files', buyer.apiKey, asked)).status).toBe(201)
  expect((await call('/v1/files', buyer.apiKey, asked)).status).toBe(200)
  const post = (party: Program, deed: Deed) => call(`/v1/files/${file}/acts`, party.apiKey, sealedBy(party, deed))
  expect((await post(seller, { type: 'enter/1', as: 'seller', file })).status).toBe(201)
  const keyed = { '/price': '10.50', '/reserve': '9.00' } as const
  expect((await post(seller, { type: 'bid/1', as: 'seller', file, keyed })).status).toBe(201)

  const bytes = new Uint8Array(await (await call(`/v1/evidence?root=${file}`, buyer.apiKey)).arrayBuffer())
  const trust = z.object({ root: z.string(), certificates: z.record(z.string(), z.string()) })
  const { root, certificates } = trust.parse(await (await fetch(`${server.url}/v1/trust`)).json())
  const anchor = new Uint8Array(Buffer.from(certificates[root] ?? '', 'base64'))
  const entries = new Map(Object.entries(unzipSync(bytes)))
  const opened = openBundle(entries, { catalogue: testCatalogue, anchor })
  if ('broken' in opened) throw new Error(JSON.stringify(opened.findings))
  expect(opened.findings).toEqual([])
  expect(opened.evidence[0]?.entries).toHaveLength(3)
  expect(opened.log).toMatchObject({ logged: 3, waiting: 0 })
  expect(Buffer.from(bytes).includes('9.00')).toBe(false)
  const text = [...entries.values()].map((entry) => Buffer.from(entry).toString('utf8')).join('')
  const reserve = Buffer.from('"/reserve"').toString('base64url').slice(2, -2)
  expect(text).not.toContain(reserve)
})

/** Whether Sigstore's verifier finds an entry under the signed checkpoint of a proof file. */
function sigstoreFinds(entry: Uint8Array, { index, proof, checkpoint }: LogProof, key: NoteKey): boolean {
  const spki = { key: Buffer.from(key.publicKey.spki), format: 'der', type: 'spki' } as const
  const log = { logID: Buffer.from(key.id), baseURL: key.name, publicKey: createPublicKey(spki) }
  const place = {
    logIndex: String(index),
    treeSize: '',
    rootHash: Buffer.alloc(0),
    checkpoint: { envelope: checkpoint },
  }
  const proved = {
    ...{ logIndex: '', logId: { keyId: log.logID }, kindVersion: { kind: '', version: '' }, integratedTime: '' },
    ...{ inclusionPromise: undefined, canonicalizedBody: Buffer.from(entry) },
    inclusionProof: { ...place, hashes: proof.map((hash) => Buffer.from(hash)) },
  }
  try {
    const validFor = { start: new Date(0), end: new Date(8.64e15) }
    verifyMerkleInclusion(proved, verifyCheckpoint(proved, [{ ...log, validFor }]))
    return true
  } catch {
    return false
  }
}

test('anybody reads the transparency log, and a party proves its act by it offline, as Sigstore’s verifier finds', async () => {
  const [buyer, stranger] = [await program('BUYER'), await program('STRANGER')]
  const file = freshId()
  const opens = { kind: 'deal', parties: { buyer: 'BUYER', seller: 'SELLER' } }
  const act = sealedBy(buyer, { type: 'ask/1', as: 'buyer', file, keyed: { '/goods': 'drills' }, opens })
  const answer = await call('/v1/files', buyer.apiKey, act)
  const { receipt } = z.object({ receipt: z.string() }).parse(await answer.json())
  const about = z.object({ origin: z.string(), key: z.string(), checkpoint: z.string() })
  const { origin, key } = about.parse(await (await fetch(`${server.url}/v1/log`)).json())
  const path = `/v1/files/${file}/acts/1/log-proof`
  const proof = parseLogProof(await (await call(path, buyer.apiKey)).text())
  const [log, entry] = [parseKey(key), logEntry(receipt)]
  if (isMalformed(proof) || isMalformed(log) || 'code' in entry) throw new Error('malformed')
  expect(verifyLogProof(proof, entry, { origin, log })).toMatchObject({ ok: true, checkpoint: { origin } })
  expect(sigstoreFinds(entry, proof, log)).toBe(true)
  expect(sigstoreFinds(entry.subarray(1), proof, log)).toBe(false)
  expect((await call(path, stranger.apiKey)).status).toBe(404)
  expect((await fetch(`${server.url}${path}`)).status).toBe(401)
  const head = await fetch(`${server.url}/log/checkpoint`)
  const signed = openCheckpoint(await head.text(), { origin, log })
  if (!signed.ok) throw new Error('the head holds')
  const { size, root } = signed.checkpoint
  const width = size % 256
  const tile = await fetch(`${server.url}/log/${tilePath({ level: 0, index: 0, width })}`)
  expect(tile.headers.get('cache-control')).toContain('immutable')
  const row = new Uint8Array(await tile.arrayBuffer())
  expect(await rootOf(() => Promise.resolve(row), size)).toStrictEqual(root)
  for (const wrong of ['tile/0/0', 'head/0000000000000001', '..%2Fkeys%2Flog.pkcs8', 'tile/0/999'])
    expect((await fetch(`${server.url}/log/${wrong}`)).status).toBe(404)
})

test('nobody without a key is answered, and keys in the data folder are the owner’s alone', async () => {
  expect((await fetch(`${server.url}/v1/files`)).status).toBe(401)
  expect((await call('/v1/files', 'ek_wrong')).status).toBe(401)
  expect(statSync(join(dataDir, 'keys', 'root.pkcs8')).mode & 0o777).toBe(0o600)
  const described = await (await fetch(`${server.url}/openapi.json`)).json()
  expect(described).toMatchObject({ openapi: '3.1.0' })
  expect((await fetch(`${server.url}/reference`)).headers.get('content-security-policy')).toContain(
    "default-src 'self'",
  )
})

test('of who is not signed in nothing is read: a broken body is answered like a sound one', async () => {
  for (const path of ['/v1/files', '/v1/keys', '/v1/session/organisation', '/v1/clock'])
    for (const body of ['{"jwt": ', '{}', 'A'.repeat(3_000_000)]) {
      const headers = { 'content-type': 'application/json', origin: server.url }
      const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body })
      expect([path, answer.status, await answer.json()]).toMatchObject([path, 401, { code: 'identity/unknown' }])
    }
})

test('the practice clock moves forward by the operator alone', async () => {
  const forward = { to: '2026-12-02T22:04+08:00' }
  const { apiKey } = await program('CARRIER')
  expect((await call('/v1/clock', apiKey, forward)).status).toBe(403)
  expect((await call('/v1/clock', server.operatorKey, forward)).status).toBe(200)
  const back = await call('/v1/clock', server.operatorKey, { to: '2026-12-01T10:00+08:00' })
  expect([back.status, await back.json()]).toMatchObject([422, { code: 'clock/not-forward' }])
  expect(await (await fetch(`${server.url}/v1/clock`)).json()).toEqual({ now: forward.to, kind: 'practice' })
})

test('a practice party signs in with the practice password, and has a key that the port openly holds', async () => {
  const { parties } = z
    .object({ parties: z.array(z.object({ email: z.string(), organisation: z.string() })) })
    .parse(await (await fetch(`${server.url}/v1/practice/parties`)).json())
  const [party] = parties
  const signedIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email: party?.email, password: server.practicePassword }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const signer = await fetch(`${server.url}/v1/practice/signer`, { headers: { cookie } })
  expect([signer.status, await signer.json()]).toMatchObject([200, { algorithm: 'ES256' }])
  expect((await fetch(`${server.url}/v1/accounts`, { headers: { cookie } })).status).toBe(200)
})
