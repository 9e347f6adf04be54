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
import { MAXIMUM_CERTIFICATE_BYTES } from '../limits.ts'
import type { Name } from '../name/name.ts'
import { publicKeyOf, readPublicKeyInfo } from '../signed/public-key.ts'
import { readName } from '../name/read-name.ts'
import { isSignedBy, readSignature, type Signed } from '../signed/signed.ts'

/** A certification request whose sender has shown that it holds the private key. */
export interface CertificationRequest extends Signed {
  readonly subject: Name
  readonly publicKeySpki: Uint8Array
  readonly publicKey: VerificationKey
  /** Object identifiers of the attributes that it carries (RFC 2986 4.1); what they ask for is not granted here. */
  readonly attributeTypes: readonly string[]
}

/**
 * Parses a certification request (RFC 2986) and checks the proof of possession: its own key signed it.
 *
 * @returns the request, or a code with byte offset; `x509/proof-of-possession` when the signature is not its key's.
 */
export function parseRequest(der: Uint8Array): Decoded<CertificationRequest> {
  const raw = der.length > MAXIMUM_CERTIFICATE_BYTES ? der : der.slice()
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
  const attributeTypes = readAttributes(info)
  close(info)
  return { subject, publicKeySpki, keyAt, attributeTypes }
}

function readAttributes(info: Cursor): string[] {
  const set = readSet(info, contextConstructed(0))
  const types: string[] = []
  while (!set.atEnd) {
    const attribute = readSequence(set)
    types.push(readObjectIdentifier(attribute))
    readAny(attribute)
    close(attribute)
  }
  return types
}
