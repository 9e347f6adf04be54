import type { SegmentView, Tokens } from '@entrepot/edi'
import type { FunctionalGroup, Interchange, MessageHeader } from '../service.ts'

/** How a message, group or interchange ended. */
export interface Ending {
  /** Its trailer; absent where there is none, and then `offset` is where it was missed. Good during the call. */
  readonly trailer: SegmentView | undefined
  readonly offset: number
  /** What was counted: segments of a message with header and trailer, messages of a group, groups or messages of an interchange. */
  readonly counted: number
}

/**
 * What is told while an interchange is read, in the order of its bytes. All of it is optional, and nothing is made for those who don't
 * ask.
 *
 * A message's segments come in one or more ranges between `message` and `messageEnd`, UNH and UNT among them. Tokens and views are good
 * during the call only. Findings are told in their place among the rest (`ReaderOptions.findings`).
 */
export interface InterchangeHandler {
  /** UNB was read. */
  interchange?(interchange: Interchange, header: SegmentView): void
  /** UNG was read. */
  group?(group: FunctionalGroup, header: SegmentView): void
  /** UNH was read; it is the first of the segments that follow. */
  message?(message: MessageHeader, header: SegmentView): void
  /** Segments `from <= i < to` of the message. */
  segments?(tokens: Tokens, from: number, to: number): void
  messageEnd?(ending: Ending): void
  groupEnd?(ending: Ending): void
  interchangeEnd?(ending: Ending): void
}
