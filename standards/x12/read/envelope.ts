import {
  type CharacterSet,
  type FindingCode,
  type Findings,
  References,
  SegmentView,
  type Tokens,
  findingOf,
  type Trouble,
} from '@entrepot/edi'
import {
  type Ending,
  type FunctionalGroup,
  type Interchange,
  type InterchangeHandler,
  readGroup,
  readSet,
  type TransactionSet,
} from './handler.ts'

interface OpenGroup {
  readonly header: FunctionalGroup
  readonly references: References
  sets: number
}

/**
 * One interchange while it is open: which group and set are, what was counted, and what the trailers say of it (X12.5, X12.6).
 *
 * One mistake should be one finding: what ends without having begun counts as what it ends.
 */
export class Envelope {
  readonly interchange: Interchange
  private readonly handler: InterchangeHandler
  private readonly findings: Findings
  private readonly characters: CharacterSet
  private readonly groupReferences = new References()
  private group: OpenGroup | undefined
  private set: TransactionSet | undefined
  private groups = 0
  /** Segments in no set, one after the other. */
  private strays = 0

  constructor(
    interchange: Interchange,
    { handler, findings, characters }: { handler: InterchangeHandler; findings: Findings; characters: CharacterSet },
  ) {
    this.interchange = interchange
    this.handler = handler
    this.findings = findings
    this.characters = characters
  }

  get inSet(): boolean {
    return this.set !== undefined
  }

  view(tokens: Tokens, index: number): SegmentView {
    return new SegmentView(tokens, index, this.characters)
  }

  /** Position of a segment in its set, ST being 1; 0 outside. */
  positionOf(tokens: Tokens, index: number): number {
    return this.set === undefined ? 0 : tokens.firstSegment + index - this.set.firstSegment + 1
  }

  /** GS. */
  openGroup(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    this.missSetTrailer(view.offset, this.positionOf(tokens, index))
    this.missGroupTrailer(view.offset)
    this.strays = 0
    const header = readGroup(view)
    this.group = { header, references: new References(), sets: 0 }
    this.handler.group?.(header, view)
    this.note(this.groupReferences, header.controlNumber, { view, element: 6 })
  }

  /** ST. */
  openSet(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    this.missSetTrailer(view.offset, this.positionOf(tokens, index))
    if (this.group === undefined) this.report(view, 'edi/envelope', { found: 'ST', expected: 'GS' })
    this.strays = 0
    this.set = readSet(view)
    this.handler.set?.(this.set, view)
    if (this.group) this.note(this.group.references, this.set.controlNumber, { view, element: 2 })
  }

  /** SE. The set's segments have been handed on, this one too. */
  closeSet(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    if (this.set === undefined) {
      if (this.strays === 0) this.report(view, 'edi/envelope', { found: 'SE' })
      else this.countSet()
      this.strays = 0
      return
    }
    const counted = this.positionOf(tokens, index)
    this.compare(view, counted, this.set.controlNumber)
    this.endSet({ trailer: view, offset: view.offset, counted })
  }

  /** GE. */
  closeGroup(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    this.missSetTrailer(view.offset, this.positionOf(tokens, index))
    this.strays = 0
    if (this.group === undefined) {
      this.report(view, 'edi/envelope', { found: 'GE' })
      this.groups++
      return
    }
    this.compare(view, this.group.sets, this.group.header.controlNumber)
    this.endGroup({ trailer: view, offset: view.offset, counted: this.group.sets })
  }

  /** TA1. */
  acknowledgement(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    if (this.set !== undefined || this.group !== undefined) this.report(view, 'edi/envelope', { found: 'TA1' })
    else this.handler.acknowledgement?.(view)
  }

  /** IEA. */
  close(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    this.missSetTrailer(view.offset, this.positionOf(tokens, index))
    this.missGroupTrailer(view.offset)
    this.compare(view, this.groups, this.interchange.controlNumber)
    this.handler.interchangeEnd?.({ trailer: view, offset: view.offset, counted: this.groups })
  }

  /** The next interchange, or the end of the stream, comes before IEA. */
  closeUnfinished(offset: number, nextSegment: number): void {
    this.missSetTrailer(offset, this.set === undefined ? 0 : nextSegment - this.set.firstSegment + 1)
    this.missGroupTrailer(offset)
    this.reportAt({ code: 'edi/trailer-missing', tag: 'IEA', offset, segment: 0 })
    this.handler.interchangeEnd?.({ trailer: undefined, offset, counted: this.groups })
  }

  /** A segment outside of sets that is none of the envelope. */
  stray(tokens: Tokens, index: number): void {
    const view = this.view(tokens, index)
    if (this.strays === 0) this.report(view, 'edi/envelope', { found: view.tag, expected: 'ST' })
    this.strays++
  }

  /** Reports on a segment that stands there. */
  report(view: SegmentView, code: FindingCode, more: Partial<Trouble> = {}): void {
    this.reportAt({ code, ...placeOf(view, this.positionOf(view.tokens, view.index)), ...more })
  }

  private reportAt(trouble: Trouble): void {
    this.findings.report(findingOf(trouble))
  }

  private missSetTrailer(offset: number, segment: number): void {
    if (this.set === undefined) return
    this.reportAt({ code: 'edi/trailer-missing', tag: 'SE', offset, segment })
    this.endSet({ trailer: undefined, offset, counted: segment - 1 })
  }

  private missGroupTrailer(offset: number): void {
    if (this.group === undefined) return
    this.reportAt({ code: 'edi/trailer-missing', tag: 'GE', offset, segment: 0 })
    this.endGroup({ trailer: undefined, offset, counted: this.group.sets })
  }

  private endSet(ending: Ending): void {
    this.set = undefined
    this.countSet()
    this.handler.setEnd?.(ending)
  }

  private endGroup(ending: Ending): void {
    this.group = undefined
    this.groups++
    this.handler.groupEnd?.(ending)
  }

  private countSet(): void {
    if (this.group) this.group.sets++
  }

  /** A trailer's first element counts, its second repeats the header's control number. */
  private compare(trailer: SegmentView, counted: number, controlNumber: string): void {
    const count = trailer.component(0)
    if (!/^\d{1,10}$/.test(count) || Number(count) !== counted)
      this.report(trailer, 'edi/count-differs', { element: 1, found: count, expected: String(counted) })
    const repeated = trailer.component(1)
    if (repeated !== controlNumber)
      this.report(trailer, 'edi/reference-differs', { element: 2, found: repeated, expected: controlNumber })
  }

  private note(references: References, number: string, at: { view: SegmentView; element: number }): void {
    const { view, element } = at
    const added = references.add(number)
    if (added === 'doubled') this.report(view, 'edi/duplicate-reference', { element, found: number })
    else if (added === 'full') this.report(view, 'edi/limit', { expected: 'MAX_REFERENCES' })
  }
}

/** Where a segment stands, as troubles with it begin. */
const placeOf = (view: SegmentView, segment: number) => ({ tag: view.tag, offset: view.offset, segment })
