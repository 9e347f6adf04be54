/** String preparation for comparing names (RFC 4518 2, as RFC 5280 7.1 asks for). */

const plainAscii = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/

/**
 * RFC 4518 2.2: characters that are mapped to nothing once white space is a space: control and format characters, variation
 * selectors, the combining grapheme joiner and the object replacement character.
 */
const ignored = /\p{Cc}|\p{Cf}|\p{Variation_Selector}|\u034f|\ufffc/gu

/** RFC 4518 2.2: what is mapped to a space. */
const spaces = /[\p{Z}\t-\r\u0085]/gu

/** Case folding of one character for which the lower-case form is not enough: it unfolds into several (RFC 3454 B.2). */
function fold(character: string): string {
  const upper = character.toUpperCase()
  return upper.length > character.length ? upper.toLowerCase() : character.toLowerCase()
}

/**
 * The form in which texts of names are compared: characters mapped, case folded, compatibility forms composed, and white
 * space trimmed and folded (RFC 4518 2.2, 2.3, 2.6.1).
 */
export function preparedText(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase()
  const mapped = text.replace(spaces, ' ').replace(ignored, '')
  // Folding can undo composition and composition can make new capitals, so each is done twice (RFC 3454 B.2).
  const folded = [...mapped.normalize('NFKC')].map(fold).join('').replaceAll('ς', 'σ').normalize('NFKC')
  const again = [...folded].map(fold).join('').normalize('NFKC')
  return again.replace(/ +/g, ' ').trim()
}
