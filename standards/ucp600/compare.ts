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
/** Where a sign is a word or a figure, one other sign is another meaning. */
const LATIN_WORD = /^\p{Script=Latin}+$/u
/** Scale to which converted quantities are worked out. */
const CONVERSION_SCALE = 12

/** Whether two numbers that identify are the same, blanks, punctuation and case aside. */
export function sameReference(a: string, b: string): boolean {
  return squashed(a) === squashed(b)
}

/** The same, the same but for a slip of the pen that an examiner should look at, or another. */
export type Match = 'same' | 'slip' | 'other'

/**
 * Compares two names. Case, punctuation and the form of the company do not matter, words left out on one side neither;
 * one slip of the pen in a word of five Latin letters or more makes no conflict, but is told.
 */
export function matchNames(a: string, b: string): Match {
  return matchWords(words(a), words(b))
}

/** Compares two places: by code where both have one, else as names; a country added is no conflict. */
export function matchPlaces(a: Place, b: Place): Match {
  if (a.code !== undefined && b.code !== undefined) return sameReference(a.code, b.code) ? 'same' : 'other'
  return matchWords(words(a.name), words(b.name))
}

/** Whether two names are of different parties. */
export function namesConflict(a: string, b: string): boolean {
  return matchNames(a, b) === 'other'
}

/** Whether two places are different. */
export function placesConflict(a: Place, b: Place): boolean {
  return matchPlaces(a, b) === 'other'
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

function matchWords(a: readonly string[], b: readonly string[]): Match {
  if (a.length === 0 || b.length === 0) return 'same'
  const within = (some: readonly string[], all: readonly string[], same: (x: string, y: string) => boolean) =>
    some.every((word) => all.some((each) => same(word, each)))
  const either = (same: (x: string, y: string) => boolean) => within(a, b, same) || within(b, a, same)
  if (either((x, y) => x === y)) return 'same'
  return either(sameWord) ? 'slip' : 'other'
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
  if (!LATIN_WORD.test(a) || !LATIN_WORD.test(b) || Math.min(a.length, b.length) < SLIP_FROM_LENGTH) return false
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
