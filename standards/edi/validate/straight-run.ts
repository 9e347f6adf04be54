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
  readonly #at = new Position()
  /** Positions before two of the last segments: `kept[0]` before the later. */
  readonly #kept = [new Position(), new Position()] as const
  /** How each segment continues the message. */
  #steps = new Int32Array(FIRST_SEGMENTS)
  #count = 0

  constructor(expected: Expectations) {
    this.#expected = expected
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
    const { steps, tables, shapes, values } = this.#expected
    const { bytes, starts, firstMarks, marks } = tokens
    const { usual } = steps
    const at = this.#at
    if (this.#steps.length < to - from) this.#steps = new Int32Array(2 * (to - from))
    const taken = this.#steps
    at.copy(position)
    values.bytes = bytes
    let segment = from
    for (; segment < to; segment++) {
      if (((segment - from) & (KEPT_EVERY - 1)) === 0) this.#kept[((segment - from) / KEPT_EVERY) & 1]?.copy(at)
      const tag = tagAt(bytes, starts[segment] ?? 0, (marks[firstMarks[segment] ?? 0] ?? 0) >> 2)
      let entry = at.node * USUAL_WIDTH * USUAL_WAYS
      if (usual[entry] !== tag) {
        entry += USUAL_WIDTH
        if (usual[entry] !== tag && !steps.expect(at.node, tag)) break
      }
      const table = tables[usual[entry + UsualAt.symbol] ?? 0]
      if (table === undefined || !shapes.fits(table, tokens, segment, values)) break
      const step = usual[entry + UsualAt.step] ?? 0
      if (!advance(at, step, usual[entry + UsualAt.limit] ?? 0, usual[entry + UsualAt.depth] ?? 0)) break
      taken[segment - from] = step
    }
    this.#count = segment - from
    return this.#count
  }
}

/** Takes a step, unless what it repeats is there as often as it may be. */
function advance(position: Position, step: number, limit: number, depth: number): boolean {
  const kind = stepKind(step)
  if (kind === StepKind.self) return position.count !== limit && position.count++ >= 0
  const { groups } = position
  let turn = stepTurn(step)
  if (kind === StepKind.again) {
    const times = groups[turn] ?? 0
    if (times === limit) return false
    groups[turn] = times + 1
  }
  while (++turn < depth) groups[turn] = 1
  position.node = stepNode(step)
  position.count = 1
  return true
}
