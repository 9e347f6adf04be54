import { NONE, type Separators, type Tokens } from '../token.ts'
import type { Segment } from '../tree.ts'
import type { CompiledMessage } from './compile.ts'
import { type ElementFault, Elements } from './elements.ts'
import { GroupEvents, type MessageHandler } from './group-events.ts'
import { FOREIGN_TAG, Placer, UNKNOWN_TAG } from './placer.ts'
import { fulfilled } from './qualification.ts'
import { type FindingSink, MessageReport } from './report.ts'
import type { SegmentTable } from './segment-table.ts'
import type { SegmentTables } from './segment-tables.ts'
import { stepNode } from './steps.ts'
import { StraightRun } from './straight-run.ts'
import { type TagTable, tagAt } from './tag-table.ts'
import { type Characters, Values } from './value.ts'

/** What a validator is told of the interchange, and whom it tells. */
export interface ValidatorOptions {
  readonly findings: FindingSink
  readonly separators: Separators
  readonly characters: Characters
  /** `.,` if either may be the decimal mark (ISO 9735 10.1), else the one that UNA names. @default '.,' */
  readonly decimalMarks?: string
  /** Whether separators that could have been left out are findings. @default true */
  readonly refusesTrailingSeparators?: boolean
  /** Hears groups and segments; a segment comes up to 160 segments late, when its place is settled. */
  readonly handler?: MessageHandler
  /** Makes for the handler a segment that outlives the tokens. Asked for with a handler. */
  readonly segmentOf?: (tokens: Tokens, segment: number) => Segment
}

/** Segments of a run that are noted: as many as are held to be placed anew. */
const NOTED = 64
/** Characters of a tag that nobody knows which a finding repeats. */
const MAX_TAG_BYTES = 16

/**
 * Validates messages of one type, one after another: places of segments, their elements, values and codes.
 *
 * What is given in any number of pieces comes to the same findings. Memory does not grow with the message.
 *
 * @example
 * validator.begin()
 * validator.segments(tokens, 1, tokens.count - 1)
 * validator.end(offsetOfTrailer)
 */
export class MessageValidator {
  readonly #tags: TagTable
  readonly #qualified: Uint8Array
  readonly #message: CompiledMessage
  readonly #segments: SegmentTables
  readonly #bySymbol: readonly (SegmentTable | undefined)[]
  readonly #report: MessageReport
  readonly #placer: Placer
  readonly #elements: Elements
  readonly #run: StraightRun
  readonly #groups: GroupEvents | undefined
  readonly #segmentOf: ((tokens: Tokens, segment: number) => Segment) | undefined
  #tokens: Tokens | undefined
  #index = 0

  constructor(message: CompiledMessage, options: ValidatorOptions) {
    const { findings, separators, characters, decimalMarks = '.,', handler } = options
    const { steps } = message
    this.#message = message
    this.#tags = steps.table.tags
    this.#qualified = steps.qualified
    this.#segments = separators.repetition === NONE ? message.plain : message.repeating
    this.#bySymbol = this.#tags.tags.map((tag) => this.#segments.find(tag))
    this.#segmentOf = options.segmentOf
    this.#groups = handler === undefined ? undefined : new GroupEvents(steps, handler)
    const decode = characters.decode.bind(characters)
    this.#report = new MessageReport(steps, findings, decode, this.#groups)
    this.#placer = new Placer(steps, this.#report)
    const values = new Values({ release: separators.release, decimalMarks, characters })
    const fault = (found: ElementFault): void => {
      if (this.#tokens !== undefined) this.#report.fault(this.#index, found, this.#tokens)
    }
    const refusesTrailing = options.refusesTrailingSeparators ?? true
    const shapes = this.#segments.shapes(refusesTrailing)
    this.#elements = new Elements(values, { fault, refusesTrailing, shapes })
    this.#run = new StraightRun({ steps, tables: this.#bySymbol, shapes, values })
  }

  /** @param headerPosition Position of the header, as the trailer counts segments. */
  begin(headerPosition = 1): void {
    this.#index = 0
    this.#placer.reset()
    this.#report.begin(headerPosition)
    this.#groups?.begin()
  }

  /** Segments `from` up to, not including, `to`. */
  segments(tokens: Tokens, from: number, to: number): void {
    this.#tokens = tokens
    for (let segment = from; segment < to; ) {
      if (this.#groups === undefined && this.#placer.isFree) segment += this.#pass(tokens, segment, to)
      if (segment < to) this.#look(tokens, segment++)
    }
    this.#tokens = undefined
  }

  /** Passes over what is as it should be. */
  #pass(tokens: Tokens, from: number, to: number): number {
    const passed = this.#run.pass(tokens, { from, to, position: this.#placer.position })
    this.#placer.adopt(this.#run, passed)
    this.#noteRun(tokens, from, passed)
    this.#index += passed
    return passed
  }

  /** Notes the last segments of a run: more than are ever reconsidered. */
  #noteRun({ base, starts }: Tokens, from: number, passed: number): void {
    const { symbol } = this.#message.steps.table
    for (let at = Math.max(0, passed - NOTED); at < passed; at++) {
      const step = this.#run.steps[at] ?? 0
      this.#report.note(this.#index + at, base + (starts[from + at] ?? 0), symbol[stepNode(step)] ?? 0)
    }
  }

