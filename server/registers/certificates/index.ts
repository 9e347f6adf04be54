export { sealingKeyOf } from './authority.ts'
export { enrol, type Enrolment, type EnrolmentRefusal, enrolPortHeld, portHeldKey } from './enrol.ts'
export { MAX_REQUEST_CHARACTERS } from './limits.ts'
export type { CertificatePurpose, Custody, KnownCertificate } from './known.ts'
export { isReason } from './lists.ts'
export {
  type CertificateRegister,
  type GoodCertificate,
  openCertificates,
  type RegisterPlace,
  type RevocationOrder,
} from './register.ts'
