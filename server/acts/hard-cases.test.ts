import { base64url } from '@entrepot/crypto'
import { seal, type SealedAct } from '@entrepot/trade/act'
import { beforeAll, expect, test } from 'vitest'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { ask, testApp } from '../http/testing.ts'
import type { PortApp } from '../http/index.ts'
import type { Port } from './port.ts'
import {
  begunDeal,
  composed,
  type Deed,
  doIt,
  enrolled,
  freshId,
  type PortParty,
  sealed,
  seenBy,
  testPort,
} from './testing.ts'

const database = withDatabase()
let port: Port
let app: PortApp
let seller: PortParty
let buyer: PortParty
beforeAll(async () => {
  port = await testPort(oneShard(database().pool))
  app = testApp(port)
  seller = await enrolled(port, 'SELLER')
  buyer = await enrolled(port, 'BUYER')
})

const post = (party: PortParty, file: string, act: SealedAct) => ask(app, party, `/v1/files/${file}/acts`, act)
const note = (file: string, n: number): Deed => ({
  type: 'note/1',
  as: 'seller',
  file,
  keyed: { [`/note/n${n}`]: 'x' },
})

test('an act signed on a basis that changed meanwhile conflicts, and is told what it may see', async () => {
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.00' } })
  const bid = await sealed(port, seller, { type: 'bid/1', as: 'seller', file, keyed: { '/price': '10.50' } })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.50' } })
  const answer = await post(seller, file, bid)
  expect([answer.status, await answer.json()]).toMatchObject([
    409,
    { code: 'basis/changed', conflicts: [{ path: '/reserve' }] },
  ])
})

test('an act whose basis did not change goes through although fifty others came between', async () => {
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.00' } })
  const bid = await sealed(port, seller, { type: 'bid/1', as: 'seller', file, keyed: { '/price': '10.50' } })
  const between = Array.from({ length: 50 }, (_, n) => doIt(port, seller, note(file, n)))
  expect((await Promise.all(between)).every(({ is }) => is === 'appended')).toBe(true)
  expect(await (await post(seller, file, bid)).json()).toMatchObject({ seq: 54 })
})

test('a change that its signer may not see is no conflict', async () => {
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.00' } })
  const bid = await sealed(port, buyer, { type: 'bid/1', as: 'buyer', file, keyed: { '/price': '10.50' } })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.50' } })
  expect((await post(buyer, file, bid)).status).toBe(201)
})

test('a refusal that rests on a hidden element tells its code alone: the same bytes whatever the element is', async () => {
  const refusalUnder = async (reserve: string) => {
    const file = await begunDeal(port, { seller, buyer })
    await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': reserve } })
    const bid = await sealed(port, buyer, { type: 'bid/1', as: 'buyer', file, keyed: { '/price': '5.00' } })
    const answer = await post(buyer, file, bid)
    return [answer.status, await answer.text(), [...answer.headers]] as const
  }
  const [low, high] = [await refusalUnder('5.01'), await refusalUnder('900000.00')]
  expect(low).toEqual(high)
  expect([low[0], JSON.parse(low[1])]).toEqual([
    422,
    { code: 'bid/below-reserve', message: 'Refused: bid/below-reserve.' },
  ])
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.00' } })
  const own = await sealed(port, seller, { type: 'bid/1', as: 'seller', file, keyed: { '/price': '5.00' } })
  expect(await (await post(seller, file, own)).json()).toMatchObject({ found: '5.00', expected: '9.00' })
})

test('the same act id with other content is refused, also when only the order of its JSON differs', async () => {
  const file = await begunDeal(port, { seller, buyer })
  const draft = await composed(port, seller, note(file, 1))
  expect((await post(seller, file, seal(draft, seller.key))).status).toBe(201)
  const other = await sealed(port, seller, { ...note(file, 2), act: draft.claims.act })
  expect(await (await post(seller, file, other)).json()).toMatchObject({ code: 'act/id-reused' })
  const reordered = Object.fromEntries(Object.entries(draft.claims).toReversed()) as typeof draft.claims
  const answer = await post(seller, file, seal({ ...draft, claims: reordered }, seller.key))
  expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'act/id-reused' }])
})

