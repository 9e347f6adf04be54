import {
  classify,
  Findings,
  findStrangers,
  MAX_CHARACTER_FINDINGS,
  MAX_QUOTED_CHARACTERS,
  SegmentView,
  type Separators,
  singleByteSet,
  Tokenizer,
  type Tokens,
  findingOf,
  type Trouble,
} from '@entrepot/edi'
import { Envelope } from './envelope.ts'
import { type InterchangeHandler, readInterchange } from './handler.ts'
import { HEADER_BYTES, readHeader } from './header.ts'
import { STOP_TAGS, takeSegments } from './take-segments.ts'

/** How interchanges are read. */
export interface ReaderOptions {
  /** @default MAX_SEGMENT_BYTES */
  readonly maxSegmentBytes?: number
  /** Where findings go, those of a validator among them; a list of its own if absent. */
  readonly findings?: Findings
}

/** What X12 calls the basic and the extended set, and, as partners send them, the letters of Latin-1. */
export const CHARACTERS = singleByteSet(
  'X12',
  Array.from({ length: 256 }, (_, byte) => (byte < 0x20 || (byte >= 0x7f && byte < 0xa0) ? -1 : byte)),
)

type State =
  | { readonly kind: 'outside' }
  | { readonly kind: 'begun'; readonly separators: Separators; readonly fixed: boolean }
  | { readonly kind: 'open'; readonly envelope: Envelope; readonly classes: Uint8Array }

const OUTSIDE: State = { kind: 'outside' }
const TAG = [0x49, 0x53, 0x41]

/**
 * Reads X12 interchanges (X12.5, X12.6) from bytes in any chunking: any number of them, one after the other, each with the
 * separators of its own ISA. It never throws, whatever comes; what is wrong goes to `findings`, and reading goes on
 * behind it. Memory is bounded by the longest segment allowed.
 *
 * @example
 * const reader = new InterchangeReader({ set: ({ identifier }) => sets.add(identifier) })
 * for await (const chunk of stream) reader.push(chunk)
 * reader.end()
 * reader.findings.list
 */
export class InterchangeReader {
  readonly findings: Findings
  private readonly handler: InterchangeHandler
  private readonly tokenizer: Tokenizer
  private state: State = OUTSIDE
  private length = 0
  private met = false
  /** Data outside of interchanges that is being passed over. */
  private stretch: { readonly offset: number; quote: string } | undefined
  private strangersLeft = MAX_CHARACTER_FINDINGS

  constructor(handler: InterchangeHandler, options: ReaderOptions = {}) {
    this.handler = handler
    this.findings = options.findings ?? new Findings()
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
    if (this.met || this.stretch) this.tellStretch(this.met ? 'edi/envelope' : 'edi/no-interchange')
    else this.report({ code: 'edi/no-interchange', tag: '', offset: 0, segment: 0, expected: 'ISA' })
  }

  private read(final: boolean): void {
    let goesOn = true
    while (goesOn) {
      const { state } = this
      if (state.kind === 'outside') goesOn = this.seek(final)
      else if (state.kind === 'begun') goesOn = this.readHeader(state)
      else goesOn = this.readSegments(state)
    }
  }

  /** Looks for the next ISA; what comes before it belongs to no interchange. */
  private seek(final: boolean): boolean {
    const bytes = this.tokenizer.unread()
    let at = 0
    for (; at < bytes.length; at++) {
      if (!mayBegin(bytes, at)) continue
      const header = bytes.length - at < TAG.length ? 'more' : readHeader(bytes, at)
      if (header === 'none' || (header === 'more' && final)) continue
      if (header === 'more') break
      this.noteOutside(bytes.subarray(0, at))
      this.tokenizer.skip(at)
      this.tellStretch('edi/envelope')
      this.met = true
      this.state = { kind: 'begun', ...header }
      this.tokenizer.setAlphabet({ separators: header.separators })
      this.tokenizer.beginInterchange()
      return true
    }
    this.noteOutside(bytes.subarray(0, at))
    this.tokenizer.skip(at)
    return false
  }

  private noteOutside(bytes: Uint8Array): void {
    const from = this.stretch ? 0 : bytes.findIndex((byte) => !BLANKS.has(byte))
    if (from < 0 || bytes.length === 0) return
    this.stretch ??= { offset: this.tokenizer.offset + from, quote: '' }
    const room = MAX_QUOTED_CHARACTERS - this.stretch.quote.length
    this.stretch.quote += String.fromCharCode(...bytes.subarray(from, from + room))
  }

