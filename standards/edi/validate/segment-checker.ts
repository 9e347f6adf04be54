import type { Directory } from '../structure.ts'
import { NONE, type Tokens } from '../token.ts'
import { type ElementFault, Elements } from './elements.ts'
import { type Decode, describeFault } from './fault.ts'
import type { FindingSink } from './report.ts'
import { type SegmentTables, segmentTablesOf } from './segment-tables.ts'
import type { ValidatorOptions } from './validator.ts'
import { Values } from './value.ts'

/** Checks single segments that stand in no message: the envelope's. */
export class SegmentChecker {
  readonly #segments: SegmentTables
  readonly #elements: Elements
  readonly #sink: FindingSink
  readonly #decode: Decode
  #tokens: Tokens | undefined
  #tag = ''
  #position = 0

  constructor(directory: Directory, options: Omit<ValidatorOptions, 'handler' | 'segmentOf'>) {
    const { findings, separators, characters, decimalMarks = '.,', refusesTrailingSeparators = true } = options
    this.#segments = segmentTablesOf(directory, separators.repetition !== NONE)
    this.#sink = findings
    this.#decode = characters.decode.bind(characters)
    const values = new Values({ release: separators.release, decimalMarks, characters })
    this.#elements = new Elements(values, {
      fault: (fault) => this.#report(fault),
      refusesTrailing: refusesTrailingSeparators,
      shapes: this.#segments.shapes(refusesTrailingSeparators),
    })
  }

  /**
   * @param position The segment's position in its message, 0 outside.
   * @returns whether the directory defines the segment.
   */
  check(tokens: Tokens, segment: number, tag: string, position: number): boolean {
    const table = this.#segments.find(tag)
    if (table === undefined) return false
    this.#tokens = tokens
    this.#tag = tag
    this.#position = position
    this.#elements.check(table, tokens, segment)
    this.#tokens = undefined
    return true
  }

  #report(fault: ElementFault): void {
    if (this.#tokens === undefined) return
    const at = { segment: this.#position, tag: this.#tag, path: this.#position > 0 ? this.#tag : '' }
    this.#sink.report({ ...at, ...describeFault(fault, this.#tokens, this.#decode) })
  }
}
