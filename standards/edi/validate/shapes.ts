import type { FitTables } from '../read/simd/fit-blocks.ts'
import { FitBits, FitCheck, MAX_PLAIN, MOST_SHIFT, STATE_SHIFT } from '../read/simd/fit-program.ts'
import { Mark, type Tokens } from '../token.ts'
import type { CodeTable } from './code-table.ts'
import { ELEMENT_WIDTH, ElementAt, Form, type SegmentTable, VALUE_WIDTH, ValueAt } from './segment-table.ts'
import type { Values } from './value.ts'

/** States that are kept; where more are wanted all are forgotten, and learning begins anew. */
const MAX_STATES = 4096
/** A segment of more marks is not worth learning. */
const MAX_LEARNED_MARKS = 128

/** From a state there is a way for each kind of mark, with nothing before it or something. */
const WAYS = 8
/** What a check can say of how many characters or figures there must, and may be. */
const LEAST = (1 << FitBits.least) - 1
const MOST = (1 << FitBits.most) - 1
const CHECKS: Readonly<Record<number, number>> = {
  [Form.text]: FitCheck.length,
  [Form.numeric]: FitCheck.number,
  [Form.decimal]: FitCheck.decimal,
  [Form.whole]: FitCheck.whole,
}

/**
 * Shapes of segments that were found right: which separators follow each other, and where values stand.
 *
 * What must be there, what is too many and what depends on what follows from the shape alone, so that of a segment in a known shape nothing is left
 * but to look at its values. Shapes with the same beginning share it (a trie). A segment that does not fit is not wrong for that: it must be looked at
 * by `Elements`, and is learned if nothing is found.
 */
export class Shapes implements FitTables {
  readonly numbers: ReadonlyMap<string, number>
  readonly lists: Int32Array[] = []
  #ways: Int32Array<ArrayBuffer>
  /** By way: how a longer value is checked, and where its definition stands. */
  #checks: Int32Array<ArrayBuffer>
  #values: Int32Array<ArrayBuffer>
  readonly #tables: SegmentTable[] = []
  /** The next state. Each segment definition has one to begin with; 0 is none. */
  #next: number
  readonly #begin: number
  readonly #codes: CodeTable[] = []
  readonly #codeNumbers = new Map<CodeTable, number>()
  /** Ways that were added and not told of; `undefined` after all were forgotten. */
  #changes: number[] | undefined = []

  /** @param numbers Numbers of all segment definitions, from 1, by tag. */
  constructor(numbers: ReadonlyMap<string, number>) {
    this.numbers = numbers
    this.#begin = numbers.size + 1
    this.#next = this.#begin
    this.#ways = new Int32Array(2 * this.#begin * WAYS)
    this.#checks = new Int32Array(this.#ways.length)
    this.#values = new Int32Array(this.#ways.length)
  }

  get ways(): Int32Array {
    return this.#ways
  }

  get checks(): Int32Array {
    return this.#checks
  }

  get size(): number {
    return this.#next * WAYS
  }

  takeChanges(): readonly number[] | undefined {
    const changes = this.#changes
    this.#changes = []
    return changes
  }

