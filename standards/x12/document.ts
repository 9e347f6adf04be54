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
import type { Ending, FunctionalGroup, Interchange, InterchangeHandler, TransactionSet } from './read/handler.ts'
import { CHARACTERS, InterchangeReader, type ReaderOptions } from './read/interchange-reader.ts'
import { DEFAULT_SEPARATORS } from './write/write-interchange.ts'

/** All interchanges of some bytes, as they stand there: nothing is text until it is looked at. */
export interface Document {
  readonly interchanges: readonly InterchangeDocument[]
  readonly findings: readonly Finding[]
  /** Findings beyond the limit. */
  readonly omitted: number
}

/** One interchange of a document. */
export interface InterchangeDocument {
  readonly header: Interchange
  /** Groups; sets that stand in none are in one without a header. */
  readonly groups: readonly GroupDocument[]
}

/** A functional group. */
export interface GroupDocument {
  readonly header: FunctionalGroup | undefined
  readonly sets: readonly SetDocument[]
}

/** A transaction set. */
export interface SetDocument {
  readonly header: TransactionSet
  /** All of its segments, ST and SE too. */
  readonly segments: SegmentList
  /** Those between ST and SE. */
  readonly body: SegmentList
}

/** Reads what is in memory as a whole; see `InterchangeReader` for streams. The bytes must not change afterwards. */
export function readDocument(bytes: Uint8Array, options: ReaderOptions = {}): Document {
  const findings = options.findings ?? new Findings()
  const collector = new Collector(bytes)
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    const at = { offset: MAX_DOCUMENT_BYTES, segment: 0, path: '', tag: '' }
    findings.report({ code: 'edi/limit', ...at, expected: 'MAX_DOCUMENT_BYTES' })
  } else {
    const reader = new InterchangeReader(collector, { ...options, findings })
    reader.push(bytes)
    reader.end()
  }
  return { interchanges: collector.interchanges, findings: findings.list, omitted: findings.omitted }
}

/** A set's body as text, flat: loops are found by validation. */
export function treeOf(set: SetDocument): MessageTree {
  const items: Segment[] = []
  for (const view of set.body) items.push(view.toSegment())
  return { type: set.header.identifier, items }
}

/** Puts together what a reader tells. */
class Collector implements InterchangeHandler {
  readonly interchanges: InterchangeDocument[] = []
  private readonly bytes: Uint8Array
  private places: SegmentPlaces
  private groups: { header: FunctionalGroup | undefined; sets: SetDocument[] }[] = []
  private open: { readonly header: TransactionSet; readonly first: number } | undefined
  private inGroup = false

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.places = new SegmentPlaces(bytes, DEFAULT_SEPARATORS, CHARACTERS)
  }

  interchange(header: Interchange, _view: SegmentView): void {
    this.places = new SegmentPlaces(this.bytes, header.separators, CHARACTERS)
    this.groups = []
    this.interchanges.push({ header, groups: this.groups })
  }

  group(header: FunctionalGroup): void {
    this.groups.push({ header, sets: [] })
    this.inGroup = true
  }

  set(header: TransactionSet): void {
    this.open = { header, first: this.places.count }
  }

  segments(tokens: Tokens, from: number, to: number): void {
    this.places.add(tokens, from, to)
  }

  setEnd({ trailer }: Ending): void {
    const { open, places } = this
    if (!open) return
    this.open = undefined
    const segments = new SegmentList(places, open.first, places.count - open.first)
    const body = segments.slice(1, segments.length - (trailer === undefined ? 0 : 1))
    if (!this.inGroup) this.groups.push({ header: undefined, sets: [] })
    this.groups.at(-1)?.sets.push({ header: open.header, segments, body })
  }

  groupEnd(): void {
    this.inGroup = false
  }
}
