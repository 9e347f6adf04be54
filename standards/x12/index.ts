export { groupCodes, interchangeCodes, setCodes, syntaxCodes, type SyntaxCode } from './acknowledge/codes.ts'
export { Inspection } from './acknowledge/collect.ts'
export { interchangeAcknowledgement } from './acknowledge/interchange.ts'
export {
  type GroupOutcome,
  type InterchangeOutcome,
  type SetOutcome,
  usualVerdict,
  type Verdict,
} from './acknowledge/outcome.ts'
export { functionalAcknowledgement, implementationAcknowledgement, type Judge } from './acknowledge/report.ts'
export {
  type Document,
  type GroupDocument,
  type InterchangeDocument,
  readDocument,
  type SetDocument,
  treeOf,
} from './document.ts'
export { MAX_ACKNOWLEDGED_SETS, MAX_HEADER_BYTES, MAX_LOOP_DEPTH, MAX_SCHEMA_CHARACTERS } from './limits.ts'
export type {
  Ending,
  FunctionalGroup,
  Interchange,
  InterchangeHandler,
  Party,
  TransactionSet,
} from './read/handler.ts'
export { CHARACTERS, InterchangeReader, type ReaderOptions } from './read/interchange-reader.ts'
export { acknowledgementSchema } from './schema/built-in.ts'
export { readSchema, type Schema, type SchemaMalformed } from './schema/read-schema.ts'
export { schemaFor } from './schema/versions.ts'
export { unofficialSchemas } from './unofficial/index.ts'
export { OUTSIDE, Validation, type ValidationOptions } from './validate.ts'
export {
  DEFAULT_SEPARATORS,
  type GroupToWrite,
  type InterchangeToWrite,
  type SetToWrite,
  writeInterchange,
  type Written,
} from './write/write-interchange.ts'
