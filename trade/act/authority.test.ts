import { capacitiesOf, defineKind, label, said, text, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { catalogueOf, defineAct } from './define.ts'
import { generalActs } from './general.ts'
import { possibleActs } from './order.ts'
import { type Deed, testParty, testWorld } from './testing.ts'

const deal = defineKind({
  name: 'deal',
  label: label('Deal', '交易'),
  flow: 'business',
  capacities: { seller: label('Seller', '卖方'), buyer: label('Buyer', '买方'), surveyor: label('Surveyor', '检验人') },
  citesFrom: [],
  elements: {
    '/goods': said(['seller', 'buyer'], text(100), ['Goods', '货物']),
    '/limit': said('buyer', text(100), ['Limit', '限价'], { audience: ['buyer'] }),
  },
})
const act = (type: string, more: Partial<Parameters<typeof defineAct>[0]>) =>
  defineAct({ type, kind: 'deal', label: label(type, type), effect: 'states', by: ['seller', 'buyer'], ...more })
const catalogue = catalogueOf(
  [deal],
  [
    act('ask/1', { by: ['buyer'], opens: true, requires: ['/goods'], may: ['/limit'] }),
    act('bid/1', { effect: 'proposes', requires: ['/goods'] }),
    act('agree/1', { effect: 'consents', answers: ['bid'], once: true }),
    act('revoke/1', { effect: 'retracts', answers: ['bid'] }),
    ...generalActs,
  ],
)
const seller = testParty('Seller', 'CN')
const buyer = testParty('Buyer')
const surveyor = testParty('Surveyor')
const agent = testParty('Agent')

function begun() {
  const world = testWorld(catalogue, [seller, buyer, surveyor, agent])
  const file = world.nextId()
  const parties = {
    seller: seller.signer.organisation,
    buyer: buyer.signer.organisation,
    surveyor: surveyor.signer.organisation,
  }
  const opens = { kind: 'deal', parties }
  world.act({ type: 'ask/1', by: buyer, as: 'buyer', file, opens, keyed: { '/goods': 'drills', '/limit': '77.31' } })
  world.act({ type: 'enter/1', by: seller, as: 'seller', file })
  const refusal = (deed: Omit<Deed, 'file'>) => {
    const { judgement } = world.attempt({ ...deed, file })
    return judgement.is === 'refused' ? judgement.refusal.code : judgement.is
  }
  return { world, file, refusal }
}

const grant = (capacity: string, more: Readonly<Record<`/${string}`, string>> = {}) => ({
  '/authorities/a1/agent': agent.signer.organisation,
  '/authorities/a1/capacity': capacity,
  '/authorities/a1/acts': ['bid', 'agree'],
  ...more,
})
const forSeller = { by: agent, as: 'seller', for: seller.signer.organisation } as const

test('a principal does not accept what its own agent offered, and may revoke it', () => {
  const { world, file, refusal } = begun()
  world.act({ type: 'grant-authority/1', by: seller, as: 'seller', file, keyed: grant('seller') })
  const { identity: answers } = world.act({ ...forSeller, type: 'bid/1', file, keyed: { '/goods': 'saws' } }).act
  expect(refusal({ type: 'agree/1', by: seller, as: 'seller', answers })).toBe('act/answer-not-open')
  expect(refusal({ ...forSeller, type: 'agree/1', answers })).toBe('act/answer-not-open')
  expect(refusal({ type: 'revoke/1', by: seller, as: 'seller', answers })).toBe('ok')
  expect(refusal({ type: 'agree/1', by: buyer, as: 'buyer', answers })).toBe('ok')
})

test('nobody gives away a capacity of another, however many authorities one act holds', () => {
  const { refusal } = begun()
  const type = 'grant-authority/1'
  expect(refusal({ type, by: seller, as: 'seller', keyed: grant('buyer') })).toBe('authority/not-yours-to-give')
  const second = grant('seller', { '/authorities/a2/capacity': 'buyer' })
  expect(refusal({ type, by: seller, as: 'seller', keyed: second })).toBe('authority/one-at-a-time')
})

test('who is given a capacity by somebody who does not hold it reads nothing by it', () => {
  const { world, file } = begun()
  const forged = world.attempt({ type: 'grant-authority/1', by: seller, as: 'seller', file, keyed: grant('buyer') })
  world.take(forged, seller)
  const { organisation } = agent.signer
  expect([...capacitiesOf(world.fileOf(file), organisation)]).toEqual([])
  expect(viewFile(world.fileOf(file), { organisation }).read('/limit').is).toBe('hidden')
})

test('an agent reads no more after the day on which its authority ended', () => {
  const { world, file, refusal } = begun()
  const until = { '/authorities/a1/until': '2026-12-05' }
  world.act({ type: 'grant-authority/1', by: buyer, as: 'buyer', file, keyed: grant('buyer', until) })
  const { organisation } = agent.signer
  const limitOn = (today: string) => viewFile(world.fileOf(file), { organisation, today }).read('/limit').is
  expect([limitOn('2026-12-05'), limitOn('2026-12-06')]).toEqual(['present', 'hidden'])
  const bid = { type: 'bid/1', by: agent, as: 'buyer', for: buyer.signer.organisation, keyed: { '/goods': 'x' } }
  expect(refusal({ ...bid, at: '2026-12-06T10:00+01:00' })).toBe('authority/ended')
})

test('an agent hands its authority on to nobody', () => {
  const { world, file, refusal } = begun()
  const keyed = { ...grant('seller'), '/authorities/a1/acts': ['*'] }
  world.act({ type: 'grant-authority/1', by: seller, as: 'seller', file, keyed })
  expect(refusal({ ...forSeller, type: 'grant-authority/1', keyed })).toBe('authority/not-yours-to-give')
})

test('an authority that its principal ended lets its agent do nothing more', () => {
  const { world, file, refusal } = begun()
  const granted = world.act({ type: 'grant-authority/1', by: seller, as: 'seller', file, keyed: grant('seller') })
  const answers = granted.act.identity
  world.act({ type: 'end-authority/1', by: seller, as: 'seller', file, answers })
  expect(refusal({ ...forSeller, type: 'bid/1', keyed: { '/goods': 'saws' } })).toBe('authority/no-grant')
  expect(refusal({ type: 'end-authority/1', by: seller, as: 'seller', answers })).toBe('act/answer-not-open')
})

test('a party enters once, in its own capacity; a stranger never', () => {
  const { world, file, refusal } = begun()
  expect(refusal({ type: 'enter/1', by: seller, as: 'seller' })).toBe('authority/already-entered')
  expect(refusal({ type: 'enter/1', by: agent, as: 'surveyor' })).toBe('authority/capacity-not-held')
  expect(refusal({ type: 'enter/1', by: surveyor, as: 'buyer' })).toBe('authority/capacity-not-held')
  const possible = (party: typeof seller) =>
    possibleActs(catalogue, world.fileOf(file), party.signer.organisation).map(({ type }) => type)
  expect(possible(seller)).not.toContain('enter/1')
  expect(possible(surveyor)).toEqual(['enter/1'])
})
