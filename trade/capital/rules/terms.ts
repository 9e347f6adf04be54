import { addCalendarDays } from '@entrepot/calendar'
import { compareDecimals, formatMoney } from '@entrepot/money'
import { advise, refuse, type Rule, type Verdict } from '@entrepot/trade/act'
import { decimalAt, type FileView, type FoldableAct, type Path } from '@entrepot/trade/file'
import { COVER_PERCENT, PRESENTATION_DAYS } from '@entrepot/ucp600'
import { priceOf, saleBehind } from './contract-of-sale.ts'
import { isUnderElectronicRules } from './presented.ts'
import { asMoney, dateAt, daysAt } from './reading.ts'

/** Terms of a credit beside the elements of the sale that say the same. */
const SAME: readonly (readonly [term: Path, agreed: Path])[] = [
  ['/terms/contract', '/number'],
  ['/terms/currency', '/currency'],
  ['/terms/latestShipment', '/shipment/latest'],
  ['/terms/from', '/deliveryPort'],
  ['/terms/partial', '/shipment/partial'],
  ['/terms/transhipment', '/shipment/transhipment'],
]

/**
 * Compares an application with the sale that it pays, in the applicant's own dossier, before the bank issues: what
 * differs the seller would have to ask an amendment for (CISG art. 54). Each difference is advised; the credit stays
 * independent (UCP 600 art. 4). Where the sale is not in sight, what was cited from it fits by itself, and what an
 * applicant keyed beside is named as not compared.
 */
export const fitsTheContract: Rule = {
  name: 'credit/differs-from-contract',
  cites: 'UCP 600 art. 4; CISG art. 54',
  judge({ file, act, context }) {
    const sale = saleBehind(act, context)
    const careful = onCarefulTerms(file, act.at)
    if (!sale) return [...keyedTerms(act), ...careful]
    const same = SAME.flatMap(([term, agreed]) => differs(term, file.text(term), sale.text(agreed)))
    return [...same, ...amountDiffers(file, sale), ...onPayment(sale, context.now), ...careful]
  },
}

/** Terms that could have been cited like the others: keyed, they may differ from the contract without anybody seeing it. */
function keyedTerms(act: FoldableAct): readonly Verdict[] {
  if (!act.statements.some(({ how }) => how === 'cited')) return []
  const keyed = act.statements.filter(({ path, how }) => how === 'keyed' && SAME.some(([term]) => term === path))
  return keyed.map(({ path, value }) => advise('credit/term-not-cited', 'CISG art. 54', { at: path, found: value }))
}

function differs(at: Path, found: string | undefined, agreed: string | undefined): readonly Verdict[] {
  if (found === undefined || agreed === undefined || found === agreed) return []
  return [advise('credit/differs-from-contract', 'CISG art. 54', { at, found, suggestion: agreed })]
}

/** Less than the price leaves the seller short; a tolerance on the quantity needs one on the amount (UCP 600 art. 30(a)). */
function amountDiffers(file: FileView, sale: FileView): readonly Verdict[] {
  const asked = asMoney(file.value('/terms/amount'), file.text('/terms/currency'))
  const price = priceOf(sale)
  const verdicts: Verdict[] = []
  if (asked && price && asked.currency === price.currency)
    verdicts.push(...differs('/terms/amount', formatMoney(asked), formatMoney(price)))
  const agreed = sale.text('/quantityTolerance')
  const tolerance = file.text('/terms/amountTolerance') ?? 'none'
  if (agreed !== undefined && agreed !== tolerance)
    verdicts.push(...differs('/terms/amountTolerance', tolerance, agreed))
  return verdicts
}

function onPayment(sale: FileView, now: string): readonly Verdict[] {
  const terms = sale.text('/payment/terms')
  const by = sale.text('/payment/creditAdvisedBy')
  const verdicts: Verdict[] = []
  if (terms !== undefined && terms !== 'documentaryCredit')
    verdicts.push(advise('credit/contract-pays-otherwise', 'CISG art. 54', { found: terms }))
  if (by !== undefined && now.slice(0, 10) > by)
    verdicts.push(advise('credit/later-than-agreed', 'CISG art. 54', { found: now.slice(0, 10), suggestion: by }))
  return verdicts
}

const ON_APPLICANT = /drafts?\b.*\bon (the )?applicant\b/i
const HOW_AVAILABLE = /payment|acceptance|negotiation|negotiable/i

/**
 * Judges whether a credit says what it must, and advises on what a careful bank asks about.
 *
 * @returns the first refusal in the order `credit/rules-not-stated` (art. 1), `credit/availability-not-stated` (6(b)),
 *   `credit/draft-on-applicant` (6(c)), `credit/expires-before-issue` (6(d)(i)); else every advice.
 */
export const isWellFormedCredit: Rule = {
  name: 'credit/rules-not-stated',
  cites: 'UCP 600 art. 1, 6, 14(c), 28(f); eUCP 2.1 art. e1',
  judge({ file, act }) {
    const rules = file.text('/terms/rules') ?? ''
    if (!/UCP/i.test(rules))
      return refuse('credit/rules-not-stated', 'UCP 600 art. 1', { at: '/terms/rules', found: rules })
    const available = file.text('/terms/available') ?? ''
    const at = '/terms/available'
    if (!HOW_AVAILABLE.test(available))
      return refuse('credit/availability-not-stated', 'UCP 600 art. 6(b)', { at, found: available })
    if (ON_APPLICANT.test(available))
      return refuse('credit/draft-on-applicant', 'UCP 600 art. 6(c)', { at, found: available })
    const expiry = dateAt(file, '/terms/expiryDate')
    if (expiry && expiry < act.at.slice(0, 10))
      return refuse('credit/expires-before-issue', 'UCP 600 art. 6(d)(i)', { at: '/terms/expiryDate', found: expiry })
    return onCarefulTerms(file, act.at)
  },
}

/** What a careful banker tells the applicant, and the issuing bank sees again. */
function onCarefulTerms(file: FileView, at: string): readonly Verdict[] {
  const verdicts: Verdict[] = []
  if (!isUnderElectronicRules(file.text('/terms/rules'))) {
    const detail = { at: '/terms/rules', suggestion: 'EUCP LATEST VERSION' } as const
    verdicts.push(advise('credit/electronic-rules-not-stated', 'eUCP 2.1 art. e1', detail))
  }
  const percent = decimalAt(file, '/terms/insurancePercent')
  if (percent && compareDecimals(percent, COVER_PERCENT) < 0) {
    const detail = { at: '/terms/insurancePercent', suggestion: '110' } as const
    verdicts.push(advise('credit/cover-below-110', 'UCP 600 art. 28(f)(ii)', detail))
  }
  return [...verdicts, ...onDates(file, at.slice(0, 10))]
}

function onDates(file: FileView, today: string): readonly Verdict[] {
  const latest = dateAt(file, '/terms/latestShipment')
  const expiry = dateAt(file, '/terms/expiryDate')
  const verdicts: Verdict[] = []
  if (latest && latest < today)
    verdicts.push(
      advise('credit/shipment-already-past', 'UCP 600 art. 29(c)', { at: '/terms/latestShipment', found: latest }),
    )
  if (!latest || !expiry || expiry >= latest) return verdicts
  const suggestion = addCalendarDays(latest, daysAt(file, '/terms/presentationDays') ?? PRESENTATION_DAYS)
  const detail = { at: '/terms/expiryDate', found: expiry, suggestion } as const
  return [...verdicts, advise('credit/expires-before-shipment', 'UCP 600 art. 6(d), 14(c)', detail)]
}
