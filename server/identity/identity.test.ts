import { OpenAPIHono, z } from '@hono/zod-openapi'
import { serve } from '@hono/node-server'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withDatabase } from '../database/testing.ts'
import { mountIdentity } from './http.ts'
import { createIdentity, type Identity, operatorKey, practicePassword } from './identity.ts'

const database = withDatabase()
const origin = 'http://localhost:8080'
const dataDir = mkdtempSync(join(tmpdir(), 'entrepot-identity-'))
const logged: string[] = []
let clock = 0
let identity: Identity
let app: OpenAPIHono
let password: string

const newKey = z.object({ id: z.string(), key: z.string() })
const people = [
  { email: 'ann@buyer.example', name: 'Ann', organisation: 'BUYER', role: 'administrator' },
  { email: 'ann@buyer.example', name: 'Ann', organisation: 'BROKER', role: 'member' },
  { email: 'bo@seller.example', name: 'Bo', organisation: 'SELLER', role: 'member' },
] as const

beforeAll(async () => {
  clock = Date.now()
  password = practicePassword(dataDir)
  identity = createIdentity({
    ...{ pool: database().pool, dataDir, origins: [origin], now: () => clock },
    log: (message) => logged.push(message),
  })
  await identity.ensurePeople(people, password)
  app = new OpenAPIHono()
  mountIdentity(app, identity, { addressOf: (context) => context.req.header('test-address') ?? '192.0.2.1' })
})

afterAll(() => rmSync(dataDir, { recursive: true }))

function signIn(email: string, secret = password, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(
    app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify({ email, password: secret }),
    }),
  )
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}

async function signedIn(email: string): Promise<string> {
  const response = await signIn(email)
  expect(response.status).toBe(200)
  return cookieOf(response)
}

const request = (headers: Record<string, string>, method = 'GET') =>
  new Request(`${origin}/v1/files`, { method, headers })

test('a person signs in with the practice password and acts for the own organisation', async () => {
  const response = await signIn('bo@seller.example')
  const [cookie = ''] = response.headers.getSetCookie()
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(await identity.identify(request({ cookie: cookieOf(response) }))).toMatchObject({
    ...{ organisation: 'SELLER', kind: 'person', name: 'Bo', role: 'member' },
  })
})

test('a wrong password and an unknown address get the same answer', async () => {
  const [wrong, unknown] = [await signIn('bo@seller.example', 'wrong password!'), await signIn('no@body.example')]
  expect([wrong.status, unknown.status]).toEqual([401, 401])
  expect(await wrong.text()).toBe(await unknown.text())
  expect(wrong.headers.getSetCookie()).toEqual([])
})

test('nobody registers from outside', async () => {
  const body = JSON.stringify({ email: 'eve@evil.example', password: 'a long password', name: 'Eve' })
  const headers = { 'content-type': 'application/json', origin }
  const response = await app.request('/api/auth/sign-up/email', { method: 'POST', headers, body })
  expect(response.status).toBe(400)
  expect((await signIn('eve@evil.example', 'a long password')).status).toBe(401)
})

test('a person of two organisations switches between them, and never to a foreign one', async () => {
  const cookie = await signedIn('ann@buyer.example')
  const acting = async () => (await identity.identify(request({ cookie })))?.organisation
  const switchTo = (organisation: string) =>
    app.request('/v1/session/organisation', {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ organisation }),
    })
  expect(await acting()).toBe('BROKER')
  expect((await switchTo('BUYER')).status).toBe(200)
  expect(await acting()).toBe('BUYER')
  const refused = await switchTo('SELLER')
  expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'identity/not-a-member' }])
  expect(await acting()).toBe('BUYER')
})

test('the organisation of a session is not taken from what the browser sends', async () => {
  const cookie = await signedIn('bo@seller.example')
  const headers = { cookie, origin, 'content-type': 'application/json' }
  const body = JSON.stringify({ organisation: 'BUYER', name: 'Bo' })
  await app.request('/api/auth/update-session', { method: 'POST', headers, body })
  await app.request('/api/auth/update-user', { method: 'POST', headers, body })
  expect(await identity.identify(request({ cookie }))).toMatchObject({ organisation: 'SELLER' })
})

test('who leaves an organisation acts for it no more, at once', async () => {
  await identity.ensurePeople([{ email: 'cy@x.example', name: 'Cy', organisation: 'X', role: 'member' }], password)
  const cookie = await signedIn('cy@x.example')
  expect(await identity.identify(request({ cookie }))).toMatchObject({ organisation: 'X' })
  await database().pool.query("delete from organisation_person where organisation_id = 'X'")
  expect(await identity.identify(request({ cookie }))).toBeUndefined()
})

