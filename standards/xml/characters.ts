/** Characters that XML 1.0 (fifth edition, 2.2) allows; a lone surrogate is none. */
const NOT_CHARACTERS = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

const NAME_START =
  'A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}-\\u{200d}' +
  '\\u{2070}-\\u{218f}\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}'
const NAME_MORE = `${NAME_START}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}-\\u{2040}`

/** A name without a colon (Namespaces in XML 1.0, production 4), wherever one may begin. */
const NC_NAME = new RegExp(`[${NAME_START}][${NAME_MORE}]*`, 'uy')

/** The first character of a text that XML does not allow; -1 where all are. */
export const firstForeign = (text: string): number => text.search(NOT_CHARACTERS)

/** Where a name that begins at `at` ends; `at` where none begins. */
export function endOfName(text: string, at: number): number {
  NC_NAME.lastIndex = at
  return NC_NAME.test(text) ? NC_NAME.lastIndex : at
}

/** Whether a whole text is a name without a colon. */
export const isNcName = (text: string): boolean => text !== '' && endOfName(text, 0) === text.length

/** Whether a code point may stand in a document. */
export function isCharacter(point: number): boolean {
  return (
    point === 0x9 ||
    point === 0xa ||
    point === 0xd ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff)
  )
}
