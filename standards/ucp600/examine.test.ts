import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeElectronicTerms } from './electronic.ts'
import { examine, MAX_DOCUMENTS } from './examine.ts'
import {
  BILL,
  CALENDARS,
  codes,
  CREDIT,
  day,
  examined,
  INVOICE,
  onPaper,
  PRESENTATION,
  quantity,
  usd,
  withDocuments,
} from './testing.ts'

test('the golden presentation complies; the nominated bank has until 21 January', () => {
  expect(examined(PRESENTATION)).toEqual({
    kind: 'examination',
    discrepancies: [],
    advice: [],
    lastPresentationDay: '2027-02-01',
    dayOfReceipt: '2027-01-14',
    examinationDeadline: '2027-01-21',
  })
})

const forwarded = { received: { date: day('2027-01-19') }, scheduleStatesExtension: false }

test('forwarded, it complies still; the issuing bank has five days of its own, until 26 January (art. 14(b))', () => {
  expect(examined({ ...PRESENTATION, forwarded })).toMatchObject({
    discrepancies: [],
    advice: [],
    lastPresentationDay: '2027-02-01',
    dayOfReceipt: '2027-01-19',
    examinationDeadline: '2027-01-26',
  })
})

test('without the calendar of the bank that examines, no deadline is guessed', () => {
  const { placeOfPresentation } = CALENDARS
  expect(examined({ ...PRESENTATION, forwarded }, CREDIT, { placeOfPresentation })).not.toHaveProperty(
    'examinationDeadline',
  )
})

test('a deadline beyond the published holidays is advised', () => {
  const coverage = { from: day('2026-01-01'), to: day('2027-01-31') }
  const placeOfPresentation = { ...CALENDARS.placeOfPresentation, coverage }
  expect(examined(PRESENTATION, CREDIT, { placeOfPresentation }).advice).toMatchObject([
    { code: 'ucp600/calendar-not-covered', found: '2027-02-01' },
  ])
})

test('an invoice is issued by the beneficiary and made out to the applicant (art. 18(a))', () => {
  expect(codes(withDocuments({ invoice: { issuer: 'Jinan Practice Tools' } }))).toEqual([
    'ucp600/invoice-not-by-beneficiary UCP 600 art. 18(a)(i)',
  ])
  expect(codes(withDocuments({ invoice: { madeOutTo: '' } }))).toEqual([
    'ucp600/invoice-not-to-applicant UCP 600 art. 18(a)(ii)',
  ])
  expect(codes(withDocuments({ invoice: { issuer: 'QINGDAO PRACTICE TOOLS CO., LTD.' } }))).toEqual([])
})

test('a slip of the pen in a name or port is forgiven, and told to the examiner (art. 14(d))', () => {
  const found = examined(
    withDocuments({ invoice: { madeOutTo: 'Utrecht Practice Suply' }, bill: { portOfLoading: { name: 'Qingdoa' } } }),
  )
  expect(found.discrepancies).toEqual([])
  expect(found.advice).toMatchObject([
    { code: 'ucp600/spelling', document: 'invoice', field: 'madeOutTo' },
    { code: 'ucp600/spelling', document: 'bill', field: 'portOfLoading' },
  ])
})

test('an invoice over the credit is discrepant, unless the nominated bank takes it and pays no more (art. 18(b))', () => {
  const over = withDocuments({ invoice: { amount: usd('50100.01') } })
  expect(codes(over)).toEqual(['ucp600/invoice-exceeds-credit UCP 600 art. 18(b)'])
  expect(codes({ ...over, invoiceInExcessAccepted: true })).toEqual([])
  expect(codes({ ...over, invoiceInExcessAccepted: true, claimed: usd('50100.01') })).toEqual([
    'ucp600/overdrawn UCP 600 art. 18(b), 30(a)',
  ])
})

