export type { CharacterSet } from './characters/character-set.ts'
export { singleByteSet } from './characters/character-set.ts'
export { utf8Set } from './characters/utf-8.ts'
export type { Finding, FindingCode } from './finding.ts'
export { Findings } from './findings.ts'
export {
  MAX_CHARACTER_FINDINGS,
  MAX_DOCUMENT_BYTES,
  MAX_FINDINGS,
  MAX_QUOTED_CHARACTERS,
  MAX_REFERENCES,
  MAX_SEGMENT_BYTES,
} from './limits.ts'
export * from './mapping/index.ts'
export { packTag, tagAt } from './read/batch.ts'
export { type Alphabet, classify } from './read/classes.ts'
export { findStrangers } from './read/strangers.ts'
export { type Step, Tokenizer, type TokenizerOptions } from './read/tokenizer.ts'
export { References } from './references.ts'
export { SegmentList, SegmentPlaces } from './segment-list.ts'
export * from './structure.ts'
export { Mark, NONE, type Separators, type Tokens } from './token.ts'
export { type Group, isGroup, type MessageTree, type Node, type Segment } from './tree.ts'
export { compileMessage, type CompiledMessage, type CompileOptions } from './validate/compile.ts'
export type { MessageHandler } from './validate/group-events.ts'
export { keepSegment } from './validate/kept-segment.ts'
export { TreeBuilder } from './validate/message-tree.ts'
export type { FindingSink } from './validate/report.ts'
export { SegmentChecker } from './validate/segment-checker.ts'
export { StructureInvalid } from './validate/structure-invalid.ts'
export { findingOf, type Trouble } from './trouble.ts'
export { createValidator, type MessageValidator, type ValidatorOptions } from './validate/validator.ts'
export { findMark, type Place, SegmentView } from './view.ts'
export type { TakeBytes } from './write/byte-sink.ts'
export { type SegmentPlace, SegmentWriter, type WritingSyntax } from './write/segment-writer.ts'
export { writeTree } from './write/write-tree.ts'
