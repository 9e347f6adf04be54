import { staleInputs } from '@entrepot/trade/documents'
import { defineKind, label, type Path, said, standsAct, text, viewFile } from '@entrepot/trade/file'
import { beforeEach, expect, test } from 'vitest'
import { conflictsOf } from './basis.ts'
import { catalogueOf, defineAct } from './define.ts'
import { generalActs } from './general.ts'
import { possibleActs } from './order.ts'
import { judge } from './judge.ts'
import { type Deed, plainContext, testParty, testWorld } from './testing.ts'

const BOTH = ['seller', 'buyer'] as const
const deal = defineKind({
  name: 'deal',
  label: label('Deal', '交易'),
  flow: 'business',
  capacities: { seller: label('Seller', '卖方'), buyer: label('Buyer', '买方') },
  citesFrom: [],
  elements: {
    '/goods': said(BOTH, text(100), ['Goods', '货物']),
    '/price': said(BOTH, text(100), ['Price', '价格']),
    '/place': said(BOTH, text(100), ['Place', '地点']),
    '/agreed': said(BOTH, { is: 'date' }, ['Agreed on', '成交日']),
  },
})
const act = (type: string, more: Partial<Parameters<typeof defineAct>[0]>) =>
  defineAct({ type, kind: 'deal', label: label(type, type), effect: 'states', by: [...BOTH], ...more })
const terms = ['/goods', '/price', '/place'] as const
const catalogue = catalogueOf(
  [deal],
  [
    act('ask/1', { by: ['buyer'], opens: true, requires: ['/goods'] }),
    act('bid/1', { effect: 'proposes', may: terms, until: ['agree'] }),
    act('unbid/1', { effect: 'retracts', answers: ['bid'], until: ['agree'] }),
    act('agree/1', {
      ...{ effect: 'consents', answers: ['bid', 'agree'], may: ['/place'], until: ['agree'], mayCross: true },
      dates: { '/agreed': 'date' },
    }),
    act('settle/1', { effect: 'consents', answers: ['bid'], until: ['agree'] }),
    act('object/1', { effect: 'rejects', answers: ['agree'] }),
    act('disagree/1', { effect: 'retracts', answers: ['agree'] }),
    act('deliver/1', { may: ['/goods'], after: ['agree'] }),
    act('issue/1', { issues: true }),
    ...generalActs,
  ],
)
const seller = testParty('Seller', 'CN')
const buyer = testParty('Buyer')

let world: ReturnType<typeof testWorld>
let file: string
beforeEach(() => {
  world = testWorld(catalogue, [seller, buyer])
  file = world.nextId()
  const parties = { seller: seller.signer.organisation, buyer: buyer.signer.organisation }
  const opens = { kind: 'deal', parties }
  world.act({ type: 'ask/1', by: buyer, as: 'buyer', file, opens, keyed: { '/goods': 'drills' } })
  world.act({ type: 'enter/1', by: seller, as: 'seller', file })
})

const deed = (as: 'seller' | 'buyer', type: string, more: Partial<Deed> = {}): Deed => ({
  ...{ type, as, file, by: as === 'seller' ? seller : buyer, ...more },
})
const doing = (as: 'seller' | 'buyer', type: string, more: Partial<Deed> = {}) => world.act(deed(as, type, more)).act
const state = () => world.fileOf(file)
const standing = () => ['/goods', '/price', '/place', '/agreed'].map((path) => viewFile(state()).text(path as Path))
const refusal = (as: 'seller' | 'buyer', type: string, more: Partial<Deed> = {}) => {
  const { judgement } = world.attempt(deed(as, type, more))
  return judgement.is === 'refused' ? judgement.refusal.code : judgement.is
}

/** What the port says of an act that was composed before. */
function judged({ act: composed, claims }: ReturnType<typeof world.attempt>) {
  const definition = catalogue.acts.get(claims.type)
  if (!definition) throw new Error(claims.type)
  const judgement = judge({ file: state(), act: composed, definition, context: plainContext(claims.at) })
  return judgement.is === 'refused' ? judgement.refusal.code : judgement.is
}

/** The seller bids 10; the buyer agrees, and names the place where he says so. */
function agreed(keyed: Deed['keyed'] = {}) {
  const bid = doing('seller', 'bid/1', { keyed: { '/goods': 'saws', '/price': '10' } })
  return { bid, agreement: doing('buyer', 'agree/1', { answers: bid.identity, keyed: keyed ?? {} }) }
}

test('what a consent says of its own comes into force over the proposal', () => {
  agreed({ '/place': 'Utrecht' })
  expect(standing()).toEqual(['saws', '10', 'Utrecht', '2026-12-01'])
})

