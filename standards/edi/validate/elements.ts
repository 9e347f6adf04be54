import type { FindingCode } from '../finding.ts'
import { Mark, type Tokens } from '../token.ts'
import { brokenAt, conditionText } from './conditions.ts'
import { ELEMENT_WIDTH, ElementAt, type SegmentTable, VALUE_WIDTH, ValueAt } from './segment-table.ts'
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
  count: 0,
  elements: new Int32Array(0),
  values: new Int32Array(0),
  codes: [],
  needed: 0,
  conditions: [],
  names: [],
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
  /** The segment at hand. */
  #table: SegmentTable = NO_TABLE
  #marks: Int32Array = NO_TABLE.values
  /** Where the segment ends. */
  #last = 0
  #trailed = false
  #surplusSeen = false
  /** The element at hand: where its record, its first value and what follows it stand. */
  #element = 0
  #record = 0
  #first = 0
  #end = 0
  #repetition = 0
  #present = false
  /** Elements so far that must be there, and are. */
  #met = 0

  constructor(values: Values, fault: (fault: ElementFault) => void, refuseTrailing: boolean) {
    this.#values = values
    this.#fault = fault
    this.#refuseTrailing = refuseTrailing
  }

  /** Checks segment `segment` of the tokens by its definition. */
  check(table: SegmentTable, tokens: Tokens, segment: number): void {
    const { marks } = tokens
    const last = (tokens.firstMarks[segment + 1] as number) - 1
    const head = this.#begin(table, tokens, segment)
    const mandatory = table.values
    let from = ((marks[head] as number) >> 2) + 1
    let value = this.#first
    let there = false
    let met = 0
    for (let mark = head + 1; mark <= last; mark++) {
      const ended = marks[mark] as number
      const to = ended >> 2
      if (to > from) {
        there = true
        if (value < this.#end) {
          met += mandatory[value + ValueAt.mandatory] as number
          this.#checkValue(value, from, to)
        } else this.#surplus(value, from, to)
      }
      if ((ended & 3) === Mark.component) value += VALUE_WIDTH
      else {
        if (from === to) this.#emptyEnd(value, ended, mark === last)
        if (there) this.#endPresent(met, mark)
        if ((ended & 3) === Mark.repetition) this.#repetition++
        else this.#endElement(to)
        value = this.#first
        there = false
        met = 0
      }
      from = to + 1
    }
    if (this.#met < table.needed) this.#missingElements(tokens, segment)
    if (table.conditions.length > 0) this.#conditions(tokens, segment)
  }

  /** Takes up a segment; returns the mark behind its tag, and behind explicit nesting where there is some. */
  #begin(table: SegmentTable, { marks, firstMarks, bytes }: Tokens, segment: number): number {
    this.#values.bytes = bytes
    this.#table = table
    this.#marks = marks
    this.#trailed = false
    this.#surplusSeen = false
    this.#element = 0
    this.#record = -ELEMENT_WIDTH
    this.#met = 0
    this.#nextElement()
    let head = firstMarks[segment] as number
    const last = (firstMarks[segment + 1] as number) - 1
    this.#last = (marks[last] as number) >> 2
    while (head < last && ((marks[head] as number) & 3) !== Mark.element) head++
    return head
  }

  #nextElement(): void {
    const { elements } = this.#table
    this.#record += ELEMENT_WIDTH
    this.#repetition = 0
    this.#present = false
    if (this.#record < elements.length) {
      this.#first = (elements[this.#record + ElementAt.first] as number) * VALUE_WIDTH
      this.#end = this.#first + (elements[this.#record + ElementAt.values] as number) * VALUE_WIDTH
    } else {
      this.#first = this.#table.values.length
      this.#end = this.#first
    }
  }

  /** Behind a repetition in which something stands. */
  #endPresent(met: number, mark: number): void {
    this.#present = true
    const { elements } = this.#table
    if (this.#record >= elements.length) return
    if (met < (elements[this.#record + ElementAt.needed] as number)) this.#missingComponents(mark)
  }

  #endElement(to: number): void {
    const { elements } = this.#table
    if (this.#record < elements.length) {
      if (this.#present) this.#met += elements[this.#record + ElementAt.mandatory] as number
      const repeat = elements[this.#record + ElementAt.repeat] as number
      if (this.#repetition >= repeat) {
        const expected = String(repeat)
        this.#report({ code: 'edi/repetition-too-many', component: -1, from: to, to, expected })
      }
    }
    this.#element++
    this.#nextElement()
  }

  #checkValue(value: number, from: number, to: number): void {
    const code = this.#values.fault(this.#table, value, from, to)
    if (code === '') return
    const { values, names } = this.#table
    const limit = code === 'edi/too-long' ? ValueAt.max : ValueAt.min
    const isLength = code === 'edi/too-long' || code === 'edi/too-short'
    const expected = isLength ? String(values[value + limit]) : (names[value / VALUE_WIDTH] ?? '')
    this.#report({ code, component: this.#componentOf(value), from, to, expected })
  }

  /** A value beyond what its element or its segment may hold. */
  #surplus(value: number, from: number, to: number): void {
    const { elements, count } = this.#table
    const ofComposite = this.#record < elements.length
    // One finding for all that is beyond.
    if (this.#surplusSeen) return
    this.#surplusSeen = true
    if (ofComposite) {
      const most = elements[this.#record + ElementAt.values] as number
      this.#report({ code: 'edi/component-too-many', component: this.#componentOf(value), from, to, expected: String(most) })
    } else this.#report({ code: 'edi/element-too-many', component: -1, from, to, expected: String(count) })
  }

  /** Nothing stands before a mark. At the end of a repetition, element or segment, its separator should have been left out. */
  #emptyEnd(value: number, ended: number, atEnd: boolean): void {
    if (!this.#refuseTrailing || this.#trailed) return
    const afterRepetition = this.#repetition > 0 && (ended & 3) !== Mark.repetition
    if (!atEnd && value === this.#first && !afterRepetition) return
    this.#trailed = true
    this.#report({ code: 'edi/trailing-separator', component: -1, from: ended >> 2, to: ended >> 2 })
  }

  /** Components of the repetition that ends at a mark: those that must be there and are not. */
  #missingComponents(mark: number): void {
    const { values, names } = this.#table
    const marks = this.#marks
    let first = mark
    while (((marks[first - 1] as number) & 3) === Mark.component) first--
    for (let value = this.#first; value < this.#end; value += VALUE_WIDTH) {
      const at = first + (value - this.#first) / VALUE_WIDTH
      const to = (marks[Math.min(at, mark)] as number) >> 2
      const there = at <= mark && to > ((marks[at - 1] as number) >> 2) + 1
      if (there || values[value + ValueAt.mandatory] === 0) continue
      const expected = names[value / VALUE_WIDTH] ?? ''
      this.#report({ code: 'edi/component-missing', component: this.#componentOf(value), from: to, to, expected })
    }
  }

  #missingElements(tokens: Tokens, segment: number): void {
    const { elements, names, count } = this.#table
    const present = presentElements(tokens, segment)
    for (let element = 0; element < count; element++) {
      const record = element * ELEMENT_WIDTH
      if (elements[record + ElementAt.mandatory] === 0 || present.has(element)) continue
      const expected = names[elements[record + ElementAt.first] as number] ?? ''
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
    this.#fault({ code, element, repetition: -1, component: -1, from: this.#last, to: this.#last, expected })
  }

  #componentOf(value: number): number {
    return (value - this.#first) / VALUE_WIDTH
  }

  #report(fault: Omit<ElementFault, 'element' | 'repetition'>): void {
    this.#fault({ ...fault, element: this.#element, repetition: this.#repetition })
  }
}

/** Elements in which something stands, from 0. */
function presentElements({ marks, firstMarks }: Tokens, segment: number): Set<number> {
  const present = new Set<number>()
  const last = (firstMarks[segment + 1] as number) - 1
  let element = -1
  for (let mark = firstMarks[segment] as number; mark < last; mark++) {
    if (((marks[mark] as number) & 3) === Mark.element) element++
    if ((marks[mark + 1] as number) >> 2 > ((marks[mark] as number) >> 2) + 1) present.add(element)
  }
  return present
}

/** Positions, from 1, of the elements in which something stands, as bits. */
function presentMask(tokens: Tokens, segment: number): number {
  const { marks, firstMarks } = tokens
  const last = (firstMarks[segment + 1] as number) - 1
  let position = 0
  let mask = 0
  for (let mark = firstMarks[segment] as number; mark < last; mark++) {
    if (((marks[mark] as number) & 3) === Mark.element) position++
    if ((marks[mark + 1] as number) >> 2 > ((marks[mark] as number) >> 2) + 1 && position < 32) mask |= 1 << position
  }
  return mask & ~1
}
