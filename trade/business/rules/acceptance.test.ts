import { classifyReply } from '@entrepot/cisg'
import { catalogue } from '@entrepot/trade/catalogue'
import { type Path, type Value, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { MATERIALITY, termNames } from './negotiation.ts'
import { codesOf, enquired, offered, send } from './testing.ts'

const FIXED = { '/offer/fixedUntil': '2026-12-08T12:00+08:00' } as const

test('an acceptance that changes something immaterial concludes, and the contract holds with the change', () => {
  const { world, accepts, conclusion, state } = offered()
  const { judgement } = send(world, accepts('2026-12-02T09:00+01:00', { keyed: { '/finalPlace': 'Utrecht' } }))
  expect(judgement).toMatchObject({
    is: 'advised',
    advice: [
      {
        ...{ code: 'sale/changes-bind-unless-objected', rule: 'CISG art. 19(2)', at: '/finalPlace' },
        suggestion: '2026-12-04T09:00:00+01:00',
      },
    ],
  })
  expect(conclusion('2026-12-03T09:00+01:00')).toMatchObject({
    kind: 'concluded',
    contract: {
      rule: 'CISG art. 18(2), 19(2), 23',
      modifications: { finalPlace: 'Utrecht' },
      terms: { finalPlace: 'Utrecht', 'price/l1': '15.40' },
    },
  })
  const view = viewFile(state())
  expect([view.text('/finalPlace'), view.text('/lines/l1/price')]).toEqual(['Utrecht', '15.40'])
})

test('a seller who accepts gives the contract its number with the acceptance', () => {
  const { world, enquiry, offer, answer, state } = enquired()
  const first = world.act(offer('seller', enquiry, '15.40', { at: '2026-12-01T12:00+08:00' }))
  const counter = world.act(offer('buyer', first, '14.80', { at: '2026-12-02T09:00+01:00' }))
  const keyed = { '/number': 'SC-1', '/lines/l1/hs6': '846721', '/marks': 'TULIP 1-600' } as const
  const { judgement } = send(world, answer('accept/2', 'seller', counter, { at: '2026-12-03T09:00+08:00', keyed }))
  expect(codesOf(judgement)).toEqual(['sale/changes-bind-unless-objected'])
  expect(viewFile(state()).text('/number')).toBe('SC-1')
  expect(viewFile(state()).text('/lines/l1/price')).toBe('14.80')
})

test('a price is no part of an acceptance: who changes it makes a counter-offer', () => {
  const { world, accepts } = offered()
  const { judgement } = world.attempt(accepts('2026-12-02T09:00+01:00', { keyed: { '/lines/l1/price': '15.00' } }))
  expect(codesOf(judgement)).toEqual(['element/not-of-this-act'])
})

test('an acceptance speaks of the lines that were offered, and of no other', () => {
  const { world, enquiry, offer, answer } = enquired()
  const first = world.act(
    offer('buyer', world.act(offer('seller', enquiry, '15', { at: '2026-12-01T12:00+08:00' })), '14', {
      at: '2026-12-02T09:00+01:00',
    }),
  )
  const keyed = { '/lines/l9/hs6': '846721' } as const
  expect(
    world.attempt(answer('accept/2', 'seller', first, { at: '2026-12-03T09:00+08:00', keyed })).judgement,
  ).toMatchObject({ refusal: { code: 'sale/changes-unknown-line', at: '/lines/l9/hs6' } })
})

test('every element that an acceptance may carry is immaterial by the tables', () => {
  const { may = [] } = catalogue.acts.get('accept/2') ?? {}
  expect(may.length).toBeGreaterThan(0)
  for (const template of may) {
    const name = termNames.get(template)
    if (name === undefined) throw new Error(`${template} is no term of an offer`)
    expect(classifyReply({}, { [name]: 'new' }, MATERIALITY).kind).toBe('acceptance-with-modifications')
  }
})

test('a late acceptance concludes when the offeror lets it hold at once, as of when it reached him', () => {
  const { world, answer, made, conclusion, state } = offered(FIXED)
  const late = send(world, answer('accept-late/1', 'buyer', made, { at: '2026-12-09T09:00+01:00' }))
  expect(codesOf(late.judgement)).toEqual(['sale/late-acceptance'])
  expect(conclusion('2026-12-09T10:00+01:00')).toMatchObject({ reason: { code: 'cisg/acceptance-late' } })
  if (!late.done) throw new Error('not taken')
  const holds = answer('accept/2', 'seller', late.done, { at: '2026-12-10T09:00+08:00' })
  expect(send(world, holds).judgement).toEqual({ is: 'ok' })
  expect(conclusion('2026-12-10T12:00+08:00')).toMatchObject({
    contract: {
      ...{ offer: made.act.identity, acceptance: late.done.act.identity, rule: 'CISG art. 21(1), 23' },
      concludedAt: '2026-12-09T09:00:00+01:00',
    },
  })
  expect(viewFile(state()).text('/lines/l1/price')).toBe('15.40')
})

test('a late acceptance is let hold without delay and as it is, or not at all', () => {
  const { world, answer, made } = offered(FIXED)
  const late = world.act(answer('accept-late/1', 'buyer', made, { at: '2026-12-09T09:00+01:00' }))
  const holds = (at: string, keyed: Readonly<Record<Path, Value>> = {}) =>
    world.attempt(answer('accept/2', 'seller', late, { at, keyed })).judgement
  expect(holds('2026-12-11T16:00+08:00')).toEqual({ is: 'ok' })
  expect(holds('2026-12-11T16:01+08:00')).toMatchObject({
    refusal: { code: 'sale/notice-delayed', rule: 'CISG art. 21(1)' },
  })
  expect(codesOf(holds('2026-12-10T09:00+08:00', { '/number': 'SC-1' }))).toEqual(['sale/late-acceptance-changed'])
})

test('what is in time is accepted, not accepted late; and nobody accepts late what was never open to him', () => {
  const { world, answer, made } = offered(FIXED)
  const late = (as: 'buyer' | 'seller', at: string) =>
    world.attempt(answer('accept-late/1', as, made, { at })).judgement
  expect(codesOf(late('buyer', '2026-12-02T09:00+01:00'))).toEqual(['sale/not-late'])
  expect(codesOf(late('seller', '2026-12-09T09:00+08:00'))).toEqual(['act/answer-not-open'])
})

test('an acceptance of release 0.1 is superseded: it is refused by name', () => {
  const { world, answer, made } = offered()
  const old = world.attempt(answer('accept/1', 'buyer', made, { at: '2026-12-02T09:00+01:00' }))
  expect(codesOf(old.judgement)).toEqual(['act/superseded'])
})
