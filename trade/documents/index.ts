export { documents } from './all.ts'
export { billOfLading } from './bill-of-lading.ts'
export { commercialInvoice } from './commercial-invoice.ts'
export * from './define.ts'
export { documentaryCredit } from './documentary-credit.ts'
export {
  type Computable,
  type ComputedDocument,
  type ComputedField,
  computeDocument,
  type Standpoint,
} from './fields.ts'
export { exportDeclaration } from './export-declaration.ts'
export { importDeclaration } from './import-declaration.ts'
export { fieldPath, issueDocument, issueDocumentInClear } from './issue.ts'
export {
  cartonRange,
  decimalText,
  packedFields,
  pricedLines,
  priceFields,
  termFields,
  volume,
  volumeText,
} from './of-sale.ts'
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
export { purchaseOrder } from './purchase-order.ts'
export { quotation } from './quotation.ts'
export { type Revelation, revelations } from './reveals.ts'
export { maybe, party, shown } from './shown.ts'
export { type StaleInput, staleInputs } from './stale.ts'
export { verificationCode } from './verification-code.ts'
export { type Recomputation, recompute } from './verify.ts'
export { taxAssessment } from './tax-assessment.ts'
