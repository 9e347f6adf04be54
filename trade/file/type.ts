import { isMalformed as isNoTime, parseInstant, parseLocalDate } from '@entrepot/calendar'
import { currencyExponent, isMalformed, parseDecimal } from '@entrepot/money'
import { isList, type Label, type Value } from './value.ts'

/** What an element's value must look like. Amounts, weights and rates are decimal texts; `scale` is the most decimals allowed. */
export type ElementType =
  | { readonly is: 'text'; readonly max: number; readonly pattern?: RegExp; readonly patternHint?: Label }
  | { readonly is: 'code'; readonly list: string; readonly pattern: RegExp }
  | { readonly is: 'choice'; readonly of: Readonly<Record<string, Label>> }
  | {
      readonly is: 'decimal'
      readonly unit: string
      readonly scale: number
      readonly min?: string
      readonly max?: string
    }
  | { readonly is: 'money' }
  | { readonly is: 'date' }
  | { readonly is: 'instant' }
  | { readonly is: 'flag' }
  | { readonly is: 'list'; readonly of: ElementType; readonly max: number }
  | { readonly is: 'document' }

/** Why a value does not fit its type. */
export interface TypeMismatch {
  readonly code:
    | 'value/not-text'
    | 'value/too-long'
    | 'value/characters'
    | 'value/pattern'
    | 'value/unknown-code'
    | 'value/not-decimal'
    | 'value/too-many-decimals'
    | 'value/out-of-range'
    | 'value/not-money'
    | 'value/not-date'
    | 'value/not-instant'
    | 'value/not-flag'
    | 'value/not-list'
    | 'value/too-many'
    | 'value/not-a-document'
  readonly limit?: string
}

/** Digits before the point of any decimal. */
const MAX_INTEGER_DIGITS = 15

const DECIMAL = /^-?(0|[1-9][0-9]*)(\.([0-9]+))?$/
const CURRENCY = /^[A-Z]{3}$/
/** What a reader sees: a letter, a figure, a sign. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u
/**
 * What may not stand in a text because its reader would see something else than was signed: controls other than tab and line
 * ends, overrides and isolates of direction (UAX 9), spaces without width, tags, lone surrogates, noncharacters.
 */
const UNSEEN = /[[\p{Cc}--[\t\n\r]]\p{Cs}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff\u{e0000}-\u{e007f}]/v

/**
 * Checks a value against its type.
 *
 * @returns `undefined` when it fits.
 */
export function mismatch(type: ElementType, value: Value): TypeMismatch | undefined {
  switch (type.is) {
    case 'text':
      return textMismatch(type, value)
    case 'code':
      return typeof value === 'string' && type.pattern.test(value) && isListed(type.list, value)
        ? undefined
        : { code: 'value/unknown-code', limit: type.list }
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(type.of, value) ? undefined : { code: 'value/unknown-code' }
    case 'decimal':
      return decimalMismatch(type, value)
    case 'money':
      return moneyMismatch(value)
    case 'date':
      return typeof value === 'string' && isDate(value) ? undefined : { code: 'value/not-date' }
    case 'instant':
      return typeof value === 'string' && isInstant(value) ? undefined : { code: 'value/not-instant' }
    case 'flag':
      return typeof value === 'boolean' ? undefined : { code: 'value/not-flag' }
    case 'list':
      return listMismatch(type, value)
    case 'document':
      // A document is never keyed: it comes in by a citation, which the opener resolves.
      return { code: 'value/not-a-document' }
  }
}

function textMismatch(type: Extract<ElementType, { is: 'text' }>, value: Value): TypeMismatch | undefined {
  if (typeof value !== 'string') return { code: 'value/not-text' }
  if (value.length > type.max) return { code: 'value/too-long', limit: String(type.max) }
  if (UNSEEN.test(value)) return { code: 'value/characters' }
  if (!SEEN.test(value)) return { code: 'value/not-text' }
  return type.pattern && !type.pattern.test(value) ? { code: 'value/pattern' } : undefined
}

function decimalMismatch(type: Extract<ElementType, { is: 'decimal' }>, value: Value): TypeMismatch | undefined {
  const parts = typeof value === 'string' ? DECIMAL.exec(value) : null
  if (typeof value !== 'string' || !parts) return { code: 'value/not-decimal' }
  if ((parts[3]?.length ?? 0) > type.scale) return { code: 'value/too-many-decimals', limit: String(type.scale) }
  if ((parts[1]?.length ?? 0) > MAX_INTEGER_DIGITS)
    return { code: 'value/out-of-range', limit: `${MAX_INTEGER_DIGITS} digits` }
  if (isMalformed(parseDecimal(value))) return { code: 'value/not-decimal' }
  const min = type.min ?? '0'
  if (below(value, min)) return { code: 'value/out-of-range', limit: min }
  return type.max !== undefined && below(type.max, value) ? { code: 'value/out-of-range', limit: type.max } : undefined
}

function moneyMismatch(value: Value): TypeMismatch | undefined {
  if (typeof value !== 'object' || isList(value)) return { code: 'value/not-money' }
  const { amount, currency, ...rest } = value
  if (Object.keys(rest).length > 0 || typeof currency !== 'string' || !CURRENCY.test(currency))
    return { code: 'value/not-money' }
  const scale = currencyExponent(currency)
  if (scale === undefined) return { code: 'value/unknown-code', limit: 'ISO 4217' }
  return amount === undefined
    ? { code: 'value/not-money' }
    : decimalMismatch({ is: 'decimal', unit: currency, scale }, amount)
}

/** Of the code lists, this one is at hand whole; of others the form alone is known here. */
const isListed = (codes: string, value: string): boolean =>
  codes !== 'ISO 4217' || currencyExponent(value) !== undefined

function listMismatch(type: Extract<ElementType, { is: 'list' }>, value: Value): TypeMismatch | undefined {
  if (typeof value !== 'object' || !isList(value) || value.length === 0) return { code: 'value/not-list' }
  if (value.length > type.max) return { code: 'value/too-many', limit: String(type.max) }
  for (const item of value) {
    const found = mismatch(type.of, item)
    if (found) return found
  }
  return undefined
}

/** Compares two decimal texts exactly: both are scaled to whole numbers first. */
function below(a: string, b: string): boolean {
  const scale = Math.max(decimals(a), decimals(b))
  return scaled(a, scale) < scaled(b, scale)
}

const decimals = (text: string): number => text.split('.')[1]?.length ?? 0
const scaled = (text: string, scale: number): bigint =>
  BigInt(text.replace('.', '') + '0'.repeat(scale - decimals(text)))

/** Tells whether a text is a day of the Gregorian calendar, `2026-11-22`. */
export function isDate(text: string): boolean {
  return !isNoTime(parseLocalDate(text))
}

/** Tells whether a text is an instant with its local offset, `2027-01-10T21:40+08:00`, as the calendar reads it. */
export function isInstant(text: string): boolean {
  return !isNoTime(parseInstant(text))
}
