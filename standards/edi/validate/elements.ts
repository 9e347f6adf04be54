import type { FindingCode } from '../finding.ts'
import { UNBOUNDED } from '../structure.ts'
import { Mark, type Tokens } from '../token.ts'
import { brokenAt, conditionText } from './conditions.ts'
import { isOfOtherList } from './other-lists.ts'
import { ELEMENT_WIDTH, ElementAt, type SegmentTable, VALUE_WIDTH, ValueAt } from './segment-table.ts'
import type { Shapes } from './shapes.ts'
import type { Values } from './value.ts'

/** Where in a segment something is wrong; places count from 0, and one that does not matter is -1. */
export interface ElementFault {
  readonly code: FindingCode
  readonly element: number
  readonly repetition: number
  readonly component: number
  /** The value, if there is one, stands at `bytes[from..to)`. */
  readonly from: number
  readonly to: number
  readonly expected?: string
}

const NO_TABLE: SegmentTable = {
  tag: '',
  number: 0,
  count: 0,
  elements: new Int32Array(0),
  values: new Int32Array(0),
  codes: [],
  needed: 0,
  conditions: [],
  ownAgency: '',
  names: [],
}

/** Who hears of faults, and whether separators that could have been left out are some. */
export interface ElementsOptions {
  readonly fault: (fault: ElementFault) => void
  readonly refusesTrailing: boolean
  /** Shapes that were found right under the same options. */
  readonly shapes: Shapes
}

/**
 * Checks the elements of segments against their definitions, in one pass over the marks of each.
 *
 * Nothing is allocated, and no value looked at byte by byte, unless its form or its code list asks for it or something is wrong.
 */
export class Elements {
  readonly #values: Values
  readonly #fault: (fault: ElementFault) => void
  readonly #refuseTrailing: boolean
  readonly #shapes: Shapes
  /** Whether something was found in the segment at hand. */
  #isFaulty = false
  /** The segment at hand, and its last mark. */
  #table: SegmentTable = NO_TABLE
  #marks: Int32Array = NO_TABLE.values
  #last = 0
  /** One finding is enough for all separators, and for all values, that are too many. */
  #trailed = false
  #surplus = false
  /** Repetition of the element at hand, from 0. */
  #repetition = 0
  /** Elements behind the last that is defined. */
  #beyond = 0

