import type { GroupUse, MessageStructure, SegmentUse, StructureItem } from '@entrepot/edi'
import { type DirectoryMalformed, malformed } from '../malformed.ts'
import { drawn, singleBlanks } from './lines.ts'

/** A table's entry may be wrapped over this many lines. */
const MAX_WRAPPED_LINES = 4

const HEADING = /^\s*Pos\s+Tag\s+Name/
/** `0930 *     ---- Segment group 25 ------------ C   200000-------+|`: position, mark of change, what, status, repetition, strokes. */
const ENTRY = /^(\d{4,5})(?:\s*[+*#|X-]{1,3}(?=\s))?\s+(\S.*?)\s+([MC])\s+(\d+)([-+|\s]*)$/
const INTERACTIVE = /^\d{4,5}[\s+*#|X-]+UIH\s/
const POSITION = /^\d{4,5}\s/
const GROUP = /^[-\s]*segment group\s+(\d+)[-\s]*$/i
const SEGMENT = /^([A-Z]{3})\s+\S/

/** How far down a file its name may stand. */
const MAX_TITLE_LINES = 40

/** A message's name, `Purchase order message`: the third paragraph of its title page, after `UN/EDIFACT` and its status. */
export function messageName(lines: readonly string[]): string | undefined {
  const paragraphs: string[][] = [[]]
  for (const line of lines.slice(0, MAX_TITLE_LINES)) {
    if (line.trim() !== '') paragraphs.at(-1)?.push(line.trim())
    else if (paragraphs.at(-1)?.length !== 0) paragraphs.push([])
  }
  const [title, , name] = paragraphs
  return title?.[0] === 'UN/EDIFACT' && name && name.length > 0 ? singleBlanks(name.join(' ')) : undefined
}

/** Whether a file describes a message of interactive EDI (ISO 9735-3), whose first segment is UIH. */
export const isInteractive = (lines: readonly string[]): boolean =>
  lines.some((line) => line.includes('UIH') && INTERACTIVE.test(line))

interface OpenGroup extends GroupUse {
  readonly items: StructureItem[]
}

/**
 * Reads the segment table of a message's file (UN/EDIFACT message design rules, "Segment table").
 *
 * Groups are drawn in the right margin: a corner at the end of its heading opens one, corners after a segment close as many. Positions, marks of
 * change and wrapped lines are understood; headings of sections are passed over. What follows UNT (annexes) is not read.
 */
export function readMessageTable(
  lines: readonly string[],
  { type, release }: { readonly type: string; readonly release: string },
): MessageStructure | DirectoryMalformed {
  const items: StructureItem[] = []
  const open: OpenGroup[] = []
  const heading = lines.findIndex((line) => HEADING.test(line))
  if (heading < 0) return malformed('directory/message-table')
  for (let i = heading + 1; i < lines.length; i++) {
    if (!POSITION.test(lines[i] ?? '')) continue
    const entry = readEntry(lines, i)
    if (!entry) return malformed('directory/message-table', String(i + 1))
    const into = open.at(-1)?.items ?? items
    into.push(entry.item)
    if ('group' in entry.item) open.push(entry.item)
    else {
      if (entry.corners > open.length) return malformed('directory/message-table', String(i + 1))
      open.length -= entry.corners
      if (entry.item.tag === 'UNT')
        return open.length === 0 ? { type, release, items } : malformed('directory/message-table', String(i + 1))
    }
  }
  return malformed('directory/message-table', String(lines.length))
}

interface Entry {
  readonly item: SegmentUse | OpenGroup
  readonly corners: number
}

function readEntry(lines: readonly string[], at: number): Entry | undefined {
  let text = drawn(lines[at] ?? '')
  for (let wrapped = 1; wrapped < MAX_WRAPPED_LINES && !ENTRY.test(text); wrapped++) {
    const next = lines[at + wrapped] ?? ''
    if (POSITION.test(next)) return undefined
    text = `${text.replace(/[|\s]+$/, '')} ${drawn(next).trim()}`
  }
  const [, position = '', what = '', status, count, strokes = ''] = ENTRY.exec(text) ?? []
  const place = { mandatory: status === 'M', repeat: Number(count), position }
  const group = GROUP.exec(what)?.[1]
  if (group !== undefined) return { item: { group: `SG${group}`, ...place, items: [] }, corners: 0 }
  const tag = SEGMENT.exec(what)?.[1]
  return tag === undefined ? undefined : { item: { tag, ...place }, corners: strokes.split('+').length - 1 }
}
