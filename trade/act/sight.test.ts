import { defineKind, label, said, text, viewFile } from '@entrepot/trade/file'
import { beforeEach, expect, test } from 'vitest'
import { catalogueOf, defineAct, type Rule } from './define.ts'
import { generalActs } from './general.ts'
import { judge } from './judge.ts'
import { plainContext, testParty, testWorld } from './testing.ts'
import { advise, refuse } from './verdict.ts'

const BOTH = ['seller', 'buyer'] as const
const deal = defineKind({
  name: 'deal',
  label: label('Deal', '交易'),
  flow: 'business',
  capacities: { seller: label('Seller', '卖方'), buyer: label('Buyer', '买方'), agent: label('Agent', '代理') },
  citesFrom: ['deal'],
  elements: {
    '/goods': said(BOTH, text(100), ['Goods', '货物']),
    '/packing': said(BOTH, text(100), ['Packing', '包装']),
    '/holder': said(BOTH, text(100), ['Holder', '持有人'], { audience: ['seller'] }),
    '/double': said(BOTH, text(100), ['Double', '两倍']),
    '/parts/{part}/cost': said('seller', text(100), ['Cost', '成本'], { audience: ['seller'] }),
    '/parts/{part}/name': said('seller', text(100), ['Name', '名称']),
    '/paper': said('seller', { is: 'document' }, ['Paper', '单证'], { audience: ['seller'] }),
  },
})

const act = (type: string, more: Partial<Parameters<typeof defineAct>[0]>) =>
  defineAct({ type, kind: 'deal', label: label(type, type), effect: 'states', by: [...BOTH], ...more })
const rule = (name: string, judgeBy: Rule['judge']): Rule => ({ name, cites: 'test', judge: judgeBy })
const refusing = (type: string, judgeBy: Rule['judge']) =>
  act(type, { requires: ['/goods'], rules: [rule('deal/no', judgeBy)] })

const catalogue = catalogueOf(
  [deal],
  [
    act('ask/1', { by: ['buyer'], opens: true, requires: ['/goods'] }),
    act('say/1', { may: ['/goods', '/packing', '/holder', '/parts/{part}/cost', '/parts/{part}/name', '/paper'] }),
    act('whisper/1', { by: ['seller'], audience: ['seller'], may: ['/packing'] }),
    act('unsay/1', { effect: 'retracts', answers: ['say', 'whisper'] }),
    act('issue/1', { by: ['seller'], issues: true }),
    act('compute/1', { requires: ['/goods'], derives: { '/double': (file) => file.text('/packing')?.repeat(2) } }),
    refusing('packed/1', ({ file }) => {
      const found = file.text('/packing')
      return found === undefined ? undefined : refuse('deal/no', 'test', { at: '/packing', found })
    }),
    refusing('paper/1', ({ file }) => refuse('deal/no', 'test', { found: file.text('/paper/total') ?? 'none' })),
    refusing('count/1', ({ file }) => refuse('deal/no', 'test', { found: `${file.enumerate('/parts').length}` })),
    refusing('counted/1', ({ file }) => advise('deal/no', 'test', { found: `${file.enumerate('/parts').length}` })),
    act('hold/1', {
      requires: ['/holder'],
      rules: [rule('deal/no', ({ before }) => refuse('deal/no', 'test', { found: before.text('/holder') ?? 'none' }))],
    }),
    ...generalActs,
  ],
)
const seller = testParty('Seller', 'CN')
const buyer = testParty('Buyer')
const agent = testParty('Agent')

let world: ReturnType<typeof testWorld>
let file: string
beforeEach(() => {
  world = testWorld(catalogue, [seller, buyer, agent])
  file = world.nextId()
  const [s, b, a] = [seller, buyer, agent].map(({ signer }) => signer.organisation)
  const opens = { kind: 'deal', parties: { seller: s ?? '', buyer: b ?? '', agent: a ?? '' } }
  world.act({ type: 'ask/1', by: buyer, as: 'buyer', file, opens, keyed: { '/goods': 'drills' } })
  world.act({ type: 'enter/1', by: seller, as: 'seller', file })
})

const say = (keyed: Readonly<Record<`/${string}`, string>>, type = 'say/1') =>
  world.act({ type, by: seller, as: 'seller', file, keyed })

