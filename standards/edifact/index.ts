export { DATE_FORMATS } from './date-formats.ts'
export { builtInDirectories, builtInDirectory, serviceDirectory } from './directory/built-in/index.ts'
export { type ChosenDirectory, directoryFor, type MessageIdentifier } from './directory/directory-for.ts'
export type { DirectoryMalformed, DirectoryMalformedCode } from './directory/malformed.ts'
export { type CompiledDirectory, compileDirectory } from './directory/official/compile.ts'
export { characterSetOf } from './characters/character-sets.ts'
export {
  type Document,
  type GroupDocument,
  type InterchangeDocument,
  type MessageDocument,
  readDocument,
  treeOf,
} from './document.ts'
export type { Ending, InterchangeHandler } from './read/handler.ts'
export { InterchangeReader, type ReaderOptions } from './read/interchange-reader.ts'
export type { FunctionalGroup, Interchange, MessageHeader, Party } from './service.ts'
export { DEFAULT_SEPARATORS, type ServiceString } from './service-string.ts'
export { InterchangeValidator, type InterchangeValidatorOptions } from './validate/interchange-validator.ts'
export { findingsOf, type GroupReport, type InterchangeReport, type MessageReport } from './validate/reports.ts'
export { validateInterchange, type Validation } from './validate/validate-interchange.ts'
export {
  type AperakContent,
  type AperakRefusal,
  aperak,
  type ApplicationError,
  type MessageReference,
} from './acknowledge/aperak.ts'
export { type Acknowledgement, contrl, type ContrlOptions } from './acknowledge/contrl.ts'
export { SYNTAX_ERRORS, type SyntaxError, syntaxErrorOf } from './acknowledge/syntax-errors.ts'
export { type Changes, rewrite } from './write/rewrite.ts'
export type { GroupHeader, InterchangeHeader, MessageHeaderFields } from './write/service-segments.ts'
export {
  type GroupToWrite,
  type InterchangeToStream,
  type InterchangeToWrite,
  type MessageToWrite,
  type Streamed,
  streamInterchange,
  writeInterchange,
  type Written,
} from './write/write-interchange.ts'
export { readDirectoryFile, writeDirectoryFile } from './directory/file.ts'
export { MAX_DIRECTORY_ZIP_BYTES } from './directory/limits.ts'
export { writeFormat } from './directory/format.ts'
