import { base64url, utf8 } from '@entrepot/crypto'
import { encodeDisclosure, sealFlat } from '@entrepot/sd-jwt'
import { ACT_TYPE, MAX_SEALED_BYTES, type SealedAct, seal } from '@entrepot/trade/act'
import { beforeAll, expect, test } from 'vitest'
import type { Port } from '../acts/index.ts'
import { begunDeal, composed, type Deed, enrolled, freshId, type PortParty, sealed, testPort } from '../acts/testing.ts'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { isReason } from '../registers/certificates/index.ts'
import type { PortApp } from './app-types.ts'
import { ask, countRows, testApp } from './testing.ts'

const database = withDatabase()
let port: Port
let app: PortApp
let seller: PortParty
let buyer: PortParty
let stranger: PortParty
let file: string
let clock = Date.now()
beforeAll(async () => {
  port = await testPort(oneShard(database().pool), { now: () => clock })
  app = testApp(port)
  seller = await enrolled(port, 'SELLER')
  buyer = await enrolled(port, 'BUYER')
  stranger = await enrolled(port, 'STRANGER')
  file = await begunDeal(port, { seller, buyer })
})

/** Posts and expects a status and a code, and that nothing stays behind. */
async function refused(party: PortParty, body: unknown, status: number, code: string, path?: string): Promise<unknown> {
  const before = await countRows(database().pool)
  const response = await ask(app, party, path ?? `/v1/files/${file}/acts`, body)
  const answer: unknown = await response.json()
  expect([response.status, answer]).toMatchObject([status, { code, message: expect.any(String) }])
  expect(await countRows(database().pool)).toEqual(before)
  return answer
}

const bid = (more: Partial<Deed> = {}): Deed => ({
  ...{ type: 'bid/1', as: 'seller', file, keyed: { '/price': '10.50' } },
  ...more,
})

test('a forged signature', async () => {
  const act = await sealed(port, seller, bid())
  const [header, payload] = act.jwt.split('.')
  const forged = `${header}.${payload}.${base64url.encode(new Uint8Array(64).fill(7))}`
  await refused(seller, { ...act, jwt: forged }, 401, 'signature/forged')
})

test('a missing signature', async () => {
  const act = await sealed(port, seller, bid())
  await refused(seller, { ...act, jwt: act.jwt.split('.').slice(0, 2).join('.') }, 400, 'sd-jwt/not-compact')
  await refused(seller, { ...act, jwt: `${act.jwt.split('.').slice(0, 2).join('.')}.` }, 400, 'sd-jwt/signature')
})

test('an unknown certificate', async () => {
  const thumbprint = 'A'.repeat(43)
  const act = seal(await composed(port, seller, bid()), { ...seller.key, thumbprint })
  await refused(seller, act, 401, 'certificate/unknown')
})

test('another organisation’s certificate', async () => {
  await refused(buyer, await sealed(port, seller, bid()), 401, 'certificate/other-organisation')
})

test('the key of one certificate under the thumbprint of another', async () => {
  const act = seal(await composed(port, seller, bid()), { ...seller.key, thumbprint: buyer.key.thumbprint })
  await refused(buyer, act, 401, 'signature/forged')
})

test('a revoked certificate, from its revocation on', async () => {
  const party = await enrolled(port, 'REVOKED')
  const own = await begunDeal(port, { seller: party, buyer })
  const act = await sealed(port, party, bid({ file: own }))
  const revocation = { reason: 'keyCompromise' }
  const path = `/v1/certificates/${party.key.thumbprint}/revocation`
  expect((await ask(app, stranger, path, revocation)).status).toBe(404)
  expect(isReason(revocation.reason)).toBe(true)
  expect(await (await ask(app, party, path, revocation)).json()).toMatchObject({ state: 'revoked' })
  await refused(party, act, 401, 'certificate/revoked', `/v1/files/${own}/acts`)
})

