import { contextConstructed, writeConstructed, writeInteger, writeRaw, writeSequence } from '@entrepot/asn1'
import type { SigningKey } from '@entrepot/crypto'
import type { Name, Subject } from '../name/name.ts'
import { writeSigned } from '../signed/signed.ts'
import { writeName } from '../name/write-name.ts'

/**
 * Creates a certification request (RFC 2986, PKCS #10) as DER, signed with the key that it asks a certificate for.
 * The subject must be one that `checkSubject` accepts.
 */
export function createRequest(content: { readonly subject: Name | Subject; readonly key: SigningKey }): Uint8Array {
  const { subject, key } = content
  const noAttributes = writeConstructed(contextConstructed(0), [])
  const toBeSigned = writeSequence([writeInteger(0), writeName(subject), writeRaw(key.publicKey.spki), noAttributes])
  return writeSigned(toBeSigned, key)
}
