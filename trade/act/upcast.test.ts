import { defineKind, emptyFile, foldAct, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { catalogueOf, defineAct } from './define.ts'
import { generalActs } from './general.ts'
import { openAct } from './open.ts'
import { possibleActs } from './order.ts'
import { readAct } from './read.ts'
import { testParty, testWorld } from './testing.ts'

const capacities = { seller: { en: 'Seller', zh: '卖方' }, buyer: { en: 'Buyer', zh: '买方' } }
const price = {
  label: { en: 'Price', zh: '价格' },
  type: { is: 'decimal', unit: 'USD', scale: 2 },
  capacity: ['seller'],
} as const
const first = defineKind({
  name: 'deal',
  label: { en: 'Deal', zh: '交易' },
  flow: 'business',
  capacities,
  citesFrom: [],
  elements: { '/price': price },
})
/** The next release knows prices line by line. */
const second = defineKind({ ...first, elements: { '/lines/{line}/price': price } })
const quoteOne = {
  type: 'quote/1',
  kind: 'deal',
  label: { en: 'Quote', zh: '报价' },
  effect: 'states',
  by: ['seller'],
  opens: true,
} as const

test('an act of version 1 folds under version 2, whose shape it takes', () => {
  const seller = testParty('Seller')
  const buyer = testParty('Buyer')
  const before = testWorld(catalogueOf([first], [defineAct({ ...quoteOne, requires: ['/price'] }), ...generalActs]), [
    seller,
    buyer,
  ])
  const id = before.nextId()
  const parties = { seller: seller.signer.organisation, buyer: buyer.signer.organisation }
  const { act, sealed } = before.act({
    type: 'quote/1',
    by: seller,
    as: 'seller',
    file: id,
    opens: { kind: 'deal', parties },
    keyed: { '/price': '9.50' },
  })

  const frozen = defineAct({
    ...quoteOne,
    requires: ['/price'],
    upcast: (statements) =>
      statements.map((statement) =>
        statement.path === '/price' ? { ...statement, path: '/lines/l1/price' as const } : statement,
      ),
  })
  const next = defineAct({ ...quoteOne, type: 'quote/2', requires: ['/lines/{line}/price'] })
  const catalogue = catalogueOf([second], [frozen, next, ...generalActs])
  const again = testWorld(catalogue, [seller, buyer])
  const late = again.attempt({
    type: 'quote/1',
    by: seller,
    as: 'seller',
    file: id,
    opens: { kind: 'deal', parties },
    keyed: { '/price': '9.50' },
  })
  expect(late.judgement).toMatchObject({ is: 'refused', refusal: { code: 'act/superseded' } })
  const read = readAct(sealed)
  if (!read.ok) throw new Error(read.code)
  const file = emptyFile(id, second)
  const receipt = { seq: 1, receivedMs: 0, reached: act.at }
  const opened = openAct(read, { definition: frozen, file, signer: seller.signer, receipt, signerOf: () => undefined })
  if ('ok' in opened) throw new Error(opened.code)
  foldAct(file, opened)

  expect(read.identity).toBe(act.identity)
  expect(viewFile(file).read('/lines/l1/price')).toMatchObject({
    value: '9.50',
    version: { act: act.identity, how: 'keyed' },
  })
  expect(
    possibleActs(catalogue, emptyFile(id, second), seller.signer.organisation).map((each) => each.type),
  ).not.toContain('quote/1')
})
