import { expect, test } from 'vitest'
import type { Datum, OtherDocument } from './documents.ts'
import { compareData } from './data-conflict.ts'
import { codes, CREDIT, day, examined, PACKING_LIST, quantity, usd, withDocuments } from './testing.ts'

const name = (value: string): Datum => ({ type: 'name', value })
const reference = (value: string): Datum => ({ type: 'reference', value })
const weight = (value: string, unit: string): Datum => ({ type: 'quantity', value: quantity(value, unit) })
const goods = (value: string): Datum => ({ type: 'description', value })
const place = (value: string, code?: string): Datum => ({
  type: 'place',
  value: code === undefined ? { name: value } : { name: value, code },
})

test.each<readonly [string, Datum, Datum, string]>([
  ['case and punctuation', name('PRACTICE TOOLS CO., LTD.'), name('Practice Tools Company Limited'), 'agree'],
  ['a part left out', name('Qingdao Practice Tools'), name('Qingdao Practice Tools Co Ltd'), 'agree'],
  ['a slip in a long word', name('Utrecht Practise Supply'), name('Utrecht Practice Supply'), 'to be read'],
  ['letters exchanged', name('Utrecht Practice Suplpy'), name('Utrecht Practice Supply'), 'to be read'],
  ['another name', name('Utrecht Practice Supply'), name('Arnhem Practice Supply'), 'conflict'],
  ['one other Chinese sign', name('青岛实践工具公司'), name('青岛实践刀具公司'), 'conflict'],
  ['a slip in a short word', name('Bond Tools'), name('Pond Tools'), 'conflict'],
  ['blanks and hyphens', reference('PRXU 410237-8'), reference('PRXU4102378'), 'agree'],
  ['another check digit', reference('PRXU4102378'), reference('PRXU4102379'), 'conflict'],
  ['trailing zeros', weight('9105.00', 'KGM'), weight('9105', 'KGM'), 'agree'],
  ['another unit', weight('9.105', 'TNE'), weight('9105', 'KGM'), 'agree'],
  ['rounded', weight('9105.4', 'KGM'), weight('9105', 'KGM'), 'agree'],
  ['rounded to tonnes', weight('9.1', 'TNE'), weight('9105', 'KGM'), 'agree'],
  ['one kilogram more', weight('9106', 'KGM'), weight('9105', 'KGM'), 'conflict'],
  ['rounded wrongly', weight('9105.6', 'KGM'), weight('9105', 'KGM'), 'conflict'],
  ['another measure', weight('750', 'CTN'), weight('9105', 'KGM'), 'agree'],
  ['a country added', place('Rotterdam, Netherlands'), place('Rotterdam'), 'agree'],
  ['another spelling, one code', place('Tsingtao', 'CNTAO'), place('Qingdao', 'CNTAO'), 'agree'],
  ['another port', place('Antwerp'), place('Rotterdam'), 'conflict'],
  ['another date', { type: 'date', value: day('2027-01-10') }, { type: 'date', value: day('2027-01-11') }, 'conflict'],
  ['a cent more', { type: 'money', value: usd('1.00') }, { type: 'money', value: usd('1.01') }, 'conflict'],
  [
    'another address, same country',
    { type: 'address', country: 'NL', value: 'A' },
    { type: 'address', country: 'NL', value: 'B' },
    'agree',
  ],
  [
    'an address in another country',
    { type: 'address', country: 'NL', value: 'A' },
    { type: 'address', country: 'BE', value: 'A' },
    'conflict',
  ],
  ['general terms', goods('impact drills'), goods('Electric impact drills, corded'), 'agree'],
  ['other words', goods('power tools'), goods('impact drills'), 'to be read'],
  ['another model', goods('drill, model D750'), goods('drill, model D760'), 'conflict'],
  ['data of different kinds', name('750'), reference('751'), 'agree'],
])('%s (art. 14(d), (e), (j))', (_, a, b, expected) => {
  expect(compareData(a, b)).toBe(expected)
  expect(compareData(b, a)).toBe(expected)
})

const gross = (value: string) => ({ grossWeight: weight(value, 'KGM') })
const foreign = (value: string): Partial<OtherDocument> => ({ derived: false, data: gross(value) })

test('documents derived from one set of data are not tested against each other (art. 14(d))', () => {
  expect(codes(withDocuments({ packing: { data: gross('1') }, bill: { data: gross('2') } }))).toEqual([])
})

test('a foreign document is tested against the derived ones, whichever comes first, and is the one named', () => {
  const first = examined(withDocuments({ packing: foreign('9100'), bill: { data: gross('9105.00') } }))
  const last = examined(
    withDocuments({ bill: { derived: false, data: gross('9100') }, packing: { data: gross('9105') } }),
  )
  expect(first.discrepancies).toEqual([
    {
      code: 'ucp600/data-conflict',
      rule: 'UCP 600 art. 14(d)',
      document: 'packing',
      field: 'grossWeight',
      found: '9100 KGM',
      expected: '9105.00 KGM (bill)',
    },
  ])
  expect(last.discrepancies).toMatchObject([{ document: 'bill', expected: '9105 KGM (packing)' }])
})

test('two foreign documents that contradict each other are one discrepancy', () => {
  expect(codes(withDocuments({ packing: foreign('1'), bill: { derived: false, data: gross('2') } }))).toHaveLength(1)
})

test('a foreign document is tested against the credit as well', () => {
  const credit = { ...CREDIT, data: { contract: reference('SC-2026-118') } }
  const naming = (value: string) => withDocuments({ packing: { derived: false, data: { contract: reference(value) } } })
  expect(codes(naming('SC 2026/118'), credit)).toEqual([])
  expect(codes(naming('SC-2026-181'), credit)).toEqual(['ucp600/data-conflict UCP 600 art. 14(d)'])
})

test('goods in other words are for the examiner to read, not a discrepancy (art. 14(e))', () => {
  const found = examined(
    withDocuments({
      packing: { derived: false, data: { goods: goods('power tools') } },
      invoice: { data: { goods: goods('impact drills') } },
    }),
  )
  expect(found.discrepancies).toEqual([])
  expect(found.advice.map((each) => each.code)).toEqual(['ucp600/description-in-other-words'])
})

test('the data of a document that the credit does not ask for are disregarded (art. 14(g))', () => {
  const extra: OtherDocument = { ...PACKING_LIST, kind: 'other', id: 'extra', derived: false, data: gross('1') }
  const presentation = withDocuments({ bill: { data: gross('9105') } })
  const found = examined({ ...presentation, documents: [...presentation.documents, extra] })
  expect(found.discrepancies).toEqual([])
  expect(found.advice).toMatchObject([{ code: 'ucp600/document-disregarded', document: 'extra' }])
})