  /** Looks at one segment. */
  #look(tokens: Tokens, segment: number): void {
    const { bytes, starts, firstMarks, marks, base } = tokens
    if (this.#segmentOf !== undefined) this.#groups?.wait(this.#segmentOf(tokens, segment))
    const start = starts[segment] ?? 0
    const symbol = this.#tags.find(tagAt(bytes, start, (marks[firstMarks[segment] ?? 0] ?? 0) >> 2))
    const table = symbol < 0 ? undefined : this.#bySymbol[symbol]
    this.#report.note(this.#index, base + start, symbol)
    if (table !== undefined) {
      this.#elements.check(table, tokens, segment)
      this.#placer.place(symbol, this.#qualified[symbol] === 1 ? this.#codes(symbol, tokens, segment) : 0)
    } else this.#foreign(symbol, tokens, segment)
    this.#index++
  }

  /** @param offset Where the trailer stands, or where the message breaks off. */
  end(offset: number): void {
    this.#report.note(this.#index, offset, UNKNOWN_TAG)
    this.#placer.end()
    this.#groups?.end()
  }

  /** The message at hand is of a directory that defines segments which the message does not use, and does not define others. */
  #foreign(symbol: number, tokens: Tokens, segment: number): void {
    const start = tokens.starts[segment] ?? 0
    const end = (tokens.marks[tokens.firstMarks[segment] ?? 0] ?? 0) >> 2
    const tag = String.fromCharCode(...tokens.bytes.subarray(start, Math.min(end, start + MAX_TAG_BYTES)))
    const table = this.#segments.find(tag)
    const known = symbol >= 0 ? symbol : table === undefined ? UNKNOWN_TAG : FOREIGN_TAG
    this.#report.note(this.#index, tokens.base + start, known)
    this.#report.noteTag(this.#index, tag)
    if (table !== undefined) this.#elements.check(table, tokens, segment)
    this.#placer.place(known, 0)
  }

  /** Which conditions on its codes a segment fulfils. */
  #codes(symbol: number, tokens: Tokens, segment: number): number {
    let bits = 0
    for (const qualification of this.#message.steps.table.conditions[symbol] ?? []) {
      if (fulfilled(qualification, tokens, segment)) bits |= qualification.bit
    }
    return bits
  }
}

/**
 * A validator for messages of one type in one interchange.
 *
 * @example
 * const orders = compileMessage(directory, 'ORDERS', { outside: ['UNH', 'UNT'] })
 * const validator = createValidator(orders, { findings, separators, characters })
 */
export const createValidator = (message: CompiledMessage, options: ValidatorOptions): MessageValidator =>
  new MessageValidator(message, options)
