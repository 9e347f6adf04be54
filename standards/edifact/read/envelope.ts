import {
  type FindingCode,
  type Findings,
  References,
  SegmentView,
  type Tokens,
  findingOf,
  type Trouble,
} from '@entrepot/edi'
import { type FunctionalGroup, type Interchange, readGroup, readMessageHeader } from '../service.ts'
import type { Ending, InterchangeHandler } from './handler.ts'

interface OpenMessage {
  readonly reference: string
  /** Position in the interchange from which its segments count; a doubled UNH moves it. */
  firstSegment: number
}

interface OpenGroup {
  readonly header: FunctionalGroup
  messages: number
}

/**
 * One interchange while it is open: which group and message are, what was counted, and what the trailers say of it (ISO 9735-1:2002
 * clause 8 and segments UNE, UNT, UNZ).
 *
 * One mistake should be one finding: segments that end in UNT without UNH count as a message, messages that end in UNE
 * without UNG as a group, and the same header twice in a row as one.
 */
export class Envelope {
  readonly interchange: Interchange
  private readonly handler: InterchangeHandler
  private readonly findings: Findings
  private group: OpenGroup | undefined
  private message: OpenMessage | undefined
  private groups = 0
  private messages = 0
  /** Messages since the last group, which are in none. */
  private ungrouped = 0
  /** Segments in no message, one after the other. */
  private strays = 0
  private inPackage = false
  private readonly messageReferences = new References()
  private readonly groupReferences = new References()
  private toldFull = false

  constructor(interchange: Interchange, handler: InterchangeHandler, findings: Findings) {
    this.interchange = interchange
    this.handler = handler
    this.findings = findings
  }

  get inMessage(): boolean {
    return this.message !== undefined
  }

  /** UNB again, behind the same: reported, and passed over. */
  isSameAgain(tokens: Tokens, index: number): boolean {
    const view = this.view(tokens, index)
    const isFirst = tokens.firstSegment + index === 1
    if (!isFirst || view.component(4) !== this.interchange.reference) return false
    this.report(view, 'edi/envelope', { found: 'UNB' })
    return true
  }

  /** Position of a segment in its message, UNH being 1; 0 outside. */
  positionOf(tokens: Tokens, index: number): number {
    return this.message === undefined ? 0 : tokens.firstSegment + index - this.message.firstSegment + 1
  }

  /** UNH. @returns whether it opens a message; else the open one has it twice. */
  openMessage(tokens: Tokens, index: number): boolean {
    const view = this.view(tokens, index)
    const reference = view.component(0)
    if (this.message?.reference === reference && this.positionOf(tokens, index) === 2) {
      this.report(view, 'edi/envelope', { found: 'UNH' })
      this.message.firstSegment++
      return false
    }
    this.missMessageTrailer(view.offset, this.positionOf(tokens, index))
    this.strays = 0
    this.inPackage = false
    this.message = { reference, firstSegment: tokens.firstSegment + index }
    this.handler.message?.(readMessageHeader(view), view)
    this.noteReference(this.messageReferences, reference, view)
    return true
  }

  /** UNT. The message's segments have been handed on, this one too. */
  closeMessage(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    if (this.message === undefined) {
      if (this.strays === 0) this.report(view, 'edi/envelope', { found: 'UNT' })
      else this.countMessage()
      this.strays = 0
      return
    }
    const counted = this.positionOf(tokens, index)
    this.compare(view, counted, this.message.reference)
    this.endMessage({ trailer: view, offset: view.offset, counted })
  }

  /** UNG. */
  openGroup(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    const header = readGroup(view)
    this.missMessageTrailer(view.offset, this.positionOf(tokens, index))
    if (this.group?.header.reference === header.reference && this.group.messages === 0) {
      this.report(view, 'edi/envelope', { found: 'UNG' })
      return
    }
    this.missGroupTrailer(view.offset)
    this.strays = 0
    this.group = { header, messages: 0 }
    this.handler.group?.(header, view)
    this.noteReference(this.groupReferences, header.reference, view)
  }

  /** UNE. */
  closeGroup(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    this.missMessageTrailer(view.offset, this.positionOf(tokens, index))
    this.strays = 0
    if (this.group === undefined) {
      this.report(view, 'edi/envelope', this.ungrouped > 0 ? { found: 'UNE', expected: 'UNG' } : { found: 'UNE' })
      if (this.ungrouped > 0) this.groups++
      this.ungrouped = 0
      return
    }
    this.compare(view, this.group.messages, this.group.header.reference)
    this.endGroup({ trailer: view, offset: view.offset, counted: this.group.messages })
  }