/** What the port, with the whole file in sight, tells the buyer. */
function told(type: string, keyed: Readonly<Record<`/${string}`, string>> = { '/goods': 'saws' }) {
  const composed = world.attempt({ type, by: buyer, as: 'buyer', file, keyed })
  const definition = catalogue.acts.get(type)
  if (!definition) throw new Error(type)
  const context = plainContext('2026-12-01T10:00+08:00')
  return judge({ file: world.fileOf(file), act: composed.act, definition, context })
}

const coded = { is: 'refused', restsOnHidden: true, refusal: { code: 'deal/no' } }

test('a refusal that rests on what was said in an act that its signer may not see rests on what is hidden', () => {
  say({ '/packing': 'secret boxes' }, 'whisper/1')
  expect(told('packed/1')).toMatchObject(coded)
})

test('under what a hidden act said, a reader finds what was said before in his hearing', () => {
  say({ '/packing': 'crates' })
  say({ '/packing': 'secret boxes' }, 'whisper/1')
  const read = (party: typeof buyer) =>
    viewFile(world.fileOf(file), { organisation: party.signer.organisation }).text('/packing')
  expect([read(buyer), read(seller)]).toEqual(['crates', 'secret boxes'])
  expect(told('packed/1')).toMatchObject(coded)
})

test('a refusal that rests on a field of a document which its signer may not know to be cited rests on what is hidden', () => {
  const issues = { document: 'd1', definition: 'paper/1', language: 'en' }
  const { identity } = world.act({
    ...{ type: 'issue/1', by: seller, as: 'seller', file, issues },
    fields: [{ path: '/documents/d1/total', value: '77.31', from: [] }],
  }).act
  world.act({ type: 'say/1', by: seller, as: 'seller', file, documents: { '/paper': identity } })
  const view = viewFile(world.fileOf(file), { organisation: buyer.signer.organisation })
  expect([view.read('/paper').is, view.read('/paper/total').is, view.enumerate('/paper')]).toEqual([
    ...['hidden', 'hidden'],
    [],
  ])
  expect(told('paper/1')).toMatchObject(coded)
})

test('how many hidden things there are is hidden: nobody counts or names them, and no refusal or advice does', () => {
  say({ '/parts/p1/name': 'motor' })
  expect(told('count/1')).toMatchObject({ restsOnHidden: false, refusal: { found: '1' } })
  expect(told('counted/1')).toMatchObject({ is: 'advised', advice: [{ found: '1' }] })
  say({ '/parts/p2/cost': '9.00' })
  const parts = (party: typeof buyer) =>
    viewFile(world.fileOf(file), { organisation: party.signer.organisation }).enumerate('/parts')
  expect([parts(seller), parts(buyer)]).toEqual([['p1', 'p2'], ['p1']])
  expect(told('count/1')).toMatchObject(coded)
  expect(told('counted/1')).toEqual({ is: 'ok' })
})

test('stating an element over a hidden one does not bring the hidden one into a refusal', () => {
  say({ '/holder': 'the bank' })
  expect(told('hold/1', { '/holder': 'me' })).toMatchObject(coded)
})

test('a computed element that differs by what a hidden act said is refused without telling what it should be', () => {
  say({ '/packing': 'crates' })
  const composed = world.attempt({ type: 'compute/1', by: buyer, as: 'buyer', file, keyed: { '/goods': 'x' } })
  say({ '/packing': 'secret boxes' }, 'whisper/1')
  const definition = catalogue.acts.get('compute/1')
  if (!definition) throw new Error('compute/1')
  const context = plainContext('2026-12-01T10:00+08:00')
  expect(judge({ file: world.fileOf(file), act: composed.act, definition, context })).toMatchObject({
    ...{ is: 'refused', restsOnHidden: true, refusal: { code: 'derivation/differs' } },
  })
})

test('an instance whose every statement was taken back is no more', () => {
  say({ '/parts/p1/name': 'motor' })
  const { identity: answers } = say({ '/parts/p2/name': 'fan' }).act
  world.act({ type: 'unsay/1', by: seller, as: 'seller', file, answers })
  expect(viewFile(world.fileOf(file)).enumerate('/parts')).toEqual(['p1'])
})
