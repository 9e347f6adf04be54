import {
  type Cursor,
  type DerNode,
  finish,
  open,
  readGeneralizedTime,
  readOctetString,
  Tag,
  writePrimitive,
} from '@entrepot/asn1'
import { MAXIMUM_FRACTION_DIGITS } from './limits.ts'

/** Characters up to the seconds: YYYYMMDDhhmmss. */
const SECONDS_END = 14
/** 0000-01-01 to 9999-12-31, as four digits of a year have it. */
const START_MS = -62_167_219_200_000
const END_MS = 253_402_300_799_999

const fractionForm = /^(?:\.([0-9]*[1-9]))?Z$/

/**
 * Reads a GeneralizedTime with or without a fraction of a second (RFC 3161 2.4.2): milliseconds since 1970 UTC.
 * What is finer than a millisecond is cut off.
 */
export function readTimeWithFraction(cursor: Cursor): number {
  const offset = cursor.offset
  const content = readOctetString(cursor, Tag.generalizedTime)
  const text = String.fromCharCode(...content.subarray(0, SECONDS_END + MAXIMUM_FRACTION_DIGITS + 3))
  const fraction = fractionForm.exec(text.slice(SECONDS_END))
  const seconds = readSeconds(content)
  const digits = fraction?.[1] ?? ''
  if (fraction === null || digits.length > MAXIMUM_FRACTION_DIGITS || seconds === undefined) {
    cursor.fail('time-stamp/time', offset)
    return 0
  }
  return seconds + Number(digits.slice(0, 3).padEnd(3, '0'))
}

/** The time without its fraction, by the reader that knows the calendar. */
function readSeconds(content: Uint8Array): number | undefined {
  const whole = Uint8Array.of(Tag.generalizedTime, SECONDS_END + 1, ...content.subarray(0, SECONDS_END), 0x5a)
  if (content.length < SECONDS_END + 1) return undefined
  const cursor = open(whole)
  const decoded = finish(cursor, readGeneralizedTime(cursor))
  return decoded.ok ? decoded.value : undefined
}

/** Writes a time with milliseconds, without trailing zeros (RFC 3161 2.4.2). Asserts that it is in the years 0 to 9999. */
export function writeTimeWithFraction(epochMs: number): DerNode {
  const isInRange = Number.isInteger(epochMs) && epochMs >= START_MS && epochMs <= END_MS
  if (!isInRange) throw new Error('time-stamp: a time is whole milliseconds in the years 0 to 9999')
  const [whole = '', milliseconds = ''] = new Date(epochMs)
    .toISOString()
    .replace(/[-:TZ]/g, '')
    .split('.')
  const fraction = milliseconds.replace(/0+$/, '')
  const text = `${whole}${fraction === '' ? '' : '.'}${fraction}Z`
  return writePrimitive(Tag.generalizedTime, new TextEncoder().encode(text))
}