test('an expired session, one signed out, and an altered cookie are nobody', async () => {
  const expired = await signedIn('bo@seller.example')
  await database().pool.query(`update auth_session set "expiresAt" = now() - interval '1 second'`)
  expect(await identity.identify(request({ cookie: expired }))).toBeUndefined()
  const cookie = await signedIn('bo@seller.example')
  expect(await identity.identify(request({ cookie: `${cookie.slice(0, -4)}AAA%3D` }))).toBeUndefined()
  await app.request('/api/auth/sign-out', { method: 'POST', headers: { cookie, origin } })
  expect(await identity.identify(request({ cookie }))).toBeUndefined()
})

test('a cookie changes nothing from a page of somebody else', async () => {
  const cookie = await signedIn('bo@seller.example')
  expect(await identity.identify(request({ cookie, origin }, 'POST'))).toBeDefined()
  expect(await identity.identify(request({ cookie, origin: 'http://evil.example' }, 'POST'))).toBeUndefined()
  const foreign = await signIn('bo@seller.example', password, { origin: 'http://evil.example', cookie })
  expect(foreign.status).toBe(403)
})

test('ten guesses for one address are enough, from wherever, at once or one by one; a quarter of an hour later it opens', async () => {
  await identity.ensurePeople([{ email: 'di@y.example', name: 'Di', organisation: 'Y', role: 'member' }], password)
  const guess = (n: number) => signIn('Di@y.example', `guess number ${n}`, { 'test-address': `192.0.2.${10 + n}` })
  const answers = await Promise.all(Array.from({ length: 25 }, (_, n) => guess(n)))
  expect(answers.filter(({ status }) => status === 401).length).toBe(10)
  expect(answers.filter(({ status }) => status === 429).length).toBe(15)
  expect((await signIn('di@y.example')).status).toBe(429)
  expect((await signIn('bo@seller.example')).status).toBe(200)
  clock += 15 * 60_000
  expect((await signIn('di@y.example')).status).toBe(200)
})

test('one address cannot try many people either, whatever address it claims', async () => {
  const tries = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      signIn(`p${n}@z.example`, 'some password', {
        'test-address': '198.51.100.7',
        'x-entrepot-address': `203.0.113.${n}`,
      }),
    ),
  )
  expect(tries.filter(({ status }) => status === 429).length).toBe(10)
})

test('a program is known by its key, until the key is revoked', async () => {
  const made = await identity.keys.create('BUYER', { label: 'order import' })
  if ('code' in made) throw new Error(made.code)
  const headers = { authorization: `Bearer ${made.key}` }
  expect(await identity.identify(request(headers, 'POST'))).toEqual({ organisation: 'BUYER', kind: 'program' })
  expect((await identity.keys.list('BUYER')).find(({ id }) => id === made.id)).toMatchObject({ lastUsedMs: clock })
  expect(await identity.keys.revoke('SELLER', made.id)).toBe(false)
  expect(await identity.identify(request(headers))).toBeDefined()
  expect(await identity.keys.revoke('BUYER', made.id)).toBe(true)
  expect(await identity.identify(request(headers))).toBeUndefined()
  expect(await identity.keys.revoke('BUYER', made.id)).toBe(false)
})

test('a revocation reaches another process within two seconds', async () => {
  const other = createIdentity({
    pool: database().pool,
    dataDir,
    origins: [origin],
    now: () => clock,
    log: () => undefined,
  })
  const made = await identity.keys.create('BUYER')
  if ('code' in made) throw new Error(made.code)
  expect(await other.keys.find(made.key)).toBeDefined()
  await identity.keys.revoke('BUYER', made.id)
  clock += 2_000
  expect(await other.keys.find(made.key)).toBeUndefined()
})

test('a key with another secret, a malformed one, and a wrong key beside a good cookie are nobody', async () => {
  const made = await identity.keys.create('BUYER')
  if ('code' in made) throw new Error(made.code)
  const forged = `${made.key.slice(0, -5)}AAAAA`
  const cookie = await signedIn('bo@seller.example')
  for (const authorization of [`Bearer ${forged}`, 'Bearer ', 'Bearer ek_', `Basic ${made.key}`, 'Bearer x y'])
    expect(await identity.identify(request({ authorization, cookie }))).toBeUndefined()
})

