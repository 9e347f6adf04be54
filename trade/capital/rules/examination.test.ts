import { type Path, type Value, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { advisedCredit, type Presenting } from './testing.ts'

/** A credit under which documents were presented on 14 January. */
function presented(how: Presenting = {}) {
  const credit = advisedCredit()
  credit.world.act(credit.presenting(how))
  return credit
}

test('each bank has five banking days of its own: 21 January in Qingdao, 26 January in Rotterdam', () => {
  const { world, nominated, examining, state } = presented()
  world.act(examining('nominatedBank', 'complying'))
  world.act({ type: 'negotiate/1', ...nominated, at: '2027-01-19T11:00+08:00' })
  world.act({ type: 'forward-documents/1', ...nominated, at: '2027-01-19T15:00+08:00' })
  world.act(examining('issuingBank', 'complying'))
  const view = viewFile(state())
  expect(view.text('/examinations/nominatedBank/deadline')).toBe('2027-01-21')
  expect(view.text('/examinations/issuingBank/deadline')).toBe('2027-01-26')
})

test('a complying presentation is told nothing', () => {
  const { world, examining } = presented()
  expect(world.attempt(examining('nominatedBank', 'complying')).judgement).toEqual({ is: 'ok' })
})

test('a bank that finds late documents complying is told, unless it overrides with a reason', () => {
  const { world, examining } = presented({
    bill: { onBoard: '2027-01-21', issued: '2027-01-22' },
    at: '2027-01-25T10:00+08:00',
  })
  const at = '2027-01-26T10:00+08:00'
  const { judgement } = world.attempt(examining('nominatedBank', 'complying', { at }))
  expect(judgement).toMatchObject({
    is: 'advised',
    advice: [{ code: 'ucp600/late-shipment', rule: 'UCP 600 art. 20(a)(ii), 29(c)', suggestion: 'by 2027-01-20' }],
  })
  const keyed = {
    '/examinations/nominatedBank/overrides': ['ucp600/late-shipment: waived by the applicant on 25 January'],
  }
  expect(world.attempt(examining('nominatedBank', 'complying', { at, keyed })).judgement).toEqual({ is: 'ok' })
})

test('every discrepancy is told at once', () => {
  const { world, examining } = presented({
    invoice: { buyer: 'Somebody Else', 'lines/l1/goods': 'Electric drill' },
    bill: { to: 'BEANR', clauses: ['two cartons wet'] },
  })
  const { judgement } = world.attempt(examining('nominatedBank', 'complying'))
  const codes = judgement.is === 'advised' ? judgement.advice.map((each) => each.code) : []
  expect(codes.toSorted()).toEqual([
    'ucp600/description-not-corresponding',
    'ucp600/invoice-not-to-applicant',
    'ucp600/not-clean',
    'ucp600/port-of-discharge',
  ])
})

test('a refusal lists its discrepancies and says what becomes of the documents', () => {
  const { world, examining } = presented()
  const refusal = (keyed: Readonly<Record<Path, Value>>) =>
    world.attempt(examining('nominatedBank', 'refused', { keyed })).judgement
  const discrepancies = { '/examinations/nominatedBank/discrepancies': ['ucp600/late-shipment'] } as const
  expect(refusal({})).toMatchObject({
    refusal: { code: 'credit/refused-without-discrepancies', rule: 'UCP 600 art. 16(c)(ii)' },
  })
  expect(refusal(discrepancies)).toMatchObject({
    refusal: { code: 'credit/refused-without-disposal', rule: 'UCP 600 art. 16(c)(iii)' },
  })
  expect(refusal({ ...discrepancies, '/refusal/nominatedBank/disposal': 'holding' })).toEqual({ is: 'ok' })
})

test('a refusal after the fifth banking day is precluded, a late payment only late', () => {
  const { world, examining } = presented()
  const at = '2027-01-22T09:00+08:00'
  const keyed = {
    '/examinations/nominatedBank/discrepancies': ['ucp600/spelling'],
    '/refusal/nominatedBank/disposal': 'holding',
  }
  expect(world.attempt(examining('nominatedBank', 'refused', { at, keyed })).judgement).toMatchObject({
    refusal: { code: 'credit/refused-late', rule: 'UCP 600 art. 16(d), 16(f)', expected: '2027-01-21' },
  })
  expect(world.attempt(examining('nominatedBank', 'complying', { at })).judgement).toMatchObject({
    is: 'advised',
    advice: [{ code: 'credit/examined-late' }],
  })
})

test('no bank decides for another', () => {
  const { world, nominated } = presented()
  const keyed = { '/examinations/issuingBank/decision': 'complying' }
  const deed = { type: 'examine-documents/1', ...nominated, at: '2027-01-19T10:00+08:00', keyed }
  expect(world.attempt(deed).judgement).toMatchObject({
    refusal: { code: 'credit/decides-for-another', at: '/examinations/issuingBank/decision' },
  })
})

test('a bank negotiates only what it found complying', () => {
  const { world, nominated, examining } = presented()
  const negotiate = { type: 'negotiate/1', ...nominated, at: '2027-01-19T11:00+08:00' }
  const keyed = {
    '/examinations/nominatedBank/discrepancies': ['ucp600/late-shipment'],
    '/refusal/nominatedBank/disposal': 'holding',
  }
  world.act(examining('nominatedBank', 'refused', { keyed }))
  expect(world.attempt(negotiate).judgement).toMatchObject({
    refusal: { code: 'credit/refused-before', rule: 'UCP 600 art. 15, 16', found: 'refused' },
  })
})

test('the issuing bank examines what was forwarded, and is told when nothing was', () => {
  const { world, examining } = presented()
  expect(world.attempt(examining('issuingBank', 'complying')).judgement).toMatchObject({
    is: 'advised',
    advice: [{ code: 'credit/nothing-received-yet' }],
  })
})

/** An amendment to a later shipment and a larger amount, which the beneficiary has not answered. */
function amended() {
  const credit = advisedCredit()
  const keyed = {
    '/terms/latestShipment': '2027-01-31',
    '/terms/amount': '55000.00',
    '/terms/expiryDate': '2027-02-21',
  }
  const amendment = credit.world.act({ type: 'amend-credit/1', ...credit.issuing, at: '2027-01-05T10:00+01:00', keyed })
  const answer = (type: string, at: string) => ({ type, ...credit.owner, at, answers: amendment.act.identity })
  const late = {
    amount: '55000.00',
    bill: { onBoard: '2027-01-28', issued: '2027-01-28' },
    at: '2027-02-05T10:00+08:00',
  }
  return { ...credit, answer, late }
}

const EXAMINED_AT = '2027-02-08T10:00+08:00'

test('a credit amendment is rejected by the beneficiary after documents were issued under it', () => {
  const { world, drawing, presenting, examining, answer, late, state } = amended()
  const presentation = presenting(late)
  world.act(answer('reject-amendment/1', '2027-02-04T10:00+08:00'))
  const view = viewFile(state())
  expect([view.text('/terms/amount'), view.text('/terms/latestShipment')]).toEqual(['50100.00', '2027-01-20'])
  // The documents stay what they are; what they were issued for is no longer there to be drawn on.
  expect(world.attempt(drawing('55000.00', '2027-02-03T11:00+08:00')).judgement).toMatchObject({
    advice: [{ code: 'credit/overdrawn', suggestion: '50100.00' }],
  })
  expect(world.attempt(presentation).judgement).toMatchObject({
    advice: [{ code: 'credit/expired', suggestion: '2027-02-03' }],
  })
  world.take(world.attempt(presentation), presentation.by)
  const { judgement } = world.attempt(examining('nominatedBank', 'complying', { at: EXAMINED_AT }))
  const codes = judgement.is === 'advised' ? judgement.advice.map((each) => each.code) : []
  expect(codes).toEqual(
    expect.arrayContaining([
      'ucp600/expired',
      'ucp600/overdrawn',
      'ucp600/invoice-exceeds-credit',
      'ucp600/late-shipment',
    ]),
  )
  // What was rejected is over: a later acceptance answers nothing, the issuing bank would have to amend again.
  expect(world.attempt(answer('accept-amendment/1', '2027-02-04T12:00+08:00')).judgement).toMatchObject({
    refusal: { code: 'act/answer-not-open' },
  })
})

test('a presentation under an amendment that is not answered yet is taken as its acceptance', () => {
  const { world, drawing, presenting, examining, late } = amended()
  const pending = { is: 'advised', advice: [{ code: 'credit/under-pending-amendment', rule: 'UCP 600 art. 10(c)' }] }
  expect(world.attempt(drawing('55000.00')).judgement).toMatchObject(pending)
  const presentation = presenting(late)
  expect(world.attempt(presentation).judgement).toMatchObject(pending)
  world.act(presentation)
  expect(world.attempt(examining('nominatedBank', 'complying', { at: EXAMINED_AT })).judgement).toMatchObject(pending)
})

test('an accepted amendment is the credit', () => {
  const { world, presenting, examining, answer, late } = amended()
  world.act(answer('accept-amendment/1', '2027-01-06T10:00+08:00'))
  const presentation = presenting(late)
  expect(world.attempt(presentation).judgement).toEqual({ is: 'ok' })
  world.act(presentation)
  expect(world.attempt(examining('nominatedBank', 'complying', { at: EXAMINED_AT })).judgement).toEqual({ is: 'ok' })
})

test('a foreign document is examined by what was keyed off it: it may say less, but nothing that conflicts', () => {
  const { world, presenting, examining } = advisedCredit({
    '/terms/documents': ['commercial invoice', 'bill of lading', 'weight list'],
  })
  const deed = presenting({})
  const foreign = (field: string) => `/presentation/foreign/weight-list/${field}` as const
  const transcribed = {
    [foreign('title')]: 'weight list',
    [foreign('vessel')]: 'PRACTISE MERIDIAN',
    [foreign('voyage')]: '103W',
  }
  world.act({ ...deed, transcribed })
  const { judgement } = world.attempt(examining('nominatedBank', 'complying'))
  const advice = judgement.is === 'advised' ? judgement.advice : []
  expect(advice.filter(({ code }) => code === 'ucp600/data-conflict')).toMatchObject([{ rule: 'UCP 600 art. 14(d)' }])
})

test('an amendment that would leave the credit without rules is no amendment', () => {
  const { world, issuing } = advisedCredit()
  const keyed = { '/terms/rules': 'as agreed' }
  const deed = { type: 'amend-credit/1', ...issuing, at: '2027-01-05T10:00+01:00', keyed }
  expect(world.attempt(deed).judgement).toMatchObject({ refusal: { code: 'credit/rules-not-stated' } })
})
