/** What stands for a character that cannot be printed. */
const REPLACEMENT = '�'

// Controls and formats (which could turn the order of what is read), private use, surrogates, unassigned.
const NEVER = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/u
const SPACES = /[\t\r\u2028\u2029\u0085\v\f]/

/**
 * Makes a text safe to set: a character without a glyph in our fonts, or one that would change how others are read, is
 * printed as the replacement character; the document's JSON keeps it.
 */
function printableText(text: string, covers: (codePoint: number) => boolean): string {
  let safe = ''
  for (const character of text.normalize('NFC')) {
    const point = character.codePointAt(0) ?? 0
    if (character === '\n' || character === ' ') safe += character
    else if (SPACES.test(character)) safe += ' '
    else if (NEVER.test(character) || !covers(point)) safe += REPLACEMENT
    else safe += character
  }
  return safe
}

/** Makes every text of a page safe, however deep. */
export function printablePage(value: unknown, covers: (codePoint: number) => boolean): unknown {
  if (typeof value === 'string') return printableText(value, covers)
  if (Array.isArray(value)) return value.map((item) => printablePage(item, covers))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, printablePage(member, covers)]))
}
