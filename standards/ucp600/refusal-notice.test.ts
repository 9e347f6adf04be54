import { expect, test } from 'vitest'
import { judgeRefusal, type RefusalNotice } from './refusal-notice.ts'
import { day, examined, withDocuments } from './testing.ts'

const { discrepancies, examinationDeadline } = examined(
  withDocuments({ bill: { carrier: '' }, cover: { form: 'cover note' } }),
)
const deadline = examinationDeadline ?? day('2000-01-01')

const NOTICE: RefusalNotice = {
  sent: day('2027-01-21'),
  means: 'telecommunication',
  statesRefusal: true,
  discrepancies: ['ucp600/carrier-not-named', 'ucp600/cover-note'],
  disposal: 'holding until it takes a waiver from the applicant',
}

test('one notice on the fifth banking day, complete, keeps every stated discrepancy (art. 16(c), (d))', () => {
  expect(judgeRefusal([NOTICE], discrepancies, deadline)).toEqual({
    kind: 'effective',
    claimable: discrepancies,
    forgone: [],
  })
})

test.each([
  ['no notice at all', [], 'ucp600/refusal-not-given'],
  ['a notice on the sixth day', [{ ...NOTICE, sent: day('2027-01-22') }], 'ucp600/refusal-late'],
  ['a letter where a message was possible', [{ ...NOTICE, means: 'other' }], 'ucp600/refusal-by-slow-means'],
  ['no word of refusal', [{ ...NOTICE, statesRefusal: false }], 'ucp600/refusal-not-stated'],
  ['no discrepancy named', [{ ...NOTICE, discrepancies: [] }], 'ucp600/refusal-without-discrepancy'],
] as const)('%s precludes the bank (art. 16(f))', (_, notices, fault) => {
  expect(judgeRefusal(notices, discrepancies, deadline)).toMatchObject({
    kind: 'precluded',
    rule: 'UCP 600 art. 16(f)',
    fault,
  })
})

test('silence on what becomes of the documents precludes the bank (art. 16(c)(iii), 16(f))', () => {
  const { disposal: _, ...silent } = NOTICE
  expect(judgeRefusal([silent], discrepancies, deadline)).toMatchObject({ fault: 'ucp600/refusal-without-disposal' })
})

test('a letter will do where no message could be sent (art. 16(d))', () => {
  const letter = { ...NOTICE, means: 'other', telecommunicationImpossible: true } as const
  expect(judgeRefusal([letter], discrepancies, deadline).kind).toBe('effective')
})

test('there is one notice: what only a second one states is forgone (art. 16(c))', () => {
  const first = { ...NOTICE, discrepancies: ['ucp600/cover-note'] }
  const verdict = judgeRefusal([first, NOTICE], discrepancies, deadline)
  expect(verdict).toMatchObject({
    claimable: [{ code: 'ucp600/cover-note' }],
    forgone: [{ code: 'ucp600/carrier-not-named' }],
  })
})
