export * from './limits.ts'
export { type PdfCode, type PdfMalformed, pdfRules, type Read } from './malformed.ts'
export {
  type PdfPlace,
  type PdfStatement,
  type PreparedPdf,
  preparePdfSignature,
  preparePdfTimeStamp,
} from './sign/prepare.ts'
export { type PdfSignatureMessage, type PdfSigning, signPdf, signPrepared } from './sign/sign-pdf.ts'
export {
  addPdfTimeStamp,
  type PdfTimeStamping,
  signPdfWithTimeStamp,
  type TimeStampedPdf,
  type TimeStampFailure,
} from './sign/time-stamped.ts'
export { type ChangeCode, changeRules, type PdfChange } from './verify/change.ts'
export type { JudgedTimeStamp } from './verify/judge-message.ts'
export { type PadesCode, type PadesRefusal, padesRules } from './verify/refusal.ts'
export type { StatedInPdf } from './verify/signature-value.ts'
export type { PdfTrust } from './verify/trust.ts'
export { type PdfSignature, type PdfSignatureHolds, type VerifiedPdf, verifyPdf } from './verify/verify-pdf.ts'
