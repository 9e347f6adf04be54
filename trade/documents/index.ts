export { documents } from './all.ts'
export * from './define.ts'
export { type ComputedDocument, type ComputedField, computeDocument, type Standpoint } from './fields.ts'
export { fieldPath, issueDocument, issueDocumentInClear } from './issue.ts'
export type { Block, Box, Layout, Pair, TableBlock } from './layout.ts'
export {
  type Item,
  type Page,
  type PageBlock,
  type PageBox,
  pageOf,
  type Printable,
  type PrintLanguage,
  type Text,
} from './page.ts'
export { printedValue } from './print.ts'
export { MAX_PAGES, printedTexts, type PrintedTexts } from './printed.ts'
export { type StaleInput, staleInputs } from './stale.ts'
export { verificationCode } from './verification-code.ts'
export { type Recomputation, recompute } from './verify.ts'
