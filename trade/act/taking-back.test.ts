import {
  createRecorder,
  defineKind,
  emptyFile,
  foldAct,
  foldErasure,
  foldStub,
  label,
  type Path,
  said,
  text,
  viewFile,
} from '@entrepot/trade/file'
import { beforeEach, expect, test } from 'vitest'
import { conflictsOf } from './basis.ts'
import { catalogueOf, defineAct } from './define.ts'
import { generalActs } from './general.ts'
import { judge } from './judge.ts'
import { type Deed, plainContext, testParty, testWorld } from './testing.ts'

const BOTH = ['seller', 'buyer'] as const
const deal = defineKind({
  name: 'deal',
  label: label('Deal', '交易'),
  flow: 'business',
  capacities: { seller: label('Seller', '卖方'), buyer: label('Buyer', '买方') },
  citesFrom: ['deal'],
  elements: {
    '/goods': said(BOTH, text(100), ['Goods', '货物']),
    '/copy': said(BOTH, text(100), ['Copy', '抄录']),
    '/said': said(BOTH, { is: 'date' }, ['Said on', '陈述日']),
    '/paper': said(BOTH, { is: 'document' }, ['Paper', '单证']),
    '/lines/{line}/amount': said(BOTH, text(10), ['Amount', '金额']),
    '/lines/{line}/times': said(BOTH, text(10), ['Times', '次数']),
    '/count': said(BOTH, text(10), ['Lines', '行数']),
  },
})
const act = (type: string, more: Partial<Parameters<typeof defineAct>[0]>) =>
  defineAct({ type, kind: 'deal', label: label(type, type), effect: 'states', by: [...BOTH], ...more })
