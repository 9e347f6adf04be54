export { assess } from './assess.ts'
export type { AssessedItem, Assessment, DutyLine, TaxLine } from './assessment.ts'
export { checkTariff, type TariffMalformed } from './check.ts'
export {
  maxItems,
  type Claim,
  type CustomsRate,
  type DeclaredItem,
  type ImportDeclaration,
  type IncidentalCost,
  type SharedBy,
  type ValueElement,
  type ValueElementKind,
} from './declaration.ts'
export { rateFor, type Exchange } from './exchange.ts'
export { licenceNeeded, type LicenceQuestion } from './licence.ts'
export {
  maxRateDepth,
  type AdditionalDutyKind,
  type DutyMeasure,
  type LicenceMeasure,
  type Rate,
  type RoundingRule,
  type Scope,
  type Tariff,
  type TaxBasePart,
  type TaxMeasure,
} from './measure.ts'
export { isRefusal, tariffRefusals, type TariffRefusal, type TariffRefusalCode } from './refusal.ts'
export { elementsOfTerms, valueElementRules, valuesFreeOnBoard, type FreeOnBoard } from './value.ts'
