import type { Dossier, Path, Value } from '@entrepot/trade/file'
import { catalogue } from '@entrepot/trade/catalogue'
import { expect, test } from 'vitest'
import { testWorld } from '../../act/testing.ts'
import { applicant, beneficiary, issuingBank, TERMS } from './testing.ts'

type Elements = Readonly<Record<Path, Value>>

/** A sale at 50,100 US dollars CIF Rotterdam, accepted; and the applicant's dossier, in which only it stands. */
function sold(more: Elements = {}) {
  const world = testWorld(catalogue, [beneficiary, issuingBank, applicant])
  const file = world.nextId()
  const parties = { seller: beneficiary.signer.organisation, buyer: applicant.signer.organisation }
  const [seller, buyer] = [
    { by: beneficiary, as: 'seller', file },
    { by: applicant, as: 'buyer', file },
  ]
  const goods = {
    '/lines/l1/goods': 'Electric impact drill, model D750',
    '/lines/l1/quantity': '2400',
    '/lines/l1/unit': 'PCE',
  }
  const opens = { kind: 'sale', parties }
  const enquiry = world.act({ type: 'enquire/1', ...buyer, at: '2026-11-30T10:00+01:00', opens, keyed: goods })
  world.act({ type: 'enter/1', ...seller, at: '2026-11-30T18:00+08:00' })
  const keyed = {
    '/number': 'SC-2026-118',
    '/lines/l1/price': '20.875',
    '/currency': 'USD',
    '/quantityTolerance': 'none',
    '/incoterm/rule': 'CIF',
    '/incoterm/edition': '2020',
    '/incoterm/place': 'NLRTM',
    '/deliveryPort': 'CNTAO',
    '/shipment/latest': '2027-01-20',
    '/shipment/partial': 'not allowed',
    '/shipment/transhipment': 'allowed',
    '/payment/terms': 'documentaryCredit',
    '/payment/creditAdvisedBy': '2026-12-15',
    ...more,
  }
  const offer = world.act({
    type: 'offer/1',
    ...seller,
    at: '2026-12-01T10:00+08:00',
    answers: enquiry.act.identity,
    keyed,
  })
  world.act({ type: 'accept/2', ...buyer, at: '2026-12-04T09:30+01:00', answers: offer.act.identity })
  const state = world.fileOf(file)
  const dossier: Dossier = { root: state, files: new Map([[file, state]]) }

  const applying = (terms: Elements = {}, at = '2026-12-09T10:00+01:00') => {
    const opening = {
      kind: 'creditApplication',
      parties: { applicant: parties.buyer, issuingBank: issuingBank.signer.organisation },
    }
    const deed = { type: 'apply-credit/1', by: applicant, as: 'applicant', file: world.nextId(), at, opens: opening }
    return { ...deed, keyed: { ...TERMS, '/terms/contract': 'SC-2026-118', ...terms } }
  }
  const currency = state.elements.get('/currency')?.at(-1)?.commitment ?? ''
  return { world, dossier, applying, currency }
}

const issue = (terms: Elements) => {
  const { world } = sold()
  const parties = { issuingBank: issuingBank.signer.organisation, beneficiary: beneficiary.signer.organisation }
  const deed = { type: 'issue-credit/1', by: issuingBank, as: 'issuingBank', file: world.nextId() }
  const opens = { kind: 'credit', parties }
  const keyed = { '/number': 'PB26LC001207', ...TERMS, ...terms }
  return world.attempt({ ...deed, opens, at: '2026-12-11T10:00+01:00', keyed }).judgement
}

const told = (code: string, at: string, found: string, suggestion: string) => ({ code, at, found, suggestion })

test('an application that fits the contract is told nothing', () => {
  const { world, dossier, applying } = sold()
  expect(world.attempt(applying(), { dossier }).judgement).toEqual({ is: 'ok' })
})

test('whatever differs from the contract is advised, each by itself', () => {
  const { world, dossier, applying } = sold()
  const terms = {
    '/terms/amount': '50000.00',
    '/terms/latestShipment': '2027-01-10',
    '/terms/transhipment': 'not allowed',
  } as const
  const { judgement } = world.attempt(applying(terms), { dossier })
  expect(judgement).toMatchObject({
    is: 'advised',
    advice: [
      told('credit/differs-from-contract', '/terms/latestShipment', '2027-01-10', '2027-01-20'),
      told('credit/differs-from-contract', '/terms/transhipment', 'not allowed', 'allowed'),
      told('credit/differs-from-contract', '/terms/amount', '50000.00', '50100.00'),
    ],
  })
})

test('a tolerance on the goods needs one on the amount', () => {
  const { world, dossier, applying } = sold({ '/quantityTolerance': 'plus or minus 5 %' })
  expect(world.attempt(applying(), { dossier }).judgement).toMatchObject({
    advice: [told('credit/differs-from-contract', '/terms/amountTolerance', 'none', 'plus or minus 5 %')],
  })
})

