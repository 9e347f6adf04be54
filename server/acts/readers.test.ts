import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import type { PortApp } from '../http/index.ts'
import { ask, testApp } from '../http/testing.ts'
import type { Port } from './port.ts'
import { begunDeal, doIt, enrolled, type PortParty, seenBy, testPort } from './testing.ts'

const database = withDatabase()
let port: Port
let app: PortApp
let seller: PortParty
let buyer: PortParty
let surveyor: PortParty
let agent: PortParty
beforeAll(async () => {
  port = await testPort(oneShard(database().pool))
  app = testApp(port)
  seller = await enrolled(port, 'SELLER')
  buyer = await enrolled(port, 'BUYER')
  surveyor = await enrolled(port, 'SURVEYOR')
  agent = await enrolled(port, 'AGENT')
})

const evidence = z.object({
  entries: z.array(
    z.object({
      seq: z.int(),
      identity: z.string().optional(),
      act: z.object({ disclosures: z.array(z.string()) }).optional(),
    }),
  ),
})
const elements = z.object({ elements: z.array(z.object({ path: z.string(), value: z.unknown() })) })

async function reads(party: PortParty, file: string) {
  const answer = await ask(app, party, `/v1/files/${file}`)
  return { text: await answer.clone().text(), ...evidence.parse(await answer.json()) }
}

async function pathsFor(party: PortParty, file: string): Promise<string[]> {
  const answer = elements.parse(await (await ask(app, party, `/v1/files/${file}/elements`)).json())
  return answer.elements.map(({ path }) => path)
}

test('a party that has not entered sees the invitation: who asks for what kind of file, and nothing of its content', async () => {
  const file = await begunDeal(port, { seller, buyer, surveyor })
  const { entries } = await reads(surveyor, file)
  expect(entries[0]?.act?.disclosures).toEqual([])
  expect(entries[1]).toMatchObject({ identity: expect.any(String) })
  // Who invites is known by its certificate; nothing that anybody stated is.
  expect((await pathsFor(surveyor, file)).every((path) => path.startsWith('/parties/buyer/'))).toBe(true)
  const listed = await (await ask(app, surveyor, '/v1/files')).json()
  expect(listed).toMatchObject({ files: [{ file, kind: 'deal', entered: false, count: 2 }] })
  await doIt(port, surveyor, { type: 'enter/1', as: 'surveyor', file })
  expect(await pathsFor(surveyor, file)).toContain('/goods')
})

test('a party that was named and did not enter can do nothing but enter', async () => {
  const file = await begunDeal(port, { seller, buyer, surveyor })
  const outcome = await doIt(port, surveyor, { type: 'note/1', as: 'surveyor', file, keyed: { '/note/n1': 'x' } })
  expect(outcome).toMatchObject({ is: 'refused', refusal: { code: 'authority/not-entered' } })
})

test('an act for one capacity is a place in the sequence for the others', async () => {
  const file = await begunDeal(port, { seller, buyer, surveyor })
  await doIt(port, surveyor, { type: 'enter/1', as: 'surveyor', file })
  await doIt(port, surveyor, { type: 'find/1', as: 'surveyor', file, keyed: { '/finding': 'rust' } })
  const [own, others] = [await reads(surveyor, file), await reads(buyer, file)]
  expect(own.entries[3]?.act?.disclosures).toHaveLength(1)
  expect(others.entries[3]).toMatchObject({ seq: 4, identity: expect.any(String) })
  expect(others.entries[3]?.act).toBeUndefined()
  expect(await pathsFor(surveyor, file)).toContain('/finding')
  expect(await pathsFor(buyer, file)).not.toContain('/finding')
})

test('a hidden element stands in no answer: evidence, elements, possible acts, documents, lists, bundle', async () => {
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '77.31' } })
  const disclosed = (await port.files.read(file))?.rows.acts.at(-1)?.sealed.disclosures[0] ?? ''
  expect(Buffer.from(disclosed, 'base64url').toString()).toContain('77.31')
  const paths = [`/v1/files/${file}`, `/v1/files/${file}/elements`, `/v1/files/${file}/possible`]
  paths.push(
    `/v1/files/${file}/documents`,
    '/v1/files',
    '/v1/dossiers',
    `/v1/dossiers/${file}`,
    `/v1/evidence?root=${file}`,
  )
  for (const path of paths) {
    const [his, hers] = [await ask(app, seller, path), await ask(app, buyer, path)]
    expect([his.status, hers.status]).toEqual([200, 200])
    const text = Buffer.from(await hers.arrayBuffer()).toString('latin1')
    for (const secret of ['77.31', disclosed, disclosed.slice(20, 60)]) expect(text).not.toContain(secret)
  }
})

test('an agent reads what its principal reads, while the authority stands', async () => {
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.00' } })
  expect((await ask(app, agent, `/v1/files/${file}`)).status).toBe(404)
  await doIt(port, seller, {
    ...{ type: 'grant-authority/1', as: 'seller', file },
    keyed: {
      '/authorities/a1/agent': 'AGENT',
      '/authorities/a1/capacity': 'seller',
      '/authorities/a1/acts': ['bid'],
      '/authorities/a1/until': '2026-12-05',
    },
  })
  expect(await pathsFor(agent, file)).toContain('/reserve')
  const bid = { type: 'bid/1', as: 'seller', for: 'SELLER', file, keyed: { '/price': '10.00' } } as const
  expect(await doIt(port, agent, bid)).toMatchObject({ is: 'appended' })
  const note = { type: 'note/1', as: 'seller', for: 'SELLER', file, keyed: { '/note/n1': 'x' } } as const
  expect(await doIt(port, agent, note)).toMatchObject({ refusal: { code: 'authority/act-not-granted' } })
  await port.clock.advance('2026-12-06T00:00+00:00')
  expect((await ask(app, agent, `/v1/files/${file}`)).status).toBe(404)
  expect(await pathsFor(seller, file)).toContain('/reserve')
})

test('what one can do now is told with a form for each act', async () => {
  const file = await begunDeal(port, { seller, buyer })
  const shape = z.object({
    acts: z.array(
      z.object({ type: z.string(), as: z.array(z.string()), form: z.looseObject({ required: z.array(z.string()) }) }),
    ),
  })
  const { acts } = shape.parse(await (await ask(app, buyer, `/v1/files/${file}/possible`)).json())
  expect(acts.map(({ type }) => type)).toEqual(expect.arrayContaining(['bid/1', 'note/1', 'grant-authority/1']))
  expect(acts.find(({ type }) => type === 'bid/1')).toMatchObject({
    as: ['buyer'],
    form: { required: ['/price'], properties: { '/price': { type: 'string', 'x-unit': 'USD' } } },
  })
})

test('that a hidden element was erased, and where it stood, is told to its audience alone', async () => {
  const file = await begunDeal(port, { seller, buyer })
  const keyed = { '/reserve': '9.00', '/mobile': '+31 6 5550 1234' } as const
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed })
  const commitment = (await port.files.get(file))?.state.elements.get('/mobile')?.at(-1)?.commitment ?? ''
  const erasing = await ask(app, seller, `/v1/files/${file}/erasures`, { commitment, reason: 'left' })
  expect(erasing.status).toBe(200)
  const [his, hers] = [(await reads(seller, file)).text, (await reads(buyer, file)).text]
  expect([his.includes('/mobile'), hers.includes('/mobile')]).toEqual([true, false])
  expect([(await seenBy(port, seller, file)).erased.size, (await seenBy(port, buyer, file)).erased.size]).toEqual([
    1, 0,
  ])
})
