import type { Condition } from '@entrepot/edi'
import { type DirectoryMalformed, malformed } from '../malformed.ts'
import { type Block, blocksOf, singleBlanks } from './lines.ts'

/** An entry may be wrapped over this many lines. */
const MAX_WRAPPED_LINES = 4

/** `010    C817 ADDRESS USAGE      C    1`, `030    3164 CITY NAME   C    1 an..35`, `010   1001   Document name, coded   C  an..3`. */
const ENTRY = /^(\d{3})[\s+*#|X-]*?([A-Z]\d{3}|\d{4})\s+\S.*\s([MC])(?:\s+(\d+))?(?:\s+((?:an|a|n)(?:\.\.)?\d+))?\s*$/
const ENTRY_BEGINS = /^\d{3}[\s+*#|X-]/
const HEADING = /^[\s+*#|X-]*?\s*\b([A-Z]{3}|[A-Z]\d{3})\s+(\S.*?)\s*$/
/** `040  D5(040,030) If first, then all`. */
const DEPENDENCY = /\bD([1-6])\s?\((\d{3}(?:,\s?\d{3})+)\)/

/** What UN/EDIFACT's dependency notes say in our conditions; D7 (if first, then none) is not among them. */
const CONDITIONS_OF: Readonly<Record<string, readonly Condition['kind'][]>> = {
  1: ['R', 'E'],
  2: ['P'],
  3: ['R'],
  4: ['E'],
  5: ['C'],
  6: ['L'],
}

/** What a segment or composite is made of. */
export interface Specification {
  readonly code: string
  readonly name: string
  readonly entries: readonly SpecifiedEntry[]
  readonly conditions: readonly Condition[]
}

export interface SpecifiedEntry {
  readonly code: string
  readonly mandatory: boolean
  readonly repeat: number
  /** `an..35`; a composite has none. */
  readonly format?: string
}

/** Reads the segments (EDSD, TRSD) or composites (EDCD, TRCD) of a directory. */
export function readSpecifications(
  lines: readonly string[],
  isContinued = false,
): readonly Specification[] | DirectoryMalformed {
  const specifications: Specification[] = []
  for (const block of blocksOf(lines, isContinued)) {
    const at = block.lines.findIndex((line) => line.trim() !== '')
    if (at < 0) continue
    const read = readBlock(block, at)
    if ('ok' in read) return read
    specifications.push(read)
  }
  return specifications
}

function readBlock({ lines, firstLine }: Block, at: number): Specification | DirectoryMalformed {
  const blank = lines.findIndex((line, i) => i > at && line.trim() === '')
  const heading = lines.slice(at, blank < 0 ? undefined : blank).map((line) => line.trim())
  const [, code, name] = HEADING.exec(heading.join(' ')) ?? []
  if (code === undefined || name === undefined) return malformed('directory/specification', String(firstLine + at))
  const entries: SpecifiedEntry[] = []
  const positions: string[] = []
  for (const [i, line] of lines.entries()) {
    if (!ENTRY_BEGINS.test(line)) continue
    const [, position, entry, status, repeat = '1', format] = ENTRY.exec(unwrapped(lines, i)) ?? []
    if (position === undefined || entry === undefined)
      return malformed('directory/specification', String(firstLine + i))
    positions.push(position)
    entries.push({
      code: entry,
      mandatory: status === 'M',
      repeat: Number(repeat),
      ...(format !== undefined && { format }),
    })
  }
  return {
    code,
    name: singleBlanks(name),
    entries,
    conditions: lines.flatMap((line) => readDependency(line, positions)),
  }
}

function unwrapped(lines: readonly string[], at: number): string {
  let text = lines[at] ?? ''
  for (let wrapped = 1; wrapped < MAX_WRAPPED_LINES && !ENTRY.test(text); wrapped++) {
    const next = lines[at + wrapped] ?? ''
    if (ENTRY_BEGINS.test(next)) break
    text = `${text.trimEnd()} ${next.trim()}`
  }
  return text
}

function readDependency(line: string, positions: readonly string[]): Condition[] {
  const [, number = '', list = ''] = DEPENDENCY.exec(line) ?? []
  const places = list.split(',').map((position) => positions.indexOf(position.trim()) + 1)
  return places.includes(0) ? [] : (CONDITIONS_OF[number] ?? []).map((kind) => ({ kind, positions: places }))
}
