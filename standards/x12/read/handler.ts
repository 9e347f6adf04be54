import type { SegmentView, Separators, Tokens } from '@entrepot/edi'

/** What ISA says (X12.5). Texts without the blanks that pad them; empty where not given. */
export interface Interchange {
  readonly separators: Separators
  /** ISA01 to ISA04. */
  readonly authorization: { readonly qualifier: string; readonly value: string }
  readonly security: { readonly qualifier: string; readonly value: string }
  readonly sender: Party
  readonly receiver: Party
  /** ISA09, YYMMDD. */
  readonly date: string
  /** ISA10, HHMM. */
  readonly time: string
  /** ISA12: `00401`. */
  readonly version: string
  /** ISA13. */
  readonly controlNumber: string
  /** ISA14: `1` asks for a TA1. */
  readonly acknowledgementRequested: string
  /** ISA15: `P` production, `T` test. */
  readonly usage: string
  readonly offset: number
}

/** ISA05 and ISA06, ISA07 and ISA08. */
export interface Party {
  readonly qualifier: string
  readonly id: string
}

/** What GS says (X12.22). */
export interface FunctionalGroup {
  /** GS01: `PO`. */
  readonly identifier: string
  readonly sender: string
  readonly receiver: string
  /** GS04, CCYYMMDD. */
  readonly date: string
  readonly time: string
  /** GS06. */
  readonly controlNumber: string
  /** GS07: `X`. */
  readonly agency: string
  /** GS08: `004010`, `005010X220A1`. */
  readonly version: string
  readonly offset: number
}

/** What ST says. */
export interface TransactionSet {
  /** ST01: `850`. */
  readonly identifier: string
  /** ST02. */
  readonly controlNumber: string
  /** ST03, from 005010 on. */
  readonly convention: string
  readonly offset: number
  /** Position of ST in its interchange, ISA being 0. */
  readonly firstSegment: number
}

/** How a set, group or interchange ended. */
export interface Ending {
  /** Its trailer; absent where there is none, and then `offset` is where it was missed. Good during the call. */
  readonly trailer: SegmentView | undefined
  readonly offset: number
  /** Segments of a set with header and trailer, sets of a group, groups of an interchange. */
  readonly counted: number
}

/**
 * What is told while interchanges are read, in the order of their bytes. All of it is optional.
 *
 * A set's segments come in one or more ranges between `set` and `setEnd`, ST and SE among them. Tokens and views are good during
 * the call only.
 */
export interface InterchangeHandler {
  interchange?(interchange: Interchange, header: SegmentView): void
  /** TA1: an acknowledgement of an earlier interchange, between ISA and the first group. */
  acknowledgement?(segment: SegmentView): void
  group?(group: FunctionalGroup, header: SegmentView): void
  set?(set: TransactionSet, header: SegmentView): void
  segments?(tokens: Tokens, from: number, to: number): void
  setEnd?(ending: Ending): void
  groupEnd?(ending: Ending): void
  interchangeEnd?(ending: Ending): void
}

const padded = (view: SegmentView, element: number): string => view.component(element).trimEnd()

/** Reads ISA. */
export const readInterchange = (view: SegmentView, separators: Separators): Interchange => ({
  separators,
  authorization: { qualifier: padded(view, 0), value: padded(view, 1) },
  security: { qualifier: padded(view, 2), value: padded(view, 3) },
  sender: { qualifier: padded(view, 4), id: padded(view, 5) },
  receiver: { qualifier: padded(view, 6), id: padded(view, 7) },
  date: padded(view, 8),
  time: padded(view, 9),
  version: padded(view, 11),
  controlNumber: padded(view, 12),
  acknowledgementRequested: padded(view, 13),
  usage: padded(view, 14),
  offset: view.offset,
})

/** Reads GS. */
export const readGroup = (view: SegmentView): FunctionalGroup => ({
  identifier: view.component(0),
  sender: view.component(1),
  receiver: view.component(2),
  date: view.component(3),
  time: view.component(4),
  controlNumber: view.component(5),
  agency: view.component(6),
  version: view.component(7),
  offset: view.offset,
})

/** Reads ST. */
export const readSet = (view: SegmentView): TransactionSet => ({
  identifier: view.component(0),
  controlNumber: view.component(1),
  convention: view.component(2),
  offset: view.offset,
  firstSegment: view.tokens.firstSegment + view.index,
})
