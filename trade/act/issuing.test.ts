import { defineKind, document, label, said, text } from '@entrepot/trade/file'
import { beforeEach, expect, test } from 'vitest'
import { catalogueOf, defineAct } from './define.ts'
import { generalActs } from './general.ts'
import { type Deed, testParty, testWorld } from './testing.ts'

const BOTH = ['seller', 'buyer'] as const
const deal = defineKind({
  name: 'deal',
  label: label('Deal', '交易'),
  flow: 'business',
  capacities: { seller: label('Seller', '卖方'), buyer: label('Buyer', '买方') },
  citesFrom: [],
  elements: {
    '/goods': said(BOTH, text(100), ['Goods', '货物']),
    '/documents/invoice': said('seller', document, ['Invoice', '发票']),
  },
})
const act = (type: string, more: Partial<Parameters<typeof defineAct>[0]>) =>
  defineAct({ type, kind: 'deal', label: label(type, type), effect: 'states', by: [...BOTH], ...more })
const catalogue = catalogueOf(
  [deal],
  [
    act('ask/1', { by: ['buyer'], opens: true, requires: ['/goods'] }),
    act('say/1', { may: ['/goods', '/documents/invoice'] }),
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

const paper = (id: string) => ({ document: id, definition: 'paper/1', language: 'en', rendering: 'A'.repeat(43) })
const issuing = (id: string, more: Partial<Deed> = {}): Deed => ({
  ...{ type: 'issue/1', by: seller, as: 'seller', file, issues: paper(id) },
  fields: [{ path: `/documents/${id}/total`, value: '10.00', from: [] }],
  ...more,
})
const told = (deed: Deed): string => {
  const { judgement } = world.attempt(deed)
  return judgement.is === 'refused' ? judgement.refusal.code : judgement.is
}

test('no act issues a document but one that does', () => {
  world.act(issuing('inv1'))
  const slipped: Deed = { type: 'say/1', by: buyer, as: 'buyer', file, keyed: { '/goods': 'x' }, issues: paper('inv1') }
  expect(() => world.attempt(slipped)).toThrow('act/issues-nothing at issues')
  expect(() => world.attempt({ type: 'issue/1', by: seller, as: 'seller', file })).toThrow(
    'act/issue-missing at issues',
  )
  expect(world.fileOf(file).documents.get('inv1')?.organisation).toBe(seller.signer.organisation)
})

test('a document is issued anew by its issuer alone', () => {
  world.act(issuing('inv1'))
  expect(told(issuing('inv1'))).toBe('ok')
  expect(told(issuing('inv1', { by: buyer, as: 'buyer' }))).toBe('document/not-yours')
})

test('no document takes the place where a file cites one: its fields would pass for those of the cited one', () => {
  const { identity } = world.act(issuing('d1')).act
  world.act({ type: 'say/1', by: seller, as: 'seller', file, documents: { '/documents/invoice': identity } })
  expect(told(issuing('invoice', { by: buyer, as: 'buyer' }))).toBe('document/id-taken')
})