test('an invoice in another currency is discrepant (art. 18(a)(iii))', () => {
  expect(codes(withDocuments({ invoice: { amount: { amount: 1n, currency: 'EUR' } } }))).toEqual([
    'ucp600/amount-in-other-currency UCP 600 art. 18(a)(iii)',
  ])
})

test.each([
  ['ELECTRIC IMPACT DRILL, MODEL D750, 230V 750W, CORDED, IN CARTONS', []],
  [
    'Electric impact drill 230 V 750 W, corded, model D760',
    ['ucp600/description-not-corresponding UCP 600 art. 18(c)'],
  ],
  ['Electric drill 230 V 750 W, corded, model D750', ['ucp600/description-not-corresponding UCP 600 art. 18(c)']],
  ['Electric impact dril 230 V 750 W, corded, model D750', ['ucp600/description-not-corresponding UCP 600 art. 18(c)']],
  ['Electrc impact drill 230 V 750 W, corded, model D750', []],
])('the invoice describes the goods as %s (art. 18(c))', (description, expected) => {
  const lines = INVOICE.lines.map((each) => (each.key === 'l1' ? { ...each, description } : each))
  expect(codes(withDocuments({ invoice: { lines } }))).toEqual(expected)
})

test('a document may be older than the credit but not younger than its presentation (art. 14(i))', () => {
  expect(codes(withDocuments({ packing: { dated: day('2020-01-01') } }))).toEqual([])
  expect(codes(withDocuments({ packing: { dated: day('2027-01-14') } }))).toEqual([])
  expect(codes(withDocuments({ packing: { dated: day('2027-01-15') } }))).toEqual([
    'ucp600/dated-after-presentation UCP 600 art. 14(i)',
  ])
})

test('each document asked for is presented, one original at least (art. 14(a), 17(a))', () => {
  const missing = { ...PRESENTATION, documents: PRESENTATION.documents.filter((each) => each.kind !== 'packing-list') }
  expect(codes(missing)).toEqual(['ucp600/document-missing UCP 600 art. 14(a)'])
  expect(codes(withDocuments({ packing: { originals: { issued: 1, presented: 0 } } }))).toEqual([
    'ucp600/original-missing UCP 600 art. 17(a)',
  ])
})

const { electronic: _, ...PAPER_CREDIT } = CREDIT

test('electronic records need a credit under the eUCP, paper does not (eUCP art. e1)', () => {
  expect(codes(PRESENTATION, PAPER_CREDIT)).toEqual(['ucp600/electronic-not-allowed eUCP 2.1 art. e1'])
  expect(codes(onPaper('2027-01-14'), PAPER_CREDIT)).toEqual([])
})

test('a record comes in a format that the credit names; a kind without one may come in any (eUCP art. e5)', () => {
  const pdf = { medium: { form: 'electronic', format: 'PDF', authenticated: true } } as const
  expect(codes(withDocuments({ bill: pdf }))).toEqual(['ucp600/electronic-format eUCP 2.1 art. e5'])
  expect(codes(withDocuments({ packing: pdf }))).toEqual([])
})

const GOLDEN_ELECTRONIC = { identifiesCredit: true, deliveredTo: 'port.example' }

test('records are presented at their place, name their credit, and are complete by notice (eUCP art. e6)', () => {
  const noticed = { ...GOLDEN_ELECTRONIC, noticeOfCompleteness: { date: day('2027-01-14') } }
  expect(codes({ ...PRESENTATION, electronic: GOLDEN_ELECTRONIC })).toEqual([
    'ucp600/notice-of-completeness-missing eUCP 2.1 art. e6(c)',
  ])
  expect(codes({ ...PRESENTATION, electronic: { ...noticed, identifiesCredit: false } })).toEqual([
    'ucp600/credit-not-identified eUCP 2.1 art. e6(d)',
  ])
  expect(codes({ ...PRESENTATION, electronic: { ...noticed, deliveredTo: 'elsewhere.example' } })).toEqual([
    'ucp600/wrong-place eUCP 2.1 art. e6(a)',
  ])
})

