import { approve, readAct, seal } from '@entrepot/trade/act'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Port } from '../acts/index.ts'
import { begunDeal, composed, type Deed, enrolled, freshId, type PortParty, testPort } from '../acts/testing.ts'
import { oneShard, type Shards } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { openWaitingActs } from '../registers/approvals/index.ts'
import type { PortApp } from './app-types.ts'
import { ask, testApp } from './testing.ts'

/** Maker and checker: one person of an organisation seals an act, a second one approves and sends it. */

const database = withDatabase()
let shards: Shards
let port: Port
let app: PortApp
let maker: PortParty
let checker: PortParty
let buyer: PortParty
beforeAll(async () => {
  shards = oneShard(database().pool)
  port = await testPort(shards)
  app = testApp(port)
  maker = await enrolled(port, 'TWO')
  checker = await enrolled(port, 'TWO')
  buyer = await enrolled(port, 'BUYER')
  await port.organisations.askTwoPeopleFor('TWO', ['bid'])
})

const waitingShape = z.object({
  acts: z.array(
    z.looseObject({
      act: z.string(),
      thumbprint: z.string(),
      sealed: z.object({ jwt: z.string(), disclosures: z.array(z.string()) }),
    }),
  ),
})
const waitingFor = async (party: PortParty) =>
  waitingShape.parse(await (await ask(app, party, '/v1/approvals')).json()).acts

async function sealedBid(party: PortParty, price = '10.00', more: Partial<Deed> = {}) {
  const file = await begunDeal(port, { seller: maker, buyer })
  const deed: Deed = { type: 'bid/1', as: 'seller', file, keyed: { '/price': price }, ...more }
  const act = seal(await composed(port, party, deed), party.key)
  const read = readAct(act)
  if (!read.ok) throw new Error(read.code)
  return { file, act, identity: read.identity, id: read.claims.act }
}

test('what one person sealed waits for a second, is approved and stands; then it waits no more', async () => {
  const { file, act, identity, id } = await sealedBid(maker)
  const alone = await ask(app, maker, `/v1/files/${file}/acts`, act)
  expect([alone.status, await alone.json()]).toMatchObject([422, { code: 'authority/second-person-needed' }])
  const laid = await ask(app, maker, '/v1/approvals', act)
  expect([laid.status, await laid.json()]).toEqual([201, { act: id }])
  expect((await ask(app, maker, '/v1/approvals', act)).status).toBe(201)
  const [waits, ...others] = await waitingFor(checker)
  expect(others).toEqual([])
  expect(waits).toMatchObject({
    act: id,
    file,
    type: 'bid/1',
    identity,
    thumbprint: maker.key.thumbprint,
    opens: false,
    sealed: act,
  })
  const approval = approve(identity, '2026-12-01T10:00+08:00', checker.key)
  const posted = await ask(app, checker, `/v1/files/${file}/acts`, { ...waits?.sealed, approvals: [approval] })
  expect(posted.status).toBe(201)
  expect(await waitingFor(maker)).toEqual([])
})

test('what waits is told to its own organisation alone, and taken back by it alone', async () => {
  const { act, id } = await sealedBid(maker, '77.31')
  await ask(app, maker, '/v1/approvals', act)
  expect(await waitingFor(buyer)).toEqual([])
  const take = (party: PortParty) =>
    app.request(`/v1/approvals/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${party.organisation}` } })
  expect([(await take(buyer)).status, (await waitingFor(maker)).length]).toEqual([404, 1])
  expect([(await take(checker)).status, (await waitingFor(maker)).length]).toEqual([204, 0])
  expect((await take(checker)).status).toBe(404)
})

test('what needs no second person, is another’s, or is no act, is not laid before anybody', async () => {
  const told = async (party: PortParty, body: unknown) => {
    const answer = await ask(app, party, '/v1/approvals', body)
    return [answer.status, z.object({ code: z.string() }).parse(await answer.json()).code]
  }
  const note = await sealedBid(maker, '1.00', { type: 'note/1', keyed: { '/note/n1': 'x' } })
  expect(await told(maker, note.act)).toEqual([422, 'approval/not-needed'])
  const { act } = await sealedBid(maker)
  expect(await told(buyer, act)).toEqual([401, 'certificate/other-organisation'])
  expect(await told(maker, { ...act, jwt: 'x' })).toEqual([400, 'sd-jwt/not-compact'])
  const forged = `${act.jwt.split('.').slice(0, 2).join('.')}.${'A'.repeat(86)}`
  expect(await told(maker, { ...act, jwt: forged })).toEqual([401, 'signature/forged'])
  expect(await waitingFor(maker)).toEqual([])
})

test('one id is one act, and not more than a hundred wait', async () => {
  const { act, id } = await sealedBid(maker)
  await ask(app, maker, '/v1/approvals', act)
  const other = await sealedBid(maker, '11.00', { act: id })
  const answer = await ask(app, maker, '/v1/approvals', other.act)
  expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'act/id-reused' }])
  const drawer = openWaitingActs(shards)
  const [waits] = await drawer.list('TWO')
  if (!waits) throw new Error('it waits')
  const lay = () => drawer.lay('FULL', { ...waits, act: freshId() })
  for (let n = 0; n < 100; n += 1) expect(await lay()).toBe('laid')
  expect(await lay()).toBe('too-many')
  expect(await drawer.lay('EMPTY', waits)).toBe('laid')
})
