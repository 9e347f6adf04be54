import { packTag, tagAt, type Tokens } from '@entrepot/edi'
import type { Envelope } from './envelope.ts'
import type { InterchangeHandler } from './handler.ts'
import type { Repertoire } from './strangers.ts'

const UNA = packTag('UNA')
const UNB = packTag('UNB')
const UNG = packTag('UNG')
const UNH = packTag('UNH')
const UNT = packTag('UNT')
const UNE = packTag('UNE')
const UNZ = packTag('UNZ')
const UNO = packTag('UNO')
const UNP = packTag('UNP')
const USD = packTag('USD')

/** Segments behind which a batch of tokens ends: what follows may have other separators, or be no segments. */
export const STOP_TAGS: readonly string[] = ['UNA', 'UNB', 'UNO', 'USD', 'UNZ']

/** The element that counts the raw bytes behind a segment: UNO 0810 (ISO 9735-8), USD 0556 (ISO 9735-7). */
const UNO_LENGTH_ELEMENT = 3
const USD_LENGTH_ELEMENT = 0

/**
 * What comes behind the segments that were taken: more of them, `rawBytes` of data, bytes outside of the interchange that was
 * closed, or another one that begins with the last segment.
 */
export type Outcome =
  | { readonly kind: 'goes-on' | 'closed' | 'begins-anew' }
  | { readonly kind: 'raw'; readonly rawBytes: number }

const GOES_ON: Outcome = { kind: 'goes-on' }

/** What segments belong to, and who is told. */
export interface Taking {
  readonly envelope: Envelope
  readonly repertoire: Repertoire
  readonly handler: InterchangeHandler
  /** Whether there may be characters outside of the repertoire. */
  readonly suspicious: boolean
}

const U = 0x55
const N = 0x4e
const S = 0x53

/** Takes segments of an open interchange: the envelope's one by one, a message's in ranges. */
export function takeSegments(tokens: Tokens, taking: Taking): Outcome {
  const walk = new Walk(tokens, taking)
  const { bytes, starts, count } = tokens
  const { envelope } = taking
  for (let index = 0; index < count; index++) {
    if (index === walk.strangerSegment) walk.reportStrangers(index)
    const start = starts[index] ?? 0
    if (bytes[start] === U && (bytes[start + 1] === N || bytes[start + 1] === S)) {
      const outcome = walk.service(index)
      if (outcome !== undefined) return outcome
    } else if (!envelope.inMessage) envelope.stray(tokens, index)
  }
  walk.handOn(count)
  return GOES_ON
}

class Walk {
  /** The next segment with a stranger. */
  strangerSegment: number
  private readonly tokens: Tokens
  private readonly taking: Taking
  private readonly strangers: ReturnType<Repertoire['strangersIn']>
  private nextStranger = 0
  /** The first segment of the open message that is not handed on. */
  private from = 0

  constructor(tokens: Tokens, taking: Taking) {
    this.tokens = tokens
    this.taking = taking
    this.strangers = taking.repertoire.strangersIn(tokens, taking.suspicious)
    this.strangerSegment = this.strangers[0]?.segment ?? -1
  }

  /** Hands the message's segments on that come before `to`. */
  handOn(to: number): void {
    const { envelope, handler } = this.taking
    if (envelope.inMessage && this.from < to) handler.segments?.(this.tokens, this.from, to)
    this.from = to
  }

  /** Reports in its place what is strange in a segment. */
  reportStrangers(index: number): void {
    const { envelope, repertoire } = this.taking
    this.handOn(index)
    for (let stranger = this.strangers[this.nextStranger]; stranger?.segment === index; ) {
      repertoire.report(this.tokens, stranger, envelope.positionOf(this.tokens, index))
      stranger = this.strangers[++this.nextStranger]
    }
    this.strangerSegment = this.strangers[this.nextStranger]?.segment ?? -1
  }

  /** A segment that may be one of the envelope: `undefined` where the next one simply follows. */
  service(index: number): Outcome | undefined {
    const { tokens } = this
    const { envelope } = this.taking
    const tag = this.tagOf(index)
    if (tag === UNH) {
      this.handOn(index)
      if (!envelope.openMessage(tokens, index)) this.from = index + 1
    } else if (tag === UNT) {
      this.handOn(index + 1)
      envelope.closeMessage(tokens, index)
    } else if (tag === UNG || tag === UNE || tag === UNP) {
      this.handOn(index)
      if (tag === UNG) envelope.openGroup(tokens, index)
      else if (tag === UNE) envelope.closeGroup(tokens, index)
      else envelope.closePackage(tokens, index)
      this.from = index + 1
    } else return this.ending(index, tag)
    return undefined
  }

  /** A segment behind which the batch ends, or one of the message (UNS). */
  private ending(index: number, tag: number): Outcome | undefined {
    const { tokens } = this
    const { envelope } = this.taking
    if (tag === USD) return this.encrypted(index)
    if (tag !== UNZ && tag !== UNA && tag !== UNB && tag !== UNO) {
      if (!envelope.inMessage) envelope.stray(tokens, index)
      return undefined
    }
    this.handOn(index)
    if (tag === UNB && envelope.isSameAgain(tokens, index)) return GOES_ON
    if (tag === UNA || tag === UNB) return { kind: 'begins-anew' }
    if (tag === UNO) {
      envelope.openPackage(tokens, index)
      return { kind: 'raw', rawBytes: this.lengthOf(index, UNO_LENGTH_ELEMENT) }
    }
    envelope.close(tokens, index)
    return { kind: 'closed' }
  }

  private encrypted(index: number): Outcome {
    const { envelope } = this.taking
    const view = envelope.view(this.tokens, index)
    this.handOn(index)
    envelope.report(view, 'edi/syntax-not-supported', { found: 'USD' })
    this.handOn(index + 1)
    return { kind: 'raw', rawBytes: this.lengthOf(index, USD_LENGTH_ELEMENT) }
  }

  private lengthOf(index: number, element: number): number {
    const text = this.taking.envelope.view(this.tokens, index).component(element)
    return /^\d{1,15}$/.test(text) ? Number(text) : 0
  }

  /** A tag of three letters as a number; 0 where it is longer or shorter. UNA needs no separator behind it. */
  private tagOf(index: number): number {
    const { bytes, starts, firstMarks, marks } = this.tokens
    const start = starts[index] ?? 0
    const tag = tagAt(bytes, start)
    const end = (marks[firstMarks[index] ?? 0] ?? 0) >> 2
    return end === start + 3 || tag === UNA ? tag : 0
  }
}