/** Order of the group of P-256 (FIPS 186-5). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

test('a malleated signature is the same act: its first receipt again', async () => {
  const file = await begunDeal(port, { seller, buyer })
  const act = await sealed(port, seller, note(file, 1))
  const first = await post(seller, file, act)
  const [header, payload, signature = ''] = act.jwt.split('.')
  const bytes = base64url.decode(signature) ?? new Uint8Array()
  const s = BigInt(`0x${Buffer.from(bytes.slice(32)).toString('hex')}`)
  const other = Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex')
  const malleated = base64url.encode(new Uint8Array([...bytes.slice(0, 32), ...other]))
  const again = await post(seller, file, { ...act, jwt: `${header}.${payload}.${malleated}` })
  expect([first.status, again.status]).toEqual([201, 200])
  expect(await again.json()).toEqual(await first.json())
})

test('a link to a hidden element does not bring it before the eyes of who links it', async () => {
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.00' } })
  const hidden = (await seenBy(port, seller, file)).elements.get('/reserve')?.at(-1)?.commitment ?? ''
  const whole = (await port.files.get(file))?.state
  if (!whole) throw new Error('the file stands')
  const peek: Deed = { type: 'quote/1', as: 'buyer', file, cited: { '/copy': hidden }, on: whole }
  const linked = await post(buyer, file, await sealed(port, buyer, peek))
  expect([linked.status, await linked.json()]).toMatchObject([422, { code: 'act/citation-not-found', at: '/copy' }])
})

test('whoever cites sees what he cites; an unknown act, a foreign one and a hidden element give the same answer', async () => {
  const third = await enrolled(port, freshId())
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.00' } })
  const rows = await port.files.read(file)
  const [reserving] = rows?.rows.acts.slice(-1) ?? []
  if (!reserving) throw new Error('it stands')
  const commitment = rows?.known.state.elements.get('/reserve')?.at(-1)?.commitment ?? ''
  const cited = { file, jwt: reserving.sealed.jwt, disclosures: reserving.sealed.disclosures }
  const citingBy = async (party: PortParty, seenAs: 'seller' | 'buyer') => {
    const own = await begunDeal(port, seenAs === 'seller' ? { seller: party, buyer } : { seller, buyer: party })
    const deed: Deed = { type: 'quote/1', as: seenAs, file: own, cited: { '/copy': commitment }, source: () => cited }
    const answer = await post(party, own, await sealed(port, party, deed))
    return { status: answer.status, text: await answer.text(), own }
  }
  const [hidden, foreign] = [await citingBy(buyer, 'buyer'), await citingBy(third, 'buyer')]
  expect([hidden.status, JSON.parse(hidden.text)]).toMatchObject([422, { code: 'citation/not-permitted' }])
  expect(foreign.text).toBe(hidden.text)
  expect((await citingBy(seller, 'seller')).status).toBe(201)
})

test('what was passed on by a citation is passed on by whoever was given it, and nothing else of its file', async () => {
  const bank = await enrolled(port, 'BANK-OF-CASES')
  const sale = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, {
    ...{ type: 'bid/1', as: 'seller', file: sale },
    keyed: { '/price': '10.00', '/contact': 'Ann' },
  })
  const [bidding] = (await port.files.read(sale))?.rows.acts.slice(-1) ?? []
  const bid = (await port.files.get(sale))?.state.acts.at(-1)
  if (!bidding || !bid) throw new Error('it stands')
  const named = (path: string) => bid.statements.find((each) => each.path === path)?.commitment ?? ''
  const source = (path: string) => () => ({
    ...{ file: sale, jwt: bidding.sealed.jwt },
    disclosures: bidding.sealed.disclosures.filter((each) => Buffer.from(each, 'base64url').includes(path)),
  })
  const application = await begunDeal(port, { seller: bank, buyer })
  const quote = (file: string, path: string): Deed => ({
    ...{ type: 'quote/1', as: 'buyer', file, cited: { '/copy': named(path) }, source: source(path) },
  })
  expect(await doIt(port, buyer, quote(application, '/price'))).toMatchObject({ is: 'appended' })
  const credit = await begunDeal(port, { seller, buyer: bank })
  expect(await doIt(port, bank, quote(credit, '/price'))).toMatchObject({ is: 'appended' })
  const contact = await doIt(port, bank, quote(credit, '/contact'))
  expect(contact).toMatchObject({ is: 'refused', refusal: { code: 'citation/not-permitted' } })
})

test('an element is erased by its keyer: it goes from the file and from what cites it, and everything still opens', async () => {
  const file = await begunDeal(port, { seller, buyer })
  const bid = { '/price': '10.00', '/contact': 'Ann, +31 6 5550 1234' } as const
  await doIt(port, seller, { type: 'bid/1', as: 'seller', file, keyed: bid })
  const [proposal = ''] = (await seenBy(port, seller, file)).proposals.keys()
  await doIt(port, buyer, { type: 'agree/1', as: 'buyer', file, answers: proposal })
  const commitment = (await seenBy(port, buyer, file)).elements.get('/contact')?.at(-1)?.commitment ?? ''
  const erasing = (party: PortParty) =>
    ask(app, party, `/v1/files/${file}/erasures`, { commitment, reason: 'left the company' })
  expect((await erasing(buyer)).status).toBe(422)
  expect((await erasing(seller)).status).toBe(200)
  expect((await erasing(seller)).status).toBe(200)
  const stored = await database().pool.query('select act::text as row from act where file_id = $1', [file])
  expect(JSON.stringify(stored.rows)).not.toContain(Buffer.from('+31 6 5550').toString('base64').slice(2, -2))
  const seen = await seenBy(port, buyer, file)
  expect(seen.erased.get('/contact')).toBe(commitment)
  expect(seen.elements.get('/price')?.at(-1)?.value).toBe('10.00')
  port.files.forget(file)
  expect((await seenBy(port, buyer, file)).erased.get('/contact')).toBe(commitment)
  const price = (await seenBy(port, seller, file)).elements.get('/price')?.at(-1)?.commitment ?? ''
  const kept = await ask(app, seller, `/v1/files/${file}/erasures`, { commitment: price, reason: 'regret' })
  expect([kept.status, await kept.json()]).toMatchObject([422, { code: 'erasure/retained' }])
})
