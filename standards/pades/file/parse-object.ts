import { MAXIMUM_NESTING } from '../limits.ts'
import type { Lexer } from './lexer.ts'
import { isRegular } from './lexer.ts'
import type { PdfDictionary, PdfObject } from './object.ts'
import { parseHexadecimalString, parseLiteralString } from './parse-string.ts'

const [OPEN_PARENTHESIS, SLASH, LESS, GREATER, OPEN_BRACKET, CLOSE_BRACKET] = [40, 47, 60, 62, 91, 93]

/** Reads one object after white space (ISO 32000-1 7.3). What is no object fails, and is null. */
export function parseObject(lexer: Lexer, depth = 0): PdfObject {
  lexer.skip()
  const start = lexer.offset
  if (depth > MAXIMUM_NESTING) return broken(lexer, 'pdf/nesting')
  switch (lexer.peek()) {
    case OPEN_PARENTHESIS:
      return parseLiteralString(lexer)
    case SLASH:
      lexer.offset += 1
      return { kind: 'name', value: nameOf(lexer), start, end: lexer.offset }
    case LESS:
      return lexer.peek(1) === LESS ? parseDictionary(lexer, depth) : parseHexadecimalString(lexer)
    case OPEN_BRACKET:
      return parseArray(lexer, depth)
    default:
      return parseWord(lexer)
  }
}

function broken(lexer: Lexer, code: 'pdf/token' | 'pdf/nesting' | 'pdf/number'): PdfObject {
  const start = lexer.offset
  lexer.fail(code)
  return { kind: 'null', start, end: start }
}

function nameOf(lexer: Lexer): string {
  const start = lexer.offset
  const word = lexer.word()
  if (!word.includes('#')) return word
  if (/#(?![0-9A-Fa-f]{2})|#00/.test(word)) lexer.fail('pdf/name', start)
  return word.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

function parseArray(lexer: Lexer, depth: number): PdfObject {
  const start = lexer.offset
  const items: PdfObject[] = []
  lexer.offset += 1
  for (lexer.skip(); lexer.peek() !== CLOSE_BRACKET; lexer.skip()) {
    items.push(parseObject(lexer, depth + 1))
    if (lexer.failure !== undefined) break
  }
  lexer.offset += 1
  return { kind: 'array', items, start, end: lexer.offset }
}

function parseDictionary(lexer: Lexer, depth: number): PdfDictionary {
  const start = lexer.offset
  const entries = new Map<string, PdfObject>()
  lexer.offset += 2
  for (lexer.skip(); lexer.peek() !== GREATER || lexer.peek(1) !== GREATER; lexer.skip()) {
    const keyAt = lexer.offset
    if (lexer.peek() !== SLASH) lexer.fail('pdf/token')
    lexer.offset += 1
    const key = nameOf(lexer)
    const value = parseObject(lexer, depth + 1)
    if (entries.has(key)) lexer.fail('pdf/duplicate-key', keyAt)
    if (lexer.failure !== undefined) break
    entries.set(key, value)
  }
  lexer.offset += 2
  return { kind: 'dictionary', entries, start, end: lexer.offset }
}

const INTEGER = /^[+-]?[0-9]{1,15}$/
const REAL = /^[+-]?(?:[0-9]{1,100}\.[0-9]{0,100}|\.[0-9]{1,100})$/

function parseWord(lexer: Lexer): PdfObject {
  const start = lexer.offset
  const word = lexer.word()
  const end = lexer.offset
  if (word === 'null') return { kind: 'null', start, end }
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true', start, end }
  if (INTEGER.test(word)) {
    return parseReference(lexer, word, start) ?? { kind: 'number', value: Number(word), isInteger: true, start, end }
  }
  if (REAL.test(word)) return { kind: 'number', value: Number(word), isInteger: false, start, end }
  lexer.offset = start
  return broken(lexer, /^[+.0-9-]/.test(word) ? 'pdf/number' : 'pdf/token')
}

const LETTER_R = 82

/** Reads `generation R` behind a number, if that is what stands there. */
function parseReference(lexer: Lexer, word: string, start: number): PdfObject | undefined {
  const after = lexer.offset
  lexer.skip()
  const octet = lexer.peek()
  if (octet >= 0x30 && octet <= 0x39 && /^[0-9]{1,10}$/.test(word)) {
    const generation = lexer.word()
    lexer.skip()
    if (/^[0-9]{1,5}$/.test(generation) && lexer.peek() === LETTER_R && !isRegular(lexer.peek(1))) {
      lexer.offset += 1
      return { kind: 'reference', number: Number(word), generation: Number(generation), start, end: lexer.offset }
    }
  }
  if (lexer.failure === undefined) lexer.offset = after
  return undefined
}
