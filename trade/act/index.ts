export { judgeAuthority } from './authority.ts'
export { fileBehind } from './behind.ts'
export { type Conflict, conflictsOf } from './basis.ts'
export * from './claims.ts'
export { type Composed, compose, type Draft, SALT_BYTES } from './compose.ts'
export type { JudgeContext, RegisterFact } from './context.ts'
export {
  type ActDefinition,
  type Catalogue,
  catalogueOf,
  defineAct,
  type Derivation,
  type RegisterEffect,
  type Rule,
  type Scene,
} from './define.ts'
export { type Derived, deriveAll, instancesOf } from './derive.ts'
export { generalActs } from './general.ts'
export { type Case, judge } from './judge.ts'
export { instancesIn, openAct, type Opening } from './open.ts'
export { answerable, judgeOrder, possibleActs } from './order.ts'
export { type Disclosed, type ReadAct, readAct } from './read.ts'
export { FIRST_HEAD, nextHead, type ReadReceipt, type ReceiptClaims, readReceipt, signReceipt } from './receipt.ts'
export { approve, isSignedBy, type ReadApproval, readApproval, seal, type SealingKey } from './seal.ts'
export * from './sealed.ts'
export * from './verdict.ts'
