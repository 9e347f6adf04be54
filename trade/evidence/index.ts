export {
  type BrokenBundle,
  type BundleContent,
  type BundleEntries,
  type OpenedBundle,
  openBundle,
  writeBundle,
} from './bundle.ts'
export { type DocumentKnowledge, type Issuing, noDocuments, type Printed, type RecomputedField } from './documents.ts'
export { type EvidenceInput, type OpenedEvidence, openEvidence } from './evidence.ts'
export { describePlace, type Finding, type Place } from './finding.ts'
export * from './format.ts'
export { logEntry, type LogReport } from './log.ts'
export { knowledgeOf, knownDocuments } from './known-documents.ts'
export type { OpenedEntry, OpenedFile } from './open-file.ts'
export { checkFileEvidence, isMalformed, readFileEvidence, readManifest, readTrust } from './read-format.ts'
export { entryFor, erasuresFor, evidenceFor } from './restrict.ts'
export {
  type HeadClaims,
  type LogClaims,
  readHead,
  readLog,
  readSeal,
  type SealClaims,
  signHead,
  signLog,
  signSeal,
} from './statement.ts'
export { fromBase64, openTrust, ownRoot, toBase64, type TrustStore } from './trust.ts'
export * from './verdict.ts'
export { foreignText, type ForeignText, type TextRun } from './foreign-text.ts'
export { type TermsOfAccount, type RecomputedLedger, recomputeLedger } from './ledger.ts'
export { rekeyed, type Rekeying } from './rekeyed.ts'
export { type Summary, summarize, type SummaryOptions } from './summary.ts'
