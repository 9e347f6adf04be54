import type { Finding } from '@entrepot/edi'

/** A file of interchanges, as a person looks at it. */
export interface ShownFile {
  /** `unknown` where neither syntax begins anywhere. */
  readonly syntax: 'edifact' | 'x12' | 'unknown'
  readonly interchanges: readonly ShownInterchange[]
  /** Found outside of interchanges. */
  readonly findings: readonly Finding[]
  /** Findings beyond the limit. */
  readonly omitted: number
  /** Segments and messages that are not shown, because there are too many. */
  readonly notShown: { readonly segments: number; readonly messages: number }
}

/** One interchange. */
export interface ShownInterchange {
  readonly sender: string
  readonly recipient: string
  readonly reference: string
  /** As it stands there: YYMMDD HHMM. */
  readonly prepared: string
  /** `UNOC:3`, `00401`. */
  readonly version: string
  readonly isTest: boolean
  readonly messages: readonly ShownMessage[]
  /** Of the envelope, and of groups. */
  readonly findings: readonly Finding[]
}

/** A message or transaction set. */
export interface ShownMessage {
  /** `ORDERS`, `850`. */
  readonly type: string
  readonly reference: string
  /** What its header says: `D.01B UN EAN010`, `004010`. */
  readonly version: string
  /** By which tables it was judged; absent where nobody knows it. */
  readonly judgedBy?: JudgedBy
  /** Segments with header and trailer. */
  readonly segments: number
  readonly nodes: readonly ShownNode[]
  readonly findings: readonly Finding[]
}

/** The tables that a message was judged by. */
export interface JudgedBy {
  /** `D.01B`, `004010`. */
  readonly name: string
  readonly source: 'user' | 'built-in' | 'unofficial'
  /** Whether they are of the very release that the message names. */
  readonly isExact: boolean
}

export type ShownNode = ShownGroup | ShownSegment

/** A segment group or loop, once. */
export interface ShownGroup {
  readonly is: 'group'
  readonly group: string
  readonly repetition: number
  readonly nodes: readonly ShownNode[]
}

/** A segment with what its values mean, and what is wrong with it. */
export interface ShownSegment {
  readonly is: 'segment'
  readonly tag: string
  readonly name?: string
  /** In its message, the header being 1. */
  readonly position: number
  /** Whether the structure has a place for it. */
  readonly placed: boolean
  readonly elements: readonly ShownElement[]
  readonly findings: readonly Finding[]
}

/** A data element or composite with its repetitions. */
export interface ShownElement {
  /** From 1. */
  readonly position: number
  readonly code?: string
  readonly name?: string
  readonly repetitions: readonly (readonly ShownValue[])[]
}

/** A value with its element's number, and what it means where it is a code that somebody knows. */
export interface ShownValue {
  readonly value: string
  readonly code?: string
  readonly name?: string
  readonly meaning?: string
}
