import { fitBlocks } from '../read/simd/fit-blocks.ts'
import type { Tokens } from '../token.ts'
import { Position } from './position.ts'
import type { SegmentTable } from './segment-table.ts'
import type { Shapes } from './shapes.ts'
import { StepKind, type Steps, stepKind, stepNode, stepTurn, USUAL_WAYS, USUAL_WIDTH, UsualAt } from './steps.ts'
import { tagAt } from './tag-table.ts'
import type { Values } from './value.ts'

/** Every so many segments the position is kept. */
const KEPT_EVERY = 32
const FIRST_SEGMENTS = 1 << 10
const NONE_KNOWN = new Int32Array(0)

/** What segments are compared with. */
export interface Expectations {
  readonly steps: Steps
  readonly shapes: Shapes
  /** By number of a tag. */
  readonly tables: readonly (SegmentTable | undefined)[]
  readonly values: Values
}

/**
 * Goes along a message as long as it is as it should be: each segment in a shape that was found right before, its values right, and
 * its place the first that can be reached without leaving anything out. It stops before the first segment of which that cannot be said in passing, and
 * says nothing of it.
 */
export class StraightRun {
  readonly #expected: Expectations
  readonly #at: Position
  /** Positions before two of the last segments: `kept[0]` before the later. */
  readonly #kept: readonly [Position, Position]
  /** Numbers of tags, by number of their definitions; -1 where the message has none. */
  readonly #symbols: Int32Array
  /** How each segment continues the message. */
  #steps = new Int32Array(FIRST_SEGMENTS)
  #count = 0

  constructor(expected: Expectations) {
    this.#expected = expected
    const deepest = expected.steps.table.depth.reduce((most, depth) => Math.max(most, depth), 0) + 1
    this.#at = new Position(deepest)
    this.#kept = [new Position(deepest), new Position(deepest)]
    this.#symbols = new Int32Array(expected.shapes.numbers.size + 1).fill(-1)
    expected.tables.forEach((table, symbol) => {
      if (table !== undefined) this.#symbols[table.number] = symbol
    })
  }

  /** Steps of the last run, as many as segments were passed. */
  get steps(): Int32Array {
    return this.#steps
  }

  /** How many segments of the last run come before the position `kept`; 0 where that is the one it began with. */
  get before(): number {
    return Math.max(0, (Math.ceil(this.#count / KEPT_EVERY) - 2) * KEPT_EVERY)
  }

  /** The position behind `before` segments: less than 64 before the end of the run. */
  get kept(): Position {
    return this.#kept[(this.before / KEPT_EVERY) & 1] ?? this.#at
  }

  /** Segments `from` up to, at most, `to`, from a position on. @returns how many were passed. */
  pass(tokens: Tokens, { from, to, position }: { from: number; to: number; position: Position }): number {
    const { steps, shapes, values } = this.#expected
    const { usual } = steps
    const symbols = this.#symbols
    if (this.#steps.length < to - from) this.#steps = new Int32Array(2 * (to - from))
    const taken = this.#steps
    const at = this.#at
    at.copy(position)
    const { groups } = at
    values.bytes = tokens.bytes
    const verdicts = fitBlocks(tokens, shapes, { from, to, ...values.marks }) ?? NONE_KNOWN
    const known = verdicts === NONE_KNOWN ? 0 : (tokens.blocks?.segments ?? 0)
    let { node, count } = at
    let segment = from
    for (; segment < to; segment++) {
      if (((segment - from) & (KEPT_EVERY - 1)) === 0) this.#keep(segment - from, node, count)
      let symbol = segment > 0 && segment < known ? (symbols[verdicts[segment - 1] ?? 0] ?? -1) : -1
      if (symbol < 0) symbol = this.#fitting(tokens, segment)
      if (symbol < 0) break
      let entry = node * (USUAL_WIDTH * USUAL_WAYS)
      if (usual[entry] !== symbol + 1) {
        entry += USUAL_WIDTH
        if (usual[entry] !== symbol + 1 && !steps.expect(node, symbol)) break
      }
      const step = usual[entry + UsualAt.step] ?? 0
      const limit = usual[entry + UsualAt.limit] ?? 0
      if (stepKind(step) === StepKind.self) {
        if (count === limit) break
        count++
      } else {
        let turn = stepTurn(step)
        if (stepKind(step) === StepKind.again) {
          const times = groups[turn] ?? 0
          if (times === limit) break
          groups[turn] = times + 1
        }
        const depth = usual[entry + UsualAt.depth] ?? 0
        while (++turn < depth) groups[turn] = 1
        node = stepNode(step)
        count = 1
      }
      taken[segment - from] = step
    }
    this.#count = segment - from
    return this.#count
  }

  #keep(passed: number, node: number, count: number): void {
    const at = this.#at
    at.node = node
    at.count = count
    this.#kept[(passed / KEPT_EVERY) & 1]?.copy(at)
  }

  /** The number of a segment's tag, if it is in a known shape and its values are right; else -1. */
  #fitting(tokens: Tokens, segment: number): number {
    const { steps, tables, shapes, values } = this.#expected
    const { bytes, starts, firstMarks, marks } = tokens
    const tag = tagAt(bytes, starts[segment] ?? 0, (marks[firstMarks[segment] ?? 0] ?? 0) >> 2)
    const symbol = steps.table.tags.find(tag)
    const table = symbol < 0 ? undefined : tables[symbol]
    return table !== undefined && shapes.fits(table, tokens, segment, values) ? symbol : -1
  }
}