test('the five days begin with the notice of completeness; without it there is no presentation (eUCP art. e6(c), e7(a))', () => {
  const noticed = { ...GOLDEN_ELECTRONIC, noticeOfCompleteness: { date: day('2027-01-18') } }
  expect(examined({ ...PRESENTATION, electronic: noticed })).toMatchObject({ examinationDeadline: '2027-01-25' })
  const early = { ...GOLDEN_ELECTRONIC, noticeOfCompleteness: { date: day('2027-01-12') } }
  expect(examined({ ...PRESENTATION, electronic: early })).toMatchObject({ dayOfReceipt: '2027-01-14' })
  expect(examined({ ...PRESENTATION, electronic: GOLDEN_ELECTRONIC })).not.toHaveProperty('dayOfReceipt')
})

test('a record that cannot be authenticated, or has no date, is discrepant (eUCP art. e6(f), e10)', () => {
  const medium = { form: 'electronic', format: 'JSON', authenticated: false } as const
  expect(codes(withDocuments({ packing: { medium } }))).toEqual([
    'ucp600/electronic-not-authenticated eUCP 2.1 art. e6(f)',
  ])
  const undated = PRESENTATION.documents.map((each) => {
    if (each.kind !== 'packing-list') return each
    const { dated: __, ...rest } = each
    return rest
  })
  expect(codes({ ...PRESENTATION, documents: undated })).toEqual(['ucp600/electronic-date-missing eUCP 2.1 art. e10'])
})

test('a draft credit for electronic records states their place (eUCP art. e6(a))', () => {
  expect(judgeElectronicTerms(CREDIT)).toBeUndefined()
  expect(judgeElectronicTerms(PAPER_CREDIT)).toBeUndefined()
  expect(judgeElectronicTerms({ ...CREDIT, electronic: { formats: {} } })?.rule).toBe('eUCP 2.1 art. e6(a)')
})

test('every discrepancy is returned, in the documented order (art. 14(a), 16(c)(ii))', () => {
  const bad = withDocuments({
    invoice: { issuer: 'Nobody' },
    bill: { onBoard: { date: day('2027-01-21') }, clauses: [{ text: 'torn', declaresDefect: true }] },
    cover: { form: 'cover note' },
    packing: {
      dated: day('2027-03-01'),
      derived: false,
      data: { gross: { type: 'quantity', value: quantity('1', 'KGM') } },
    },
  })
  const found = codes({ ...bad, place: 'Utrecht', claimed: usd('50100.01') })
  expect(found.map((each) => each.split(' ')[0])).toEqual([
    'ucp600/wrong-place',
    'ucp600/overdrawn',
    'ucp600/invoice-not-by-beneficiary',
    'ucp600/late-shipment',
    'ucp600/not-clean',
    'ucp600/cover-note',
    'ucp600/dated-after-presentation',
  ])
})

test('too many documents, or one id twice, is malformed', () => {
  const many = Array.from({ length: MAX_DOCUMENTS + 1 }, (_unused, index) => ({ ...BILL, id: `b${index}` }))
  expect(examine({ ...PRESENTATION, documents: many }, CREDIT, CALENDARS)).toMatchObject({ limit: MAX_DOCUMENTS })
  expect(examine({ ...PRESENTATION, documents: [BILL, BILL] }, CREDIT, CALENDARS)).toEqual({
    code: 'ucp600/duplicate-document',
    path: 'documents/1/id',
  })
})

test('the order in which documents are handed in changes no discrepancy', () => {
  const bad = withDocuments({ bill: { carrier: '' }, cover: { form: 'cover note' }, invoice: { issuer: 'Nobody' } })
  const { documents } = bad
  fc.assert(
    fc.property(fc.shuffledSubarray([...documents], { minLength: documents.length }), (shuffled) => {
      expect(codes({ ...bad, documents: shuffled })).toEqual(codes(bad))
    }),
  )
})