  /** Whether a segment is right. Nothing is said of one in a shape that is not known. */
  fits(table: SegmentTable, tokens: Tokens, segment: number, values: Values): boolean {
    const { marks } = tokens
    const ways = this.#ways
    let mark = tokens.firstMarks[segment] ?? 0
    let ended = marks[mark] ?? 0
    if ((ended & 3) !== Mark.element) return false
    let state = table.number
    do {
      const from = (ended >> 2) + 1
      ended = marks[++mark] ?? 0
      const length = (ended >> 2) - from
      const at = (state << 3) | ((ended & 3) << 1) | (-length >>> 31)
      const way = ways[at] ?? 0
      if (length > (way & MAX_PLAIN) && (way === 0 || !this.#isRight(at, from, ended >> 2, values))) return false
      state = way >>> STATE_SHIFT
      if (state === 0) return false
    } while ((ended & 3) !== Mark.terminator)
    return true
  }

  #isRight(at: number, from: number, to: number, values: Values): boolean {
    const table = this.#tables[at]
    if (table === undefined) return false
    const check = this.#checks[at] ?? 0
    const kind = check & ((1 << FitBits.kind) - 1)
    if (kind === FitCheck.code) {
      if (this.#codes[check >> FitBits.kind]?.has(values.bytes, from, to) === true) return true
    }
    const value = this.#values[at] ?? 0
    if (kind >= FitCheck.number && kind <= FitCheck.whole && values.isNumber(table, value, from, to)) return true
    return values.fault(table, value, from, to) === ''
  }

  /** Learns the shape of a segment that is right. */
  learn(table: SegmentTable, { marks, firstMarks }: Tokens, segment: number): void {
    let mark = firstMarks[segment] ?? 0
    const last = (firstMarks[segment + 1] ?? 0) - 1
    if (((marks[mark] ?? 0) & 3) !== Mark.element || last - mark > MAX_LEARNED_MARKS) return
    this.#makeRoom(last - mark)
    let state = table.number
    let record = 0
    let value = 0
    let ended = marks[mark] ?? 0
    while (mark < last) {
      const from = (ended >> 2) + 1
      ended = marks[++mark] ?? 0
      const kind = ended & 3
      const at = state * WAYS + 2 * kind + (ended >> 2 > from ? 1 : 0)
      if (this.#ways[at] === 0) this.#add(at, table, value)
      state = (this.#ways[at] ?? 0) >>> STATE_SHIFT
      if (kind === Mark.element) record = Math.min(record + ELEMENT_WIDTH, table.elements.length - ELEMENT_WIDTH)
      value = kind === Mark.component ? value + VALUE_WIDTH : (table.elements[record + ElementAt.first] ?? 0)
    }
  }

  #add(at: number, table: SegmentTable, value: number): void {
    const plain = Math.min(table.values[value + ValueAt.plain] ?? 0, MAX_PLAIN)
    this.#ways[at] = (this.#next++ << STATE_SHIFT) | plain
    this.#checks[at] = this.#checkOf(table, value)
    this.#values[at] = value
    this.#tables[at] = table
    this.#changes?.push(at)
  }

  #checkOf({ values, codes }: SegmentTable, value: number): number {
    const list = codes[values[value + ValueAt.codes] ?? -1]
    if (list !== undefined) {
      const isEasy = (values[value + ValueAt.coded] ?? 0) > 0
      return isEasy ? FitCheck.code | (this.#numberOf(list) << FitBits.kind) : FitCheck.any
    }
    const least = values[value + ValueAt.min] ?? 0
    const most = Math.min(values[value + ValueAt.max] ?? 0, MOST)
    const check = CHECKS[values[value + ValueAt.form] ?? 0]
    if (check === undefined || least > LEAST) return FitCheck.any
    return check | (least << FitBits.kind) | (most << MOST_SHIFT)
  }

  #numberOf(list: CodeTable): number {
    const known = this.#codeNumbers.get(list)
    if (known !== undefined) return known
    const number = this.#codes.push(list) - 1
    this.lists.push(list.hashed)
    this.#codeNumbers.set(list, number)
    return number
  }

  #makeRoom(states: number): void {
    if (this.#next + states > this.#begin + MAX_STATES) {
      this.#ways.fill(0)
      this.#next = this.#begin
      this.#changes = undefined
    }
    const needed = (this.#next + states) * WAYS
    if (needed <= this.#ways.length) return
    this.#ways = widened(this.#ways, 2 * needed)
    this.#checks = widened(this.#checks, 2 * needed)
    this.#values = widened(this.#values, 2 * needed)
  }
}

function widened(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length)
  wider.set(numbers)
  return wider
}
