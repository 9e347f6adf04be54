export { insuredValue, premium, premiumOnCostAndFreight, type PremiumTerms, type RateRefusal } from './premium.ts'
export {
  additionalClauses,
  cargoClauses,
  cargoClausesOf,
  coverGaps,
  type AdditionalClause,
  type CargoClauses,
  type ClauseFamily,
  type CoverGap,
} from './clauses.ts'
export { generalAverage, type ContributingInterest, type Contribution } from './general-average.ts'
