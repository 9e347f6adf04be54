import { importVerificationKey, type VerificationKey } from '@entrepot/crypto'
import type { Certificate } from '@entrepot/x509'

const imported = new WeakMap<Certificate, { readonly key: VerificationKey | undefined }>()

/** The key of a certificate, of any kind; `undefined` when it is of none that is known. Imported once for each parsed certificate. */
export function verificationKeyOf(certificate: Certificate): VerificationKey | undefined {
  const known = imported.get(certificate)
  if (known !== undefined) return known.key
  const key = importVerificationKey(certificate.publicKeySpki)
  imported.set(certificate, { key })
  return key
}