  private tellStretch(code: 'edi/envelope' | 'edi/no-interchange'): void {
    const { stretch } = this
    this.stretch = undefined
    if (!stretch) return
    const { offset, quote } = stretch
    this.report({ code, tag: '', offset, segment: 0, found: quote.trimEnd(), expected: 'ISA' })
  }

  private readHeader({ separators, fixed }: State & { kind: 'begun' }): boolean {
    if (this.tokenizer.next(1) !== 'segments') return false
    const view = new SegmentView(this.tokenizer.tokens, 0, CHARACTERS)
    const { handler, findings } = this
    const envelope = new Envelope(readInterchange(view, separators), { handler, findings, characters: CHARACTERS })
    handler.interchange?.(envelope.interchange, view)
    if (!fixed) envelope.report(view, 'edi/envelope', { found: 'ISA', expected: `${HEADER_BYTES} bytes` })
    const alphabet = { separators, allowed: CHARACTERS.allowed }
    this.tokenizer.setAlphabet(alphabet)
    this.strangersLeft = MAX_CHARACTER_FINDINGS
    this.state = { kind: 'open', envelope, classes: classify(alphabet) }
    return true
  }

  private readSegments({ envelope, classes }: State & { kind: 'open' }): boolean {
    const { tokenizer, handler } = this
    const step = tokenizer.next()
    if (step === 'more') return false
    const { tokens } = tokenizer
    if (step === 'too-long') {
      const at = { tag: this.nextTag(), offset: tokenizer.offset, segment: envelope.positionOf(tokens, 0) }
      this.report({ code: 'edi/limit', ...at, expected: 'MAX_SEGMENT_BYTES' })
      return true
    }
    const before = tokenizer.suspicious ? this.strangersIn(tokens, envelope, classes) : undefined
    const outcome = takeSegments(tokens, { envelope, handler, before })
    if (outcome === 'begins-anew') {
      tokenizer.rewind()
      envelope.closeUnfinished(tokenizer.offset, tokens.firstSegment + tokens.count)
    }
    if (outcome !== 'goes-on') this.state = OUTSIDE
    return true
  }

  /** @returns what tells of strange characters in a segment, in its place among the rest. */
  private strangersIn(tokens: Tokens, envelope: Envelope, classes: Uint8Array): ((index: number) => void) | undefined {
    const strangers = new Map<number, number[]>()
    findStrangers(tokens, classes, CHARACTERS.characterAt, (segment, at) => {
      if (this.strangersLeft-- > 0) strangers.set(segment, [...(strangers.get(segment) ?? []), at])
      else this.findings.omitted++
    })
    if (strangers.size === 0) return undefined
    return (index) => {
      for (const at of strangers.get(index) ?? []) {
        const found = CHARACTERS.decode(tokens.bytes, at, at + 1)
        const more = { offset: tokens.base + at, found, expected: CHARACTERS.name }
        envelope.report(envelope.view(tokens, index), 'edi/character-set', more)
      }
    }
  }

  /** The stream ends within an interchange. */
  private finish(): void {
    const { tokenizer } = this
    const tag = tokenizer.isPassingOver ? '' : this.nextTag()
    const { offset, isPassingOver } = tokenizer
    if (tokenizer.terminate()) {
      const segment = this.state.kind === 'open' ? this.state.envelope.positionOf(tokenizer.tokens, 0) : 0
      this.report({ code: 'edi/not-terminated', tag, offset: isPassingOver ? this.length : offset, segment })
    }
    this.read(true)
    const { tokens } = tokenizer
    if (this.state.kind === 'open') this.state.envelope.closeUnfinished(this.length, tokens.firstSegment + tokens.count)
    this.state = OUTSIDE
  }

  private nextTag(): string {
    const bytes = this.tokenizer.unread().subarray(0, TAG.length)
    return String.fromCharCode(...bytes.subarray(0, bytes[2] !== undefined && isLetterOrDigit(bytes[2]) ? 3 : 2))
  }

  private report(trouble: Trouble): void {
    this.findings.report(findingOf(trouble))
  }
}

const BLANKS: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x1a, 0x20, 0xef, 0xbb, 0xbf])

const mayBegin = (bytes: Uint8Array, at: number): boolean =>
  TAG.every((byte, i) => at + i >= bytes.length || bytes[at + i] === byte)

const isLetterOrDigit = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a)
