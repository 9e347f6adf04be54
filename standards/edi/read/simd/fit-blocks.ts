import type { Tokens } from '../../token.ts'
import { assembleFitProgram, MULTIPLIER, TAG_SHIFT } from './fit-program.ts'
import { FitLayout, FitLimit } from './layout.ts'
import { instantiate, isLatest, scannerMemory } from './scan-blocks.ts'

/** States that segments go through, as the program looks them up. */
export interface FitTables {
  /** Numbers of the segment definitions, from 1, by tag. */
  readonly numbers: ReadonlyMap<string, number>
  readonly ways: Int32Array
  readonly checks: Int32Array
  /** Ways that there are. */
  readonly size: number
  /** Hashed codes of each list (`CodeTable.short`), as checks number them. */
  readonly lists: readonly Int32Array[]
  /** Ways that were added since it was last asked for; `undefined` where all is to be taken anew. */
  takeChanges(): readonly number[] | undefined
}

interface Program {
  readonly fit: (...parameters: readonly [number, number, number, number, number, number, number]) => void
  readonly tags: Int32Array
  readonly lists: Int32Array
  readonly ways: Int32Array
  readonly checks: Int32Array
  readonly codes: Int32Array
  readonly verdicts: Int32Array
  loaded: FitTables | undefined
  /** Ways that are loaded. */
  size: number
  /** Lists of codes that are loaded, and integers that they take. */
  listed: number
  codesEnd: number
}

/** It pays to load other tables for so many segments, by how many ways they have. */
const WAYS_PER_SEGMENT = 64

/** Which of the segments are asked about, and the bytes of the decimal marks. */
export interface FitQuestion {
  readonly from: number
  readonly to: number
  readonly decimalMarks: readonly [number, number]
  /** Whether every byte of a value is a character: none is released, none belongs to a longer one. */
  readonly isExact: boolean
}

/**
 * Of segments that `scanBlocks` has just found: the number of each one's definition, if it is in a shape that the tables know and its values are right in
 * passing, else 0.
 *
 * @returns numbers by segment, the first being that of segment 1; none of segments that the scanner did not see whole. Good until the next call.
 */
export function fitBlocks(tokens: Tokens, tables: FitTables, question: FitQuestion): Int32Array | undefined {
  const { blocks } = tokens
  if (blocks === undefined || !isLatest(blocks)) return undefined
  const from = Math.max(1, question.from)
  const to = Math.min(question.to, blocks.segments)
  if (to <= from) return undefined
  program ??= load()
  if (program === 'none' || !makeReady(program, tables, to - from)) return undefined
  const [mark, otherMark] = question.decimalMarks
  program.fit(4 * (from - 1), 4 * (to - 1), blocks.base, blocks.marksBefore, mark, otherMark, question.isExact ? 1 : 0)
  return program.verdicts
}

let program: Program | 'none' | undefined

function load(): Program | 'none' {
  const memory = scannerMemory()
  if (memory === undefined) return 'none'
  const { fit } = instantiate(assembleFitProgram(), { scanner: { memory } })
  if (fit === undefined) return 'none'
  const numbers = (from: number, to: number): Int32Array => new Int32Array(memory.buffer, from, (to - from) / 4)
  return {
    fit,
    tags: numbers(FitLayout.tags, FitLayout.lists),
    lists: numbers(FitLayout.lists, FitLayout.ways),
    ways: numbers(FitLayout.ways, FitLayout.checks),
    checks: numbers(FitLayout.checks, FitLayout.codes),
    codes: numbers(FitLayout.codes, FitLayout.verdicts),
    verdicts: numbers(FitLayout.verdicts, FitLayout.end),
    loaded: undefined,
    size: 0,
    listed: 0,
    codesEnd: 0,
  }
}

/** Brings the program's memory to where the tables are. */
function makeReady(program: Program, tables: FitTables, segments: number): boolean {
  const { numbers, ways, checks, size, lists } = tables
  if (numbers.size >= FitLimit.segments || size > program.ways.length || lists.length > FitLimit.lists) return false
  const isOther = program.loaded !== tables
  if (isOther && size > segments * WAYS_PER_SEGMENT) return false
  const changes = tables.takeChanges()
  if (isOther) {
    loadTags(program.tags, numbers)
    program.listed = 0
    program.codesEnd = 0
  }
  program.loaded = undefined
  if (!loadLists(program, lists)) return false
  if (isOther || changes === undefined) {
    program.ways.set(ways.subarray(0, size))
    program.checks.set(checks.subarray(0, size))
  } else {
    // What stands behind the states that were there is left over from others.
    program.ways.fill(0, program.size, size)
    for (const way of changes) {
      program.ways[way] = ways[way] ?? 0
      program.checks[way] = checks[way] ?? 0
    }
  }
  program.loaded = tables
  program.size = size
  return true
}

function loadTags(tags: Int32Array, numbers: FitTables['numbers']): void {
  tags.fill(0)
  for (const [tag, number] of numbers) {
    if (!/^[!-~]{1,3}$/.test(tag)) continue
    let key = 0
    for (let at = tag.length - 1; at >= 0; at--) key = (key << 8) | tag.charCodeAt(at)
    let slot = (Math.imul(key, MULTIPLIER) >>> TAG_SHIFT) << 1
    while (tags[slot] !== 0) slot = (slot + 2) & (tags.length - 1)
    tags[slot] = key
    tags[slot + 1] = number
  }
}

/** Copies lists that are not there yet, each with its beginning behind its end, so that nobody must go round. */
function loadLists(program: Program, lists: readonly Int32Array[]): boolean {
  for (; program.listed < lists.length; program.listed++) {
    const list = lists[program.listed] ?? new Int32Array(1)
    const overhang = list.indexOf(0) + 1
    if (program.codesEnd + list.length + overhang > program.codes.length) return false
    program.lists[2 * program.listed] = 4 * program.codesEnd
    program.lists[2 * program.listed + 1] = 32 - Math.log2(list.length)
    program.codes.set(list, program.codesEnd)
    program.codes.set(list.subarray(0, overhang), program.codesEnd + list.length)
    program.codesEnd += list.length + overhang
  }
  return true
}
