import { MAXIMUM_TOKEN_BYTES } from '../limits.ts'
import type { PdfCode } from '../malformed.ts'

const enumerate = (text: string): ReadonlySet<number> => new Set([...text].map((one) => one.charCodeAt(0)))
const SPACES = enumerate('\0\t\n\f\r ')
const DELIMITERS = enumerate('()<>[]{}/%')

const table = (members: ReadonlySet<number>): readonly boolean[] =>
  Array.from({ length: 256 }, (_, octet) => members.has(octet))
const isSpaceOctet = table(SPACES)
const isRegularOctet = Array.from({ length: 256 }, (_, octet) => !SPACES.has(octet) && !DELIMITERS.has(octet))

export const LINE_FEED = 10
export const CARRIAGE_RETURN = 13
const PERCENT = 37

/**
 * Octets that are read from front to back (ISO 32000-1 7.2). The first failure stays, and reading stops there: whoever
 * reads goes on with empty values and asks for `failure` once, at the end.
 */
export class Lexer {
  readonly octets: Uint8Array
  readonly end: number
  offset: number
  failure: { readonly code: PdfCode; readonly offset: number } | undefined

  constructor(octets: Uint8Array, offset: number, end: number = octets.length) {
    this.octets = octets
    this.offset = offset
    this.end = Math.min(end, octets.length)
  }

  fail(code: PdfCode, offset: number = this.offset): void {
    this.failure ??= { code, offset }
    this.offset = this.end
  }

  /** The octet at hand, or one further on; -1 at the end. */
  peek(further = 0): number {
    const at = this.offset + further
    return at < this.end ? (this.octets[at] ?? -1) : -1
  }

  /** Goes past white space and comments (7.2.2, 7.2.3). */
  skip(): void {
    for (let octet = this.peek(); octet >= 0; octet = this.peek()) {
      if (octet === PERCENT) this.#skipComment()
      else if (isSpaceOctet[octet] === true) this.offset += 1
      else return
    }
  }

  #skipComment(): void {
    for (let octet = this.peek(); octet >= 0 && octet !== LINE_FEED && octet !== CARRIAGE_RETURN; octet = this.peek()) {
      this.offset += 1
    }
  }

  /** Takes the regular characters at hand. */
  word(): string {
    const start = this.offset
    while (isRegularOctet[this.octets[this.offset] ?? 0] === true && this.offset < this.end) {
      this.offset += 1
      if (this.offset - start > MAXIMUM_TOKEN_BYTES) {
        this.fail('pdf/token-too-long', start)
        return ''
      }
    }
    return characters(this.octets, start, this.offset)
  }

  /** The word after white space, without taking it. */
  nextWord(): string {
    const { offset, failure } = this
    this.skip()
    const word = this.word()
    this.offset = offset
    this.failure = failure
    return word
  }

  /** Takes a keyword after white space. */
  keyword(expected: string, code: PdfCode): void {
    this.skip()
    const start = this.offset
    if (this.word() !== expected) this.fail(code, start)
  }

  /** Takes an unsigned integer after white space. */
  integer(code: PdfCode): number {
    this.skip()
    const start = this.offset
    const word = this.word()
    if (/^[0-9]{1,15}$/.test(word)) return Number(word)
    this.fail(code, start)
    return 0
  }

  /** Takes one end of line: CR LF, LF, or CR. */
  endOfLine(): boolean {
    const start = this.offset
    if (this.peek() === CARRIAGE_RETURN) this.offset += 1
    if (this.peek() === LINE_FEED) this.offset += 1
    return this.offset > start
  }
}

export function isSpace(octet: number): boolean {
  return isSpaceOctet[octet] === true
}

/** Whether an octet is neither white space nor a delimiter. */
export function isRegular(octet: number): boolean {
  return isRegularOctet[octet] === true
}

/** Octets as characters of the same number. */
export function characters(octets: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at++) text += String.fromCharCode(octets[at] ?? 0)
  return text
}

/** Characters as octets of the same number. */
export function octetsOf(text: string): Uint8Array {
  const octets = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) octets[at] = text.charCodeAt(at)
  return octets
}
