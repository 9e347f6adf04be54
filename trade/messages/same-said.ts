import { compareDecimals, isMalformed, parseDecimal } from '@entrepot/money'

/** Units that mean the same (UN/ECE Recommendations 20 and 21, and the older codes that messages still carry). */
const SAME_UNITS: readonly (readonly string[])[] = [
  ['C62', 'H87', 'PCE', 'EA', 'NAR', 'PC'],
  ['PR', 'NPR'],
  ['CTN', 'CT'],
]

/**
 * Tells whether two texts say the same, though they be spelled differently: figures by their value, units by what they
 * mean, texts without regard to letter case, width, spaces and punctuation.
 *
 * What changes a meaning is kept: decimal marks, signs, `%`, `°`, comparisons, fractions.
 */
export function saysSame(a: string, b: string): boolean {
  if (a === b) return true
  const [left, right] = [parseDecimal(a), parseDecimal(b)]
  if (!isMalformed(left) && !isMalformed(right)) return compareDecimals(left, right) === 0
  return foldedText(a) === foldedText(b) || SAME_UNITS.some((codes) => codes.includes(a) && codes.includes(b))
}

/** A sign before a figure; a figure with its marks; letters; signs that mean something. */
const MEANINGS = /(?<![\p{L}\p{N}])-(?=\p{N})|\p{N}+(?:[.,]\p{N}+)*|\p{L}+|[%°<>=±+/]/gu

/** What of a text means something, in one spelling. */
const foldedText = (text: string): string =>
  (text.normalize('NFKC').toLowerCase().match(MEANINGS) ?? []).join('').replaceAll(',', '.')
