import {
  classify,
  Findings,
  type FindingCode,
  NONE,
  SegmentView,
  Tokenizer,
  type Tokens,
  findingOf,
} from '@entrepot/edi'
import { anyBytes, characterSetOf } from '../characters/character-sets.ts'
import { readInterchange } from '../service.ts'
import type { ServiceString } from '../service-string.ts'
import { Envelope } from './envelope.ts'
import type { InterchangeHandler } from './handler.ts'
import { Outside } from './outside.ts'
import { findStart } from './start.ts'
import { Repertoire } from './strangers.ts'
import { STOP_TAGS, takeSegments } from './take-segments.ts'

/** How interchanges are read. */
export interface ReaderOptions {
  /** @default MAX_SEGMENT_BYTES */
  readonly maxSegmentBytes?: number
  /** Where findings go, those of a validator among them; a list of its own if absent. */
  readonly findings?: Findings
}

/** Character encodings (UNB 0133) that are refused: code pages 850 and 500, and two or four bytes for every character. */
const REFUSED_ENCODINGS: ReadonlySet<string> = new Set(['3', '4', '5', '6', '8'])
const LATEST_VERSION = 4
const TAG_BYTES = 3

/** What is open: between `begun` and `open` UNB is read. */
type State =
  | { readonly kind: 'outside' }
  | { readonly kind: 'begun'; readonly serviceString: ServiceString }
  | { readonly kind: 'open'; readonly envelope: Envelope; readonly repertoire: Repertoire; readonly rawBytes: number }

const OUTSIDE: State = { kind: 'outside' }

/**
 * Reads UN/EDIFACT interchanges (ISO 9735, syntax versions 1 to 4, batch) from bytes in any chunking: any number of them, one after the
 * other. It never throws, whatever comes; what is wrong goes to `findings`, and reading goes on behind it. Memory is
 * bounded by the longest segment allowed.
 *
 * Refused by name and passed over: interactive interchanges (UIB), packages (UNO), encrypted data (USD).
 *
 * @example
 * const reader = new InterchangeReader({ message: (header) => types.add(header.type) })
 * for await (const chunk of stream) reader.push(chunk)
 * reader.end()
 * reader.findings.list
 */
export class InterchangeReader {
  readonly findings: Findings
  private readonly handler: InterchangeHandler
  private readonly tokenizer: Tokenizer
  private readonly outside: Outside
  private state: State = OUTSIDE
  private previous: ServiceString | undefined
  private length = 0

  constructor(handler: InterchangeHandler, options: ReaderOptions = {}) {
    this.handler = handler
    this.findings = options.findings ?? new Findings()
    this.outside = new Outside(this.findings)
    this.tokenizer = new Tokenizer({ ...options, stopTags: STOP_TAGS })
  }

  /** Takes the next bytes; the caller may use their array again afterwards. */
  push(chunk: Uint8Array): void {
    this.length += chunk.length
    for (let at = 0; at < chunk.length; ) {
      at += this.tokenizer.fill(chunk, at)
      this.read(false)
    }
  }

  /** There are no more bytes. */
  end(): void {
    this.read(true)
    if (this.state.kind !== 'outside') this.finish()
    this.outside.end()
  }

  private read(final: boolean): void {
    let goesOn = true
    while (goesOn) {
      const { state } = this
      if (state.kind === 'outside') goesOn = this.seek(final)
      else if (state.kind === 'begun') goesOn = this.readHeader(state.serviceString)
      else if (state.rawBytes > 0) goesOn = this.passOverRawBytes(state)
      else goesOn = this.readSegments(state)
    }
  }

  /** The stream ends within an interchange. */
  private finish(): void {
    const tag = this.tokenizer.isPassingOver ? '' : this.nextTag()
    const { offset } = this.tokenizer
    const isRaw = this.state.kind === 'open' && this.state.rawBytes > 0
    if (isRaw || this.tokenizer.terminate()) {
      const segment = this.state.kind === 'open' ? this.state.envelope.positionOf(this.tokenizer.tokens, 0) : 0
      this.report({
        code: 'edi/not-terminated',
        tag,
        offset: this.tokenizer.isPassingOver ? this.length : offset,
        segment,
      })
    }
    if (!isRaw) this.read(true)
    if (this.state.kind === 'open') this.state.envelope.closeUnfinished(this.length, this.nextSegment())
    this.state = OUTSIDE
  }

  private seek(final: boolean): boolean {
    const { tokenizer, outside } = this
    const bytes = tokenizer.unread()
    const start = findStart(bytes, final, this.previous)
    outside.note(bytes, start, tokenizer.offset)
    tokenizer.skip(start.at)
    if (start.kind === 'more') return false
    const { offset } = tokenizer
    outside.begins(start.kind)
    tokenizer.skip(start.passed)
    if (start.kind === 'interchange') this.begin(start.serviceString)
    else if (start.kind === 'interactive')
      this.report({ code: 'edi/syntax-not-supported', tag: 'UIB', offset, segment: 0 })
    else this.report({ code: 'edi/envelope', tag: 'UNA', offset, segment: 0 })
    return true
  }

