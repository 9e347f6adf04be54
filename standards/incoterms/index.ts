export {
  costItems,
  incotermArticles,
  incotermCodes,
  incoterms,
  type CostBearer,
  type CostItem,
  type DeliveryPoint,
  type Incoterm,
  type IncotermCode,
  type IncotermEdition,
  type MinimumCover,
  type NamedPlace,
  type Party,
} from './rules.ts'
export {
  duties,
  dutiesOf,
  incotermOf,
  isMalformed,
  isSeaRule,
  maxNamedPlaceLength,
  parseIncoterm,
  type Duties,
  type IncotermMalformed,
  type IncotermOfSale,
  type Malformed,
} from './duties.ts'
export { advise, type Advice, type AdviceCode, type SaleFacts } from './advise.ts'
