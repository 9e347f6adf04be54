import type { CharacterSet } from '../characters/character-set.ts'
import type { FindingCode } from '../finding.ts'
import { NONE } from '../token.ts'
import type { CodeTable } from './code-table.ts'
import { Form, type SegmentTable, ValueAt } from './segment-table.ts'

/** What the checks of values must know of an interchange. */
export interface ValueSyntax {
  /** The release character's byte, or `NONE`. */
  readonly release: number
  /** `.,`, or the one of them that may be the decimal mark. */
  readonly decimalMarks: string
  readonly characters: Characters
}

/** What bytes mean, as far as validation must know. */
export type Characters = Pick<CharacterSet, 'singleByte' | 'characterAt' | 'decode'>

const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
/** Longer than any number. */
const MAX_NUMBER_BYTES = 256
/** X12.6: an optional sign, figures, an optional point, an optional exponent. */
const DECIMAL = /^-?(\d+\.?\d*|\.\d+)(E-?\d+)?$/

const isFigure = (byte: number): boolean => byte >= ZERO && byte <= 0x39

/** Checks of single values, as stretches of `bytes`; none makes a text of a value that is right. */
export class Values {
  bytes: Uint8Array = new Uint8Array(0)
  readonly #syntax: ValueSyntax
  readonly #mark: number
  readonly #otherMark: number
  /** What those who look in passing must know. */
  readonly marks: { readonly decimalMarks: readonly [number, number]; readonly isExact: boolean }

  constructor(syntax: ValueSyntax) {
    this.#syntax = syntax
    this.#mark = syntax.decimalMarks.charCodeAt(0)
    this.#otherMark = syntax.decimalMarks.charCodeAt(syntax.decimalMarks.length - 1)
    const isExact = syntax.release === NONE && syntax.characters.singleByte
    this.marks = { decimalMarks: [this.#mark, this.#otherMark], isExact }
  }

  /**
   * The first thing that is wrong with `bytes[from..to)` as a value: its form, then its length, then its code; empty when nothing is.
   *
   * @param value Where the value's definition stands in the table.
   */
  fault(table: SegmentTable, value: number, from: number, to: number): FindingCode | '' {
    const { values } = table
    const form = values[value + ValueAt.form] ?? 0
    const min = values[value + ValueAt.min] ?? 0
    const max = values[value + ValueAt.max] ?? 0
    let length = to - from
    if (form >= Form.numeric) {
      length = this.#measure(from, to, form)
      if (length < 0) return this.#formFault(from, to, form)
    } else {
      if (form === Form.alphabetic && this.#hasFigure(from, to)) return 'edi/not-alphabetic'
      if (length > max || min > 1) length = this.#characters(from, to)
    }
    if (length > max) return 'edi/too-long'
    if (length < min) return 'edi/too-short'
    const codes = table.codes[values[value + ValueAt.codes] ?? 0]
    if (codes === undefined || codes.has(this.bytes, from, to)) return ''
    return this.#isReleasedCode(codes, from, to) ? '' : 'edi/code-unknown'
  }

  /** Whether a number is right as it most often stands: figures, and a decimal mark between them if its form has one. */
  isNumber({ values }: SegmentTable, value: number, from: number, to: number): boolean {
    const { bytes } = this
    const form = values[value + ValueAt.form] ?? 0
    let figures = to - from
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0
      if ((byte - ZERO) >>> 0 <= 9) continue
      if (figures < to - from || at === from || at === to - 1 || !this.#isMark(byte, form)) return false
      figures--
    }
    return figures <= (values[value + ValueAt.max] ?? 0) && figures >= (values[value + ValueAt.min] ?? 0)
  }

  /** Figures of a number, characters of a date or time; -1 where it is none. */
  #measure(from: number, to: number, form: number): number {
    if (form === Form.date) return this.#isDate(from, to) ? to - from : -1
    if (form === Form.time) return this.#isTime(from, to) ? to - from : -1
    return this.#figures(from, to, form)
  }

  #formFault(from: number, to: number, form: number): FindingCode {
    if (form === Form.date) return 'edi/date'
    if (form === Form.time) return 'edi/time'
    return this.#numericFault(from, to, form) ?? 'edi/not-numeric'
  }

  /** A code in which a character was released. */
  #isReleasedCode(codes: CodeTable, from: number, to: number): boolean {
    const { release } = this.#syntax
    if (release === NONE || !this.bytes.subarray(from, to).includes(release)) return false
    return codes.hasText(withoutRelease(this.bytes, { from, to, release }))
  }