  /** UNZ. */
  close(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    this.missMessageTrailer(view.offset, this.positionOf(tokens, index))
    this.missGroupTrailer(view.offset)
    this.compare(view, this.counted, this.interchange.reference)
    this.handler.interchangeEnd?.({ trailer: view, offset: view.offset, counted: this.counted })
  }

  /** The next interchange, or the end of the stream, comes before UNZ. */
  closeUnfinished(offset: number, nextSegment: number): void {
    const position = this.message === undefined ? 0 : nextSegment - this.message.firstSegment + 1
    this.missMessageTrailer(offset, position)
    this.missGroupTrailer(offset)
    this.reportAt({ code: 'edi/trailer-missing', tag: 'UNZ', offset, segment: 0 })
    this.handler.interchangeEnd?.({ trailer: undefined, offset, counted: this.counted })
  }

  /** A segment outside of messages that is none of the envelope. */
  stray(tokens: Tokens, index: number): void {
    if (this.inPackage) return
    const view = this.view(tokens, index)
    if (this.strays === 0) this.report(view, 'edi/envelope', { found: view.tag, expected: 'UNH' })
    this.strays++
  }

  /** UNO and UNP (ISO 9735-8): a package counts as a message and is passed over. */
  openPackage(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    this.missMessageTrailer(view.offset, this.positionOf(tokens, index))
    this.report(view, 'edi/syntax-not-supported', { found: 'UNO' })
    this.countMessage()
    this.inPackage = true
    this.strays = 0
  }

  closePackage(tokens: Tokens, index: number): void {
    if (!this.inPackage) this.report(this.view(tokens, index), 'edi/envelope', { found: 'UNP' })
    this.inPackage = false
  }

  view(tokens: Tokens, index: number): SegmentView {
    return new SegmentView(tokens, index, this.interchange.characters)
  }

  /** Reports on a segment that stands there. */
  report(view: SegmentView, code: FindingCode, more: Partial<Trouble> = {}): void {
    const segment = this.positionOf(view.tokens, view.index)
    this.reportAt({ code, tag: view.tag, offset: view.offset, segment, ...more })
  }

  private reportAt(trouble: Trouble): void {
    this.findings.report(findingOf(trouble))
  }

  /** UNZ counts groups where there are any (0036). */
  private get counted(): number {
    return this.groups > 0 ? this.groups : this.messages
  }

  private missMessageTrailer(offset: number, segment: number): void {
    if (this.message === undefined) return
    this.reportAt({ code: 'edi/trailer-missing', tag: 'UNT', offset, segment })
    this.endMessage({ trailer: undefined, offset, counted: segment - 1 })
  }

  private missGroupTrailer(offset: number): void {
    if (this.group === undefined) return
    this.reportAt({ code: 'edi/trailer-missing', tag: 'UNE', offset, segment: 0 })
    this.endGroup({ trailer: undefined, offset, counted: this.group.messages })
  }

  private endMessage(ending: Ending): void {
    this.message = undefined
    this.countMessage()
    this.handler.messageEnd?.(ending)
  }

  private endGroup(ending: Ending): void {
    this.group = undefined
    this.groups++
    this.handler.groupEnd?.(ending)
  }

  private countMessage(): void {
    this.messages++
    if (this.group === undefined) this.ungrouped++
    else this.group.messages++
  }

  /** A trailer's first element counts, its second repeats the header's reference. */
  private compare(trailer: SegmentView, counted: number, reference: string): void {
    const count = trailer.component(0)
    if (count !== String(counted) && !isNumber(count, counted)) {
      this.report(trailer, 'edi/count-differs', { element: 1, ...there(count), expected: String(counted) })
    }
    const repeated = trailer.component(1)
    if (repeated !== reference) {
      this.report(trailer, 'edi/reference-differs', { element: 2, ...there(repeated), expected: reference })
    }
  }

  private noteReference(references: References, reference: string, view: SegmentView): void {
    const addition = references.add(reference)
    if (addition === 'doubled')
      this.report(view, 'edi/duplicate-reference', { element: view.tag === 'UNG' ? 5 : 1, found: reference })
    if (addition !== 'full' || this.toldFull) return
    this.toldFull = true
    this.report(view, 'edi/limit', { expected: 'MAX_REFERENCES' })
  }
}

/** Whether digits, perhaps with zeros in front, are a number. */
const isNumber = (digits: string, number: number): boolean => /^\d{1,15}$/.test(digits) && Number(digits) === number

const there = (text: string): { readonly found?: string } => (text === '' ? {} : { found: text })
