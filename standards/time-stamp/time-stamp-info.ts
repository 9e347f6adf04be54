import {
  close,
  type Cursor,
  contextConstructed,
  contextPrimitive,
  type Decoded,
  type DerNode,
  encode,
  finish,
  isNext,
  open,
  peek,
  readBooleanDefaultFalse,
  readConstructed,
  readInteger,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  readSmallInteger,
  Tag,
  writeBoolean,
  writeConstructed,
  writeInteger,
  writeObjectIdentifier,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import type { Extension } from '@entrepot/x509'
import { readTimeStampExtensions } from './extension.ts'
import { readTimeWithFraction, writeTimeWithFraction } from './general-time.ts'
import { MAXIMUM_RESPONSE_BYTES, MAXIMUM_SERIAL_BYTES } from './limits.ts'
import { type MessageImprint, readMessageImprint, writeMessageImprint } from './message-imprint.ts'
import { readNonce } from './request.ts'

/** How far the time may be off (RFC 3161 2.4.2); the parts add up. */
export interface Accuracy {
  readonly seconds?: number
  /** 1 to 999. */
  readonly milliseconds?: number
  /** 1 to 999. */
  readonly microseconds?: number
}

/** What an authority states (RFC 3161 2.4.2). */
export interface TimeStampInfo {
  readonly policy: string
  /** `undefined` for a hash function that is not known. */
  readonly imprint: MessageImprint | undefined
  readonly serial: bigint
  /** Milliseconds since 1970 UTC. */
  readonly time: number
  readonly accuracy: Accuracy | undefined
  /** Whether any two time-stamps of this authority are in the order of their times, whatever the accuracy. */
  readonly ordering: boolean
  readonly nonce: bigint | undefined
  /** The authority's name as DER of a GeneralName. */
  readonly authorityName: Uint8Array | undefined
  readonly extensions: readonly Extension[]
}

/** What is to be stated. */
export type TimeStampInfoToWrite = Omit<TimeStampInfo, 'imprint' | 'extensions'> & { readonly imprint: MessageImprint }

/** Writes TSTInfo as DER. */
export function writeTimeStampInfo(info: TimeStampInfoToWrite): Uint8Array {
  const { policy, imprint, serial, time, accuracy, ordering, nonce, authorityName } = info
  const isSerial = serial >= 0n && serial < 1n << BigInt(MAXIMUM_SERIAL_BYTES * 8)
  if (!isSerial) throw new Error('time-stamp: a serial number has at most 160 bits')
  const fields = [
    writeInteger(1),
    writeObjectIdentifier(policy),
    writeMessageImprint(imprint),
    writeInteger(serial),
    writeTimeWithFraction(time),
  ]
  if (accuracy !== undefined) fields.push(writeAccuracy(accuracy))
  if (ordering) fields.push(writeBoolean(true))
  if (nonce !== undefined) fields.push(writeInteger(nonce))
  if (authorityName !== undefined) fields.push(writeConstructed(contextConstructed(0), [writeRaw(authorityName)]))
  return encode(writeSequence(fields))
}

function writeAccuracy({ seconds = 0, milliseconds = 0, microseconds = 0 }: Accuracy): DerNode {
  const areSound = [milliseconds, microseconds].every((part) => part >= 0 && part <= MAXIMUM_PART)
  if (!areSound || seconds < 0) throw new Error('time-stamp: parts of an accuracy are 0 to 999')
  const parts: DerNode[] = []
  if (seconds > 0) parts.push(writeInteger(seconds))
  if (milliseconds > 0) parts.push(writeInteger(milliseconds, contextPrimitive(0)))
  if (microseconds > 0) parts.push(writeInteger(microseconds, contextPrimitive(1)))
  return writeSequence(parts)
}

/** Reads TSTInfo from DER. */
export function parseTimeStampInfo(der: Uint8Array): Decoded<TimeStampInfo> {
  const cursor = open(der, MAXIMUM_RESPONSE_BYTES)
  const sequence = readSequence(cursor)
  const versionAt = sequence.offset
  if (readSmallInteger(sequence, 1) !== 1) sequence.fail('time-stamp/version', versionAt)
  const policy = readObjectIdentifier(sequence)
  const imprint = readMessageImprint(sequence)
  const serial = readSerial(sequence)
  const time = readTimeWithFraction(sequence)
  const accuracy = isNext(sequence, Tag.sequence) ? readAccuracy(sequence) : undefined
  const ordering = readBooleanDefaultFalse(sequence)
  const nonce = readNonce(sequence)
  const authorityName = isNext(sequence, contextConstructed(0)) ? readAuthorityName(sequence) : undefined
  const hasExtensions = isNext(sequence, contextConstructed(1))
  const extensions = hasExtensions ? readTimeStampExtensions(sequence, contextConstructed(1)) : []
  close(sequence)
  return finish(cursor, { policy, imprint, serial, time, accuracy, ordering, nonce, authorityName, extensions })
}

function readSerial(cursor: Cursor): bigint {
  const offset = cursor.offset
  const serial = readInteger(cursor)
  // One octet more holds the sign of 160 bits.
  const isTooLong = cursor.contentEnd - cursor.contentStart > MAXIMUM_SERIAL_BYTES + 1
  if (isTooLong) cursor.fail('time-stamp/serial-number', offset)
  return serial
}

const MAXIMUM_PART = 999
const MAXIMUM_ACCURACY_SECONDS = 1_000_000_000

function readAccuracy(cursor: Cursor): Accuracy {
  const sequence = readSequence(cursor)
  const seconds = isNext(sequence, Tag.integer) ? readSmallInteger(sequence, MAXIMUM_ACCURACY_SECONDS) : undefined
  const milliseconds = readPart(sequence, contextPrimitive(0))
  const microseconds = readPart(sequence, contextPrimitive(1))
  close(sequence)
  return {
    ...(seconds !== undefined && { seconds }),
    ...(milliseconds !== undefined && { milliseconds }),
    ...(microseconds !== undefined && { microseconds }),
  }
}

function readPart(cursor: Cursor, tag: number): number | undefined {
  if (!isNext(cursor, tag)) return undefined
  const offset = cursor.offset
  const part = readSmallInteger(cursor, MAXIMUM_PART, tag)
  if (part === 0) cursor.fail('time-stamp/accuracy', offset)
  return part
}

function readAuthorityName(cursor: Cursor): Uint8Array {
  const explicit = readConstructed(cursor, contextConstructed(0))
  const start = explicit.offset
  readOctetString(explicit, peek(explicit))
  const name = explicit.bytes.subarray(start, explicit.offset)
  close(explicit)
  return name
}
