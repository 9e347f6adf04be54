import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
  type Decoded,
  finish,
  isNext,
  open,
  peek,
  readConstructed,
  readEnumerated,
  readGeneralizedTime,
  readNull,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  readSmallInteger,
  readWrapped,
} from '@entrepot/asn1'
import { type ExtensionReader, firstUnknownCritical, readExtensions } from '../certificate/extension.ts'
import { readListOf } from '../certificate/list.ts'
import { revocationReasons } from '../crl/reason.ts'
import type { Revocation } from '../crl/revocation-list.ts'
import { MAXIMUM_OCSP_BYTES, MAXIMUM_SINGLE_RESPONSES } from '../limits.ts'
import { readName } from '../name/read-name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { readSignature } from '../signed/signed.ts'
import { readCertificateId } from './certificate-id.ts'
import { readCertificates } from './embedded-certificates.ts'
import { readNonce } from './nonce.ts'
import { readTagged } from './request.ts'
import { type OcspAnswer, ocspFailures, type OcspResponse, type ResponderId, type SingleResponse } from './response.ts'

/** id-pkix-ocsp-basic (RFC 6960 4.2.1). */
export const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1'

/**
 * Parses what an OCSP responder sent (RFC 6960 4.2) from strict DER. Parsing judges form only: no signature, no time.
 *
 * @returns the answer, or a code of `asn1Rules` or `x509Rules` with the byte offset.
 */
export function parseOcspResponse(der: Uint8Array): Decoded<OcspAnswer> {
  const raw = der.length > MAXIMUM_OCSP_BYTES ? der : new Uint8Array(der)
  const cursor = open(raw, MAXIMUM_OCSP_BYTES)
  const fields = readSequence(cursor)
  const statusAt = fields.offset
  const status = readEnumerated(fields, ocspFailures.length - 1)
  const response = readTagged(fields, 0, readResponseBytes)
  close(fields)
  if (status === 0 && response !== undefined) return finish(cursor, { status: 'successful', response })
  const failure = ocspFailures[status]
  if (failure === undefined || response !== undefined) fields.fail('x509/ocsp-status', statusAt)
  return finish(cursor, { status: failure ?? 'internalError' })
}

function readResponseBytes(tagged: Cursor): OcspResponse {
  const fields = readSequence(tagged)
  const typeAt = fields.offset
  if (readObjectIdentifier(fields) !== OCSP_BASIC) fields.fail('x509/ocsp-response-type', typeAt)
  const inside = readWrapped(fields)
  const start = inside.offset
  const basic = readBasicResponse(inside)
  close(inside)
  close(fields)
  return { ...basic, raw: fields.bytes.subarray(start, inside.end) }
}

function readBasicResponse(cursor: Cursor) {
  const fields = readSequence(cursor)
  const start = fields.offset
  const data = readResponseData(fields)
  const signedOctets = fields.bytes.subarray(start, fields.offset)
  const signature = readSignature(fields)
  const certificates = readTagged(fields, 0, readCertificates) ?? []
  close(fields)
  return { signedOctets, ...signature, ...data, certificates }
}

interface ResponseExtensions {
  nonce: Uint8Array | undefined
}

const readers: ReadonlyMap<string, ExtensionReader<ResponseExtensions>> = new Map<
  string,
  ExtensionReader<ResponseExtensions>
>([[extensionTypes.ocspNonce, (inside, found) => (found.nonce = readNonce(inside))]])

function readResponseData(cursor: Cursor) {
  const fields = readSequence(cursor)
  const versionAt = fields.offset
  const version = readTagged(fields, 0, (inside) => readSmallInteger(inside, Number.MAX_SAFE_INTEGER))
  // Version 1 is the default and never written (X.690 11.5); there is no other.
  if (version !== undefined) fields.fail('x509/version', versionAt)
  const responder = readResponderId(fields)
  const producedAt = readGeneralizedTime(fields)
  const responses = readListOf(fields, readSingleResponse, MAXIMUM_SINGLE_RESPONSES)
  const found: ResponseExtensions = { nonce: undefined }
  const all = readTagged(fields, 1, (inside) => readExtensions(inside, readers, found)) ?? []
  close(fields)
  const unknownCriticalExtension = firstUnknownCritical(all, readers)
  return { responder, producedAt, responses, nonce: found.nonce, unknownCriticalExtension }
}

function readResponderId(fields: Cursor): ResponderId {
  const name = readTagged(fields, 1, readName)
  if (name !== undefined) return { name }
  const tagged = readConstructed(fields, contextConstructed(2))
  const keyHash = readOctetString(tagged)
  close(tagged)
  return { keyHash }
}

const singleReaders: ReadonlyMap<string, ExtensionReader<undefined>> = new Map()

function readSingleResponse(list: Cursor): SingleResponse {
  const fields = readSequence(list)
  const id = readCertificateId(fields)
  const status = readStatus(fields, id.serial)
  const thisUpdate = readGeneralizedTime(fields)
  const nextUpdate = readTagged(fields, 0, (inside) => readGeneralizedTime(inside))
  const all = readTagged(fields, 1, (inside) => readExtensions(inside, singleReaders, undefined)) ?? []
  close(fields)
  const unknownCriticalExtension = firstUnknownCritical(all, singleReaders)
  return { id, ...status, thisUpdate, nextUpdate, unknownCriticalExtension }
}

const GOOD = contextPrimitive(0)
const REVOKED = contextConstructed(1)
const UNKNOWN = contextPrimitive(2)

function readStatus(fields: Cursor, serial: bigint): Pick<SingleResponse, 'status' | 'revocation'> {
  const tag = peek(fields)
  if (tag === REVOKED) return { status: 'revoked', revocation: readRevokedInfo(fields, serial) }
  if (tag === GOOD || tag === UNKNOWN) readNull(fields, tag)
  else fields.fail('asn1/unexpected-tag', fields.offset)
  return { status: tag === GOOD ? 'good' : 'unknown', revocation: undefined }
}

function readRevokedInfo(fields: Cursor, serial: bigint): Revocation {
  const info = readConstructed(fields, REVOKED)
  const date = readGeneralizedTime(info)
  const reasonAt = info.offset
  const hasReason = isNext(info, contextConstructed(0))
  const reason =
    revocationReasons[readTagged(info, 0, (inside) => readEnumerated(inside, revocationReasons.length)) ?? 0]
  if (hasReason && reason === undefined) info.fail('x509/reason-code', reasonAt)
  close(info)
  return { serial, date, reason: reason ?? 'unspecified', invalidityDate: undefined }
}
