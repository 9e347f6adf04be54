import { type StructureItem, UNBOUNDED } from '@entrepot/edi'
import { MAX_LOOP_DEPTH } from '../limits.ts'

/** `BEG`, `REF?*>`, `N1[1=ST,BT]?*200(`, `)`, apart by blanks or not. */
const ITEM = /\s*(?:([A-Z][A-Z0-9-]{1,9})(?:\[(\d{1,2})=([A-Z0-9,]{1,200})\])?(\?)?(?:\*(\d{1,7}|>))?(\()?|(\)))/y
const SEGMENT = /^[A-Z][A-Z0-9]{1,2}$/
const POSITION_STEP = 10

/**
 * Reads the segments and loops of a transaction set in our notation; positions count in tens, as the standard's tables do.
 *
 * @returns `undefined` for anything but a well-formed list.
 */
export function readItems(text: string): readonly StructureItem[] | undefined {
  const levels: StructureItem[][] = [[]]
  let next = POSITION_STEP
  ITEM.lastIndex = 0
  for (let at = 0; at < text.length; at = ITEM.lastIndex) {
    const [, name, element, codes, optional, count, opens, closes] = ITEM.exec(text) ?? []
    if (closes !== undefined) {
      if (levels.length === 1 || levels.at(-1)?.length === 0) return undefined
      levels.pop()
      continue
    }
    const repeat = count === undefined ? 1 : count === '>' ? UNBOUNDED : Number(count)
    if (name === undefined || repeat < 1 || (opens === undefined && !SEGMENT.test(name))) return undefined
    const place = { mandatory: optional === undefined, repeat, position: String(next).padStart(4, '0') }
    next += POSITION_STEP
    if (opens === undefined) {
      const when = element === undefined ? {} : { when: { element: Number(element), codes: codes?.split(',') ?? [] } }
      levels.at(-1)?.push({ tag: name, ...place, ...when })
      continue
    }
    // Which loop it is, its first segment says.
    if (element !== undefined || levels.length > MAX_LOOP_DEPTH) return undefined
    const items: StructureItem[] = []
    levels.at(-1)?.push({ group: name, ...place, items })
    levels.push(items)
  }
  return levels.length === 1 ? levels[0] : undefined
}