  /** Characters: those that are released count once, those of several bytes too. */
  #characters(from: number, to: number): number {
    const { bytes } = this
    const { release, characters } = this.#syntax
    let count = 0
    for (let at = from; at < to; count++) {
      if (bytes[at] === release && at + 1 < to) at++
      at += characters.singleByte ? 1 : Math.max(1, characters.characterAt(bytes, at, to))
    }
    return count
  }

  /** Figures of a number that is right, else -1. Sign and decimal mark do not count (ISO 9735 10.1, 10.3; X12.6). */
  #figures(from: number, to: number, form: number): number {
    const { bytes } = this
    const first = bytes[from] === MINUS ? from + 1 : from
    let mark = -1
    for (let at = first; at < to; at++) {
      const byte = bytes[at] ?? 0
      if (byte >= ZERO && byte <= 0x39) continue
      if (mark >= 0 || !this.#isMark(byte, form)) return this.#oddFigures(from, to, form)
      mark = at
    }
    if (first === to) return -1
    if (mark < 0) return to - first
    return mark === first || mark === to - 1 ? this.#oddFigures(from, to, form) : to - first - 1
  }

  #isMark(byte: number, form: number): boolean {
    if (form === Form.numeric) return byte === this.#mark || byte === this.#otherMark
    return form === Form.decimal && byte === POINT
  }

  /** Of numbers that are right in an odd way: with an exponent, a mark at an end, a released mark. */
  #oddFigures(from: number, to: number, form: number): number {
    if (this.#numericFault(from, to, form) !== undefined) return -1
    let figures = 0
    for (let at = from; at < to; at++) if (isFigure(this.bytes[at] ?? 0)) figures++
    return figures
  }

  /** What is wrong with a number; `undefined` when nothing is, but for the count of its figures. */
  #numericFault(from: number, to: number, form: number): FindingCode | undefined {
    const { release, decimalMarks } = this.#syntax
    const text = withoutRelease(this.bytes, { from, to: Math.min(to, from + MAX_NUMBER_BYTES), release })
    if (form === Form.whole) return /^-?\d+$/.test(text) ? undefined : 'edi/not-numeric'
    if (form === Form.decimal) return DECIMAL.test(text) ? undefined : 'edi/not-numeric'
    const [, before, mark, after] = /^-?(\d*)([.,]?)(\d*)$/.exec(text) ?? []
    if (before === undefined || before + (after ?? '') === '') return 'edi/not-numeric'
    if (mark === '' || mark === undefined) return undefined
    if (!decimalMarks.includes(mark)) return 'edi/decimal-mark'
    return before === '' || after === '' ? 'edi/digit-missing' : undefined
  }

  #hasFigure(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (isFigure(this.bytes[at] ?? 0)) return true
    return false
  }

  /** Whether it is YYMMDD or CCYYMMDD and a day of the calendar (X12.6 DT). */
  #isDate(from: number, to: number): boolean {
    const length = to - from
    if ((length !== 6 && length !== 8) || !this.#allFigures(from, to)) return false
    const year = length === 8 ? this.#pair(from) * 100 + this.#pair(from + 2) : 2000 + this.#pair(from)
    const month = this.#pair(to - 4)
    const day = this.#pair(to - 2)
    return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year)
  }

  /** Whether it is HHMM, HHMMSS, or that with tenths or hundredths of a second (X12.6 TM). */
  #isTime(from: number, to: number): boolean {
    const length = to - from
    if (length < 4 || length === 5 || length > 8 || !this.#allFigures(from, to)) return false
    const seconds = length > 4 ? this.#pair(from + 4) : 0
    return this.#pair(from) < 24 && this.#pair(from + 2) < 60 && seconds < 60
  }

  #allFigures(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (!isFigure(this.bytes[at] ?? 0)) return false
    return true
  }

  #pair(at: number): number {
    return ((this.bytes[at] ?? 0) - ZERO) * 10 + (this.bytes[at + 1] ?? 0) - ZERO
  }
}

/** Bytes as text, released characters without what releases them. */
function withoutRelease(
  bytes: Uint8Array,
  { from, to, release }: { readonly from: number; readonly to: number; readonly release: number },
): string {
  let text = ''
  for (let at = from; at < to; at++) {
    if (bytes[at] === release && at + 1 < to) at++
    text += String.fromCharCode(bytes[at] ?? 0)
  }
  return text
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
