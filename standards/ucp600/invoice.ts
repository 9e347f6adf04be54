import { compareMoney, formatMoney } from '@entrepot/money'
import { missingWords, namesConflict } from './compare.ts'
import type { DocumentaryCredit } from './credit.ts'
import type { Discrepancy } from './discrepancy.ts'
import type { CommercialInvoice, Presentation, PresentedDocument } from './documents.ts'
import { greatestAmount } from './tolerance.ts'

/**
 * Examines a commercial invoice by itself: issued by the beneficiary, made out to the applicant, in the credit's
 * currency, not over the credit, goods described as in the credit. It need not be signed (art. 18).
 */
export function examineInvoice(
  invoice: CommercialInvoice,
  presentation: Presentation,
  credit: DocumentaryCredit,
): readonly Discrepancy[] {
  const found = [
    party('ucp600/invoice-not-by-beneficiary', 'UCP 600 art. 18(a)(i)', [
      invoice,
      'issuer',
      invoice.issuer,
      credit.beneficiary,
    ]),
    party('ucp600/invoice-not-to-applicant', 'UCP 600 art. 18(a)(ii)', [
      invoice,
      'madeOutTo',
      invoice.madeOutTo,
      credit.applicant,
    ]),
    judgeAmount(invoice, presentation, credit),
    ...credit.lines.map((line) => judgeDescription(invoice, line.key, line.description)),
  ]
  return found.filter((each) => each !== undefined)
}

type Compared = readonly [invoice: CommercialInvoice, field: string, found: string, expected: string]

function party(
  code: Discrepancy['code'],
  rule: string,
  [invoice, field, found, expected]: Compared,
): Discrepancy | undefined {
  const differs = found.trim() === '' || namesConflict(found, expected)
  return differs ? { code, rule, document: invoice.id, field, found, expected } : undefined
}

/** An invoice over the credit may be accepted by the nominated bank, if no more is drawn (art. 18(b)). */
function judgeAmount(
  invoice: CommercialInvoice,
  presentation: Presentation,
  credit: DocumentaryCredit,
): Discrepancy | undefined {
  const most = greatestAmount(credit)
  const found = `${invoice.amount.currency} ${formatMoney(invoice.amount)}`
  const about = { document: invoice.id, field: 'amount', found }
  if (invoice.amount.currency !== most.currency) {
    return {
      code: 'ucp600/amount-in-other-currency',
      rule: 'UCP 600 art. 18(a)(iii)',
      ...about,
      expected: most.currency,
    }
  }
  if (compareMoney(invoice.amount, most) <= 0 || presentation.invoiceInExcessAccepted === true) return undefined
  const expected = `at most ${most.currency} ${formatMoney(most)}`
  return { code: 'ucp600/invoice-exceeds-credit', rule: 'UCP 600 art. 18(b)', ...about, expected }
}

/** Each word and figure of the credit's description must be found; more may stand beside them (art. 18(c)). */
function judgeDescription(invoice: CommercialInvoice, key: string, expected: string): Discrepancy | undefined {
  const lines = invoice.lines.filter((line) => line.key === key)
  const wrong = lines.find((line) => missingWords(expected, line.description).length > 0)
  if (wrong === undefined) return undefined
  const found = wrong.description
  const field = `lines/${key}/description`
  const rule = 'UCP 600 art. 18(c)'
  return { code: 'ucp600/description-not-corresponding', rule, document: invoice.id, field, found, expected }
}

export function isInvoice(document: PresentedDocument): document is CommercialInvoice {
  return document.kind === 'commercial-invoice'
}