  constructor(values: Values, { fault, refusesTrailing, shapes }: ElementsOptions) {
    this.#values = values
    this.#fault = (found) => {
      this.#isFaulty = true
      fault(found)
    }
    this.#refuseTrailing = refusesTrailing
    this.#shapes = shapes
  }

  /** Checks segment `segment` of the tokens by its definition. */
  check(table: SegmentTable, tokens: Tokens, segment: number): void {
    const values = this.#values
    values.bytes = tokens.bytes
    if (this.#shapes.fits(table, tokens, segment, values)) return
    this.#isFaulty = false
    this.#examine(table, tokens, segment)
    if (!this.#isFaulty) this.#shapes.learn(table, tokens, segment)
  }

  /** Says what is wrong, in a segment of whatever shape. */
  #examine(table: SegmentTable, tokens: Tokens, segment: number): void {
    const { marks } = tokens
    const { elements, values } = table
    let mark = this.#begin(table, tokens, segment)
    const last = this.#last
    let needed = table.needed
    let seen = 0
    let repetition = 0
    const beyond = elements.length - ELEMENT_WIDTH
    let from = ((marks[mark] ?? 0) >> 2) + 1
    for (let record = 0; mark < last; ) {
      const first = elements[record + ElementAt.first] ?? 0
      const end = elements[record + ElementAt.end] ?? 0
      let value = first
      let met = 0
      let there = 0
      let kind: number
      do {
        const ended = marks[++mark] ?? 0
        const to = ended >> 2
        kind = ended & 3
        if (to > from) {
          there = 1
          if (value < end) met += values[value + ValueAt.mandatory] ?? 0
          if (value >= end || to - from > (values[value + ValueAt.plain] ?? 0)) this.#look(record, value, from, to)
        } else if (value !== first || kind === Mark.terminator || repetition > 0) this.#empty(record, value, mark)
        from = to + 1
        value += VALUE_WIDTH
      } while (kind === Mark.component)
      seen |= there
      if (there === 1 && met < (elements[record + ElementAt.needed] ?? 0)) {
        this.#missingComponents(record, mark)
      }
      if (kind === Mark.repetition) this.#repetition = ++repetition
      else {
        if (seen === 1) needed -= elements[record + ElementAt.mandatory] ?? 0
        if (repetition > 0) {
          this.#endRepetitions(record, mark)
          repetition = 0
        }
        if (record < beyond) record += ELEMENT_WIDTH
        else this.#beyond++
        seen = 0
      }
    }
    if (needed > 0) this.#missingElements(tokens, segment)
    if (table.conditions.length > 0) this.#conditions(tokens, segment)
  }

  /** Takes up a segment; returns the mark behind its tag, and behind explicit nesting where there is some. */
  #begin(table: SegmentTable, { marks, firstMarks }: Tokens, segment: number): number {
    this.#table = table
    this.#marks = marks
    this.#trailed = false
    this.#surplus = false
    this.#repetition = 0
    this.#beyond = 0
    this.#last = (firstMarks[segment + 1] ?? 0) - 1
    let head = firstMarks[segment] ?? 0
    while (head < this.#last && ((marks[head] ?? 0) & 3) !== Mark.element) head++
    return head
  }

  #endRepetitions(record: number, mark: number): void {
    const repeat = this.#table.elements[record + ElementAt.repeat] ?? 0
    const at = (this.#marks[mark] ?? 0) >> 2
    if (this.#repetition >= repeat) {
      this.#report(record, {
        code: 'edi/repetition-too-many',
        component: -1,
        from: at,
        to: at,
        expected: String(repeat),
      })
    }
    this.#repetition = 0
  }

  /** A value that is not right as it stands: it must be looked at, or there is no place for it. */
  #look(record: number, value: number, from: number, to: number): void {
    if (value >= (this.#table.elements[record + ElementAt.end] ?? 0)) {
      this.#tooMany(record, value, from, to)
      return
    }
    const { values, names, codes } = this.#table
    if (to - from <= (values[value + ValueAt.coded] ?? 0)) {
      if (codes[values[value + ValueAt.codes] ?? 0]?.has(this.#values.bytes, from, to) === true) return
    }
    const code = this.#values.fault(this.#table, value, from, to)
    if (code === '' || (code === 'edi/code-unknown' && this.#isOfOthers(value, to))) return
    const limit = code === 'edi/too-long' ? ValueAt.max : ValueAt.min
    const isLength = code === 'edi/too-long' || code === 'edi/too-short'
    const expected = isLength ? String(values[value + limit]) : (names[value / VALUE_WIDTH] ?? '')
    this.#report(record, { code, component: this.#componentAt(record, value), from, to, expected })
  }

  #isOfOthers(value: number, to: number): boolean {
    const code = { value, to, lastMark: this.#last, marks: this.#marks, bytes: this.#values.bytes }
    return isOfOtherList(this.#table, code)
  }

  /** A value beyond what its element or its segment may hold. */
  #tooMany(record: number, value: number, from: number, to: number): void {
    if (this.#surplus) return
    this.#surplus = true
    const { elements, count } = this.#table
    if (record < elements.length - ELEMENT_WIDTH) {
      const component = (value - (elements[record + ElementAt.first] ?? 0)) / VALUE_WIDTH
      const first = elements[record + ElementAt.first] ?? 0
      const expected = String(((elements[record + ElementAt.end] ?? 0) - first) / VALUE_WIDTH)
      this.#report(record, { code: 'edi/component-too-many', component, from, to, expected })
    } else this.#report(record, { code: 'edi/element-too-many', component: -1, from, to, expected: String(count) })
  }

  /** Nothing stands before a mark. At the end of a repetition, element or segment its separator should have been left out. */
  #empty(record: number, value: number, mark: number): void {
    const ended = this.#marks[mark] ?? 0
    const kind = ended & 3
    if (kind === Mark.component || !this.#refuseTrailing || this.#trailed) return
    const first = this.#table.elements[record + ElementAt.first] ?? 0
    if (kind === Mark.repetition && value === first) return
    this.#trailed = true
    this.#report(record, { code: 'edi/trailing-separator', component: -1, from: ended >> 2, to: ended >> 2 })
  }

  /** Of the repetition that ends at a mark: components that must be there and are not. */
  #missingComponents(record: number, mark: number): void {
    const { elements, values, names } = this.#table
    const marks = this.#marks
    const first = elements[record + ElementAt.first] ?? 0
    let begin = mark
    while (((marks[begin - 1] ?? 0) & 3) === Mark.component) begin--
    for (let value = first; value < (elements[record + ElementAt.end] ?? 0); value += VALUE_WIDTH) {
      const at = begin + (value - first) / VALUE_WIDTH
      const to = (marks[Math.min(at, mark)] ?? 0) >> 2
      const there = at <= mark && to > ((marks[at - 1] ?? 0) >> 2) + 1
      if (there || values[value + ValueAt.mandatory] === 0) continue
      const expected = names[value / VALUE_WIDTH] ?? ''
      const component = this.#componentAt(record, value)
      this.#report(record, { code: 'edi/component-missing', component, from: to, to, expected })
    }
  }

  #missingElements(tokens: Tokens, segment: number): void {
    const { elements, names } = this.#table
    const present = presentElements(tokens, segment)
    for (let record = 0; record < elements.length; record += ELEMENT_WIDTH) {
      const element = record / ELEMENT_WIDTH
      if (elements[record + ElementAt.mandatory] === 0 || present.has(element)) continue
      const expected = names[(elements[record + ElementAt.first] ?? 0) / VALUE_WIDTH] ?? ''
      this.#reportAtEnd('edi/element-missing', element, expected)
    }
  }

  #conditions(tokens: Tokens, segment: number): void {
    const present = presentMask(tokens, segment)
    for (const condition of this.#table.conditions) {
      const position = brokenAt(condition, present)
      if (position > 0) this.#reportAtEnd('edi/condition', position - 1, conditionText(condition))
    }
  }

  /** Something that is missing: it is so at the end of the segment. */
  #reportAtEnd(code: FindingCode, element: number, expected: string): void {
    const at = (this.#marks[this.#last] ?? 0) >> 2
    this.#fault({ code, element, repetition: -1, component: -1, from: at, to: at, expected })
  }

  /** Which component a value is, -1 where the element is simple. */
  #componentAt(record: number, value: number): number {
    const { elements } = this.#table
    if (elements[record + ElementAt.composite] === 0) return -1
    return (value - (elements[record + ElementAt.first] ?? 0)) / VALUE_WIDTH
  }

  #report(record: number, fault: Omit<ElementFault, 'element' | 'repetition'>): void {
    const repeat = this.#table.elements[record + ElementAt.repeat] ?? 1
    const repeats = (repeat > 1 && repeat !== UNBOUNDED) || this.#repetition > 0
    const element = record / ELEMENT_WIDTH + this.#beyond
    this.#fault({ ...fault, element, repetition: repeats ? this.#repetition : -1 })
  }
}

/** Elements in which something stands, from 0. */
function presentElements({ marks, firstMarks }: Tokens, segment: number): Set<number> {
  const present = new Set<number>()
  const last = (firstMarks[segment + 1] ?? 0) - 1
  let element = -1
  for (let mark = firstMarks[segment] ?? 0; mark < last; mark++) {
    if (((marks[mark] ?? 0) & 3) === Mark.element) element++
    if ((marks[mark + 1] ?? 0) >> 2 > ((marks[mark] ?? 0) >> 2) + 1) present.add(element)
  }
  return present
}

/** Positions, from 1, of the elements in which something stands, as bits. */
function presentMask(tokens: Tokens, segment: number): number {
  const { marks, firstMarks } = tokens
  const last = (firstMarks[segment + 1] ?? 0) - 1
  let position = 0
  let mask = 0
  for (let mark = firstMarks[segment] ?? 0; mark < last; mark++) {
    if (((marks[mark] ?? 0) & 3) === Mark.element) position++
    if ((marks[mark + 1] ?? 0) >> 2 > ((marks[mark] ?? 0) >> 2) + 1 && position < 32) mask |= 1 << position
  }
  return mask & ~1
}