const terms = ['/goods', '/copy', '/paper', '/lines/{line}/amount'] as const
const catalogue = catalogueOf(
  [deal],
  [
    act('ask/1', { by: ['buyer'], opens: true, requires: ['/goods'] }),
    act('say/1', { may: terms, dates: { '/said': 'date' } }),
    act('reply/1', { may: ['/copy'], after: ['say'], until: ['say-last'] }),
    act('say-last/1', { may: terms, once: true }),
    act('unsay/1', { effect: 'retracts', answers: ['say', 'say-last'] }),
    act('bid/1', { effect: 'proposes', may: terms }),
    act('agree/1', { effect: 'consents', answers: ['bid'] }),
    act('issue/1', { issues: true }),
    act('tally/1', {
      derives: {
        '/count': (file) => {
          const amounts = file.enumerate('/lines').flatMap((line) => file.text(`/lines/${line}/amount`) ?? [])
          return amounts.length === 0 ? undefined : String(amounts.length)
        },
      },
    }),
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

const bySeller = (type: string, more: Partial<Deed> = {}): Deed => ({ type, by: seller, as: 'seller', file, ...more })
const doing = (type: string, more: Partial<Deed> = {}) => world.act(bySeller(type, more))
const say = (goods: string) => doing('say/1', { keyed: { '/goods': goods } })
const standing = () => viewFile(world.fileOf(file))
const refusal = (type: string, more: Partial<Deed> = {}) => {
  const { judgement } = world.attempt(bySeller(type, more))
  return judgement.is === 'refused' ? judgement.refusal.code : judgement.is
}
const commitmentOf = (path: Path) => world.fileOf(file).elements.get(path)?.at(-1)?.commitment ?? ''
const erase = (path: Path, commitment = commitmentOf(path)) => foldErasure(world.fileOf(file), { path, commitment })

test('taking back an act takes back its date too', () => {
  const { identity: answers } = say('saws').act
  expect(standing().text('/said')).toBe('2026-12-01')
  doing('unsay/1', { answers })
  expect([standing().read('/said').is, standing().text('/goods')]).toEqual(['absent', 'drills'])
})

test('taking back the citation of a document takes back its fields, and the document cited before is there again', () => {
  const issued = (document: string, total: string) =>
    doing('issue/1', {
      issues: { document, definition: 'paper/1', language: 'en' },
      fields: [{ path: `/documents/${document}/total`, value: total, from: [] }],
    }).act.identity
  const first = issued('d1', '10.00')
  const second = issued('d2', '20.00')
  doing('say/1', { documents: { '/paper': first } })
  const { identity: answers } = doing('say/1', { documents: { '/paper': second } }).act
  expect(standing().text('/paper/total')).toBe('20.00')
  doing('unsay/1', { answers })
  expect(standing().text('/paper/total')).toBe('10.00')
  expect(world.fileOf(file).citedDocuments.get('/paper')?.act).toBe(first)
})

test('a document is cited where a document belongs, and nowhere else, also in its own file', () => {
  const { identity } = doing('issue/1', {
    issues: { document: 'd1', definition: 'paper/1', language: 'en' },
    fields: [{ path: '/documents/d1/total', value: '10.00', from: [] }],
  }).act
  expect(refusal('say/1', { documents: { '/goods': identity } })).toBe('citation/not-a-document')
  expect(refusal('say/1', { documents: { '/paper': identity } })).toBe('ok')
})

test('what was taken back stands before nothing, ends nothing and is cited by nobody', () => {
  const said = say('saws').act
  const commitment = said.statements[0]?.commitment ?? ''
  const last = doing('say-last/1', { keyed: { '/copy': 'x' } }).act
  expect(refusal('reply/1')).toBe('act/no-more')
  doing('unsay/1', { answers: last.identity })
  expect([refusal('reply/1'), refusal('say-last/1')]).toEqual(['ok', 'ok'])
  expect(refusal('reply/1', { cited: { '/copy': commitment } })).toBe('ok')
  doing('unsay/1', { answers: said.identity })
  expect(refusal('reply/1')).toBe('act/not-yet')
  expect(refusal('say/1', { cited: { '/copy': commitment } })).toBe('citation/withdrawn')
  expect(refusal('unsay/1', { answers: said.identity })).toBe('act/answer-not-open')
})

test('an erased element is erased: what it replaced does not come back, what replaces it stands', () => {
  say('saws')
  erase('/goods')
  expect(standing().read('/goods').is).toBe('erased')
  say('spanners')
  expect(standing().text('/goods')).toBe('spanners')
})

test('an element that was replaced before it was erased changes nothing that stands', () => {
  const first = commitmentOf('/goods')
  say('saws')
  erase('/goods', first)
  expect(standing().text('/goods')).toBe('saws')
})

test('an erasure folds the same whether its disclosure was there or not', () => {
  const { act } = say('saws')
  const bare = emptyFile(file, deal)
  for (const each of world.fileOf(file).acts)
    foldAct(bare, each.identity === act.identity ? { ...each, statements: [] } : each)
  const commitment = commitmentOf('/goods')
  erase('/goods', commitment)
  foldErasure(bare, { path: '/goods', commitment, seq: act.receipt.seq })
  expect([standing().read('/goods').is, viewFile(bare).read('/goods').is]).toEqual(['erased', 'erased'])
})

test('what was erased from a proposal does not come into force with it', () => {
  const bid = doing('bid/1', { keyed: { '/goods': 'saws', '/copy': 'Ann' } }).act
  const erased = bid.statements.find(({ path }) => path === '/copy')?.commitment ?? ''
  erase('/copy', erased)
  expect(viewFile(world.fileOf(file), { proposal: bid.identity }).read('/copy').is).toBe('erased')
  world.act({ type: 'agree/1', by: buyer, as: 'buyer', file, answers: bid.identity })
  expect([standing().text('/goods'), standing().read('/copy').is]).toEqual(['saws', 'erased'])
})

test('a basis that was taken back meanwhile has changed', () => {
  const { identity: answers } = say('saws').act
  const { claims } = world.attempt(bySeller('reply/1', { cited: { '/copy': commitmentOf('/goods') } }))
  expect(conflictsOf(world.fileOf(file), claims.basis, [])).toEqual([])
  doing('unsay/1', { answers })
  expect(conflictsOf(world.fileOf(file), claims.basis, [])).toEqual([
    { path: '/goods', current: world.fileOf(file).elements.get('/goods')?.at(-1)?.commitment },
  ])
})

test('a line that came in between changes what a computed figure rests on: a conflict, not only another figure', () => {
  doing('say/1', { keyed: { '/lines/l1/amount': '1' } })
  const composed = world.attempt(bySeller('tally/1'))
  doing('say/1', { keyed: { '/lines/l2/amount': '1' } })
  const trace = createRecorder()
  const definition = catalogue.acts.get('tally/1')
  if (!definition) throw new Error('tally/1')
  const given = { file: world.fileOf(file), act: composed.act, definition, context: plainContext('2026-12-01T10:00Z') }
  expect(judge({ ...given, trace })).toMatchObject({ refusal: { code: 'derivation/differs' } })
  expect(conflictsOf(world.fileOf(file), composed.claims.basis, trace.reads)).toMatchObject([
    { path: '/lines/l2/amount' },
  ])
})

test.each([
  ['nothing', (): string[] => []],
  ['something else', () => [commitmentOf('/goods')]],
])('a computed figure that names %s as its input is refused', (_, from) => {
  doing('say/1', { keyed: { '/lines/l1/amount': '1' } })
  const composed = world.attempt(bySeller('tally/1'))
  const statements = composed.act.statements.map((each) => ({ ...each, from: from() }))
  const definition = catalogue.acts.get('tally/1')
  if (!definition) throw new Error('tally/1')
  const given = { file: world.fileOf(file), definition, context: plainContext('2026-12-01T10:00Z') }
  expect(judge({ ...given, act: composed.act }).is).toBe('ok')
  expect(judge({ ...given, act: { ...composed.act, statements } })).toMatchObject({
    refusal: { code: 'derivation/other-inputs', at: '/count' },
  })
})

test('whoever saw a hundred thousand stubs still knows how far he saw', () => {
  const seen = emptyFile(file, deal)
  for (const each of world.fileOf(file).acts) foldAct(seen, each)
  for (let seq = 3; seq <= 200_000; seq += 1) foldStub(seen, seq, `stub ${seq}`)
  const { claims } = world.attempt(bySeller('say/1', { on: seen, keyed: { '/goods': 'saws' } }))
  expect(claims.basis.seen).toBe(200_000)
})
