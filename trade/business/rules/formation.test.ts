import { viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { formationOf } from './formation.ts'
import { asSeenNow, codesOf, enquired, send } from './testing.ts'

const NOON = (day: string, zone = '+08:00') => `2026-12-${day}T12:00${zone}`

test('an offer that names no price for a line is no offer', () => {
  const { world, enquiry, offer } = enquired()
  const { judgement } = world.attempt(
    offer('seller', enquiry, '15.40', {
      at: NOON('01'),
      keyed: { '/lines/l2/goods': 'Spanner set', '/lines/l2/quantity': '10' },
    }),
  )
  expect(judgement).toMatchObject({
    is: 'refused',
    refusal: { code: 'sale/not-definite', rule: 'CISG art. 14(1)', at: '/lines/l2/price' },
  })
})

test('an offer in no currency is no offer', () => {
  const { world, enquiry, offer } = enquired({
    '/lines/l1/goods': 'Drill',
    '/lines/l1/quantity': '5',
    '/lines/l1/unit': 'PCE',
  })
  expect(world.attempt(offer('seller', enquiry, '15.40', { at: NOON('01') })).judgement).toMatchObject({
    refusal: { code: 'sale/not-definite', at: '/currency' },
  })
})

test('an offer with goods, quantity and price for each line is definite', () => {
  const { world, enquiry, offer } = enquired()
  const { judgement } = world.attempt(offer('seller', enquiry, '15.40', { at: NOON('01') }))
  expect(judgement.is).toBe('advised')
  expect(codesOf(judgement)).toEqual(['incoterms/container-under-sea-rule'])
})

test('a fixed offer is accepted in its last moment, and not a minute later', () => {
  const { world, enquiry, offer, answer } = enquired()
  const made = world.act(
    offer('seller', enquiry, '15.40', { at: NOON('01'), keyed: { '/offer/fixedUntil': NOON('08') } }),
  )
  const onTime = world.attempt(answer('accept/2', 'buyer', made, { at: '2026-12-08T05:00+01:00' }))
  expect(onTime.judgement).toEqual({ is: 'ok' })
  const late = world.attempt(answer('accept/2', 'buyer', made, { at: '2026-12-08T05:01+01:00' }))
  expect(late.judgement).toMatchObject({
    is: 'refused',
    refusal: { code: 'sale/offer-lapsed', rule: 'CISG art. 18(2), 21(1)', expected: NOON('08') },
  })
})

test('an acceptance that only its transmission delayed is in time, unless the offeror objects', () => {
  const { world, enquiry, offer, answer } = enquired()
  const made = world.act(
    offer('seller', enquiry, '15.40', { at: NOON('01'), keyed: { '/offer/fixedUntil': NOON('08') } }),
  )
  const { judgement } = world.attempt(
    answer('accept/2', 'buyer', made, { at: '2026-12-08T04:30+01:00', reached: '2026-12-08T05:20+01:00' }),
  )
  expect(judgement).toMatchObject({
    is: 'advised',
    advice: [{ code: 'sale/late-in-transmission', rule: 'CISG art. 21(2)' }],
  })
})

test('a dispatch that lies more than a day back is no excuse for an acceptance that is late', () => {
  const { world, enquiry, offer, answer } = enquired()
  const fixed = { '/offer/fixedUntil': NOON('08') } as const
  const made = world.act(offer('seller', enquiry, '15.40', { at: NOON('01'), keyed: fixed }))
  const late = answer('accept/2', 'buyer', made, { at: '2026-12-07T04:30+01:00', reached: '2026-12-08T05:20+01:00' })
  expect(codesOf(world.attempt(late).judgement)).toEqual(['sale/offer-lapsed'])
})

test('an offer without a fixed time is open, but after a month its time is doubtful', () => {
  const { world, enquiry, offer, answer } = enquired()
  const made = world.act(offer('seller', enquiry, '15.40', { at: NOON('01') }))
  expect(world.attempt(answer('accept/2', 'buyer', made, { at: NOON('20') })).judgement).toEqual({ is: 'ok' })
  expect(codesOf(world.attempt(answer('accept/2', 'buyer', made, { at: '2027-02-20T12:00+01:00' })).judgement)).toEqual(
    ['sale/reasonable-time-doubtful'],
  )
})

test('a counter-offer ends the offer that it answers', () => {
  const { world, enquiry, offer, answer } = enquired()
  const first = world.act(offer('seller', enquiry, '15.40', { at: NOON('01') }))
  const counter = world.act(offer('buyer', first, '14.50', { at: NOON('02') }))
  expect(codesOf(world.attempt(answer('accept/2', 'buyer', first, { at: NOON('03') })).judgement)).toEqual([
    'act/answer-not-open',
  ])
  expect(world.attempt(answer('accept/2', 'seller', counter, { at: NOON('03') })).judgement).toEqual({ is: 'ok' })
})

test('a reply that changes nothing, or nothing material, is told that it is an acceptance', () => {
  const { world, enquiry, offer } = enquired()
  const first = world.act(offer('seller', enquiry, '15.40', { at: NOON('01') }))
  const same = world.attempt(offer('buyer', first, '15.40', { at: NOON('02') }))
  expect(codesOf(same.judgement)).toContain('sale/reply-changes-nothing')
  const immaterial = world.attempt(
    offer('buyer', first, '15.40', { at: NOON('02'), keyed: { '/finalPlace': 'Utrecht' } }),
  )
  expect(codesOf(immaterial.judgement)).toContain('sale/reply-changes-immaterial')
  const price = world.attempt(offer('buyer', first, '14.50', { at: NOON('02') }))
  expect(codesOf(price.judgement)).toEqual(['incoterms/container-under-sea-rule'])
})

test('an offer with a fixed time is irrevocable, one without may be revoked', () => {
  const { world, enquiry, offer, answer } = enquired()
  const fixed = world.act(
    offer('seller', enquiry, '15.40', { at: NOON('01'), keyed: { '/offer/fixedUntil': NOON('08') } }),
  )
  expect(world.attempt(answer('revoke-offer/1', 'seller', fixed, { at: NOON('02') })).judgement).toMatchObject({
    is: 'refused',
    refusal: { code: 'sale/offer-irrevocable', rule: 'CISG art. 16(2)(a)' },
  })
  const free = world.act(offer('seller', enquiry, '15.00', { at: NOON('03') }))
  expect(world.attempt(answer('revoke-offer/1', 'seller', free, { at: NOON('04') })).judgement).toEqual({ is: 'ok' })
})

test('even an irrevocable offer is withdrawn by what reaches together with it', () => {
  const { world, enquiry, offer, answer } = enquired()
  const fixed = world.act(
    offer('seller', enquiry, '15.40', { at: NOON('01'), keyed: { '/offer/fixedUntil': NOON('08') } }),
  )
  expect(world.attempt(answer('revoke-offer/1', 'seller', fixed, { at: NOON('01') })).judgement).toEqual({ is: 'ok' })
})

test('a fixed offer that has lapsed needs no revocation', () => {
  const { world, enquiry, offer, answer } = enquired()
  const fixed = world.act(
    offer('seller', enquiry, '15.40', { at: NOON('01'), keyed: { '/offer/fixedUntil': NOON('08') } }),
  )
  expect(codesOf(world.attempt(answer('revoke-offer/1', 'seller', fixed, { at: NOON('09') })).judgement)).toEqual([
    'sale/offer-already-ended',
  ])
})

test('an enquiry binds nobody and is taken back at will', () => {
  const { world, enquiry, answer } = enquired()
  expect(world.attempt(answer('revoke-offer/1', 'buyer', enquiry, { at: NOON('01') })).judgement).toEqual({ is: 'ok' })
})

test('a second offer beside an own one that is still open is advised: either may be accepted', () => {
  const { world, enquiry, offer } = enquired()
  world.act(offer('seller', enquiry, '15.40', { at: NOON('01') }))
  expect(codesOf(world.attempt(offer('seller', enquiry, '15.00', { at: NOON('02') })).judgement)).toContain(
    'sale/own-offer-still-open',
  )
})

/** The seller offers; the buyer counters; before either has read the other's next word, both counter again. */
function crossed() {
  const sale = enquired()
  const { world, enquiry, offer, state } = sale
  const first = world.act(offer('seller', enquiry, '15.40', { at: NOON('01') }))
  const counter = world.act(offer('buyer', first, '14.50', { at: NOON('02') }))
  const buyersView = asSeenNow(state())
  const sellers = send(
    world,
    offer('seller', counter, '14.85', { at: '2026-12-03T11:00+08:00', reached: '2026-12-03T11:02+08:00' }),
  )
  const buyers = send(
    world,
    offer('buyer', first, '14.70', { at: '2026-12-03T04:01+01:00', reached: '2026-12-03T04:03+01:00', on: buyersView }),
  )
  if (!sellers.done || !buyers.done) throw new Error('a crossing counter-offer was refused')
  return { ...sale, sellers: sellers.done, buyers: buyers.done, buyersJudgement: buyers.judgement }
}

test('a counter-offer that crosses another stands as an offer of its own', () => {
  const { buyersJudgement, sellers, buyers, state } = crossed()
  expect(codesOf(buyersJudgement)).toContain('sale/answers-ended-offer')
  const states = formationOf(state(), { now: NOON('03') })?.offers.map(({ id, state: is }) => [id, is])
  expect(states?.slice(-2)).toEqual([
    [sellers.act.identity, 'open'],
    [buyers.act.identity, 'open'],
  ])
})

test('two counter-offers cross and each side accepts the other’s', () => {
  const { world, sellers, buyers, answer, state } = crossed()
  const sellersView = asSeenNow(state())
  const buyerAccepts = answer('accept/2', 'buyer', sellers, {
    at: '2026-12-04T09:30+01:00',
    reached: '2026-12-04T09:31+01:00',
  })
  const sellerAccepts = answer('accept/2', 'seller', buyers, {
    at: '2026-12-04T16:30+08:00',
    reached: '2026-12-04T16:32+08:00',
    on: sellersView,
  })
  expect(send(world, buyerAccepts).judgement).toEqual({ is: 'ok' })
  // Dispatched in the same minute, but the buyer's acceptance reached first: that contract is concluded, at 14.85.
  expect(codesOf(send(world, sellerAccepts).judgement)).toEqual(['act/no-more'])
  const formed = formationOf(state(), { now: NOON('05') })
  expect(formed?.conclusion).toMatchObject({
    kind: 'concluded',
    contract: { offer: sellers.act.identity, rule: 'CISG art. 18(2), 23', terms: { 'price/l1': '14.85' } },
  })
  expect(formed?.offers.find((each) => each.id === buyers.act.identity)).toMatchObject({
    state: 'superseded',
    rule: 'CISG art. 23, 29(1)',
  })
  expect(viewFile(state()).text('/lines/l1/price')).toBe('14.85')
})

test('the acceptance that reaches first concludes, though it was dispatched later', () => {
  const { world, sellers, buyers, answer, state } = crossed()
  const buyersView = asSeenNow(state())
  const sellerAccepts = answer('accept/2', 'seller', buyers, {
    at: '2026-12-04T16:35+08:00',
    reached: '2026-12-04T16:36+08:00',
  })
  const buyerAccepts = answer('accept/2', 'buyer', sellers, {
    at: '2026-12-04T09:30+01:00',
    reached: '2026-12-04T09:40+01:00',
    on: buyersView,
  })
  expect(send(world, sellerAccepts).judgement).toEqual({ is: 'ok' })
  expect(codesOf(send(world, buyerAccepts).judgement)).toEqual(['act/no-more'])
  expect(viewFile(state()).text('/lines/l1/price')).toBe('14.70')
})

test('two offers that cross with the same terms are no contract: nobody has assented', () => {
  const { world, enquiry, offer, state } = enquired()
  const first = world.act(offer('seller', enquiry, '15.40', { at: NOON('01') }))
  const counter = world.act(offer('buyer', first, '14.50', { at: NOON('02') }))
  const buyersView = asSeenNow(state())
  send(world, offer('seller', counter, '14.80', { at: NOON('03') }))
  send(world, offer('buyer', first, '14.80', { at: NOON('03'), on: buyersView }))
  expect(formationOf(state(), { now: NOON('04') })?.conclusion).toMatchObject({
    kind: 'not-concluded',
    reason: { code: 'cisg/no-acceptance', rule: 'CISG art. 18(1), 23' },
  })
})

test('after a rejection either side may begin again', () => {
  const { world, enquiry, offer, answer } = enquired()
  const first = world.act(
    offer('seller', enquiry, '15.40', { at: NOON('01'), keyed: { '/offer/fixedUntil': NOON('08') } }),
  )
  world.act(answer('reject-offer/1', 'buyer', first, { at: NOON('02') }))
  expect(codesOf(world.attempt(answer('accept/2', 'buyer', first, { at: NOON('03') })).judgement)).toEqual([
    'act/answer-not-open',
  ])
  expect(codesOf(world.attempt(offer('buyer', first, '14.50', { at: NOON('03') })).judgement)).toContain(
    'sale/answers-ended-offer',
  )
  expect(codesOf(world.attempt(offer('seller', enquiry, '15.00', { at: NOON('03') })).judgement)).not.toContain(
    'sale/own-offer-still-open',
  )
})
