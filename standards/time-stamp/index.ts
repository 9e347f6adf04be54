export {
  type Authority,
  answerTimeStampRequest,
  createTimeStampToken,
  type TimeStampAnswer,
  type ToStamp,
} from './authority.ts'
export * from './limits.ts'
export { type TimeStampMalformedCode, timeStampMalformedRules } from './malformed.ts'
export { type ImprintAlgorithm, imprintOf, type MessageImprint } from './message-imprint.ts'
export { timeStampingUsage } from './purpose.ts'
export {
  createTimeStampRequest,
  type ParsedTimeStampRequest,
  parseTimeStampRequest,
  type TimeStampRequest,
} from './request.ts'
export { parseTimeStampResponse, refuseTimeStamp, type TimeStampResponse } from './response.ts'
export type { Failure, Status } from './status.ts'
export { type Accuracy, parseTimeStampInfo, type TimeStampInfo } from './time-stamp-info.ts'
export {
  type TimeStamp,
  type TimeStampCode,
  type TimeStampRefusal,
  timeStampRules,
  type TokenExpectation,
  type TokenTrust,
  verifyTimeStampToken,
} from './verify-token.ts'
export { addSignatureTimeStamp, signatureImprint, verifySignatureTimeStamps } from './signature-time-stamp.ts'
