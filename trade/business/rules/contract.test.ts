import type { Path, Value } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { codesOf, enquired } from './testing.ts'

type Elements = Readonly<Record<Path, Value>>

/** A sale of 2400 pieces, concluded on 4 December. */
function concluded(terms: Elements = {}) {
  const sale = enquired()
  const { world, enquiry, offer, answer } = sale
  const made = world.act(offer('seller', enquiry, '15.40', { at: '2026-12-01T10:00+08:00', keyed: terms }))
  world.act(answer('accept/2', 'buyer', made, { at: '2026-12-04T09:30+01:00' }))
  return sale
}

test.each([
  ['EXW', {}, 'incoterms/ex-works-across-border'],
  ['CIF', {}, 'incoterms/container-under-sea-rule'],
  ['FCA', { '/payment/terms': 'documentaryCredit' }, 'incoterms/on-board-bill-under-free-carrier'],
] as const)('%s is advised as %s %s', (rule, more, code) => {
  const { world, enquiry, offer } = enquired()
  const keyed = { '/incoterm/rule': rule, ...more }
  const { judgement } = world.attempt(offer('seller', enquiry, '15.40', { at: '2026-12-01T10:00+08:00', keyed }))
  expect(codesOf(judgement)).toEqual([code])
})

test('CIP suits goods in boxes, and a rule needs its named place and its edition', () => {
  const { world, enquiry, offer } = enquired()
  const at = '2026-12-01T10:00+08:00'
  expect(world.attempt(offer('seller', enquiry, '1', { at, keyed: { '/incoterm/rule': 'CIP' } })).judgement).toEqual({
    is: 'ok',
  })
  const bare = enquired({
    '/lines/l1/goods': 'Drill',
    '/lines/l1/quantity': '5',
    '/lines/l1/unit': 'PCE',
    '/currency': 'USD',
  })
  const { judgement } = bare.world.attempt(
    bare.offer('seller', bare.enquiry, '1', { at, keyed: { '/incoterm/rule': 'CIP' } }),
  )
  expect(codesOf(judgement)).toEqual(['incoterms/edition-missing', 'incoterms/named-place-missing'])
})

test('goods sold by weight are no box goods', () => {
  const asked = {
    '/lines/l1/goods': 'Soya beans',
    '/lines/l1/quantity': '5000',
    '/lines/l1/unit': 'TNE',
    '/currency': 'USD',
  }
  const { world, enquiry, offer } = enquired(asked)
  const keyed = { '/incoterm/rule': 'CIF', '/incoterm/edition': '2020', '/incoterm/place': 'NLRTM' }
  expect(world.attempt(offer('seller', enquiry, '400', { at: '2026-12-01T10:00+08:00', keyed })).judgement).toEqual({
    is: 'ok',
  })
})

test('a party signs for itself alone', () => {
  const { world, side } = concluded()
  const sign = (as: 'seller' | 'buyer', whose: string) =>
    world.attempt({
      type: 'sign-contract/1',
      ...side(as),
      at: '2026-12-07T10:00+08:00',
      keyed: { [`/signatures/${whose}/signed`]: 'signed' },
    })
  expect(sign('seller', 'seller').judgement).toEqual({ is: 'ok' })
  expect(sign('seller', 'buyer').judgement).toMatchObject({
    refusal: { code: 'sale/signs-for-another', at: '/signatures/buyer/signed', expected: 'seller' },
  })
})

const PACKED = {
  '/packing/number': 'PL-1',
  '/lines/l1/cartons': '600',
  '/lines/l1/perCarton': '4',
  '/lines/l1/netPerCartonKg': '9.40',
  '/lines/l1/grossPerCartonKg': '10.60',
  '/lines/l1/cartonCm': ['40', '32', '25'],
} as const

function packing(keyed: Elements, terms: Elements = {}) {
  const { world, side } = concluded(terms)
  const deed = { type: 'pack/1', ...side('seller'), at: '2026-12-28T10:00+08:00' }
  return world.attempt({ ...deed, keyed: { ...PACKED, ...keyed } }).judgement
}

test('six hundred cartons of four are the 2400 pieces that were sold', () => {
  expect(packing({})).toEqual({ is: 'ok' })
})

