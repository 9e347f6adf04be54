import {
  compileMessage,
  createValidator,
  Findings,
  keepSegment,
  type MessageHandler,
  type MessageValidator,
  type SegmentView,
  type Tokens,
  findingOf,
} from '@entrepot/edi'
import type { Ending, FunctionalGroup, Interchange, InterchangeHandler, TransactionSet } from './read/handler.ts'
import { CHARACTERS, InterchangeReader, type ReaderOptions } from './read/interchange-reader.ts'
import type { Schema } from './schema/read-schema.ts'
import { schemaFor } from './schema/versions.ts'

/** How interchanges are validated. */
export interface ValidationOptions extends ReaderOptions {
  /** Schemas to validate by; a set that none knows is a finding. */
  readonly schemas: readonly Schema[]
  /** Told of everything as well, behind the validation. */
  readonly handler?: InterchangeHandler
  /** Who hears the loops and segments of a set, if anybody. */
  readonly handlerFor?: (set: TransactionSet, group: FunctionalGroup | undefined) => MessageHandler | undefined
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
  private functionalGroup: FunctionalGroup | undefined
  private readonly handlerFor: ValidationOptions['handlerFor']
  private validator: MessageValidator | undefined
  /** The set's header is not one of the segments that are validated. */
  private first = 0

  constructor({ schemas, handler = {}, handlerFor, ...options }: ValidationOptions) {
    this.handlerFor = handlerFor
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
    this.functionalGroup = group
    this.handler.group?.(group, header)
  }

  set(set: TransactionSet, header: SegmentView): void {
    this.handler.set?.(set, header)
    this.first = 1
    this.validator = this.validatorFor(set)
    const at = { tag: 'ST', offset: header.offset, segment: 1, element: 1, found: set.identifier }
    if (!this.validator) this.findings.report(findingOf({ code: 'edi/message-unknown', ...at }))
    const belongs = this.schemaOf(set.identifier)?.groups.get(set.identifier)
    if (belongs !== undefined && this.functionalGroup && belongs !== this.functionalGroup.identifier)
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
    this.functionalGroup = undefined
    this.handler.groupEnd?.(ending)
  }

  interchangeEnd(ending: Ending): void {
    this.handler.interchangeEnd?.(ending)
  }

  private schemaOf(set: string): Schema | undefined {
    return schemaFor(this.schemas, { set, version: this.version })
  }

  private validatorFor(set: TransactionSet): MessageValidator | undefined {
    const handler = this.handlerFor?.(set, this.functionalGroup)
    const key = `${this.version} ${set.identifier}`
    if (!handler && this.validators.has(key)) return this.validators.get(key)
    const schema = this.schemaOf(set.identifier)
    const message = schema && compileMessage(schema.directory, set.identifier, { outside: OUTSIDE })
    const { findings, current } = this
    if (!message || !current) return undefined
    const options = { findings, separators: current.separators, characters: CHARACTERS, decimalMarks: '.' }
    if (handler) return createValidator(message, { ...options, handler, segmentOf: keptSegment })
    const validator = createValidator(message, options)
    this.validators.set(key, validator)
    return validator
  }
}

const keptSegment = (tokens: Tokens, segment: number) => keepSegment(tokens, segment, CHARACTERS)

/** SE: no segment of a set's body is named so. */
function isTrailer({ bytes, starts, firstMarks, marks }: Tokens, segment: number): boolean {
  const start = starts[segment] ?? 0
  const end = (marks[firstMarks[segment] ?? 0] ?? 0) >> 2
  return end === start + 2 && bytes[start] === 0x53 && bytes[start + 1] === 0x45
}
