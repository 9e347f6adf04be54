import { CARRIAGE_RETURN, isSpace, type Lexer, LINE_FEED } from './lexer.ts'
import type { PdfString } from './object.ts'

const [OPEN, CLOSE, BACKSLASH, GREATER] = [40, 41, 92, 62]

/** What stands for an octet behind a backslash (ISO 32000-1 7.3.4.2, table 3). */
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12, '(': 40, ')': 41, '\\': 92 }

/** Reads a string in parentheses (7.3.4.2). */
export function parseLiteralString(lexer: Lexer): PdfString {
  const start = lexer.offset
  const octets: number[] = []
  lexer.offset += 1
  for (let open = 1; open > 0; ) {
    const octet = lexer.peek()
    if (octet < 0) {
      lexer.fail('pdf/string', start)
      break
    }
    lexer.offset += 1
    if (octet === OPEN) open += 1
    if (octet === CLOSE) open -= 1
    if (octet === BACKSLASH) takeEscape(lexer, octets)
    else if (octet === CARRIAGE_RETURN) {
      if (lexer.peek() === LINE_FEED) lexer.offset += 1
      octets.push(LINE_FEED)
    } else if (open > 0) octets.push(octet)
  }
  return { kind: 'string', form: 'literal', octets: Uint8Array.from(octets), start, end: lexer.offset }
}

function takeEscape(lexer: Lexer, octets: number[]): void {
  if (lexer.endOfLine()) return
  const octet = lexer.peek()
  let value = 0
  let digits = 0
  for (; digits < 3 && lexer.peek() >= 0x30 && lexer.peek() <= 0x37; digits++) {
    value = value * 8 + lexer.peek() - 0x30
    lexer.offset += 1
  }
  if (digits > 0) octets.push(value & 0xff)
  else if (octet >= 0) {
    lexer.offset += 1
    octets.push(escapes[String.fromCharCode(octet)] ?? octet)
  }
}

/** Reads a string of hexadecimal digits (7.3.4.3); a last digit alone has a zero behind it. */
export function parseHexadecimalString(lexer: Lexer): PdfString {
  const start = lexer.offset
  const octets = new Uint8Array(hexadecimalLength(lexer))
  let digits = 0
  lexer.offset += 1
  for (let octet = lexer.peek(); octet !== GREATER; octet = lexer.peek()) {
    const value = digitOf(octet)
    if (value < 0 && !isSpace(octet)) {
      lexer.fail('pdf/string', start)
      break
    }
    if (value >= 0) {
      octets[digits >> 1] = (octets[digits >> 1] ?? 0) | (digits % 2 === 0 ? value << 4 : value)
      digits += 1
    }
    lexer.offset += 1
  }
  lexer.offset += 1
  return {
    kind: 'string',
    form: 'hexadecimal',
    octets: octets.subarray(0, (digits + 1) >> 1),
    start,
    end: lexer.offset,
  }
}

function hexadecimalLength({ octets, offset, end }: Lexer): number {
  const close = octets.subarray(offset, end).indexOf(GREATER)
  return close < 0 ? 0 : (close + 1) >> 1
}

function digitOf(octet: number): number {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30
  const letter = octet | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
