import {
  type Finding,
  type FindingCode,
  type MessageTree,
  NONE,
  type Separators,
  type SegmentPlace,
  type TakeBytes,
  SegmentWriter,
  writeTree,
} from '@entrepot/edi'
import { characterSetOf } from '../characters/character-sets.ts'
import { canSeparate, DEFAULT_SEPARATORS, isDefault, writeServiceString } from '../service-string.ts'
import {
  type GroupHeader,
  groupHeader,
  type InterchangeHeader,
  interchangeHeader,
  type MessageHeaderFields,
  messageHeader,
  trailer,
} from './service-segments.ts'

/** A message to write; without a reference it gets its number in the interchange. */
export interface MessageToWrite {
  readonly header: MessageHeaderFields
  readonly tree: MessageTree
}

/** A functional group to write; without a reference it gets its number. */
export interface GroupToWrite {
  readonly group: GroupHeader
  readonly messages: readonly MessageToWrite[]
}

/** An interchange to write. Counts and trailers' references are computed. */
export interface InterchangeToWrite {
  readonly header: InterchangeHeader
  readonly content: readonly (MessageToWrite | GroupToWrite)[]
  /** @default DEFAULT_SEPARATORS */
  readonly separators?: Separators
  /** `.` or `,` @default '.' */
  readonly decimalMark?: string
  /** Whether UNA is written even where separators are the defaults. */
  readonly serviceString?: boolean
  /** What stands behind each segment. @default '' */
  readonly lineEnd?: '' | '\n' | '\r\n'
}

/** What was written; or what can't be, and then nothing was. */
export type Written =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly findings: readonly Finding[] }

/** An interchange to write as a stream: messages are asked for one after the other, and may be made only then. */
export interface InterchangeToStream extends Omit<InterchangeToWrite, 'content'> {
  readonly content: Iterable<MessageToWrite | GroupToWrite>
}

/** What was written as a stream. Where something can't be written, what was taken by then is no interchange. */
export type Streamed =
  | { readonly ok: true; readonly length: number }
  | { readonly ok: false; readonly findings: readonly Finding[] }

const DEFAULT_SYNTAX = 'UNOC'
const DEFAULT_VERSION = '3'
const REPEATING_VERSION = '4'

/**
 * Writes an interchange (ISO 9735-1): canonically, with trailing empty elements left out, separators in data released, and
 * all counts right.
 *
 * Refuses a syntax that is not on the list, separators that can't separate, characters that are not in the repertoire of UNB 0001, and
 * repetitions before syntax version 4; each with its place.
 */
export function writeInterchange(interchange: InterchangeToWrite): Written {
  const writer = write(interchange)
  return writer instanceof SegmentWriter ? { ok: true, bytes: writer.finish() } : writer
}

/**
 * Writes an interchange like `writeInterchange`, of any size: a message is asked for, written, and forgotten.
 *
 * @param take takes the bytes as they are written; they are good until it returns.
 * @example streamInterchange({ header, content: messages() }, (bytes) => writeSync(file, bytes))
 */
export function streamInterchange(interchange: InterchangeToStream, take: TakeBytes): Streamed {
  const writer = write(interchange, take)
  if (!(writer instanceof SegmentWriter)) return writer
  writer.finish()
  return { ok: true, length: writer.written }
}

type Refused = Extract<Written, { readonly ok: false }>

function write(interchange: InterchangeToStream, take?: TakeBytes): SegmentWriter | Refused {
  const { header, content, lineEnd = '' } = interchange
  const identifier = header.syntaxIdentifier ?? DEFAULT_SYNTAX
  const version = header.syntaxVersion ?? DEFAULT_VERSION
  const characters = /^[1-4]$/.test(version) ? characterSetOf(identifier, Number(version)) : undefined
  if (characters === undefined) return refuse('edi/syntax-not-supported', `${identifier}:${version}`)
  const given = interchange.separators ?? DEFAULT_SEPARATORS
  const repeats = version >= REPEATING_VERSION
  const separators = repeats ? given : { ...given, repetition: NONE }
  if (!canSeparate(separators)) return refuse('edi/envelope', 'UNA')
  const writer = new SegmentWriter({ separators, characters, lineEnd, take })
  if (interchange.serviceString === true || !isDefault(separators, repeats)) {
    writer.copy(writeServiceString(separators, interchange.decimalMark ?? '.', lineEnd))
  }
  writer.segment(interchangeHeader(header, { identifier, version }))
  const count = new ContentWriter(writer).write(content)
  writer.segment(trailer('UNZ', count, header.reference ?? ''))
  if (writer.troubles.length > 0) return { ok: false, findings: writer.troubles }
  return writer
}

function refuse(code: FindingCode, found: string): Refused {
  return { ok: false, findings: [{ code, offset: 0, segment: 0, path: '', tag: 'UNB', found }] }
}

/** Writes messages and groups, and numbers those that have no reference. */
class ContentWriter {
  private readonly writer: SegmentWriter
  private messages = 0

  constructor(writer: SegmentWriter) {
    this.writer = writer
  }

  /** @returns what UNZ counts: groups where there are any, else messages. */
  write(content: InterchangeToStream['content']): number {
    let groups = 0
    for (const item of content) {
      if ('group' in item) this.group(item, ++groups)
      else this.message(item)
    }
    return groups > 0 ? groups : this.messages
  }

  private group({ group, messages }: GroupToWrite, number: number): void {
    const reference = group.reference ?? String(number)
    this.writer.segment(groupHeader({ ...group, reference }))
    for (const message of messages) this.message(message)
    this.writer.segment(trailer('UNE', messages.length, reference))
  }

  private message({ header, tree }: MessageToWrite): void {
    this.messages++
    const reference = header.reference ?? String(this.messages)
    this.writer.segment(messageHeader({ ...header, reference }, tree.type), placeOf('UNH', 1))
    const segments = writeTree(this.writer, tree, 2) + 2
    this.writer.segment(trailer('UNT', segments, reference), placeOf('UNT', segments))
  }
}

/** The place of a service segment of a message. */
export const placeOf = (tag: string, segment: number): SegmentPlace => ({ segment, path: () => `${tag}[1]` })