  private begin(serviceString: ServiceString): void {
    this.state = { kind: 'begun', serviceString }
    this.tokenizer.setAlphabet({ separators: { ...serviceString.separators, repetition: NONE } })
    this.tokenizer.beginInterchange()
  }

  private readHeader(serviceString: ServiceString): boolean {
    const step = this.tokenizer.next(1)
    if (step === 'more') return false
    if (step === 'segments') this.open(this.tokenizer.tokens, serviceString)
    else {
      this.report({
        code: 'edi/limit',
        tag: 'UNB',
        offset: this.tokenizer.offset,
        segment: 0,
        expected: 'MAX_SEGMENT_BYTES',
      })
      this.outside.begins('interactive')
      this.tokenizer.skip(TAG_BYTES)
      this.state = OUTSIDE
    }
    return true
  }

  private open(tokens: Tokens, advice: ServiceString): void {
    const probe = new SegmentView(tokens, 0, anyBytes)
    const version = probe.component(0, 0, 1)
    const isKnown = /^[1-4]$/.test(version)
    const number = isKnown ? Number(version) : LATEST_VERSION
    const set = characterSetOf(probe.component(0), number)
    const characters = set ?? anyBytes
    const repetition = number >= 4 ? advice.separators.repetition : NONE
    const separators = { ...advice.separators, repetition }
    const view = new SegmentView(tokens, 0, characters)
    const interchange = readInterchange(view, { ...advice, separators }, characters)
    const envelope = new Envelope(interchange, this.handler, this.findings)
    this.handler.interchange?.(interchange, view)
    if (set === undefined) refuse(envelope, view, 1)
    if (!isKnown) refuse(envelope, view, 2)
    if (REFUSED_ENCODINGS.has(view.component(0, 0, 3))) refuse(envelope, view, 4)
    const alphabet = { separators, allowed: characters.allowed, multibyte: characters.multibyte }
    const repertoire = new Repertoire(characters, classify(alphabet), this.findings)
    for (const stranger of repertoire.strangersIn(tokens, true)) repertoire.report(tokens, stranger, 0)
    this.tokenizer.setAlphabet(alphabet)
    this.previous = advice
    this.state = { kind: 'open', envelope, repertoire, rawBytes: 0 }
  }

  private readSegments(state: State & { kind: 'open' }): boolean {
    const { tokenizer, handler } = this
    const { envelope, repertoire } = state
    const step = tokenizer.next()
    if (step === 'more') return false
    const { tokens, suspicious } = tokenizer
    if (step === 'too-long') {
      const segment = envelope.positionOf(tokens, 0)
      const tag = this.nextTag()
      this.report({ code: 'edi/limit', tag, offset: tokenizer.offset, segment, expected: 'MAX_SEGMENT_BYTES' })
      return true
    }
    const outcome = takeSegments(tokens, { envelope, repertoire, handler, suspicious })
    if (outcome.kind === 'raw') this.state = { ...state, rawBytes: outcome.rawBytes }
    if (outcome.kind === 'begins-anew') {
      tokenizer.rewind()
      envelope.closeUnfinished(tokenizer.offset, this.nextSegment())
    }
    if (outcome.kind === 'closed' || outcome.kind === 'begins-anew') this.state = OUTSIDE
    return true
  }

  private passOverRawBytes(state: State & { kind: 'open' }): boolean {
    const rawBytes = state.rawBytes - this.tokenizer.skip(state.rawBytes)
    this.state = { ...state, rawBytes }
    return rawBytes === 0
  }

  /** The tag of the segment that is not read yet. */
  private nextTag(): string {
    const text = String.fromCharCode(...this.tokenizer.unread().subarray(0, TAG_BYTES))
    return /^[A-Z0-9]*/i.exec(text)?.[0] ?? ''
  }

  /** Position in the interchange of the segment that is not read yet. */
  private nextSegment(): number {
    const { tokens } = this.tokenizer
    return tokens.firstSegment + tokens.count
  }

  private report(trouble: {
    code: FindingCode
    tag: string
    offset: number
    segment: number
    expected?: string
  }): void {
    this.findings.report(findingOf(trouble))
  }
}

/** The interchange's syntax is not known, or not supported: it is read as well as it can be. */
function refuse(envelope: Envelope, view: SegmentView, component: number): void {
  const found = view.component(0, 0, component - 1)
  envelope.report(view, 'edi/syntax-not-supported', { element: 1, component, ...(found === '' ? {} : { found }) })
}
