import {
  close,
  type Cursor,
  type Decoded,
  type DerNode,
  encode,
  finish,
  isNext,
  open,
  peek,
  readNamedBits,
  readOctetString,
  readSequence,
  readSmallInteger,
  readText,
  Tag,
  writeInteger,
  writeNamedBits,
  writeRaw,
  writeSequence,
  writeUtf8String,
} from '@entrepot/asn1'
import { MAXIMUM_RESPONSE_BYTES, MAXIMUM_STATUS_TEXTS } from './limits.ts'
import { type Failure, failureBits, failuresOf, type Status, statuses } from './status.ts'

/** A response (RFC 3161 2.4.2) that was read; the token is not judged. */
export interface TimeStampResponse {
  readonly status: Status
  readonly texts: readonly string[]
  readonly failures: readonly Failure[]
  /** The token as it stands; there when the status is `granted` or `grantedWithMods`, and only then. */
  readonly token: Uint8Array | undefined
}

/** Writes the response that carries a token. */
export function writeGranted(token: Uint8Array): Uint8Array {
  return encode(writeSequence([writeSequence([writeInteger(statuses.indexOf('granted'))]), writeRaw(token)]))
}

/** Writes the response that says why there is no time-stamp (RFC 3161 2.4.2). */
export function refuseTimeStamp(failure: Failure, text?: string): Uint8Array {
  const status: DerNode[] = [writeInteger(statuses.indexOf('rejection'))]
  if (text !== undefined) status.push(writeSequence([writeUtf8String(text)]))
  status.push(writeNamedBits([failureBits[failure]]))
  return encode(writeSequence([writeSequence(status)]))
}

/** Reads a response. The token may be BER; what is around it is DER. */
export function parseTimeStampResponse(der: Uint8Array): Decoded<TimeStampResponse> {
  const cursor = open(der, MAXIMUM_RESPONSE_BYTES)
  const sequence = readSequence(cursor)
  const offset = sequence.offset
  const status = readStatus(sequence)
  const token = sequence.atEnd ? undefined : readRest(sequence)
  const isGranted = status.status === 'granted' || status.status === 'grantedWithMods'
  if (isGranted !== (token !== undefined)) sequence.fail('time-stamp/status', offset)
  close(sequence)
  return finish(cursor, { ...status, token })
}

function readStatus(cursor: Cursor): Omit<TimeStampResponse, 'token'> {
  const sequence = readSequence(cursor)
  const status = statuses[readSmallInteger(sequence, statuses.length - 1)] ?? 'rejection'
  const texts: string[] = []
  if (isNext(sequence, Tag.sequence)) {
    const list = readSequence(sequence)
    while (!list.atEnd) {
      if (texts.length >= MAXIMUM_STATUS_TEXTS) list.fail('time-stamp/too-many-texts', list.offset)
      texts.push(readText(list, Tag.utf8String))
    }
  }
  const failures = isNext(sequence, Tag.bitString) ? failuresOf(readNamedBits(sequence)) : []
  close(sequence)
  return { status, texts, failures }
}

function readRest(cursor: Cursor): Uint8Array {
  const start = cursor.offset
  readOctetString(cursor, peek(cursor))
  return cursor.bytes.subarray(start, cursor.offset)
}
