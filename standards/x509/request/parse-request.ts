import {
  type Cursor,
  close,
  contextConstructed,
  type Decoded,
  finish,
  open,
  readAny,
  readObjectIdentifier,
  readSequence,
  readSet,
  readSmallInteger,
} from '@entrepot/asn1'
import type { VerificationKey } from '@entrepot/crypto'
import type { CertificateExtensions } from '../certificate/certificate.ts'
import { readCertificateExtensions } from '../certificate/read-certificate-extensions.ts'
import { MAXIMUM_CERTIFICATE_BYTES, MAXIMUM_LISTED } from '../limits.ts'
import { EXTENSION_REQUEST } from '../object-identifiers.ts'
import type { Name } from '../name/name.ts'
import { publicKeyOf, readPublicKeyInfo } from '../signed/public-key.ts'
import { readName } from '../name/read-name.ts'
import { isSignedBy, readSignature, type Signed } from '../signed/signed.ts'

/** A certification request whose sender has shown that it holds the private key. */
export interface CertificationRequest extends Signed {
  readonly subject: Name
  readonly publicKeySpki: Uint8Array
  readonly publicKey: VerificationKey
  /** Object identifiers of the attributes that it carries (RFC 2986 4.1). */
  readonly attributeTypes: readonly string[]
  /** The extensions that it asks for (RFC 2985 5.4.2); whether to grant them is the issuer's decision. */
  readonly requestedExtensions: CertificateExtensions | undefined
}

/**
 * Parses a certification request (RFC 2986) and checks the proof of possession: its own key signed it.
 *
 * @returns the request, or a code with byte offset; `x509/proof-of-possession` when the signature is not its key's.
 */
export function parseRequest(der: Uint8Array): Decoded<CertificationRequest> {
  const raw = der.length > MAXIMUM_CERTIFICATE_BYTES ? der : new Uint8Array(der)
  const cursor = open(raw, MAXIMUM_CERTIFICATE_BYTES)
  const request = readSequence(cursor)
  const start = request.offset
  const fields = readRequestInfo(request)
  const signatureAt = request.offset
  const signature = readSignature(request)
  close(request)
  const parsed = { raw, signedOctets: raw.subarray(start, signatureAt), ...signature, ...fields }
  const decoded = finish(cursor, parsed)
  if (!decoded.ok) return decoded
  const publicKey = publicKeyOf(parsed)
  if (publicKey === undefined) return { ok: false, code: 'x509/unsupported-key', offset: fields.keyAt }
  if (!isSignedBy(parsed, publicKey)) return { ok: false, code: 'x509/proof-of-possession', offset: signatureAt }
  const { keyAt: _, ...value } = { ...parsed, publicKey }
  return { ok: true, value }
}

function readRequestInfo(cursor: Cursor) {
  const info = readSequence(cursor)
  const versionAt = info.offset
  const version = readSmallInteger(info, Number.MAX_SAFE_INTEGER)
  if (version !== 0) info.fail('x509/version', versionAt)
  const subject = readName(info)
  const keyAt = info.offset
  const publicKeySpki = readPublicKeyInfo(info)
  const attributes = readAttributes(info)
  close(info)
  return { subject, publicKeySpki, keyAt, ...attributes }
}

function readAttributes(info: Cursor) {
  const set = readSet(info, contextConstructed(0))
  const attributeTypes: string[] = []
  let requestedExtensions: CertificateExtensions | undefined
  while (!set.atEnd) {
    const offset = set.offset
    const attribute = readSequence(set)
    const type = readObjectIdentifier(attribute)
    if (attributeTypes.includes(type)) set.fail('x509/duplicate-attribute', offset)
    if (attributeTypes.length >= MAXIMUM_LISTED) set.fail('x509/too-many-items', offset)
    attributeTypes.push(type)
    if (type === EXTENSION_REQUEST) requestedExtensions = readRequested(attribute)
    else readAny(attribute)
    close(attribute)
  }
  return { attributeTypes, requestedExtensions }
}

function readRequested(attribute: Cursor): CertificateExtensions {
  const values = readSet(attribute)
  const extensions = readCertificateExtensions(values)
  close(values)
  return extensions
}