test('a carton too few is shown, within a tolerance it is not', () => {
  expect(packing({ '/lines/l1/cartons': '599' })).toMatchObject({
    is: 'advised',
    advice: [{ code: 'sale/packed-quantity-differs', at: '/lines/l1/cartons', found: '2396', suggestion: '2400' }],
  })
  const tolerance = { '/quantityTolerance': 'plus or minus 3 %' }
  expect(packing({ '/lines/l1/cartons': '582' }, tolerance)).toEqual({ is: 'ok' })
  expect(codesOf(packing({ '/lines/l1/cartons': '581' }, tolerance))).toEqual(['sale/packed-quantity-differs'])
  expect(codesOf(packing({ '/lines/l1/cartons': '619' }, tolerance))).toEqual(['sale/packed-quantity-differs'])
})

test('nobody packs a line that was not sold, or a carton lighter than its contents', () => {
  expect(packing({ '/lines/l9/cartons': '1', '/lines/l9/perCarton': '1' })).toMatchObject({
    refusal: { code: 'sale/packs-unsold-line', at: '/lines/l9/cartons' },
  })
  expect(packing({ '/lines/l1/grossPerCartonKg': '9.39' })).toMatchObject({ refusal: { code: 'sale/gross-below-net' } })
})

/** Packed and invoiced. */
function invoiced(terms: Elements) {
  const sale = concluded(terms)
  const { world, side } = sale
  world.act({ type: 'pack/1', ...side('seller'), at: '2026-12-28T10:00+08:00', keyed: PACKED })
  const at = '2026-12-29T10:00+08:00'
  world.act({ type: 'invoice/1', ...side('seller'), at, keyed: { '/invoices/i1/number': 'INV-1' } })
  return sale
}

test('goods on board outside the agreed period are advised, on either side of it', () => {
  const { world, side } = invoiced({ '/shipment/from': '2027-01-02', '/shipment/latest': '2027-01-20' })
  const shipped = (onBoard: string) =>
    world.attempt({
      type: 'advise-shipment/1',
      ...side('seller'),
      at: '2027-01-22T10:00+08:00',
      keyed: { '/shipping/onBoard': onBoard },
    })
  expect(shipped('2027-01-20').judgement).toEqual({ is: 'ok' })
  expect(shipped('2027-01-21').judgement).toMatchObject({
    advice: [{ code: 'sale/shipped-outside-period', rule: 'CISG art. 33(b)', suggestion: '2027-01-20' }],
  })
  expect(shipped('2027-01-01').judgement).toMatchObject({
    advice: [{ rule: 'CISG art. 33(b), 52(1)', suggestion: '2027-01-02' }],
  })
})

test('a notice comes within the days for claims that the contract gives after delivery', () => {
  const { world, side } = concluded({ '/claimsDays': '30' })
  const keyed = {
    '/examination/result': 'not conforming',
    '/examination/lack': 'Rust',
    '/delivered': '2027-02-17',
  } as const
  const examined = (at: string) => world.attempt({ type: 'examine-goods/1', ...side('buyer'), at, keyed }).judgement
  expect(examined('2027-03-19T23:59+01:00')).toEqual({ is: 'ok' })
  expect(examined('2027-03-20T00:00+01:00')).toMatchObject({
    advice: [{ code: 'sale/notice-late', rule: 'CISG art. 38, 39(1)', suggestion: '2027-03-19' }],
  })
})

test('a notice that goods do not conform says what is wrong, and comes within two years', () => {
  const { world, side } = invoiced({})
  const at = '2027-01-12T10:00+08:00'
  world.act({ type: 'advise-shipment/1', ...side('seller'), at, keyed: { '/shipping/onBoard': '2027-01-10' } })
  const examined = (day: string, keyed: Elements) =>
    world.attempt({ type: 'examine-goods/1', ...side('buyer'), at: `${day}T10:00+01:00`, keyed }).judgement
  const wrong = { '/examination/result': 'not conforming' } as const
  const said = { ...wrong, '/examination/lack': 'Twelve drills do not start' } as const
  expect(examined('2027-02-19', { '/examination/result': 'conforming' })).toEqual({ is: 'ok' })
  expect(examined('2027-02-19', said)).toEqual({ is: 'ok' })
  expect(codesOf(examined('2027-02-19', wrong))).toEqual(['sale/lack-not-specified'])
  expect(examined('2029-01-11', said)).toMatchObject({
    advice: [{ code: 'sale/notice-after-two-years', rule: 'CISG art. 39(2)', suggestion: '2029-01-10' }],
  })
})
