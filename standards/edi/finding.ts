/**
 * What is wrong with an interchange, as a value.
 *
 * One list for both syntaxes; the tables of CONTRL (data element 0085), 997 and 999 (AK304, AK403, IK304, IK403) translate it. Codes are
 * public API. The first ten concern the envelope, then the order of segments, then their contents.
 */
export type FindingCode =
  | 'edi/no-interchange'
  | 'edi/envelope'
  | 'edi/reference-differs'
  | 'edi/count-differs'
  | 'edi/trailer-missing'
  | 'edi/not-terminated'
  | 'edi/duplicate-reference'
  | 'edi/character-set'
  | 'edi/syntax-not-supported'
  | 'edi/limit'
  | 'edi/message-unknown'
  | 'edi/segment-missing'
  | 'edi/segment-unexpected'
  | 'edi/segment-unknown'
  | 'edi/segment-too-many'
  | 'edi/group-missing'
  | 'edi/group-too-many'
  | 'edi/element-missing'
  | 'edi/element-too-many'
  | 'edi/component-missing'
  | 'edi/component-too-many'
  | 'edi/repetition-too-many'
  | 'edi/too-long'
  | 'edi/too-short'
  | 'edi/not-numeric'
  | 'edi/decimal-mark'
  | 'edi/digit-missing'
  | 'edi/not-alphabetic'
  | 'edi/character'
  | 'edi/code-unknown'
  | 'edi/date'
  | 'edi/time'
  | 'edi/condition'
  | 'edi/trailing-separator'

/** One thing that is wrong, and where. */
export interface Finding {
  readonly code: FindingCode
  /** Bytes from the beginning of the stream. */
  readonly offset: number
  /** Segments from the beginning of the message, its header being 1 (as UNT and SE count); 0 outside of messages. */
  readonly segment: number
  /** `SG25[2]/QTY[1]`: groups and segment with their repetitions; empty outside of messages. */
  readonly path: string
  /** The segment that is wrong, or missing. */
  readonly tag: string
  /** Element, its repetition and component, each from 1. */
  readonly element?: number
  readonly repetition?: number
  readonly component?: number
  /** What stands there, cut to `MAX_QUOTED_CHARACTERS`; absent where nothing does. */
  readonly found?: string
  /** What should: a count, a limit, a code list's number, a tag. */
  readonly expected?: string
}
