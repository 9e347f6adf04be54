import { expect, test } from 'vitest'
import { changedTerms, classifyReply, isOffer, MATERIAL_TERMS } from './terms.ts'
import { TERMS } from './testing.ts'

test('no change, or a change to what was offered, is a plain acceptance (art. 18(1))', () => {
  expect(classifyReply(TERMS, {}).kind).toBe('acceptance')
  expect(classifyReply(TERMS, { price: TERMS.price, reference: null }).kind).toBe('acceptance')
})

test.each(Object.entries(MATERIAL_TERMS))('a change of %s is material under %s (art. 19(3))', (term, heading) => {
  expect(classifyReply({}, { [`${term}/l1`]: 'other' })).toMatchObject({
    kind: 'counter-offer',
    material: [{ term: `${term}/l1`, heading }],
  })
})

test('one material change among immaterial and unknown ones makes a counter-offer (art. 19(1))', () => {
  const reply = classifyReply(TERMS, { marks: 'x', moonPhase: 'full', price: '1 USD' })
  expect(reply).toMatchObject({ kind: 'counter-offer', material: [{ term: 'price' }] })
})

test('immaterial changes are an acceptance with modifications, unknown ones are undecidable', () => {
  expect(classifyReply(TERMS, { marks: 'x' })).toMatchObject({ kind: 'acceptance-with-modifications' })
  expect(classifyReply(TERMS, { marks: 'x', moonPhase: 'full' })).toMatchObject({ needs: ['moonPhase'] })
})

test('the parties may see a term otherwise than the tables (art. 6, 8(3), 9)', () => {
  expect(classifyReply(TERMS, { marks: 'x' }, { marks: 'material' })).toMatchObject({
    material: [{ term: 'marks', heading: 'as agreed' }],
  })
  expect(classifyReply(TERMS, { insurance: 'by buyer' }, { insurance: 'immaterial' }).kind).toBe(
    'acceptance-with-modifications',
  )
})

test('a term named like a property of every object is a term like any other', () => {
  expect(classifyReply(TERMS, { constructor: 'x' })).toMatchObject({ needs: ['constructor'] })
})

test('striking a term out removes it', () => {
  expect(changedTerms({ a: '1', b: '2' }, { a: null, c: '3' })).toEqual({ b: '2', c: '3' })
})

const proposal = { terms: TERMS, addressedTo: 'specific-persons', intentionToBeBound: true } as const

test.each([
  ['goods, quantity and price', {}, undefined],
  ['no goods', { terms: { quantity: '1', price: '1' } }, 'cisg/goods-indefinite'],
  ['no quantity', { terms: { goods: 'x', price: '1' } }, 'cisg/quantity-indefinite'],
  ['no price', { terms: { goods: 'x', quantity: '1' } }, 'cisg/price-indefinite'],
  [
    'a price to be determined',
    { terms: { goods: 'x', quantity: '1', priceDeterminedBy: 'LME cash, day of B/L' } },
    undefined,
  ],
  [
    'a line without its price',
    { terms: { 'goods/l1': 'x', 'quantity/l1': '1', 'price/l2': '1' } },
    'cisg/goods-indefinite',
  ],
  [
    'lines and one price basis',
    { terms: { 'goods/l1': 'x', 'quantity/l1': '1', priceDeterminedBy: 'list 7' } },
    undefined,
  ],
  ['an empty price', { terms: { goods: 'x', quantity: '1', price: ' ' } }, 'cisg/price-indefinite'],
  ['the public', { addressedTo: 'public' }, 'cisg/invitation-only'],
  ['the public, clearly as an offer', { addressedTo: 'public', saysItIsAnOffer: true }, undefined],
  ['no intention to be bound', { intentionToBeBound: false }, 'cisg/no-intention-to-be-bound'],
] as const)('a proposal with %s (art. 14)', (_, given, code) => {
  expect(isOffer({ ...proposal, ...given })?.code).toBe(code)
})
