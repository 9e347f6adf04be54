import {
  close,
  type Cursor,
  contextConstructed,
  type Decoded,
  encode,
  finish,
  isNext,
  open,
  readBooleanDefaultFalse,
  readInteger,
  readObjectIdentifier,
  readSequence,
  Tag,
  writeBoolean,
  writeInteger,
  writeObjectIdentifier,
  writeSequence,
} from '@entrepot/asn1'
import type { Extension } from '@entrepot/x509'
import { readTimeStampExtensions } from './extension.ts'
import { MAXIMUM_NONCE_BYTES, MAXIMUM_REQUEST_BYTES } from './limits.ts'
import { type MessageImprint, readMessageImprint, writeMessageImprint } from './message-imprint.ts'

/** A request for a time-stamp (RFC 3161 2.4.1). */
export interface TimeStampRequest {
  readonly imprint: MessageImprint
  /** The policy that is asked for; the authority chooses when it is left out. */
  readonly policy?: string
  /** A large random number, so that the answer is to this request. */
  readonly nonce?: bigint
  /** Whether the authority's certificate is to come along. */
  readonly certificateRequested?: boolean
}

/** A request that was read. */
export interface ParsedTimeStampRequest {
  readonly version: bigint
  /** `undefined` for a hash function that is not known. */
  readonly imprint: MessageImprint | undefined
  readonly policy: string | undefined
  readonly nonce: bigint | undefined
  readonly certificateRequested: boolean
  readonly extensions: readonly Extension[]
}

/** Writes a request as DER. */
export function createTimeStampRequest(request: TimeStampRequest): Uint8Array {
  const { imprint, policy, nonce, certificateRequested = false } = request
  const fields = [writeInteger(1), writeMessageImprint(imprint)]
  if (policy !== undefined) fields.push(writeObjectIdentifier(policy))
  if (nonce !== undefined) fields.push(writeInteger(nonce))
  if (certificateRequested) fields.push(writeBoolean(true))
  return encode(writeSequence(fields))
}

/** Reads a request from DER. */
export function parseTimeStampRequest(der: Uint8Array): Decoded<ParsedTimeStampRequest> {
  const cursor = open(der, MAXIMUM_REQUEST_BYTES)
  const sequence = readSequence(cursor)
  const version = readInteger(sequence)
  const imprint = readMessageImprint(sequence)
  const policy = isNext(sequence, Tag.objectIdentifier) ? readObjectIdentifier(sequence) : undefined
  const nonce = readNonce(sequence)
  const certificateRequested = readBooleanDefaultFalse(sequence)
  const hasExtensions = isNext(sequence, contextConstructed(0))
  const extensions = hasExtensions ? readTimeStampExtensions(sequence, contextConstructed(0)) : []
  close(sequence)
  return finish(cursor, { version, imprint, policy, nonce, certificateRequested, extensions })
}

/** Reads an optional nonce. */
export function readNonce(cursor: Cursor): bigint | undefined {
  if (!isNext(cursor, Tag.integer)) return undefined
  const offset = cursor.offset
  const nonce = readInteger(cursor)
  if (cursor.contentEnd - cursor.contentStart > MAXIMUM_NONCE_BYTES) cursor.fail('time-stamp/nonce-too-long', offset)
  return nonce
}
