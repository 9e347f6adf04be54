import {
  compileMessage,
  createValidator,
  Findings,
  type MessageValidator,
  type SegmentView,
  type Tokens,
} from '@entrepot/edi'
import type { Ending, FunctionalGroup, Interchange, InterchangeHandler, TransactionSet } from './read/handler.ts'
import { CHARACTERS, InterchangeReader, type ReaderOptions } from './read/interchange-reader.ts'
import { findingOf } from './read/trouble.ts'
import type { Schema } from './schema/read-schema.ts'
import { schemaFor } from './schema/versions.ts'

/** How interchanges are validated. */
export interface ValidationOptions extends ReaderOptions {
  /** Schemas to validate by; a set that none knows is a finding. */
  readonly schemas: readonly Schema[]
  /** Told of everything as well, behind the validation. */
  readonly handler?: InterchangeHandler
}

/** Segments around the body of a set. */
export const OUTSIDE = ['ST', 'SE'] as const

/**
 * Reads and validates interchanges: envelope, order of segments, loops, elements, codes, relational conditions.
 *
 * @example
 * const validation = new Validation({ schemas: [acknowledgementSchema] })
 * validation.push(bytes)
 * validation.end()
 * validation.findings.list
 */
export class Validation implements InterchangeHandler {
  readonly findings: Findings
  private readonly reader: InterchangeReader
  private readonly schemas: readonly Schema[]
  private readonly handler: InterchangeHandler
  private readonly validators = new Map<string, MessageValidator | undefined>()
  private current: Interchange | undefined
  private version = ''
  private functionalGroup = ''
  private validator: MessageValidator | undefined
  /** The set's header is not one of the segments that are validated. */
  private first = 0

  constructor({ schemas, handler = {}, ...options }: ValidationOptions) {
    this.schemas = schemas
    this.handler = handler
    this.findings = options.findings ?? new Findings()
    this.reader = new InterchangeReader(this, { ...options, findings: this.findings })
  }

  push(chunk: Uint8Array): void {
    this.reader.push(chunk)
  }

  end(): void {
    this.reader.end()
  }

  interchange(interchange: Interchange, header: SegmentView): void {
    this.validators.clear()
    this.current = interchange
    this.handler.interchange?.(interchange, header)
  }

  acknowledgement(segment: SegmentView): void {
    this.handler.acknowledgement?.(segment)
  }

  group(group: FunctionalGroup, header: SegmentView): void {
    this.version = group.version
    this.functionalGroup = group.identifier
    this.handler.group?.(group, header)
  }

  set(set: TransactionSet, header: SegmentView): void {
    this.handler.set?.(set, header)
    this.first = 1
    this.validator = this.validatorFor(set.identifier)
    const at = { tag: 'ST', offset: header.offset, segment: 1, element: 1, found: set.identifier }
    if (!this.validator) this.findings.report(findingOf({ code: 'edi/message-unknown', ...at }))
    const belongs = this.schemaOf(set.identifier)?.groups.get(set.identifier)
    if (belongs !== undefined && this.functionalGroup !== '' && belongs !== this.functionalGroup)
      this.findings.report(findingOf({ code: 'edi/envelope', ...at, expected: `GS01 ${belongs}` }))
    this.validator?.begin()
  }

  segments(tokens: Tokens, from: number, to: number): void {
    this.handler.segments?.(tokens, from, to)
    this.validator?.segments(tokens, from + this.first, isTrailer(tokens, to - 1) ? to - 1 : to)
    this.first = 0
  }

  setEnd(ending: Ending): void {
    this.validator?.end(ending.offset)
    this.validator = undefined
    this.handler.setEnd?.(ending)
  }

  groupEnd(ending: Ending): void {
    this.version = ''
    this.functionalGroup = ''
    this.handler.groupEnd?.(ending)
  }

  interchangeEnd(ending: Ending): void {
    this.handler.interchangeEnd?.(ending)
  }

  private schemaOf(set: string): Schema | undefined {
    return schemaFor(this.schemas, { set, version: this.version })
  }

  private validatorFor(set: string): MessageValidator | undefined {
    const key = `${this.version} ${set}`
    if (this.validators.has(key)) return this.validators.get(key)
    const schema = this.schemaOf(set)
    const message = schema && compileMessage(schema.directory, set, { outside: OUTSIDE })
    const { findings, current } = this
    const validator =
      message &&
      current &&
      createValidator(message, { findings, separators: current.separators, characters: CHARACTERS, decimalMarks: '.' })
    this.validators.set(key, validator)
    return validator
  }
}

/** SE: no segment of a set's body is named so. */
function isTrailer({ bytes, starts, firstMarks, marks }: Tokens, segment: number): boolean {
  const start = starts[segment] ?? 0
  const end = (marks[firstMarks[segment] ?? 0] ?? 0) >> 2
  return end === start + 2 && bytes[start] === 0x53 && bytes[start + 1] === 0x45
}
