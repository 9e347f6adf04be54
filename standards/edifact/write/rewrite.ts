import { type Finding, type MessageTree, type Segment, type SegmentList, SegmentWriter, writeTree } from '@entrepot/edi'
import type { Document, GroupDocument, InterchangeDocument, MessageDocument } from '../document.ts'
import { trailer } from './service-segments.ts'
import { placeOf, type Written } from './write-interchange.ts'

/** What becomes of messages of a document: another body, or none. */
export type Changes = ReadonlyMap<MessageDocument, MessageTree | 'removed'>

const UNCHANGED: Changes = new Map()

/**
 * Writes a document as it was read, byte for byte, except for messages that were changed: their bodies are written anew, with the
 * interchange's own separators, characters and line ends, and UNT, UNE and UNZ count what is there now. Whatever lay between
 * interchanges stays.
 */
export function rewrite(document: Document, changes: Changes = UNCHANGED): Written {
  const copy = new Copy(document.bytes)
  for (const interchange of document.interchanges) rewriteInterchange(interchange, changes, copy)
  return copy.finish()
}

function rewriteInterchange(interchange: InterchangeDocument, changes: Changes, copy: Copy): void {
  let messages = 0
  let groups = 0
  for (const item of interchange.content) {
    if (item.kind === 'message') messages += rewriteMessage(item, changes, copy)
    else {
      rewriteGroup(item, changes, copy)
      groups++
    }
  }
  const isSame = interchange.content.every((item) => item.kind === 'group' || changes.get(item) !== 'removed')
  if (isSame || groups > 0 || !interchange.complete) return
  copy.replaceLast(interchange.segments, trailer('UNZ', messages, interchange.header.reference))
}

function rewriteGroup(group: GroupDocument, changes: Changes, copy: Copy): void {
  let messages = 0
  for (const message of group.messages) messages += rewriteMessage(message, changes, copy)
  if (messages === group.messages.length || !group.complete) return
  copy.replaceLast(group.segments, trailer('UNE', messages, group.header.reference))
}

/** @returns how many messages are left: one or none. */
function rewriteMessage(message: MessageDocument, changes: Changes, copy: Copy): 0 | 1 {
  const change = changes.get(message)
  if (change === undefined) return 1
  if (change === 'removed') {
    copy.leaveOut(message.segments)
    return 0
  }
  copy.replaceBody(message, change)
  return 1
}

/** The output: stretches of the original, and what is written in place of others. */
class Copy {
  private readonly original: Uint8Array
  private readonly stretches: Uint8Array[] = []
  private readonly findings: Finding[] = []
  private length = 0
  /** How far the original is dealt with. */
  private at = 0

  constructor(original: Uint8Array) {
    this.original = original
  }

  replaceBody({ segments, header }: MessageDocument, tree: MessageTree): void {
    const { places, first, length } = segments
    const lineEnd = this.lineEndBehind(segments)
    const writer = new SegmentWriter({ ...places, lineEnd })
    const counted = writeTree(writer, tree, 2) + 2
    writer.segment(trailer('UNT', counted, header.reference), placeOf('UNT', counted))
    this.keepUpTo(places.endOf(first))
    this.take(Uint8Array.from(lineEnd, (end) => end.charCodeAt(0)))
    this.take(this.written(writer, lineEnd.length))
    this.at = places.endOf(first + length - 1)
  }

  replaceLast({ places, first, length }: SegmentList, segment: Segment): void {
    const last = first + length - 1
    const writer = new SegmentWriter({ ...places, lineEnd: '' })
    writer.segment(segment)
    this.keepUpTo(places.startOf(last))
    this.take(this.written(writer, 0))
    this.at = places.endOf(last)
  }

  /** Leaves segments out, and the line end behind them. */
  leaveOut({ places, first, length }: SegmentList): void {
    const next = first + length
    this.keepUpTo(places.startOf(first))
    this.at = next < places.count ? places.startOf(next) : places.endOf(next - 1)
  }

  finish(): Written {
    this.keepUpTo(this.original.length)
    if (this.findings.length > 0) return { ok: false, findings: this.findings }
    const bytes = new Uint8Array(this.length)
    let at = 0
    for (const stretch of this.stretches) {
      bytes.set(stretch, at)
      at += stretch.length
    }
    return { ok: true, bytes }
  }

  private keepUpTo(offset: number): void {
    this.take(this.original.subarray(this.at, offset))
    this.at = offset
  }

  private take(bytes: Uint8Array): void {
    this.stretches.push(bytes)
    this.length += bytes.length
  }

  private written(writer: SegmentWriter, behind: number): Uint8Array {
    for (const finding of writer.troubles) this.findings.push({ ...finding, offset: this.length + finding.offset })
    const bytes = writer.finish()
    return bytes.subarray(0, bytes.length - behind)
  }

  /** What stands between the first two segments, if it is a line end. */
  private lineEndBehind({ places, first, length }: SegmentList): string {
    if (length < 2) return ''
    const between = this.original.subarray(places.endOf(first), places.startOf(first + 1))
    const text = String.fromCharCode(...between.subarray(0, MAX_LINE_END + 1))
    return text === '\n' || text === '\r\n' || text === '\r' ? text : ''
  }
}

const MAX_LINE_END = 2
