import { compareDecimals, convertQuantity, isConvertible, type Quantity, rescaleDecimal } from '@entrepot/money'
import type { Place } from './credit.ts'

/**
 * Comparisons for art. 14(d): they find conflict, not difference. What can only be read with understanding is left to
 * the examiner; a comparison that cannot tell finds no conflict.
 */

/** Forms of companies that are written out or abbreviated at will. */
const COMPANY_FORMS: Readonly<Record<string, string>> = {
  LIMITED: 'LTD',
  COMPANY: 'CO',
  CORPORATION: 'CORP',
  INCORPORATED: 'INC',
  INTERNATIONAL: 'INTL',
  MANUFACTURING: 'MFG',
  INDUSTRIES: 'IND',
  INDUSTRY: 'IND',
  AND: '',
}

/** Words shorter than this are compared letter by letter: there a slip makes another word. */
const SLIP_FROM_LENGTH = 5
/** Scale to which converted quantities are worked out. */
const CONVERSION_SCALE = 12

/** Whether two numbers that identify are the same, blanks, punctuation and case aside. */
export function sameReference(a: string, b: string): boolean {
  return squashed(a) === squashed(b)
}

/**
 * Whether two names are of different parties. Case, punctuation and the form of the company do not matter, words left
 * out on one side neither, and one slip of the pen in a word of five letters or more makes no conflict.
 */
export function namesConflict(a: string, b: string): boolean {
  return wordsConflict(words(a), words(b))
}

/** Whether two places are different: by code where both have one, else by name; a country added is no conflict. */
export function placesConflict(a: Place, b: Place): boolean {
  if (a.code !== undefined && b.code !== undefined) return !sameReference(a.code, b.code)
  return wordsConflict(words(a.name), words(b.name))
}

/**
 * Whether two quantities contradict each other: neither, in the other's unit and rounded to the other's written digits,
 * is the other. Quantities of different measures say different things.
 */
export function quantitiesConflict(a: Quantity, b: Quantity): boolean {
  if (a.unit !== b.unit && !isConvertible(a.unit, b.unit)) return false
  return !roundsTo(a, b) && !roundsTo(b, a)
}

function roundsTo(finer: Quantity, coarser: Quantity): boolean {
  const to = { scale: CONVERSION_SCALE, rounding: 'half-up' } as const
  const { value } = finer.unit === coarser.unit ? finer : convertQuantity(finer, coarser.unit, to)
  return compareDecimals(rescaleDecimal(value, coarser.value.scale, 'half-up'), coarser.value) === 0
}

/** What a description lacks of another: its words and figures that are not found, in their order. */
export function missingWords(wanted: string, found: string): readonly string[] {
  const left = pieces(found)
  return pieces(wanted).filter((piece) => {
    const at = left.findIndex((each) => sameWord(each, piece))
    if (at < 0) return true
    left.splice(at, 1)
    return false
  })
}

/** The designations in a description: words that carry a figure, as model and part numbers do. */
export function designations(text: string): readonly string[] {
  return words(text).filter((word) => /[0-9]/.test(word) && /[A-Z]/.test(word))
}

function wordsConflict(a: readonly string[], b: readonly string[]): boolean {
  const within = (some: readonly string[], all: readonly string[]) =>
    some.every((word) => all.some((each) => sameWord(word, each)))
  if (a.length === 0 || b.length === 0) return false
  return !within(a, b) && !within(b, a)
}

function words(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (Object.hasOwn(COMPANY_FORMS, word) ? (COMPANY_FORMS[word] ?? '') : word))
    .filter((word) => word !== '')
}

/** Words cut where letters and figures meet, so that `230 V` and `230V` read alike. */
function pieces(text: string): string[] {
  const kept = text.normalize('NFKC').toUpperCase().replaceAll(/['’]/g, '')
  return kept.match(/\p{L}+|\p{N}+(?:[.,]\p{N}+)*/gu) ?? []
}

function squashed(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

function sameWord(a: string, b: string): boolean {
  if (a === b) return true
  if (/\p{N}/u.test(a + b) || Math.min(a.length, b.length) < SLIP_FROM_LENGTH) return false
  return isOneSlip(a, b)
}

/** One letter more, fewer, other, or two neighbours exchanged. */
function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
}
