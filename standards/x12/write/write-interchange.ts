import {
  type Finding,
  type FindingCode,
  type MessageTree,
  NONE,
  type Segment,
  type Separators,
  SegmentWriter,
  writeTree,
} from '@entrepot/edi'
import { CHARACTERS } from '../read/interchange-reader.ts'
import type { Party } from '../read/handler.ts'

/** A transaction set to write; without a control number it gets its number in the group. */
export interface SetToWrite {
  readonly tree: MessageTree
  readonly controlNumber?: string
  /** ST03. */
  readonly convention?: string
}

/** A functional group to write. */
export interface GroupToWrite {
  /** GS01: `PO`. */
  readonly identifier: string
  readonly sender: string
  readonly receiver: string
  /** CCYYMMDD. */
  readonly date: string
  /** HHMM. */
  readonly time: string
  readonly controlNumber: string
  /** GS08: `004010`. */
  readonly version: string
  readonly sets: readonly SetToWrite[]
}

/** An interchange to write. Counts and trailers' control numbers are computed, ISA's elements padded. */
export interface InterchangeToWrite {
  readonly sender: Party
  readonly receiver: Party
  /** YYMMDD. */
  readonly date: string
  /** HHMM. */
  readonly time: string
  /** ISA12. @default '00401' */
  readonly version?: string
  /** Up to nine figures. */
  readonly controlNumber: string
  /** Whether a TA1 is asked for. @default false */
  readonly acknowledgementRequested?: boolean
  /** ISA15. @default 'P' */
  readonly usage?: 'P' | 'T' | 'I'
  /** TA1s that go before the groups. */
  readonly acknowledgements?: readonly Segment[]
  readonly groups: readonly GroupToWrite[]
  /** @default `*`, `>`, `^`, `~` */
  readonly separators?: Separators
  /** What stands behind each segment. @default '' */
  readonly lineEnd?: '' | '\n' | '\r\n'
}

/** What was written; or what can't be, and then nothing was. */
export type Written =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly findings: readonly Finding[] }

/** Separators that hardly stand in data, since nothing releases them there. */
export const DEFAULT_SEPARATORS: Separators = {
  element: 0x2a,
  component: 0x3e,
  repetition: 0x5e,
  release: NONE,
  terminator: 0x7e,
}

const DEFAULT_VERSION = '00401'
const FIRST_VERSION_WITH_REPETITION = '00402'
/** ISA11 before it was the repetition separator: the standard's number for the United States. */
const US_STANDARDS = 'U'
const BLANK_QUALIFIER = '00'

/** Characters of ISA's elements, in order; ISA16 is the component separator itself. */
const WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1]

/**
 * Writes an interchange (X12.5, X12.6): ISA padded to its fixed widths, trailing empty elements left out, all counts right.
 *
 * Refuses what ISA has no room for, and characters that cannot be written: a separator in data has no other spelling in X12.
 */
export function writeInterchange(interchange: InterchangeToWrite): Written {
  const { version = DEFAULT_VERSION, lineEnd = '', groups, acknowledgements = [] } = interchange
  const given = interchange.separators ?? DEFAULT_SEPARATORS
  const repeats = version >= FIRST_VERSION_WITH_REPETITION
  const separators = repeats ? given : { ...given, repetition: NONE }
  const header = headerOf(interchange, { version, repeats, separators })
  if (typeof header !== 'string') return { ok: false, findings: [header] }
  const writer = new SegmentWriter({ separators, characters: CHARACTERS, lineEnd })
  writer.copy(Uint8Array.from(`${header}${lineEnd}`, (character) => character.charCodeAt(0)))
  for (const segment of acknowledgements) writer.segment(segment)
  for (const group of groups) writeGroup(writer, group)
  writer.segment(segmentOf('IEA', String(groups.length), interchange.controlNumber.padStart(9, '0')))
  if (writer.troubles.length > 0) return { ok: false, findings: writer.troubles }
  return { ok: true, bytes: writer.finish() }
}

const segmentOf = (tag: string, ...values: readonly string[]): Segment => ({
  tag,
  elements: values.map((value) => [[value]]),
})

function headerOf(
  interchange: InterchangeToWrite,
  { version, repeats, separators }: { version: string; repeats: boolean; separators: Separators },
): string | Finding {
  const { sender, receiver, date, time, controlNumber, acknowledgementRequested, usage } = interchange
  const values = [
    ...[BLANK_QUALIFIER, '', BLANK_QUALIFIER, '', sender.qualifier, sender.id, receiver.qualifier, receiver.id],
    ...[date, time, repeats ? characterOf(separators.repetition) : US_STANDARDS, version],
    ...[controlNumber.padStart(9, '0'), acknowledgementRequested === true ? '1' : '0', usage ?? 'P'],
  ]
  const [element, component] = [characterOf(separators.element), characterOf(separators.component)]
  for (const [i, value] of values.entries()) {
    const width = WIDTHS[i] ?? 0
    if (value.length > width) return refusal('edi/too-long', i + 1, value, String(width))
    const isOwn = i === REPETITION_INDEX && repeats
    const foreign = [...value].find((each) => !isOwn && (isSeparator(each, separators) || !isPrintable(each)))
    if (foreign !== undefined) return refusal('edi/character-set', i + 1, foreign, CHARACTERS.name)
  }
  const padded = values.map((value, i) => value.padEnd(WIDTHS[i] ?? 0))
  return `${['ISA', ...padded, component].join(element)}${characterOf(separators.terminator)}`
}

/** ISA11. */
const REPETITION_INDEX = 10

function refusal(code: FindingCode, element: number, found: string, expected: string): Finding {
  return { code, offset: 0, segment: 0, path: '', tag: 'ISA', element, found, expected }
}

const characterOf = (byte: number): string => String.fromCharCode(byte)
const isPrintable = (character: string): boolean => character >= ' ' && character <= '~'
const isSeparator = (character: string, { element, component, repetition, terminator }: Separators): boolean =>
  [element, component, repetition, terminator].includes(character.charCodeAt(0))

function writeGroup(writer: SegmentWriter, group: GroupToWrite): void {
  const { identifier, sender, receiver, date, time, controlNumber, version, sets } = group
  writer.segment(segmentOf('GS', identifier, sender, receiver, date, time, controlNumber, 'X', version))
  for (const [i, set] of sets.entries()) writeSet(writer, set, String(i + 1).padStart(4, '0'))
  writer.segment(segmentOf('GE', String(sets.length), controlNumber))
}

function writeSet(writer: SegmentWriter, { tree, controlNumber, convention }: SetToWrite, number: string): void {
  const control = controlNumber ?? number
  writer.segment(segmentOf('ST', tree.type, control, convention ?? ''), { segment: 1, path: () => 'ST[1]' })
  const segments = writeTree(writer, tree, 2) + 2
  writer.segment(segmentOf('SE', String(segments), control), { segment: segments, path: () => 'SE[1]' })
}
