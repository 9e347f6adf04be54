import {
  contextConstructed,
  contextPrimitive,
  type Decoded,
  type DerNode,
  encode,
  type Malformed,
  Tag,
} from '@entrepot/asn1'
import { contentTypes } from '../object-identifiers.ts'
import { CONSTRUCTED_OCTET_STRING, DerCollector } from './collector.ts'
import { type BerEvents, BerReader } from './reader.ts'

/** What stands before the content, when it begins. */
export interface MessageHead {
  /** The fields of the message so far: version, algorithms or recipients. */
  readonly fields: readonly DerNode[]
  /** The fields before the content in its own sequence: its type, its algorithm. */
  readonly contentFields: readonly DerNode[]
}

/** Who takes what a message reader finds. */
export interface MessageEvents {
  /** The content begins. May answer with the code of why the message is refused. */
  head(head: MessageHead): string | undefined
  /** The next octets of the content; a view that is good until this returns. */
  content(octets: Uint8Array): string | undefined
}

/** Where the content stands. */
interface Layout {
  /** The tag of the field before the sequence that holds it. */
  readonly fieldBefore: number
  /** How many fields stand before it in that sequence. */
  readonly before: number
  /** Whether it stands as an octet string under an EXPLICIT `[0]`, or as an IMPLICIT one. */
  readonly isExplicit: boolean
}

const layouts: Readonly<Record<string, Layout>> = {
  [contentTypes.signedData]: { fieldBefore: Tag.set, before: 1, isExplicit: true },
  [contentTypes.compressedData]: { fieldBefore: Tag.sequence, before: 1, isExplicit: true },
  [contentTypes.envelopedData]: { fieldBefore: Tag.set, before: 2, isExplicit: false },
  [contentTypes.authEnvelopedData]: { fieldBefore: Tag.set, before: 2, isExplicit: false },
}

/** Depths of the message's fields, and of what stands in the sequence of its content. */
const FIELD_DEPTH = 3
const CONTENT_DEPTH = 4

const EXPLICIT = contextConstructed(0)
const IMPLICIT = contextPrimitive(0)

/**
 * Reads a message in BER or DER that comes in pieces: the content goes by, the rest is kept.
 *
 * What it gives at the end is the message in DER as if its content were detached, so that one reader reads every message.
 */
export class MessageReader {
  readonly #reader: BerReader
  readonly #splitter: Splitter

  constructor(contentType: string, events: MessageEvents) {
    const layout = layouts[contentType]
    if (layout === undefined) throw new Error('cms: messages of this type have no content that goes by')
    this.#splitter = new Splitter(layout, events)
    this.#reader = new BerReader(this.#splitter)
  }

  /** Takes the next octets of the message. */
  push(octets: Uint8Array): Malformed | undefined {
    return this.#reader.push(octets)
  }

  /** Ends the message: its DER without content, and whether there was content. */
  finish(): Decoded<{ readonly shell: Uint8Array; readonly hasContent: boolean }> {
    const failure = this.#reader.finish()
    if (failure !== undefined) return failure
    const { root, hasContent } = this.#splitter
    if (root === undefined) return { ok: false, code: 'asn1/truncated', offset: 0 }
    return { ok: true, value: { shell: encode(root), hasContent } }
  }
}

class Splitter implements BerEvents {
  readonly #collector = new DerCollector()
  readonly #layout: Layout
  readonly #events: MessageEvents
  #lastField = 0
  #isContentSequence = false
  /** Depth of the content's own tag while it is open. */
  #contentAt: number | undefined
  #strings = 0
  hasContent = false

  constructor(layout: Layout, events: MessageEvents) {
    this.#layout = layout
    this.#events = events
  }

  get root(): DerNode | undefined {
    return this.#collector.root
  }

  begin(tag: number, depth: number): string | undefined {
    if (this.#contentAt !== undefined) return this.#beginInContent(tag, depth)
    if (depth === FIELD_DEPTH) {
      this.#isContentSequence = tag === Tag.sequence && this.#lastField === this.#layout.fieldBefore && !this.hasContent
      this.#lastField = tag
    }
    const isContent = depth === CONTENT_DEPTH && this.#isContentSequence && this.#isContentTag(tag)
    return isContent ? this.#beginContent(depth) : this.#collector.begin(tag)
  }

  octets(octets: Uint8Array): string | undefined {
    return this.#contentAt === undefined ? this.#collector.octets(octets) : this.#events.content(octets)
  }

  end(depth: number): string | undefined {
    if (this.#contentAt === undefined) return this.#collector.end()
    if (depth !== this.#contentAt) return undefined
    this.#contentAt = undefined
    return this.#layout.isExplicit && this.#strings !== 1 ? 'asn1/unexpected-tag' : undefined
  }

  #isContentTag(tag: number): boolean {
    return tag === EXPLICIT || (tag === IMPLICIT && !this.#layout.isExplicit)
  }

  #beginContent(depth: number): string | undefined {
    this.#contentAt = depth
    this.hasContent = true
    const fields = this.#collector.childrenAt(FIELD_DEPTH - 1)
    const contentFields = this.#collector.childrenAt(FIELD_DEPTH)
    return contentFields.length === this.#layout.before
      ? this.#events.head({ fields, contentFields })
      : 'asn1/unexpected-tag'
  }

  /** Within the content there are octet strings alone, and under an EXPLICIT tag one of them. */
  #beginInContent(tag: number, depth: number): string | undefined {
    if (depth === CONTENT_DEPTH + 1) this.#strings += 1
    if (this.#layout.isExplicit && this.#strings > 1) return 'asn1/trailing-bytes'
    return tag === Tag.octetString || tag === CONSTRUCTED_OCTET_STRING ? undefined : 'asn1/unexpected-tag'
  }
}