//     what, who, the deed, the code
test.each<[string, 'seller' | 'buyer', Partial<Deed>, string]>([
  ['a capacity that is not held', 'buyer', { as: 'seller' }, 'authority/capacity-not-held'],
  [
    'a capacity that is not of this act',
    'buyer',
    { type: 'find/1', as: 'buyer', keyed: { '/finding': 'x' } },
    'authority/capacity-not-of-this-act',
  ],
  [
    'an element of another capacity',
    'buyer',
    { as: 'buyer', keyed: { '/price': '9.00', '/reserve': '1.00' } },
    'element/other-capacity',
  ],
  [
    'an element that the act does not have',
    'seller',
    { keyed: { '/price': '9.00', '/goods': 'nails' } },
    'element/not-of-this-act',
  ],
  [
    'an element that the kind does not have',
    'seller',
    { keyed: { '/price': '9.00', '/colour': 'red' } },
    'element/unknown',
  ],
  ['a missing element', 'seller', { keyed: {} }, 'element/missing'],
  [
    'an act that is not possible yet',
    'buyer',
    { type: 'close/1', as: 'buyer', keyed: { '/note/n1': 'x' } },
    'act/not-yet',
  ],
  ['an answer to nothing', 'buyer', { type: 'agree/1', as: 'buyer', keyed: {} }, 'act/answer-missing'],
  [
    'an answer to what does not stand',
    'buyer',
    { type: 'agree/1', as: 'buyer', keyed: {}, answers: 'A'.repeat(43) },
    'act/answer-not-open',
  ],
  ['an unknown type of act', 'seller', { type: 'bid/1' }, 'act/unknown-type'],
  ['a negative amount', 'seller', { keyed: { '/price': '-0.01' } }, 'value/out-of-range'],
  ['too many decimals', 'seller', { keyed: { '/price': '1.005' } }, 'value/too-many-decimals'],
  ['an amount in words', 'seller', { keyed: { '/price': 'ten' } }, 'value/not-decimal'],
  [
    'a date that there is not',
    'buyer',
    { type: 'schedule/1', as: 'buyer', keyed: { '/due': '2027-02-29' } },
    'value/not-date',
  ],
  ['an act dispatched in the future', 'seller', { at: '2026-12-01T11:00+08:00' }, 'act/dispatched-in-the-future'],
  [
    'more than an account holds',
    'buyer',
    { type: 'pay/1', as: 'buyer', keyed: { '/price': '1.00' } },
    'ledger/exceeds-funds',
  ],
  ['what the rules cannot decide', 'buyer', { type: 'puzzle/1', as: 'buyer', keyed: {} }, 'undecidable'],
])('%s', async (what, by, deed, code) => {
  const party = by === 'seller' ? seller : buyer
  const draft = await composed(port, party, bid(deed))
  const claims = what.startsWith('an unknown type') ? { ...draft.claims, type: 'barter/1' } : draft.claims
  await refused(party, seal({ ...draft, claims }, party.key), 422, code)
})

test('an act after the one that ends its turn', async () => {
  const own = await begunDeal(port, { seller, buyer })
  const post = async (party: PortParty, deed: Deed) => {
    const response = await ask(app, party, `/v1/files/${own}/acts`, await sealed(port, party, deed))
    expect(response.status).toBe(201)
  }
  const offer = await sealed(port, seller, bid({ file: own }))
  expect((await ask(app, seller, `/v1/files/${own}/acts`, offer)).status).toBe(201)
  const [answers = ''] = (await port.files.get(own))?.state.proposals.keys() ?? []
  await post(buyer, { type: 'agree/1', as: 'buyer', file: own, answers })
  await refused(seller, await sealed(port, seller, bid({ file: own })), 422, 'act/no-more', `/v1/files/${own}/acts`)
})

test('a body over the limit', async () => {
  const act = await sealed(port, seller, bid())
  const large = { ...act, disclosures: [...act.disclosures, 'A'.repeat(MAX_SEALED_BYTES)] }
  await refused(seller, large, 413, 'request/too-large')
})

test('of a stranger nothing is read: whatever it sends, it is told to sign in', async () => {
  const [deep, huge] = [`${'['.repeat(40)}${']'.repeat(40)}`, `"${'A'.repeat(MAX_SEALED_BYTES + 1024)}"`]
  const bodies = ['{"jwt": ', deep, huge, '{}', '']
  const paths = [`/v1/files/${file}/acts`, '/v1/files', `/v1/files/${file}/erasures`, '/v1/certificates', '/v1/keys']
  paths.push('/v1/session/organisation', '/v1/clock', `/v1/files/${file}/documents/preview`)
  for (const path of paths)
    for (const body of bodies) {
      const answer = await app.request(path, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
      })
      expect([path, answer.status, await answer.json()]).toMatchObject([path, 401, { code: 'identity/unknown' }])
    }
})

test('malformed JSON, JSON that is nested too deeply, JSON of another shape', async () => {
  await refused(seller, '{"jwt": ', 400, 'request/not-json')
  await refused(seller, `${'['.repeat(40)}${']'.repeat(40)}`, 400, 'request/too-deep')
  await refused(seller, { jwt: 1, disclosures: [] }, 400, 'request/invalid')
  await refused(seller, { ...(await sealed(port, seller, bid())), more: 1 }, 400, 'request/invalid')
})

test('a malformed SD-JWT: a disclosure that was not committed to, one twice, one that is none', async () => {
  const act = await sealed(port, seller, bid())
  const [first = ''] = act.disclosures
  const other = encodeDisclosure('A'.repeat(22), '/price', '99.00')
  await refused(seller, { ...act, disclosures: [first, other] }, 400, 'sd-jwt/unreferenced-disclosure')
  await refused(seller, { ...act, disclosures: [first, first] }, 422, 'sd-jwt/duplicate-disclosure')
  await refused(seller, { ...act, disclosures: ['????'] }, 400, 'sd-jwt/encoding')
  await refused(seller, { ...act, disclosures: [] }, 422, 'act/undisclosed')
})

