import { COVER_PERCENT, PRESENTATION_DAYS } from '@entrepot/ucp600'
import { addCalendarDays } from '@entrepot/calendar'
import { compareDecimals, compareMoney, formatMoney } from '@entrepot/money'
import { advise, refuse, type Rule, type Verdict } from '@entrepot/trade/act'
import { amountAt, decimalAt, type FileView, type Path } from '@entrepot/trade/file'
import { isUnderElectronicRules } from './presented.ts'
import { asMoney, dateAt, daysAt } from './reading.ts'

/** Terms of a credit beside the fields of the contract that it pays, where both say the same fact as a text. */
const SAME: readonly (readonly [term: Path, field: string])[] = [
  ['/terms/currency', 'currency'],
  ['/terms/contract', 'number'],
  ['/terms/partial', 'partial'],
  ['/terms/transhipment', 'transhipment'],
]

/**
 * Compares an application with the contract of sale that it cites whole, before the bank issues: whatever differs, the
 * seller would have to ask an amendment for. Each difference is advised; the credit stays independent (UCP 600 art. 4).
 */
export const fitsTheContract: Rule = {
  name: 'credit/differs-from-contract',
  cites: 'UCP 600 art. 4, 5; CISG art. 54',
  judge({ file, act }) {
    const verdicts: Verdict[] = [...wellFormed(file, act.at)]
    if (file.text('/contract') === undefined) return verdicts
    for (const [term, field] of SAME) verdicts.push(...differs(term, file.text(term), file.text(`/contract/${field}`)))
    return [...verdicts, ...amountFits(file), ...datesFit(file)]
  },
}

function differs(at: Path, found: string | undefined, agreed: string | undefined): readonly Verdict[] {
  if (found === undefined || agreed === undefined || found === agreed) return []
  return [advise('credit/differs-from-contract', 'CISG art. 54', { at, found, suggestion: agreed })]
}

function amountFits(file: FileView): readonly Verdict[] {
  const asked = amountAt(file, '/terms/amount', '/terms/currency')
  const agreed = asMoney(file.value('/contract/total'), file.text('/contract/currency'))
  if (!asked || !agreed || asked.currency !== agreed.currency || compareMoney(asked, agreed) === 0) return []
  return differs('/terms/amount', formatMoney(asked), formatMoney(agreed))
}

/** A credit may give more time to ship than the contract, never less; it must be with the seller in time. */
function datesFit(file: FileView): readonly Verdict[] {
  const latest = dateAt(file, '/terms/latestShipment')
  const agreed = dateAt(file, '/contract/latestShipment')
  return latest && agreed && latest < agreed ? differs('/terms/latestShipment', latest, agreed) : []
}

/**
 * Judges whether a credit says what it must: the rules, an expiry after its issue, how it is available and not by drafts on
 * the applicant (UCP 600 art. 1, 6). Advises on time for shipment and presentation, cover, and the eUCP.
 */
export const isWellFormedCredit: Rule = {
  name: 'credit/not-well-formed',
  cites: 'UCP 600 art. 1, 6, 14(c), 28(f); eUCP 2.1 art. e1',
  judge: ({ file, act }) => [...required(file, act.at), ...wellFormed(file, act.at)],
}

const ON_APPLICANT = /drafts?\b.*\bon (the )?applicant\b/i
const HOW_AVAILABLE = /payment|acceptance|negotiation|negotiable/i

function required(file: FileView, at: string): readonly Verdict[] {
  const verdicts: Verdict[] = []
  const rules = file.text('/terms/rules') ?? ''
  const available = file.text('/terms/available') ?? ''
  const expiry = dateAt(file, '/terms/expiryDate')
  if (!/UCP/i.test(rules))
    verdicts.push(refuse('credit/rules-not-stated', 'UCP 600 art. 1', { at: '/terms/rules', found: rules }))
  if (!HOW_AVAILABLE.test(available))
    verdicts.push(
      refuse('credit/availability-not-stated', 'UCP 600 art. 6(b)', { at: '/terms/available', found: available }),
    )
  if (ON_APPLICANT.test(available))
    verdicts.push(
      refuse('credit/draft-on-applicant', 'UCP 600 art. 6(c)', { at: '/terms/available', found: available }),
    )
  if (expiry && expiry < at.slice(0, 10))
    verdicts.push(
      refuse('credit/expires-before-issue', 'UCP 600 art. 6(d)(i)', { at: '/terms/expiryDate', found: expiry }),
    )
  return verdicts
}

/** What a careful banker tells the applicant, and the issuing bank sees again. */
function wellFormed(file: FileView, at: string): readonly Verdict[] {
  const verdicts: Verdict[] = []
  if (!isUnderElectronicRules(file.text('/terms/rules')))
    verdicts.push(
      advise('credit/electronic-rules-not-stated', 'eUCP 2.1 art. e1', {
        at: '/terms/rules',
        suggestion: 'EUCP LATEST VERSION',
      }),
    )
  const expiry = dateAt(file, '/terms/expiryDate')
  const latest = dateAt(file, '/terms/latestShipment')
  if (expiry && latest) {
    const days = daysAt(file, '/terms/presentationDays') ?? PRESENTATION_DAYS
    const needed = addCalendarDays(latest, days)
    if (latest > expiry)
      verdicts.push(
        advise('credit/expires-before-shipment', 'UCP 600 art. 6(d)', {
          at: '/terms/expiryDate',
          found: expiry,
          suggestion: needed,
        }),
      )
  }
  if (latest && latest < at.slice(0, 10))
    verdicts.push(
      advise('credit/shipment-already-past', 'UCP 600 art. 29(c)', { at: '/terms/latestShipment', found: latest }),
    )
  const percent = decimalAt(file, '/terms/insurancePercent')
  if (percent && compareDecimals(percent, COVER_PERCENT) < 0)
    verdicts.push(
      advise('credit/cover-below-110', 'UCP 600 art. 28(f)(ii)', { at: '/terms/insurancePercent', suggestion: '110' }),
    )
  return verdicts
}