test('keys are kept as hashes, and no page but the first shows one', async () => {
  const cookie = await signedIn('ann@buyer.example')
  const headers = { cookie, origin, 'content-type': 'application/json' }
  await app.request('/v1/session/organisation', {
    method: 'POST',
    headers,
    body: JSON.stringify({ organisation: 'BUYER' }),
  })
  const body = JSON.stringify({ label: 'erp' })
  const made = newKey.parse(await (await app.request('/v1/keys', { method: 'POST', headers, body })).json())
  expect(made.key).toMatch(/^ek_/)
  const listed = await (await app.request('/v1/keys', { headers })).text()
  const rows = await database().pool.query('select api_key::text as row from api_key')
  for (const text of [listed, JSON.stringify(rows.rows)]) expect(text).not.toContain(made.key.slice(-43))
  const revoked = await app.request(`/v1/keys/${made.id}`, { method: 'DELETE', headers })
  expect(revoked.status).toBe(204)
})

test('a member, a program, and an administrator of another organisation make and revoke no keys', async () => {
  const made = await identity.keys.create('BUYER')
  if ('code' in made) throw new Error(made.code)
  const asMember = { cookie: await signedIn('bo@seller.example'), origin, 'content-type': 'application/json' }
  const asProgram = { authorization: `Bearer ${made.key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ label: 'mine' })
  for (const headers of [asMember, asProgram]) {
    expect((await app.request('/v1/keys', { method: 'POST', headers, body })).status).toBe(403)
    expect((await app.request(`/v1/keys/${made.id}`, { method: 'DELETE', headers })).status).toBe(403)
  }
  expect(
    (await app.request('/v1/keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status,
  ).toBe(401)
  await identity.ensurePeople(
    [{ email: 'ed@w.example', name: 'Ed', organisation: 'W', role: 'administrator' }],
    password,
  )
  const asOther = { cookie: await signedIn('ed@w.example'), origin }
  expect((await app.request(`/v1/keys/${made.id}`, { method: 'DELETE', headers: asOther })).status).toBe(404)
})

test('the operator has a key of its own kind, the same at every start', async () => {
  const key = await operatorKey(identity.keys, dataDir, 'OPERATOR')
  expect(await operatorKey(identity.keys, dataDir, 'OPERATOR')).toBe(key)
  expect(await identity.identify(request({ authorization: `Bearer ${key}` }))).toEqual({
    ...{ organisation: 'OPERATOR', kind: 'operator' },
  })
})

test('secrets of the data folder can be read by their owner alone, and stay the same', () => {
  for (const name of ['identity-secret', 'practice-password', 'operator-key'])
    expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600)
  expect(practicePassword(dataDir)).toBe(password)
})

test('attempts are counted by the address of the connection', async () => {
  const served = new OpenAPIHono()
  mountIdentity(served, identity)
  const server = serve({ fetch: served.fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const headers = { 'content-type': 'application/json', origin, 'x-entrepot-address': '203.0.113.99' }
  const body = JSON.stringify({ email: 'bo@seller.example', password })
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, { method: 'POST', headers, body })
  expect(response.status).toBe(200)
  const { rows } = await database().pool.query<{ key: string }>('select key from auth_rate_limit')
  expect(rows.filter(({ key }) => key.includes('127.0.0.1'))).toHaveLength(1)
  expect(rows.filter(({ key }) => key.includes('203.0.113'))).toHaveLength(0)
  server.close()
})

test('a request about signing in is bounded', async () => {
  const response = await signIn('bo@seller.example', 'x'.repeat(20_000))
  expect(response.status).toBe(413)
})

test('practice people made again keep their account; a password that was changed is the printed one again', async () => {
  const count = async () =>
    (await database().pool.query<{ n: number }>('select count(*)::int as n from auth_user')).rows[0]?.n
  const before = await count()
  await identity.ensurePeople(people, 'another password')
  expect((await signIn('bo@seller.example')).status).toBe(401)
  await identity.ensurePeople(people, password)
  expect((await signIn('bo@seller.example')).status).toBe(200)
  expect(await count()).toBe(before)
})

test('nothing secret stands in the log', () => {
  const text = logged.join('\n')
  expect(text).toMatch(/Invalid password/)
  expect(text).toMatch(/TOO_MANY_REQUESTS/)
  for (const secret of [password, 'guess number', 'ek_', '@buyer.example', '@seller.example'])
    expect(text).not.toContain(secret)
})

test('who signs in for an organisation is told to its people, and to nobody else', async () => {
  const people = async (headers: Record<string, string>) => {
    const answer = await app.request('/v1/people', { headers })
    return [answer.status, await answer.json()]
  }
  const cookie = await signedIn('bo@seller.example')
  expect(await people({ cookie })).toEqual([
    200,
    { people: [{ name: 'Bo', email: 'bo@seller.example', role: 'member' }] },
  ])
  expect((await people({}))[0]).toBe(401)
  const made = await identity.keys.create('SELLER', { label: 'a program' })
  const key = 'key' in made ? made.key : ''
  expect((await people({ authorization: `Bearer ${key}` }))[0]).toBe(403)
})