/** Seals what no composer would. */
async function raw(claims: object, disclosures: readonly string[] = []): Promise<SealedAct> {
  const { claims: good } = await composed(port, seller, bid())
  const { algorithm, sign, thumbprint } = seller.key
  const header = { typ: ACT_TYPE, 'x5t#S256': thumbprint }
  const payload = JSON.parse(JSON.stringify({ ...good, ...claims }))
  return { jwt: sealFlat({ algorithm, sign, header, payload, disclosures }), disclosures }
}

test('a malformed path, a value that is none, a claim that is unknown or missing', async () => {
  const disclosed = (name: string, value: string | number) => [encodeDisclosure('B'.repeat(22), name, value)]
  await refused(seller, await raw({}, disclosed('/price/../reserve', '1')), 400, 'act/path')
  await refused(seller, await raw({}, disclosed('/price', 10.5)), 400, 'act/value')
  await refused(seller, await raw({ hurry: true }), 400, 'act/unknown-claim')
  await refused(seller, await raw({ at: '2026-12-01' }), 400, 'act/claim')
  await refused(seller, await raw({ file: freshId() }), 400, 'act/other-file')
  await refused(
    seller,
    await raw({ basis: { seen: 99, on: [] } }, disclosed('/price', '10.50')),
    422,
    'basis/not-seen-yet',
  )
})

test('a file that cannot be opened: of an unknown kind, by an act that does not open, with a capacity that is none', async () => {
  const own = freshId()
  const opens = { kind: 'deal', parties: { buyer: 'BUYER', seller: 'SELLER' } }
  const asking: Deed = { type: 'ask/1', as: 'buyer', file: own, keyed: { '/goods': 'drills' } }
  const draft = await composed(port, buyer, { ...asking, opens })
  const opening = (more: object) => seal({ ...draft, claims: { ...draft.claims, ...more } }, buyer.key)
  await refused(
    buyer,
    opening({ opens: { kind: 'war', parties: { buyer: 'BUYER' } } }),
    422,
    'file/unknown-kind',
    '/v1/files',
  )
  await refused(
    buyer,
    opening({ opens: { kind: 'deal', parties: { buyer: 'BUYER', king: 'X' } } }),
    422,
    'file/unknown-capacity',
    '/v1/files',
  )
  await refused(buyer, await sealed(port, buyer, asking), 400, 'act/does-not-open', '/v1/files')
  await refused(buyer, opening({ file, opens }), 409, 'file/already-open', '/v1/files')
})

test('an unknown file and a foreign one answer the same bytes, wherever one asks', async () => {
  const [foreign, unknown] = [file, freshId()]
  const note = (id: string): Deed => ({ type: 'note/1', as: 'buyer', file: id, keyed: { '/note/n1': 'x' } })
  const bodies = await Promise.all([foreign, unknown].map((id) => sealed(port, stranger, note(id))))
  const asked = [
    ...['', '/elements', '/possible', '/documents', '/documents/invoice/rendering'].map(
      (rest) => (id: string) => ask(app, stranger, `/v1/files/${id}${rest}`),
    ),
    (id: string) => ask(app, stranger, `/v1/dossiers/${id}`),
    (id: string) => ask(app, stranger, `/v1/evidence?root=${id}`),
    (id: string) => ask(app, stranger, `/v1/files/${id}/erasures`, { commitment: 'A'.repeat(43), reason: 'x' }),
    (id: string) => ask(app, stranger, `/v1/files/${id}/acts`, bodies[id === foreign ? 0 : 1]),
  ]
  for (const request of asked) {
    const [one, other] = [await request(foreign), await request(unknown)]
    expect([one.status, await one.text()]).toEqual([404, await other.text()])
    expect([...one.headers]).toEqual([...other.headers])
  }
})

test('bytes that are no UTF-8 and a rendering that is no PDF', async () => {
  expect(utf8.decode(new Uint8Array([0xff]))).toBeUndefined()
  const put = (content: string, type: string) =>
    app.request(`/v1/files/${file}/documents/invoice/rendering`, {
      method: 'PUT',
      headers: { authorization: 'Bearer SELLER', 'content-type': type },
      body: content,
    })
  expect((await put('x', 'text/plain')).status).toBe(415)
  expect((await put('%PDF-1.7', 'application/pdf')).status).toBe(404)
})

// Last: from here on it is three months later.
test('an expired certificate, by real time of receipt', async () => {
  const act = await sealed(port, seller, bid())
  clock += 91 * 86_400_000
  await refused(seller, act, 401, 'certificate/expired')
})
