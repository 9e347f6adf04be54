export { BrokenInvariant, invariant } from './invariant.ts'
export { isMalformed, type Malformed } from './malformed.ts'
export { divideWhole, isRounding, roundings, type Rounding } from './rounding.ts'
export {
  addDecimals,
  compareDecimals,
  decimal,
  divideDecimals,
  formatDecimal,
  maxDecimalDigits,
  maxDecimalScale,
  maxQuotientScale,
  multiplyDecimals,
  parseDecimal,
  rescaleDecimal,
  stripDecimal,
  subtractDecimals,
  sumDecimals,
  wholeDecimal,
  type Decimal,
  type DecimalMalformed,
} from './decimal.ts'
export { currencyCodes, currencyExponent, currencyListDated } from './currency.ts'
export {
  addMoney,
  compareMoney,
  convertMoney,
  formatMoney,
  isSameCurrency,
  isWithinMoneyRange,
  maxMinorDigits,
  maxMinorUnits,
  money,
  moneyFromDecimal,
  moneyToDecimal,
  multiplyMoney,
  negateMoney,
  parseMoney,
  percentOf,
  subtractMoney,
  sumMoney,
  zeroMoney,
  type Conversion,
  type Money,
  type MoneyMalformed,
} from './money.ts'
export { apportion, apportionRounded, maxShares, type ApportionMalformed, type Weight } from './apportion.ts'
export { interest, type DayBasis, type InterestTerm } from './interest.ts'
export {
  addQuantities,
  compareQuantities,
  convertQuantity,
  isConvertible,
  parseQuantity,
  priceOf,
  subtractQuantities,
  type Quantity,
  type QuantityMalformed,
} from './quantity.ts'
export { unitOf, units, type Measure, type Unit } from './units.ts'
export {
  availableOf,
  balanceOf,
  type Account,
  type AccountLimit,
  type AccountState,
  type AccountTotals,
  type Side,
} from './ledger/account.ts'
export {
  emptyBooks,
  lapseHolds,
  maxChainLength,
  openAccount,
  transfer,
  trialBalance,
  type Accepted,
  type AccountRefusal,
  type Books,
} from './ledger/books.ts'
export { isMovement, judgeTransfer, type LedgerView, type Movement } from './ledger/judge.ts'
export { ledgerRefusals, type LedgerRefusal, type LedgerRefusalCode, type Objection } from './ledger/refusal.ts'
export {
  maxIdLength,
  type Entry,
  type Hold,
  type HoldState,
  type Post,
  type PostPending,
  type Transfer,
  type VoidPending,
} from './ledger/transfer.ts'
