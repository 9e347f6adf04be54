import { Position } from './position.ts'
import { groupAt, type StructureTable } from './structure-table.ts'

/** No segment stands in for a missing one. */
const NO_CREDIT = -3
/** A segment whose tag is not known may stand in for any. */
const ANY_CREDIT = -2
/** So many segments later what was left out may still stand in for what is missing. */
export const CREDIT_LASTS = 3

/** One way to explain the segments so far, and its cost. */
export class Hypothesis {
  readonly position = new Position()
  cost = 0
  /** Index of the last segment with which something was wrong; -1 while nothing was. */
  lastError = -1
  /** The last entry of its trace; -1 at its beginning. */
  trace = -1
  #credit = NO_CREDIT
  #creditUntil = -1

  begin(position: Position): void {
    this.position.copy(position)
    this.cost = 0
    this.lastError = -1
    this.trace = -1
    this.#credit = NO_CREDIT
  }

  copy(other: Hypothesis): void {
    this.position.copy(other.position)
    this.cost = other.cost
    this.lastError = other.lastError
    this.trace = other.trace
    this.#credit = other.#credit
    this.#creditUntil = other.#creditUntil
  }

  /**
   * Segment `at` was left out: it may be what is missed next to its place (two segments swapped), or, if nobody knows its tag,
   * stand there in place of the next one missing.
   */
  leaveOut(symbol: number, at: number): void {
    this.#credit = symbol < 0 ? ANY_CREDIT : symbol
    this.#creditUntil = at + (symbol < 0 ? 1 : CREDIT_LASTS)
  }

  /** Whether a missing tag is the one left out; it is so once. */
  redeems(symbol: number, at: number): boolean {
    return (
      this.#credit !== NO_CREDIT && at <= this.#creditUntil && (this.#credit === ANY_CREDIT || this.#credit === symbol)
    )
  }

  redeem(): void {
    this.#credit = NO_CREDIT
  }

  /** Whether the other is at the same place, so that of the two the dearer is of no use. */
  equals(table: StructureTable, other: Hypothesis, span: number): boolean {
    const { node, count, groups } = this.position
    if (node !== other.position.node) return false
    if (!alike(table.repeat[node] ?? 0, count, other.position.count, span)) return false
    for (let depth = (table.depth[node] ?? 0) - 1; depth > 0; depth--) {
      const one = groups[depth] ?? 0
      const two = other.position.groups[depth] ?? 0
      if (one !== two && !alike(table.repeat[groupAt(table, node, depth)] ?? 0, one, two, span)) return false
    }
    return true
  }

  /** Equal and no dearer: then the other goes. */
  outdoes(other: Hypothesis): boolean {
    return (
      this.cost < other.cost ||
      (this.cost === other.cost && (this.#credit !== NO_CREDIT || other.#credit === NO_CREDIT))
    )
  }
}

/** Whether two counts are as far from the limit as makes no difference within a span. */
function alike(limit: number, one: number, other: number, span: number): boolean {
  const left = Math.min(Math.max(limit - one, -1), span)
  return left === Math.min(Math.max(limit - other, -1), span)
}

/** Hypotheses that are followed side by side, made once and used again. */
export class Generation {
  size = 0
  readonly #all: Hypothesis[]

  constructor(most: number) {
    this.#all = Array.from({ length: most }, () => new Hypothesis())
  }

  at(index: number): Hypothesis {
    const found = this.#all[index]
    if (found === undefined) throw new RangeError('no such hypothesis')
    return found
  }

  swap(one: number, other: number): void {
    const first = this.at(one)
    this.#all[one] = this.at(other)
    this.#all[other] = first
  }

  cheapest(): Hypothesis {
    let best = this.at(0)
    for (let i = 1; i < this.size; i++) if (this.at(i).cost < best.cost) best = this.at(i)
    return best
  }
}
