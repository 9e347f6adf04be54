import { MAXIMUM_OBJECTS } from '../limits.ts'
import { malformed, type Read } from '../malformed.ts'
import type { Entry, Section } from './cross-reference.ts'
import { Lexer } from './lexer.ts'
import { parseObject } from './parse-object.ts'

/** Octets of an entry, its end of line included (ISO 32000-1 7.5.4). */
const ENTRY_BYTES = 20
const OFFSET_DIGITS = 10
const GENERATION_DIGITS = 5
const [LETTER_F, LETTER_N, SPACE, CARRIAGE_RETURN, LINE_FEED] = [102, 110, 32, 13, 10]

/** Reads a cross-reference table and its trailer at a place of the file (7.5.4, 7.5.5). */
export function readCrossReferenceTable(pdf: Uint8Array, offset: number): Read<Section> {
  const lexer = new Lexer(pdf, offset)
  const entries = new Map<number, Entry>()
  lexer.keyword('xref', 'pdf/cross-reference')
  while (/^[0-9]+$/.test(lexer.nextWord())) readSubsection(lexer, entries)
  lexer.keyword('trailer', 'pdf/cross-reference')
  const trailer = parseObject(lexer)
  if (trailer.kind !== 'dictionary') lexer.fail('pdf/cross-reference', offset)
  const { failure } = lexer
  if (failure !== undefined || trailer.kind !== 'dictionary') {
    return malformed(failure?.code ?? 'pdf/cross-reference', failure?.offset ?? offset)
  }
  return {
    ok: true,
    value: { kind: 'table', offset, places: [{ start: offset, end: lexer.offset }], entries, trailer },
  }
}

function readSubsection(lexer: Lexer, entries: Map<number, Entry>): void {
  const first = lexer.integer('pdf/cross-reference')
  const count = lexer.integer('pdf/cross-reference')
  while (lexer.peek() === SPACE) lexer.offset += 1
  if (!lexer.endOfLine()) lexer.fail('pdf/cross-reference')
  if (first + count > MAXIMUM_OBJECTS) lexer.fail('pdf/too-many-objects')
  if (count * ENTRY_BYTES > lexer.end - lexer.offset) lexer.fail('pdf/cross-reference')
  for (let index = 0; index < count && lexer.failure === undefined; index++) {
    const at = lexer.offset
    const entry = readEntry(lexer)
    if (entry === undefined) lexer.fail('pdf/cross-reference', at)
    else if (entries.has(first + index)) lexer.fail('pdf/duplicate-entry', at)
    else entries.set(first + index, entry)
  }
}

function readEntry(lexer: Lexer): Entry | undefined {
  const at = lexer.offset
  const octet = (further: number): number => lexer.peek(further)
  const offset = digits(lexer, at, OFFSET_DIGITS)
  const generation = digits(lexer, at + OFFSET_DIGITS + 1, GENERATION_DIGITS)
  const ending = octet(18) * 256 + octet(19)
  const isEnding = [SPACE * 256 + CARRIAGE_RETURN, SPACE * 256 + LINE_FEED, CARRIAGE_RETURN * 256 + LINE_FEED]
  if (octet(10) !== SPACE || octet(16) !== SPACE || !isEnding.includes(ending)) return undefined
  if (offset === undefined || generation === undefined) return undefined
  const kind = octet(17)
  lexer.offset += ENTRY_BYTES
  if (kind === LETTER_F) return { kind: 'free' }
  return kind === LETTER_N ? { kind: 'offset', offset, generation } : undefined
}

function digits({ octets }: Lexer, start: number, count: number): number | undefined {
  let value = 0
  for (let at = start; at < start + count; at++) {
    const digit = (octets[at] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return value
}
