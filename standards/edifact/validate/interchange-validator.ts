import {
  compileMessage,
  createValidator,
  type Directory,
  type Finding,
  Findings,
  keepSegment,
  MAX_FINDINGS,
  type MessageHandler,
  type MessageValidator,
  SegmentChecker,
  type SegmentView,
  type Tokens,
} from '@entrepot/edi'
import { serviceDirectory } from '../directory/built-in/index.ts'
import { directoryFor } from '../directory/directory-for.ts'
import type { Ending, InterchangeHandler } from '../read/handler.ts'
import { InterchangeReader } from '../read/interchange-reader.ts'
import type { FunctionalGroup, Interchange, MessageHeader } from '../service.ts'
import { ReportBuilder } from './report-builder.ts'
import type { InterchangeReport } from './reports.ts'

/** How interchanges are validated. */
export interface InterchangeValidatorOptions {
  /** The user's own directories; ours stand in where they have no message of the kind. */
  readonly directories?: readonly Directory[]
  /** Findings that are kept of all interchanges together. @default MAX_FINDINGS */
  readonly maxFindings?: number
  /** @default MAX_SEGMENT_BYTES */
  readonly maxSegmentBytes?: number
  /** Whether separators that could have been left out are findings (0085 code 45). @default true */
  readonly refusesTrailingSeparators?: boolean
  /** Who hears the groups and segments of a message, if anybody. */
  readonly handlerFor?: (message: MessageHeader, interchange: Interchange) => MessageHandler | undefined
  /** Hears of each interchange when it has ended. */
  readonly reported?: (report: InterchangeReport) => void
}

/** Service segments that a structure lists and that stand around the body of a message. */
const AROUND = { outside: ['UNH', 'UNT'] }

/**
 * Reads and validates UN/EDIFACT interchanges from bytes in any chunking: envelope, service segments, structure, elements, values and
 * codes, each message by the directory that its UNH names. Memory does not grow with the stream.
 *
 * @example
 * const validator = new InterchangeValidator({ directories, reported: (report) => reports.push(report) })
 * for await (const chunk of stream) validator.push(chunk)
 * validator.end()
 */
export class InterchangeValidator {
  readonly #options: InterchangeValidatorOptions
  readonly #findings: Findings
  readonly #reader: InterchangeReader
  readonly #strays: Finding[] = []
  #current: OneInterchange | undefined

  constructor(options: InterchangeValidatorOptions = {}) {
    this.#options = options
    this.#findings = new Findings(options.maxFindings ?? MAX_FINDINGS, (finding) => {
      if (this.#current === undefined) this.#strays.push(finding)
      else this.#current.report.add(finding)
    })
    const { maxSegmentBytes } = options
    const reading = { findings: this.#findings, ...(maxSegmentBytes !== undefined && { maxSegmentBytes }) }
    this.#reader = new InterchangeReader(this.#handler(), reading)
  }

  /** What was found outside of interchanges. */
  get strays(): readonly Finding[] {
    return this.#strays
  }

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk)
  }

  end(): void {
    this.#reader.end()
  }

  #handler(): InterchangeHandler {
    return {
      interchange: (interchange, header) => {
        this.#current = new OneInterchange(interchange, this.#findings, this.#options)
        this.#current.check(header, 0)
      },
      group: (group, header) => this.#current?.beginGroup(group, header),
      message: (message, header) => this.#current?.beginMessage(message, header),
      segments: (tokens, from, to) => this.#current?.segments(tokens, from, to),
      messageEnd: (ending) => this.#current?.endMessage(ending),
      groupEnd: (ending) => this.#current?.endGroup(ending),
      interchangeEnd: (ending) => {
        const report = this.#current?.end(ending)
        this.#current = undefined
        if (report !== undefined) this.#options.reported?.(report)
      },
    }
  }
}

/** One interchange while it is open. */
class OneInterchange {
  readonly report: ReportBuilder
  readonly #interchange: Interchange
  readonly #findings: Findings
  readonly #options: InterchangeValidatorOptions
  readonly #checker: SegmentChecker
  /** Validators of messages that nobody listens to, by message identifier: most interchanges hold many of one. */
  readonly #validators = new Map<string, MessageValidator>()
  #validator: MessageValidator | undefined
  #inBody = false
  #position = 0

