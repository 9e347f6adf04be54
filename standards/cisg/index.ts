export { applies, type SaleFacts, type SaleKind } from './applies.ts'
export {
  type Circumstances,
  type HolidayCalendar,
  type JudgementContext,
  MAX_CLOSED_DAYS,
} from './context.ts'
export { type Contract, type Formation, formation, type OfferOutcome, type OfferState } from './formation.ts'
export {
  type AcceptanceMessage,
  MAX_MESSAGES,
  MAX_PERIOD_DAYS,
  MAX_TERMS,
  type Means,
  type Message,
  type NoticeMessage,
  type OfferMessage,
} from './messages.ts'
export { mayModify, type ModificationFacts } from './modification.ts'
export { type Delivery, type DeliveryPlace, reaches } from './reaches.ts'
export type {
  Malformed,
  MalformedCode,
  Refusal,
  RefusalCode,
  Undecidable,
  UndecidableCode,
} from './refusal.ts'
export { mayAccept, mayRevoke, mayWithdraw, type StepAnswer } from './steps.ts'
export {
  type Changes,
  changedTerms,
  classifyReply,
  IMMATERIAL_TERMS,
  isOffer,
  MATERIAL_TERMS,
  type MaterialHeading,
  type Materiality,
  type Proposal,
  type ReplyClass,
  sameTerms,
  type Terms,
} from './terms.ts'
