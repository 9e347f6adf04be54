export { sealingKeyOf } from './authority.ts'
export { enrol, type Enrolment, enrolPortHeld, portHeldKey } from './enrol.ts'
export { signDocument } from './sign-document.ts'
export { MAX_OCSP_BYTES, MAX_REQUEST_CHARACTERS, MAX_STAMP_REQUEST_BYTES } from './limits.ts'
export type { Custody, KnownCertificate } from './known.ts'
export { isReason } from './lists.ts'
export { PUBLIC_URL_RULE, readPublicUrl } from './public-places.ts'
export {
  type CertificateRegister,
  openCertificates,
} from './register.ts'
