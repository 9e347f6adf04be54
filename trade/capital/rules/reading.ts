import { isLocalDate, type LocalDate } from '@entrepot/calendar'
import { isMalformed, type Money, parseDecimal, parseMoney } from '@entrepot/money'
import type { Place, Tolerance } from '@entrepot/ucp600'
import { type FileView, isList, moneyOf, type Path, type Value } from '@entrepot/trade/file'

/** Reads a date element; `undefined` where it is not there for this reader. */
export function dateAt(file: FileView, path: Path): LocalDate | undefined {
  return asDate(file.text(path))
}

/** A text as a day of the calendar, the day of an instant included. */
export function asDate(text: string | undefined): LocalDate | undefined {
  const day = text?.slice(0, 10)
  return day !== undefined && isLocalDate(day) ? day : undefined
}

/** Reads a list of texts; empty where it is not there. */
export function textsAt(file: FileView, path: Path): readonly string[] {
  return asTexts(file.value(path))
}

/** A value as texts: a list's, or the one text that it is. */
export function asTexts(value: Value | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  if (value === undefined || typeof value !== 'object' || !isList(value)) return []
  return value.filter((each) => typeof each === 'string')
}

/** An amount written with its currency, or as a decimal whose currency stands apart. */
export function asMoney(value: Value | undefined, currency: string | undefined): Money | undefined {
  if (typeof value !== 'string') return moneyOf(value)
  if (currency === undefined) return undefined
  const money = parseMoney(value, currency)
  return isMalformed(money) ? undefined : money
}

/** A whole number of days written in an element. */
export function daysAt(file: FileView, path: Path): number | undefined {
  const days = Number(file.text(path) ?? Number.NaN)
  return Number.isSafeInteger(days) ? days : undefined
}

/** Percentages of a credit's tolerance (SWIFT field 39A), `plus or minus 5 %`; `none` and no text allow nothing. */
export function toleranceOf(text: string | undefined): Tolerance | undefined {
  const percent = parseDecimal(/(\d{1,2}(?:\.\d{1,4})?)\s*%/.exec(text ?? '')?.[1] ?? '')
  return isMalformed(percent) ? undefined : { kind: 'stated', plusPercent: percent, minusPercent: percent }
}

const UN_LOCODE = /\b[A-Z]{2}[A-Z2-9]{3}\b/

/** A port or place as a document names it, with its UN/LOCODE where one stands in the text. */
export function placeOf(text: string | undefined): Place {
  const code = UN_LOCODE.exec(text ?? '')?.[0]
  return { name: text ?? '', ...(code === undefined ? {} : { code }) }
}
