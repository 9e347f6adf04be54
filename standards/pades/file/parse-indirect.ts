import { CARRIAGE_RETURN, type Lexer, LINE_FEED } from './lexer.ts'
import type { IndirectObject, PdfObject } from './object.ts'
import { parseObject } from './parse-object.ts'

/** Finds what a reference leads to, for the length of a stream that stands elsewhere. */
export type LengthOf = (length: PdfObject | undefined) => number | undefined

/** What was read at a place of a file, and how far. */
export interface ReadIndirect extends IndirectObject {
  readonly offset: number
  readonly end: number
}

/** Reads `number generation obj … endobj` at its place in a file (ISO 32000-1 7.3.10), with a stream behind its dictionary (7.3.8). */
export function parseIndirect(lexer: Lexer, lengthOf: LengthOf): ReadIndirect {
  const { offset, octets } = lexer
  const first = lexer.peek()
  if (first < 0x30 || first > 0x39) lexer.fail('pdf/object')
  const number = lexer.integer('pdf/object')
  const generation = lexer.integer('pdf/object')
  lexer.keyword('obj', 'pdf/object')
  const object = parseObject(lexer)
  const isStream = object.kind === 'dictionary' && lexer.nextWord() === 'stream'
  const data = isStream ? takeData(lexer, lengthOf(object.entries.get('Length'))) : undefined
  lexer.keyword('endobj', 'pdf/object')
  return { number, generation, object, source: octets, offset, data, end: lexer.offset }
}

function takeData(lexer: Lexer, length: number | undefined): Uint8Array | undefined {
  lexer.keyword('stream', 'pdf/stream')
  if (lexer.peek() === CARRIAGE_RETURN && lexer.peek(1) === LINE_FEED) lexer.offset += 2
  else if (lexer.peek() === LINE_FEED) lexer.offset += 1
  else lexer.fail('pdf/stream')
  const start = lexer.offset
  if (length === undefined || length > lexer.end - start) {
    lexer.fail('pdf/stream')
    return undefined
  }
  lexer.offset = start + length
  lexer.endOfLine()
  if (lexer.word() !== 'endstream') lexer.fail('pdf/stream', start)
  return lexer.octets.subarray(start, start + length)
}

/** The length that stands in the dictionary itself. */
export const directLength: LengthOf = (length) =>
  length?.kind === 'number' && length.isInteger && length.value >= 0 ? length.value : undefined
