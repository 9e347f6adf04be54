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
