import { Tag } from '../tag.ts'
import { type DerNode, writePrimitive } from './node.ts'

const ascii = new TextEncoder()
const notADigit = /[^0-9]/g

/** The instants that a GeneralizedTime of four-digit years can hold, in whole seconds. */
const GENERALIZED_TIME_START_MS = -62_167_219_200_000
const GENERALIZED_TIME_END_MS = 253_402_300_799_000

/** A UTCTime of an instant in milliseconds since 1970 UTC, cut to whole seconds. Asserts the years 1950 to 2049. */
export function writeUtcTime(epochMs: number, tag: number = Tag.utcTime): DerNode {
  const digits = timeDigits(epochMs)
  if (digits < '1950' || digits >= '2050') throw new Error('asn1: a UTCTime lies in the years 1950 to 2049')
  return writePrimitive(tag, ascii.encode(`${digits.slice(2)}Z`))
}

/** A GeneralizedTime of an instant in milliseconds since 1970 UTC, cut to whole seconds. Asserts the years 0 to 9999. */
export function writeGeneralizedTime(epochMs: number, tag: number = Tag.generalizedTime): DerNode {
  return writePrimitive(tag, ascii.encode(`${timeDigits(epochMs)}Z`))
}

function timeDigits(epochMs: number): string {
  const seconds = Math.floor(epochMs / 1000) * 1000
  const isInRange = seconds >= GENERALIZED_TIME_START_MS && seconds <= GENERALIZED_TIME_END_MS
  if (!isInRange) throw new Error('asn1: a time lies in the years 0 to 9999')
  return new Date(seconds).toISOString().replace(notADigit, '').slice(0, 14)
}