test('a consent that changed something and was rejected for it is undone, and is a proposal of its own', () => {
  const { bid, agreement } = agreed({ '/place': 'Utrecht' })
  doing('seller', 'object/1', { answers: agreement.identity })
  expect(standing()).toEqual(['drills', undefined, undefined, undefined])
  expect(standsAct(state(), 'agree')).toBe(false)
  expect(state().proposals.get(bid.identity)?.status).toBe('countered')
  const counter = state().proposals.get(agreement.identity)
  expect([counter?.status, [...(counter?.content.keys() ?? [])]]).toEqual(['open', ['/goods', '/price', '/place']])
  doing('seller', 'agree/1', { answers: agreement.identity })
  expect(standing()).toEqual(['saws', '10', 'Utrecht', '2026-12-01'])
  expect(standsAct(state(), 'agree')).toBe(true)
})

test('a consent that changed nothing and was rejected ends with its proposal; one that its signer takes back leaves it open', () => {
  const first = agreed()
  doing('seller', 'object/1', { answers: first.agreement.identity })
  expect(state().proposals.get(first.bid.identity)?.status).toBe('rejected')
  expect(state().proposals.has(first.agreement.identity)).toBe(false)
  const second = agreed()
  doing('buyer', 'disagree/1', { answers: second.agreement.identity })
  expect(standing()).toEqual(['drills', undefined, undefined, undefined])
  expect(state().proposals.get(second.bid.identity)?.status).toBe('open')
  doing('buyer', 'agree/1', { answers: second.bid.identity })
  expect(standing()).toEqual(['saws', '10', undefined, '2026-12-01'])
})

test('only the other side rejects a consent, and only its signer takes it back', () => {
  const { agreement } = agreed()
  expect(refusal('buyer', 'object/1', { answers: agreement.identity })).toBe('act/answer-not-open')
  expect(refusal('seller', 'disagree/1', { answers: agreement.identity })).toBe('act/answer-not-open')
})

test('what came with a consent that was undone is cited by nobody, stands before nothing, and changes who relied on it', () => {
  const { agreement, bid } = agreed()
  const price = bid.statements.find(({ path }) => path === '/price')?.commitment ?? ''
  const { claims } = world.attempt(deed('seller', 'bid/1', { cited: { '/place': price } }))
  expect(refusal('seller', 'deliver/1')).toBe('ok')
  expect(conflictsOf(state(), claims.basis, [])).toEqual([])
  doing('seller', 'object/1', { answers: agreement.identity })
  expect(refusal('seller', 'deliver/1')).toBe('act/not-yet')
  expect(refusal('seller', 'bid/1', { cited: { '/place': price } })).toBe('citation/withdrawn')
  expect(conflictsOf(state(), claims.basis, [])).toEqual([{ path: '/price', current: undefined }])
})

test('a document over a consent goes stale when the consent is undone, and is current again when it stands again', () => {
  const { agreement, bid } = agreed()
  const price = bid.statements.find(({ path }) => path === '/price')?.commitment ?? ''
  doing('seller', 'issue/1', {
    issues: { document: 'd1', definition: 'paper/1', language: 'en' },
    rendering: { sha256: 'A'.repeat(43), codeKey: 'A'.repeat(22) },
    fields: [{ path: '/documents/d1/price', value: '10', from: [price] }],
  })
  const stale = () => [...state().documents.values()].flatMap((document) => staleInputs(document, [state()]))
  expect(stale()).toEqual([])
  doing('buyer', 'disagree/1', { answers: agreement.identity })
  expect(stale()).toMatchObject([{ path: '/price', pinned: price, current: undefined, fields: ['price'] }])
  doing('buyer', 'agree/1', { answers: bid.identity })
  expect(stale()).toEqual([])
})

test('a consent that may cross answers what was taken back after all that its signer had seen, and nothing else does', () => {
  const bid = doing('seller', 'bid/1', { keyed: { '/price': '10' } })
  const before = world.attempt(deed('buyer', 'agree/1', { answers: bid.identity }))
  const plain = world.attempt(deed('buyer', 'settle/1', { answers: bid.identity }))
  doing('seller', 'unbid/1', { answers: bid.identity })
  expect(possibleActs(catalogue, state(), buyer.signer.organisation).map(({ type }) => type)).not.toContain('agree/1')
  expect(refusal('buyer', 'agree/1', { answers: bid.identity })).toBe('act/answer-not-open')
  expect(judged(plain)).toBe('act/answer-not-open')
  expect(judged(before)).toBe('ok')
  const { act: crossing } = world.take(before, buyer)
  expect(standing()).toEqual(['drills', '10', undefined, '2026-12-01'])
  expect([state().proposals.get(bid.identity)?.status, state().retracted.has(bid.identity)]).toEqual([
    'consented',
    false,
  ])
  doing('seller', 'object/1', { answers: crossing.identity })
  expect([state().proposals.get(bid.identity)?.status, state().retracted.has(bid.identity)]).toEqual([
    'retracted',
    true,
  ])
})
