import { importPublicKey } from '@entrepot/crypto'
import { defineKind, emptyFile, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { catalogueOf, defineAct } from './define.ts'
import { generalActs } from './general.ts'
import { openAct } from './open.ts'
import { readAct } from './read.ts'
import { isSignedBy } from './seal.ts'
import { testParty, testWorld } from './testing.ts'

const deal = defineKind({
  name: 'deal',
  label: { en: 'Deal', zh: '交易' },
  flow: 'business',
  capacities: { seller: { en: 'Seller', zh: '卖方' }, buyer: { en: 'Buyer', zh: '买方' } },
  citesFrom: ['deal'],
  elements: {
    '/goods': { label: { en: 'Goods', zh: '货物' }, type: { is: 'text', max: 100 }, capacity: ['buyer'] },
    '/price': {
      label: { en: 'Price', zh: '价格' },
      type: { is: 'decimal', unit: 'USD', scale: 2 },
      capacity: ['seller', 'buyer'],
    },
    '/reserve': {
      label: { en: 'Reserve', zh: '底价' },
      type: { is: 'decimal', unit: 'USD', scale: 2 },
      capacity: ['seller'],
      audience: ['seller'],
    },
    '/copy': {
      label: { en: 'Copy', zh: '抄录' },
      type: { is: 'decimal', unit: 'USD', scale: 2 },
      capacity: ['seller', 'buyer'],
    },
    '/twice': {
      label: { en: 'Twice', zh: '两倍' },
      type: { is: 'decimal', unit: 'USD', scale: 2 },
      capacity: ['seller', 'buyer'],
    },
    '/agreed': { label: { en: 'Agreed on', zh: '成交日' }, type: { is: 'date' }, capacity: ['seller', 'buyer'] },
  },
})
const ask = defineAct({
  type: 'ask/1',
  kind: 'deal',
  label: { en: 'Ask', zh: '询价' },
  effect: 'states',
  by: ['buyer'],
  opens: true,
  requires: ['/goods'],
})
const bid = defineAct({
  type: 'bid/1',
  kind: 'deal',
  label: { en: 'Bid', zh: '出价' },
  effect: 'proposes',
  by: ['seller', 'buyer'],
  requires: ['/price'],
  may: ['/reserve', '/copy'],
  derives: {
    '/twice': (file) => (file.text('/price') === undefined ? undefined : String(Number(file.text('/price')) * 2)),
  },
  after: ['ask'],
})
const agree = defineAct({
  type: 'agree/1',
  kind: 'deal',
  label: { en: 'Agree', zh: '同意' },
  effect: 'consents',
  by: ['seller', 'buyer'],
  answers: ['bid'],
  dates: { '/agreed': 'date' },
  once: true,
})
const catalogue = catalogueOf([deal], [ask, bid, agree, ...generalActs])
const seller = testParty('Seller', 'CN')
const buyer = testParty('Buyer')

function begun() {
  const world = testWorld(catalogue, [seller, buyer])
  const file = world.nextId()
  const parties = { seller: seller.signer.organisation, buyer: buyer.signer.organisation }
  world.act({
    type: 'ask/1',
    by: buyer,
    as: 'buyer',
    file,
    opens: { kind: 'deal', parties },
    keyed: { '/goods': 'drills' },
  })
  world.act({ type: 'enter/1', by: seller, as: 'seller', file })
  return { world, file }
}

test('a proposal is not in force until the other side consents, and the consent dates it', () => {
  const { world, file } = begun()
  const bidding = world.act({
    type: 'bid/1',
    by: seller,
    as: 'seller',
    file,
    keyed: { '/price': '10.50', '/reserve': '9.00' },
  })
  expect(viewFile(world.fileOf(file)).read('/price').is).toBe('absent')
  world.act({
    type: 'agree/1',
    by: buyer,
    as: 'buyer',
    file,
    answers: bidding.act.identity,
    at: '2026-12-04T09:30+01:00',
  })
  const view = viewFile(world.fileOf(file), { organisation: buyer.signer.organisation })
  expect(view.text('/price')).toBe('10.50')
  expect(view.text('/twice')).toBe('21')
  expect(view.text('/agreed')).toBe('2026-12-04')
  expect(view.text('/parties/seller/name')).toBe('Test Seller')
  expect(view.read('/reserve').is).toBe('hidden')
  expect(viewFile(world.fileOf(file), { organisation: seller.signer.organisation }).text('/reserve')).toBe('9.00')
})

test('an act is signed by its party, and a flipped disclosure is refused', () => {
  const { world, file } = begun()
  const { sealed } = world.act({ type: 'bid/1', by: seller, as: 'seller', file, keyed: { '/price': '10.50' } })
  const read = readAct(sealed)
  const key = importPublicKey(seller.publicKeySpki)
  expect(read.ok && key && isSignedBy(read, key)).toBe(true)
  expect(readAct({ ...sealed, disclosures: [sealed.disclosures[0]?.replace(/^..../, 'WyJi') ?? ''] }).ok).toBe(false)
})

test('nobody accepts his own proposal', () => {
  const { world, file } = begun()
  const bidding = world.act({ type: 'bid/1', by: seller, as: 'seller', file, keyed: { '/price': '10.50' } })
  const composed = world.attempt({ type: 'agree/1', by: seller, as: 'seller', file, answers: bidding.act.identity })
  expect(composed.judgement).toMatchObject({ is: 'refused', refusal: { code: 'act/answer-not-open' } })
})

test('a value cited into another file keeps its first origin', () => {
  const { world, file } = begun()
  const { act } = world.act({ type: 'bid/1', by: seller, as: 'seller', file, keyed: { '/price': '10.50' } })
  const price = act.statements.find((statement) => statement.path === '/price')
  const other = world.nextId()
  const parties = { seller: seller.signer.organisation, buyer: buyer.signer.organisation }
  world.act({
    type: 'ask/1',
    by: buyer,
    as: 'buyer',
    file: other,
    opens: { kind: 'deal', parties },
    keyed: { '/goods': 'spanners' },
  })
  world.act({ type: 'enter/1', by: seller, as: 'seller', file: other })
  const cited = world.act({
    type: 'bid/1',
    by: seller,
    as: 'seller',
    file: other,
    keyed: { '/price': '11.00' },
    cited: { '/copy': price?.commitment ?? '' },
  })
  const copy = cited.act.statements.find((statement) => statement.path === '/copy')
  expect(copy).toMatchObject({ how: 'cited', value: '10.50', origin: { file, act: act.identity, path: '/price' } })
  expect(cited.sealed.citations).toHaveLength(1)
  expect(emptyFile(other, deal).acts).toHaveLength(0)
})

test('a link to what its reader may not see counts as undisclosed, where the act already stands', () => {
  const { world, file } = begun()
  const { act } = world.act({
    ...{ type: 'bid/1', by: seller, as: 'seller', file },
    keyed: { '/price': '10.50', '/reserve': '9.00' },
  })
  const reserve = act.statements.find((statement) => statement.path === '/reserve')?.commitment ?? ''
  const { sealed } = world.act({
    ...{ type: 'bid/1', by: seller, as: 'seller', file },
    keyed: { '/price': '10.00' },
    cited: { '/copy': reserve },
  })
  const read = readAct(sealed)
  if (!read.ok) throw new Error(read.code)
  const receipt = { seq: 4, receivedMs: 0, reached: '2026-12-01T10:00+08:00' }
  const opening = {
    definition: bid,
    file: emptyFile(file, deal),
    signer: seller.signer,
    receipt,
    signerOf: () => undefined,
  }
  expect(openAct(read, opening)).toMatchObject({ ok: false, code: 'act/citation-not-found' })
  expect(openAct(read, { ...opening, unresolved: 'undisclosed' })).toMatchObject({ undisclosed: 1 })
})
