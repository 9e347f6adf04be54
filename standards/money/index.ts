export { BrokenInvariant } from './invariant.ts'
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