  constructor(interchange: Interchange, findings: Findings, options: InterchangeValidatorOptions) {
    this.#interchange = interchange
    this.#findings = findings
    this.#options = options
    this.report = new ReportBuilder(interchange, findings)
    this.#checker = new SegmentChecker(serviceDirectory(interchange.syntaxVersion), this.#syntax())
  }

  beginGroup(group: FunctionalGroup, header: SegmentView): void {
    this.report.beginGroup(group)
    this.check(header, 0)
  }

  beginMessage(message: MessageHeader, header: SegmentView): void {
    this.report.beginMessage(message)
    this.#validator = this.#validatorFor(message)
    this.#inBody = false
    this.#position = 0
    if (this.#validator === undefined) {
      const found = [message.type, message.version, message.release, message.agency].join(':')
      const at = { offset: header.offset, segment: 1, path: 'UNH', tag: 'UNH', element: 2 }
      this.#findings.report({ code: 'edi/message-unknown', ...at, found })
    }
    this.#validator?.begin()
  }

  segments(tokens: Tokens, from: number, to: number): void {
    let first = from
    if (!this.#inBody) {
      this.#checker.check(tokens, first++, 'UNH', 1)
      this.#inBody = true
      this.#position = 1
    }
    const last = isTrailer(tokens, to - 1) ? to - 1 : to
    if (first < last) this.#validator?.segments(tokens, first, last)
    this.#position += Math.max(0, last - first)
    if (last >= first && last < to) this.#checker.check(tokens, last, 'UNT', this.#position + 1)
  }

  endMessage({ offset }: Ending): void {
    this.#validator?.end(offset)
    this.#validator = undefined
    this.report.endMessage()
  }

  endGroup({ trailer }: Ending): void {
    if (trailer !== undefined) this.check(trailer, 0)
    this.report.endGroup()
  }

  end({ trailer }: Ending): InterchangeReport {
    if (trailer !== undefined) this.check(trailer, 0)
    return this.report.end()
  }

  /** Checks a segment of the envelope. */
  check(view: SegmentView, position: number): void {
    this.#checker.check(view.tokens, view.index, view.tag, position)
  }

  #syntax() {
    const { serviceString, characters, syntaxVersion } = this.#interchange
    const { separators, decimalMark, given } = serviceString
    const { refusesTrailingSeparators = true } = this.#options
    // ISO 9735:1988 clause 10.1: with UNA that mark alone; from version 4 on either.
    const isAdvised = given && /^[123]$/.test(syntaxVersion) && /[.,]/.test(decimalMark)
    const decimalMarks = isAdvised ? decimalMark : '.,'
    return { findings: this.#findings, separators, characters, decimalMarks, refusesTrailingSeparators }
  }

  #validatorFor(message: MessageHeader): MessageValidator | undefined {
    const handler = this.#options.handlerFor?.(message, this.#interchange)
    const { type, version, release, agency, associationCode } = message
    const key = [type, version, release, agency, associationCode].join(':')
    const known = handler === undefined ? this.#validators.get(key) : undefined
    if (known !== undefined) return known
    const { syntaxVersion, characters } = this.#interchange
    const chosen = directoryFor(
      { type, version, release, agency, association: associationCode, syntaxVersion },
      this.#options.directories,
    )
    const compiled = chosen && compileMessage(chosen.directory, type, AROUND)
    if (compiled === undefined) return undefined
    if (handler !== undefined) {
      const segmentOf = (tokens: Tokens, segment: number) => keepSegment(tokens, segment, characters)
      return createValidator(compiled, { ...this.#syntax(), handler, segmentOf })
    }
    const made = createValidator(compiled, this.#syntax())
    if (this.#validators.size < MAX_VALIDATORS) this.#validators.set(key, made)
    return made
  }
}

/** Kinds of message whose validators are kept for the rest of an interchange. */
const MAX_VALIDATORS = 32

/** UNT, as three letters. */
const [U, N, T] = [0x55, 0x4e, 0x54]

function isTrailer({ bytes, starts, firstMarks, marks }: Tokens, segment: number): boolean {
  const start = starts[segment] ?? 0
  const end = (marks[firstMarks[segment] ?? 0] ?? 0) >> 2
  return end === start + 3 && bytes[start] === U && bytes[start + 1] === N && bytes[start + 2] === T
}
