/** What a field holds: text, flag, list, or fields of its own. There are no numbers: figures are decimal texts. */
export type Content = string | boolean | readonly Content[] | Fields

/** A plain object of fields; the rows of a table are a list of such objects. */
export interface Fields {
  readonly [name: string]: Content
}

/** Tells a list from fields. */
export const isContentList = (content: Content): content is readonly Content[] => Array.isArray(content)

/** Tells fields from a text, a flag or a list. */
export const isFields = (content: Content): content is Fields => typeof content === 'object' && !isContentList(content)

/** Compares by content; the order of fields does not matter. */
export function sameContent(a: Content, b: Content): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object') return false
  if (isContentList(a) || isContentList(b)) return isContentList(a) && isContentList(b) && sameList(a, b)
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [left, right] = [a[name], b[name]]
      return left !== undefined && right !== undefined && sameContent(left, right)
    })
  )
}

const sameList = (a: readonly Content[], b: readonly Content[]): boolean =>
  a.length === b.length &&
  a.every((item, i) => {
    const other = b[i]
    return other !== undefined && sameContent(item, other)
  })
