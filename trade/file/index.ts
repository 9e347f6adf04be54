export * from './construct.ts'
export { contentOf } from './content.ts'
export { type Dossier, type DossierView, type Selection, viewDossier } from './dossier.ts'
export { foldAct, foldErasure, foldStub } from './fold.ts'
export { issuedBy } from './issued.ts'
export {
  ANYONE,
  type Capacity,
  defineKind,
  type ElementDefinition,
  elementAt,
  type Flow,
  type FoundElement,
  inAudience,
  type Kind,
  type RetentionClass,
} from './kind.ts'
export {
  asPath,
  bind,
  fill,
  isPath,
  pathEntries,
  type Path,
  type PathTemplate,
  segmentsOf,
  variableOf,
} from './path.ts'
export { amountAt, decimalAt, moneyAt, moneyOf } from './numbers.ts'
export {
  type Reader,
  readerOf,
  seesAct,
  seesCommitment,
  seesErasure,
  seesPath,
  seesStatement,
  stateFor,
} from './reader.ts'
export * from './state.ts'
export { type ElementType, isDate, isInstant, mismatch, type TypeMismatch } from './type.ts'
export { canonical, isList, type Label, MAX_VALUE_DEPTH, sameValue, type Value } from './value.ts'
export {
  createRecorder,
  type FileView,
  type Read,
  type Reading,
  type Recorder,
  type ViewOptions,
  viewFile,
} from './view.ts'
