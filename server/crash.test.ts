import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { importPrivateKey, keyPairFromSeed, seedBytes } from '@entrepot/crypto'
import { compose, readReceipt, seal, type SealedAct } from '@entrepot/trade/act'
import { emptyFile } from '@entrepot/trade/file'
import { createRequest, encodePem } from '@entrepot/x509'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { freshId, testCatalogue } from './acts/testing.ts'
import { sealingKeyOf } from './registers/certificates/index.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'entrepot-crash-'))
const running: ChildProcess[] = []
afterAll(async () => {
  for (const child of running)
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  // For root the database lies elsewhere, behind a link.
  for (const folder of [realpathSync(join(dataDir, 'postgresql')), dataDir])
    rmSync(folder, { recursive: true, force: true })
}, 60_000)

const started = z.object({ url: z.string(), operatorKey: z.string() })

async function start() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing-server.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  const lines = createInterface({ input: child.stdout })
  const [line] = await once(lines, 'line')
  return { child, ...started.parse(JSON.parse(String(line))) }
}

test('what was answered before kill -9 stands after it, with the same receipts, and nothing is doubled', async () => {
  const first = await start()
  const call = (url: string, path: string, key: string, body?: unknown) =>
    fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const party = { organisation: 'BUYER', name: 'Practice buyer', country: 'NL' }
  const made = await call(first.url, '/v1/practice/organisations', first.operatorKey, party)
  const { apiKey } = z.object({ apiKey: z.string() }).parse(await made.json())
  const key = importPrivateKey(keyPairFromSeed('ES256', randomBytes(seedBytes.ES256)).privateKeyPkcs8)
  if (!key) throw new Error('a fresh key imports')
  const subject = { country: 'NL', organization: party.name, organizationIdentifier: 'BUYER' }
  const request = encodePem('CERTIFICATE REQUEST', createRequest({ subject, key }))
  const issued = await call(first.url, '/v1/certificates', apiKey, { request })
  const { thumbprint } = z.object({ thumbprint: z.string() }).parse(await issued.json())

  const asking = (): SealedAct => {
    const [definition, kind] = [testCatalogue.acts.get('ask/1'), testCatalogue.kinds.get('deal')]
    if (!definition || !kind) throw new Error('the test catalogue has it')
    const file = freshId()
    const at = '2026-12-01T10:00+08:00'
    const composed = compose(
      {
        ...{ definition, file: emptyFile(file, kind) },
        signer: { organisation: 'BUYER', name: party.name, country: 'NL', thumbprint },
        claims: { act: freshId(), file, as: 'buyer', at, opens: { kind: 'deal', parties: { buyer: 'BUYER' } } },
        keyed: new Map([['/goods', 'drills']] as const),
      },
      { ...{ now: at, calendars: {}, ruleset: '', facts: new Map() }, ...{ twoPeopleFor: [], approvers: [] } },
      (bytes) => new Uint8Array(randomBytes(bytes)),
    )
    if (!composed.ok) throw new Error(composed.code)
    return seal(composed, sealingKeyOf(key, thumbprint))
  }
  const answer = z.object({ receipt: z.string(), seq: z.int() })
  const acts = Array.from({ length: 60 }, asking)
  const receipts = new Map<SealedAct, string>()
  const posting = acts.map(async (act) => {
    try {
      const posted = await call(first.url, '/v1/files', apiKey, act)
      receipts.set(act, answer.parse(await posted.json()).receipt)
      if (receipts.size === 20) first.child.kill('SIGKILL')
    } catch {
      // The server died while this one was under way: its client does not know, and sends it again below.
    }
  })
  await Promise.all(posting)
  expect(receipts.size).toBeGreaterThanOrEqual(20)

  const second = await start()
  for (const act of acts) {
    const again = await call(second.url, '/v1/files', apiKey, act)
    const { receipt } = answer.parse(await again.json())
    const known = receipts.get(act)
    if (known !== undefined) expect([again.status, receipt]).toEqual([200, known])
    expect(readReceipt(receipt).ok).toBe(true)
  }
  const listed = z.object({ files: z.array(z.object({ count: z.int() })) })
  const { files } = listed.parse(await (await call(second.url, '/v1/files', apiKey)).json())
  expect(files.map(({ count }) => count)).toEqual(acts.map(() => 1))
}, 90_000)
