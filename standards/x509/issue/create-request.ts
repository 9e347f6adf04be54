import {
  contextConstructed,
  type DerNode,
  writeConstructed,
  writeInteger,
  writeObjectIdentifier,
  writeRaw,
  writeSequence,
  writeSetOf,
} from '@entrepot/asn1'
import type { SignatureScheme, SigningKey } from '@entrepot/crypto'
import type { Name, Subject } from '../name/name.ts'
import { writeName } from '../name/write-name.ts'
import { EXTENSION_REQUEST } from '../object-identifiers.ts'
import { writeSigned } from '../signed/signed.ts'
import { type ExtensionsToIssue, writeOtherExtensions } from './write-extensions.ts'

/** A certification request to be made. */
export interface RequestToCreate {
  /** One that `checkSubject` accepts. */
  readonly subject: Name | Subject
  readonly key: SigningKey
  /** What the certificate should say (RFC 2985 5.4.2); key identifiers are the issuer's business and left out. */
  readonly extensions?: ExtensionsToIssue
  /** How it is signed. Default: the usual scheme of the kind of key. */
  readonly scheme?: SignatureScheme
}

/** Creates a certification request (RFC 2986, PKCS #10) as DER, signed with the key that it asks a certificate for. */
export function createRequest({ subject, key, extensions, scheme }: RequestToCreate): Uint8Array {
  const attributes = writeConstructed(contextConstructed(0), extensions ? [extensionRequest(extensions)] : [])
  const toBeSigned = writeSequence([writeInteger(0), writeName(subject), writeRaw(key.publicKey.spki), attributes])
  return writeSigned(toBeSigned, key, scheme)
}

function extensionRequest(extensions: ExtensionsToIssue): DerNode {
  const requested = writeSequence(writeOtherExtensions(extensions, false))
  return writeSequence([writeObjectIdentifier(EXTENSION_REQUEST), writeSetOf([requested])])
}
