import { insuredValue, premium } from '@entrepot/cover'
import { addMoney, formatMoney, interest, type Money, percentOf, subtractMoney } from '@entrepot/money'
import type { Derivation } from '@entrepot/trade/act'
import { amountAt, decimalAt, type FileView } from '@entrepot/trade/file'

/** Charges are rounded half up to the minor unit, each by itself (demonstration tariff). */
const ROUNDING = 'half-up'
const CURRENCY = '/terms/currency'

const drawn = (file: FileView): Money | undefined => amountAt(file, '/draft/amount', CURRENCY)

const commissionOf = (file: FileView): Money | undefined => {
  const amount = drawn(file)
  const percent = decimalAt(file, '/charges/negotiationPercent')
  return amount && percent && percentOf(amount, percent, ROUNDING)
}

const interestOf = (file: FileView): Money | undefined => {
  const amount = drawn(file)
  const rate = decimalAt(file, '/charges/interestPercent')
  const days = Number(file.text('/charges/interestDays'))
  const basis = file.text('/charges/dayBasis')
  if (!amount || !rate || !Number.isSafeInteger(days) || (basis !== '360' && basis !== '365')) return undefined
  return interest(amount, rate, { days, dayBasis: basis === '360' ? 360 : 365, rounding: ROUNDING })
}

const written = (amount: Money | undefined): string | undefined => amount && formatMoney(amount)

/** Negotiation commission: a percentage of the draft. */
export const commission: Derivation = (file) => written(commissionOf(file))

/** Interest for the days until the bank expects its money. */
export const interestOn: Derivation = (file) => written(interestOf(file))

/** What the beneficiary gets: the draft less commission and interest. */
export const netProceeds: Derivation = (file) => {
  const amount = drawn(file)
  const [fee, discount] = [commissionOf(file), interestOf(file)]
  return amount && fee && discount && formatMoney(subtractMoney(subtractMoney(amount, fee), discount))
}

/** What the nominated bank claims: the amount of the draft that it negotiated. */
export const claimed: Derivation = (file) => written(drawn(file))

/** What the issuing bank reimburses: what was claimed. */
export const reimbursed: Derivation = (file) => written(amountAt(file, '/claim/amount', CURRENCY))

const issuanceOf = (file: FileView): Money | undefined => {
  const amount = amountAt(file, '/terms/amount', CURRENCY)
  const percent = decimalAt(file, '/charges/issuancePercent')
  return amount && percent && percentOf(amount, percent, ROUNDING)
}

/** Issuance commission: a percentage of the credit's amount. */
export const issuanceCommission: Derivation = (file) => written(issuanceOf(file))

/** What the applicant is debited: the drawing, commission, message and payment charges. */
export const totalDebited: Derivation = (file) => {
  const parts = [
    amountAt(file, '/drawn', CURRENCY),
    issuanceOf(file),
    amountAt(file, '/charges/message', CURRENCY),
    amountAt(file, '/charges/payment', CURRENCY),
  ]
  let total: Money | undefined
  for (const part of parts) {
    if (!part) return undefined
    total = total ? addMoney(total, part) : part
  }
  return written(total)
}

const insuredOf = (file: FileView): Money | undefined => {
  const value = amountAt(file, '/value', '/currency')
  const percent = decimalAt(file, '/percent')
  return value && percent && insuredValue(value, percent, ROUNDING)
}

const asValue = (amount: Money | undefined) => amount && { amount: formatMoney(amount), currency: amount.currency }

/** Amount insured: the asked percentage of the value of the goods. */
export const insuredAmount: Derivation = (file) => asValue(insuredOf(file))

/** Premium on the amount insured. */
export const premiumDue: Derivation = (file) => {
  const insured = insuredOf(file)
  const ratePercent = decimalAt(file, '/ratePercent')
  return insured && ratePercent && asValue(premium(insured, { ratePercent, rounding: ROUNDING }))
}
