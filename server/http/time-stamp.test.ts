import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utf8 } from '@entrepot/crypto'
import { createTimeStampRequest, imprintOf, parseTimeStampResponse, verifyTimeStampToken } from '@entrepot/time-stamp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testWith } from '../../checks/testing-programs.ts'
import type { Port } from '../acts/index.ts'
import { testPort } from '../acts/testing.ts'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import type { PortApp } from './app-types.ts'
import { MAX_STAMPS } from './limits.ts'
import { testApp } from './testing.ts'

const database = withDatabase()
let port: Port
let app: PortApp
const folder = mkdtempSync(join(tmpdir(), 'entrepot-stamp-'))
beforeAll(async () => {
  port = await testPort(oneShard(database().pool))
  app = testApp(port)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ask = (body: Uint8Array, type = 'application/timestamp-query') =>
  app.request('/pki/time-stamp', { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': type } })

async function answered(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/timestamp-reply')
  const parsed = parseTimeStampResponse(new Uint8Array(await response.arrayBuffer()))
  if (!parsed.ok) throw new Error(parsed.code)
  return parsed.value
}

const content = utf8.encode('a bill of lading')
const trust = () => ({ anchors: [port.certificates.authority.root.certificate], revocation: 'unchecked' as const })

describe('the time-stamping authority of a port', () => {
  test('says when a hash was there, by the real time of the port, under its root', async () => {
    const nonce = 42n
    const request = createTimeStampRequest({ imprint: imprintOf(content), nonce, certificateRequested: true })
    const { status, token } = await answered(await ask(request))
    expect(status).toBe('granted')
    const stamp = verifyTimeStampToken(token ?? new Uint8Array(), {
      imprint: imprintOf(content),
      nonce,
      trust: trust(),
    })
    expect(stamp).toMatchObject({ ok: true, nonce })
    expect(stamp.ok && Math.abs(stamp.time - port.now())).toBeLessThan(60_000)
  })

  testWith('openssl')('stamps as openssl asks, and openssl verifies it', async () => {
    const path = (name: string): string => join(folder, name)
    writeFileSync(path('content'), content)
    writeFileSync(path('root.pem'), await (await app.request('/pki/root.pem')).text())
    const query = spawnSync('openssl', [
      'ts',
      '-query',
      '-data',
      path('content'),
      '-sha256',
      '-cert',
      '-out',
      path('q'),
    ])
    expect(query.status).toBe(0)
    const response = await ask(readFileSync(path('q')))
    writeFileSync(path('r'), new Uint8Array(await response.arrayBuffer()))
    const order = ['ts', '-verify', '-queryfile', path('q'), '-in', path('r'), '-CAfile', path('root.pem')]
    const verified = spawnSync('openssl', order, { encoding: 'utf8' })
    expect(`${verified.stdout}${verified.stderr}`).toContain('Verification: OK')
  })

  test('a request that is none, of another type, or too large, is answered as the protocol answers', async () => {
    const request = createTimeStampRequest({ imprint: imprintOf(content) })
    for (const [response, status] of [
      [await ask(content), 200],
      [await ask(request, 'text/plain'), 415],
      [await ask(new Uint8Array(10_000)), 413],
    ] as const) {
      expect(response.status).toBe(status)
      expect(await answered(response)).toMatchObject({ status: 'rejection', failures: ['badDataFormat'] })
    }
  })

  test('one address gets so many a minute, and is then told so', async () => {
    const other = testApp(port)
    let response = await other.request('/pki/time-stamp', { method: 'POST' })
    const ask = () =>
      other.request('/pki/time-stamp', {
        method: 'POST',
        body: 'x',
        headers: { 'content-type': 'application/timestamp-query' },
      })
    for (let n = 0; n <= MAX_STAMPS; n += 1) response = await ask()
    expect(response.status).toBe(429)
    expect(await answered(response)).toMatchObject({ failures: ['timeNotAvailable'] })
  })
})
