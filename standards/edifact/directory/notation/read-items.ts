import type { StructureItem } from '@entrepot/edi'
import { MAX_GROUP_DEPTH, MAX_REPEAT } from '../limits.ts'

const SEGMENT = /^[A-Z]{3}$/
const GROUP = /^SG\d{1,3}$/
const POSITION = /^\d{4,5}$/
/** Official tables count positions in tens. */
const POSITION_STEP = 10

/** The text and how far it is read. Read by character codes: this is most of the time that a directory takes to load. */
interface Scan {
  readonly text: string
  at: number
}

/**
 * Reads the items of a message in our notation: `BGM`, `DTM*35`, `SG25?*9999(`, `DTM@2220?`, `)`.
 *
 * @param first position of the first item, `0010`; each following one is ten more unless it says its own.
 * @returns `undefined` for anything but a well-formed list within `MAX_GROUP_DEPTH` and `MAX_REPEAT`.
 */
export function readItems(text: string, first: string): readonly StructureItem[] | undefined {
  const scan: Scan = { text, at: 0 }
  const levels: StructureItem[][] = [[]]
  let next = Number(first)
  for (skip(scan, ' '); scan.at < text.length; skip(scan, ' ')) {
    if (take(scan, ')')) {
      if (levels.length === 1 || levels.at(-1)?.length === 0) return undefined
      levels.pop()
      continue
    }
    const item = readItem(scan, String(next).padStart(first.length, '0'))
    if (!item) return undefined
    next = Number(item.position) + POSITION_STEP
    levels.at(-1)?.push(item)
    if ('group' in item) levels.push(item.items)
    if (levels.length > MAX_GROUP_DEPTH) return undefined
  }
  return levels.length === 1 ? levels[0] : undefined
}

interface Place {
  readonly mandatory: boolean
  readonly repeat: number
  readonly position: string
}
type ReadItem =
  | ({ readonly tag: string } & Place)
  | ({ readonly group: string; readonly items: StructureItem[] } & Place)

/** `SG25@0930?*9999(`: name, position, conditional, repetition, a group's opening. */
function readItem(scan: Scan, expected: string): ReadItem | undefined {
  const name = word(scan)
  const position = take(scan, '@') ? word(scan) : expected
  const mandatory = !take(scan, '?')
  const repeat = take(scan, '*') ? Number(word(scan)) : 1
  if (!POSITION.test(position) || !(repeat >= 1 && repeat <= MAX_REPEAT)) return undefined
  const place = { mandatory, repeat, position }
  if (take(scan, '(')) return GROUP.test(name) ? { group: name, ...place, items: [] } : undefined
  return SEGMENT.test(name) ? { tag: name, ...place } : undefined
}

function skip(scan: Scan, character: string): void {
  while (scan.text[scan.at] === character) scan.at++
}

function take(scan: Scan, character: string): boolean {
  if (scan.text[scan.at] !== character) return false
  scan.at++
  return true
}

const ZERO = 48
const NINE = 57
const A = 65
const Z = 90

/** Capital letters and figures, as far as they go. */
function word(scan: Scan): string {
  const from = scan.at
  for (; scan.at < scan.text.length; scan.at++) {
    const code = scan.text.charCodeAt(scan.at)
    if (!((code >= A && code <= Z) || (code >= ZERO && code <= NINE))) break
  }
  return scan.text.slice(from, scan.at)
}
