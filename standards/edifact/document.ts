import {
  type Finding,
  Findings,
  MAX_DOCUMENT_BYTES,
  type MessageTree,
  type Segment,
  SegmentList,
  SegmentPlaces,
  type SegmentView,
  type Tokens,
} from '@entrepot/edi'
import { anyBytes } from './characters/character-sets.ts'
import type { Ending, InterchangeHandler } from './read/handler.ts'
import { InterchangeReader, type ReaderOptions } from './read/interchange-reader.ts'
import type { FunctionalGroup, Interchange, MessageHeader } from './service.ts'
import { DEFAULT_SEPARATORS } from './service-string.ts'

/** All interchanges of some bytes, as they stand there: nothing is text until it is looked at. */
export interface Document {
  readonly bytes: Uint8Array
  readonly interchanges: readonly InterchangeDocument[]
  readonly findings: readonly Finding[]
  /** Findings beyond the limit. */
  readonly omitted: number
}

/** One interchange of a document. */
export interface InterchangeDocument {
  readonly kind: 'interchange'
  readonly header: Interchange
  /** Groups, and messages in none, in order. */
  readonly content: readonly (GroupDocument | MessageDocument)[]
  /** UNB and what follows up to UNZ, as far as it is in messages or opens and closes them. */
  readonly segments: SegmentList
  /** Whether UNZ is the last of them. */
  readonly complete: boolean
}

/** A functional group. */
export interface GroupDocument {
  readonly kind: 'group'
  readonly header: FunctionalGroup
  readonly messages: readonly MessageDocument[]
  /** UNG, its messages' segments, and UNE. */
  readonly segments: SegmentList
  readonly complete: boolean
}

/** A message. */
export interface MessageDocument {
  readonly kind: 'message'
  readonly header: MessageHeader
  /** All of its segments, UNH and UNT too. */
  readonly segments: SegmentList
  /** Those between UNH and UNT. */
  readonly body: SegmentList
  readonly complete: boolean
}

/** Reads what is in memory as a whole; see `InterchangeReader` for streams. The bytes must not change afterwards. */
export function readDocument(bytes: Uint8Array, options: ReaderOptions = {}): Document {
  const findings = options.findings ?? new Findings()
  const collector = new Collector(bytes)
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    findings.report({
      code: 'edi/limit',
      offset: MAX_DOCUMENT_BYTES,
      segment: 0,
      path: '',
      tag: '',
      expected: 'MAX_DOCUMENT_BYTES',
    })
  } else {
    const reader = new InterchangeReader(collector, { ...options, findings })
    reader.push(bytes)
    reader.end()
  }
  return { bytes, interchanges: collector.interchanges, findings: findings.list, omitted: findings.omitted }
}

/** A message's body as text, flat: groups are found by validation. */
export function treeOf(message: MessageDocument): MessageTree {
  const items: Segment[] = []
  for (const view of message.body) items.push(view.toSegment())
  return { type: message.header.type, items }
}

/** Puts together what a reader tells. */
class Collector implements InterchangeHandler {
  readonly interchanges: InterchangeDocument[] = []
  private readonly bytes: Uint8Array
  private places: SegmentPlaces
  private content: (GroupDocument | MessageDocument)[] = []
  private header: Interchange | undefined
  private openGroup:
    | { readonly header: FunctionalGroup; readonly first: number; readonly messages: MessageDocument[] }
    | undefined
  private openMessage: { readonly header: MessageHeader; readonly first: number } | undefined

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.places = new SegmentPlaces(bytes, DEFAULT_SEPARATORS, anyBytes)
  }

  interchange(header: Interchange, view: SegmentView): void {
    this.header = header
    this.places = new SegmentPlaces(this.bytes, header.serviceString.separators, header.characters)
    this.content = []
    this.add(view)
  }

  group(header: FunctionalGroup, view: SegmentView): void {
    this.openGroup = { header, first: this.places.count, messages: [] }
    this.add(view)
  }

  message(header: MessageHeader): void {
    this.openMessage = { header, first: this.places.count }
  }

  segments(tokens: Tokens, from: number, to: number): void {
    this.places.add(tokens, from, to)
  }

  messageEnd({ trailer }: Ending): void {
    if (this.openMessage === undefined) return
    const { header, first } = this.openMessage
    const complete = trailer !== undefined
    const segments = this.since(first)
    const body = segments.slice(1, segments.length - (complete ? 1 : 0))
    const into: (GroupDocument | MessageDocument)[] = this.openGroup?.messages ?? this.content
    into.push({ kind: 'message', header, segments, body, complete })
    this.openMessage = undefined
  }

  groupEnd({ trailer }: Ending): void {
    this.add(trailer)
    if (this.openGroup === undefined) return
    const { header, first, messages } = this.openGroup
    this.openGroup = undefined
    this.content.push({ kind: 'group', header, messages, segments: this.since(first), complete: trailer !== undefined })
  }

  interchangeEnd({ trailer }: Ending): void {
    this.add(trailer)
    if (this.header === undefined) return
    const { header, content } = this
    this.interchanges.push({
      kind: 'interchange',
      header,
      content,
      segments: this.since(0),
      complete: trailer !== undefined,
    })
  }

  private add(view: SegmentView | undefined): void {
    if (view !== undefined) this.places.add(view.tokens, view.index, view.index + 1)
  }

  private since(first: number): SegmentList {
    return new SegmentList(this.places, first, this.places.count - first)
  }
}
