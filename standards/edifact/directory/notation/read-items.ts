import type { StructureItem } from '@entrepot/edi'
import { MAX_GROUP_DEPTH, MAX_REPEAT } from '../limits.ts'

/** `BGM`, `DTM*35`, `SG25?*9999(`, `DTM@2220?`, `)`, apart by blanks or not. */
const ITEM = /\s*(?:([A-Z][A-Z0-9]{0,5})(?:@(\d{4,5}))?(\?)?(?:\*(\d{1,7}))?(\()?|(\)))/y
const SEGMENT = /^[A-Z]{3}$/
const GROUP = /^SG\d{1,3}$/
/** Official tables count positions in tens. */
const POSITION_STEP = 10

/**
 * Reads the items of a message in our notation.
 *
 * @param first position of the first item, `0010`; each following one is ten more unless it says its own.
 * @returns `undefined` for anything but a well-formed list within `MAX_GROUP_DEPTH` and `MAX_REPEAT`.
 */
export function readItems(text: string, first: string): readonly StructureItem[] | undefined {
  const levels: StructureItem[][] = [[]]
  let next = Number(first)
  ITEM.lastIndex = 0
  for (let at = 0; at < text.length; at = ITEM.lastIndex) {
    const [, name, written, optional, count, opens, closes] = ITEM.exec(text) ?? []
    if (closes !== undefined) {
      if (levels.length === 1 || levels.at(-1)?.length === 0) return undefined
      levels.pop()
    } else {
      const repeat = count === undefined ? 1 : Number(count)
      if (name === undefined || repeat < 1 || repeat > MAX_REPEAT) return undefined
      if (!(opens === undefined ? SEGMENT : GROUP).test(name)) return undefined
      const position = written ?? String(next).padStart(first.length, '0')
      next = Number(position) + POSITION_STEP
      const place = { mandatory: optional === undefined, repeat, position }
      const items: StructureItem[] = []
      levels.at(-1)?.push(opens === undefined ? { tag: name, ...place } : { group: name, ...place, items })
      if (opens !== undefined) levels.push(items)
      if (levels.length > MAX_GROUP_DEPTH) return undefined
    }
  }
  return levels.length === 1 ? levels[0] : undefined
}
