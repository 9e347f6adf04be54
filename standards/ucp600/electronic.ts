import { isElectronic } from './banking-days.ts'
import type { DocumentaryCredit } from './credit.ts'
import type { Discrepancy } from './discrepancy.ts'
import type { Presentation, PresentedDocument } from './documents.ts'

/**
 * Judges what the eUCP asks of electronic records: a credit that is subject to it (e1) and states their place (e6(a)),
 * a presentation that names its credit (e6(d)) and is complete by notice (e6(c)), and of each record its format (e5),
 * authentication (e6(f)) and date of issuance (e10). Paper is not touched.
 */
export function judgeElectronic(presentation: Presentation, credit: DocumentaryCredit): readonly Discrepancy[] {
  if (!isElectronic(presentation)) return []
  const { electronic } = credit
  if (electronic === undefined) {
    const point = { found: 'electronic records', expected: 'paper: the credit is not subject to the eUCP' }
    return [{ code: 'ucp600/electronic-not-allowed', rule: 'eUCP 2.1 art. e1', document: 'presentation', ...point }]
  }
  const records = presentation.documents.flatMap((document) => judgeRecord(document, credit))
  return [...judgeDelivery(presentation, credit), ...records]
}

/** Judges a draft credit for what must be in it before electronic records can be presented (eUCP art. e6(a)). */
export function judgeElectronicTerms(credit: DocumentaryCredit): Discrepancy | undefined {
  if (credit.electronic === undefined || (credit.electronic.place ?? '').trim() !== '') return undefined
  return {
    code: 'ucp600/electronic-place-not-stated',
    rule: 'eUCP 2.1 art. e6(a)',
    document: 'credit',
    field: 'electronic/place',
    found: 'no place',
    expected: 'a place for presentation of electronic records',
  }
}

function judgeDelivery(presentation: Presentation, credit: DocumentaryCredit): readonly Discrepancy[] {
  const found: Discrepancy[] = []
  const about = { document: 'presentation' }
  const place = credit.electronic?.place
  const deliveredTo = presentation.electronic?.deliveredTo
  if (place !== undefined && deliveredTo !== undefined && deliveredTo !== place) {
    const point = { field: 'electronic/deliveredTo', found: deliveredTo, expected: place }
    found.push({ code: 'ucp600/wrong-place', rule: 'eUCP 2.1 art. e6(a)', ...about, ...point })
  }
  if (presentation.electronic?.identifiesCredit !== true) {
    const point = { field: 'electronic/identifiesCredit', found: 'not identified', expected: credit.number }
    found.push({ code: 'ucp600/credit-not-identified', rule: 'eUCP 2.1 art. e6(d)', ...about, ...point })
  }
  if (presentation.electronic?.noticeOfCompleteness === undefined) {
    const point = { field: 'electronic/noticeOfCompleteness', found: 'none', expected: 'notice of completeness' }
    found.push({ code: 'ucp600/notice-of-completeness-missing', rule: 'eUCP 2.1 art. e6(c)', ...about, ...point })
  }
  return found
}

function judgeRecord(document: PresentedDocument, credit: DocumentaryCredit): readonly Discrepancy[] {
  const { medium } = document
  if (medium.form !== 'electronic') return []
  const found: Discrepancy[] = []
  const allowed = credit.electronic?.formats[document.kind]
  if (allowed !== undefined && !allowed.includes(medium.format)) {
    const point = { document: document.id, field: 'medium', found: medium.format, expected: allowed.join(' or ') }
    found.push({ code: 'ucp600/electronic-format', rule: 'eUCP 2.1 art. e5', ...point })
  }
  if (!medium.authenticated) {
    const point = { document: document.id, field: 'medium', found: 'not authenticated', expected: 'authenticated' }
    found.push({ code: 'ucp600/electronic-not-authenticated', rule: 'eUCP 2.1 art. e6(f)', ...point })
  }
  if (document.dated === undefined) {
    const point = {
      document: document.id,
      field: 'dated',
      found: 'no date',
      expected: 'evidence of its date of issuance',
    }
    found.push({ code: 'ucp600/electronic-date-missing', rule: 'eUCP 2.1 art. e10', ...point })
  }
  return found
}
