import { type ElementType, isDate, isInstant, isList, type Value } from '@entrepot/trade/file'
import { unitOf } from '@entrepot/money'
import type { Printing } from '@entrepot/trade/documents'
import type { Language } from './language.ts'
import { dayText, instantText } from './time.ts'
import type { Words } from './words.ts'

/** What showing a value takes. */
export interface Showing {
  readonly language: Language
  readonly words: Words
}

/** A decimal with thousands apart, as it is written in both languages: `15,400.00`. */
export function decimalText(decimal: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(decimal) ?? []
  if (whole === '') return decimal
  return `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${rest}`
}

/** A value for people to read. The type decides where it is known; else its shape does. */
export function valueText(value: Value, type: ElementType | undefined, showing: Showing): string {
  if (typeof value === 'boolean') return value ? showing.words.yes : showing.words.no
  if (typeof value === 'string') return textOf(value, type, showing)
  if (isList(value)) {
    const inner = type?.is === 'list' ? type.of : undefined
    const separator = inner?.is === 'decimal' ? ' × ' : showing.language === 'zh' ? '；' : '; '
    return value.map((each) => valueText(each, inner, showing)).join(separator)
  }
  const { amount, currency, ...others } = value
  if (typeof amount === 'string' && typeof currency === 'string' && Object.keys(others).length === 0)
    return `${currency} ${decimalText(amount)}`
  return Object.entries(value)
    .map(([name, each]) => `${name} ${valueText(each, undefined, showing)}`)
    .join(', ')
}

/** A document's field as its definition prints it. */
export function printedText(value: Value, prints: Printing | undefined, showing: Showing): string {
  if (typeof value !== 'string') return valueText(value, undefined, showing)
  if (typeof prints === 'object') return prints.of[value]?.[showing.language] ?? value
  if (prints === 'country') return codeName('ISO 3166-1', value, showing.language)
  return prints === 'number' ? decimalText(value) : valueText(value, undefined, showing)
}

function textOf(text: string, type: ElementType | undefined, showing: Showing): string {
  const { language } = showing
  if (type?.is === 'choice') return type.of[text]?.[language] ?? text
  if (type?.is === 'decimal') return decimalText(text)
  if (type?.is === 'code') return codeName(type.list, text, language)
  if (type?.is === 'document') return showing.words.document
  if (isDate(text)) return dayText(text, language)
  return isInstant(text) ? instantText(text, language) : shortened(text)
}

/** Characters of a text that are shown; what is longer is an original in base64url, which nobody reads. */
const MAX_SHOWN = 2_000

const shortened = (text: string): string => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)} …` : text)

/** A country by its ISO 3166-1 code. */
export const countryName = (code: string, language: Language): string => codeName('ISO 3166-1', code, language)

/** What a code stands for, where we know its list. */
function codeName(list: string, code: string, language: Language): string {
  if (list === 'UN/ECE Recommendation 20') return unitOf(code)?.[language === 'zh' ? 'chinese' : 'english'] ?? code
  if (list !== 'ISO 3166-1') return code
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
}

/** The unit behind a decimal, where it is one that people write. */
export function unitText(type: ElementType | undefined): string | undefined {
  if (type?.is !== 'decimal') return undefined
  return UNITS[type.unit]
}

const UNITS: Readonly<Record<string, string>> = { KGM: 'kg', CMT: 'cm', P1: '%', DAY: 'd', MTQ: 'm³' }