test('a credit asked for after the agreed day, or where none was agreed, is advised', () => {
  const late = sold()
  const { judgement } = late.world.attempt(late.applying({}, '2026-12-16T10:00+01:00'), { dossier: late.dossier })
  expect(judgement).toMatchObject({
    advice: [{ code: 'credit/later-than-agreed', rule: 'CISG art. 54', suggestion: '2026-12-15' }],
  })
  const transfer = sold({ '/payment/terms': 'bankTransfer' })
  expect(transfer.world.attempt(transfer.applying(), { dossier: transfer.dossier }).judgement).toMatchObject({
    advice: [{ code: 'credit/contract-pays-otherwise' }],
  })
})

test('without the sale in sight, a term that was keyed among cited ones is named', () => {
  const { world, applying, currency } = sold()
  const asked = Object.entries(applying({ '/terms/latestShipment': '2027-01-10' }).keyed)
  const keyed = Object.fromEntries(asked.filter(([path]) => path !== '/terms/currency'))
  const cited = { '/terms/currency': currency }
  const { judgement } = world.attempt({ ...applying(), keyed, cited })
  const advice = judgement.is === 'advised' ? judgement.advice : []
  expect(advice).toContainEqual({
    code: 'credit/term-not-cited',
    rule: 'CISG art. 54',
    at: '/terms/latestShipment',
    found: '2027-01-10',
  })
  expect(advice.some(({ at }) => at === '/terms/currency')).toBe(false)
})

test('without the sale in sight nothing is compared', () => {
  const { world, applying } = sold()
  expect(world.attempt(applying({ '/terms/amount': '1.00' })).judgement).toEqual({ is: 'ok' })
})

test.each([
  ['ISP98', '/terms/rules', 'credit/rules-not-stated', 'UCP 600 art. 1'],
  ['with any bank', '/terms/available', 'credit/availability-not-stated', 'UCP 600 art. 6(b)'],
  [
    'any bank by negotiation, drafts on the applicant',
    '/terms/available',
    'credit/draft-on-applicant',
    'UCP 600 art. 6(c)',
  ],
  ['2026-12-10', '/terms/expiryDate', 'credit/expires-before-issue', 'UCP 600 art. 6(d)(i)'],
] as const)('a credit that says %s in %s is not issued', (value, term, code, rule) => {
  expect(issue({ [term]: value })).toMatchObject({ is: 'refused', refusal: { code, rule, at: term, found: value } })
})

test.each([
  [{ '/terms/rules': 'UCP LATEST VERSION' }, 'credit/electronic-rules-not-stated'],
  [{ '/terms/expiryDate': '2027-01-19' }, 'credit/expires-before-shipment'],
  [{ '/terms/latestShipment': '2026-12-01' }, 'credit/shipment-already-past'],
  [{ '/terms/insurancePercent': '100' }, 'credit/cover-below-110'],
] as const)('a credit with %o is advised %s', (terms, code) => {
  expect(issue(terms)).toMatchObject({ is: 'advised', advice: [{ code }] })
})

test('the terms of the golden trade are well formed', () => {
  expect(issue({})).toEqual({ is: 'ok' })
})

test('cover is 110 %, by clauses of the rule, in the currency of the contract', () => {
  const { world, dossier } = sold({ '/incoterm/rule': 'CIP' })
  const request = (more: Elements) => {
    const parties = { insured: beneficiary.signer.organisation, insurer: issuingBank.signer.organisation }
    const deed = {
      type: 'request-cover/1',
      by: beneficiary,
      as: 'insured',
      file: world.nextId(),
      at: '2026-12-30T10:00+08:00',
    }
    const keyed = {
      '/value': '50100.00',
      '/currency': 'USD',
      '/percent': '110',
      '/clauses': ['ICC(A)', 'war', 'strikes'],
      '/goods/l1': 'Electric impact drill',
      '/from': 'CNTAO',
      '/to': 'NLRTM',
      ...more,
    }
    return world.attempt({ ...deed, opens: { kind: 'cover', parties }, keyed }, { dossier }).judgement
  }
  expect(request({})).toEqual({ is: 'ok' })
  expect(request({ '/clauses': ['ICC(C)'], '/percent': '100', '/currency': 'EUR' })).toMatchObject({
    is: 'advised',
    advice: [
      { code: 'cover/clauses-below-minimum', rule: 'Incoterms 2020 CIP A5', suggestion: 'ICC(A)' },
      { code: 'cover/amount-below-minimum', suggestion: '110' },
      { code: 'cover/currency-differs', suggestion: 'USD' },
    ],
  })
  expect(request({ '/clauses': ['war'] })).toMatchObject({ advice: [{ code: 'cover/no-cargo-clauses' }] })
})
