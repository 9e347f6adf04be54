import { MAXIMUM_PARSING_FACTOR, MAXIMUM_PDF_BYTES } from '../limits.ts'
import { malformed, type PdfCode, type PdfMalformed, type Read } from '../malformed.ts'
import { type Entry, readSections, type Section } from './cross-reference.ts'
import { characters, Lexer } from './lexer.ts'
import type { IndirectObject, PdfArray, PdfDictionary, PdfObject } from './object.ts'
import { ObjectStreams } from './object-stream.ts'
import { directLength, parseIndirect } from './parse-indirect.ts'

/** Objects that are being read for each other's sake: a length, the stream of objects that it stands in, that one's length. */
const MAXIMUM_READING_DEPTH = 8

/** Octets that are always parsed, however small the file. */
const MINIMUM_PARSED_BYTES = 65_536

/**
 * A document of which objects are read when they are asked for. The first failure stays: whoever reads asks for `failure`
 * at the end, and until then what is broken is `undefined`.
 */
export class PdfDocument {
  readonly pdf: Uint8Array
  readonly sections: readonly [Section, ...Section[]]
  failure: PdfMalformed | undefined
  readonly #entries = new Map<number, Entry>()
  readonly #read = new Map<number, IndirectObject | undefined>()
  readonly #streams: ObjectStreams
  #depth = 0
  #parsedBytes = 0

  constructor(pdf: Uint8Array, sections: readonly [Section, ...Section[]]) {
    this.pdf = pdf
    this.sections = sections
    this.#streams = new ObjectStreams(this)
    for (const { entries } of sections) {
      for (const [number, entry] of entries) if (!this.#entries.has(number)) this.#entries.set(number, entry)
    }
  }

  fail(code: PdfCode, offset: number): void {
    this.failure ??= malformed(code, offset)
  }

  get trailer(): PdfDictionary {
    return this.sections[0].trailer
  }

  /** The document as it was after each of its earlier updates, the first of them first; some may be no documents by themselves. */
  earlierStates(): PdfDocument[] {
    const states: PdfDocument[] = []
    for (let count = 1; count < this.sections.length; count++) {
      const [first, ...others] = this.sections.slice(-count)
      if (first !== undefined) states.push(new PdfDocument(this.pdf, [first, ...others]))
    }
    return states
  }

  /** Where the cross-references place an object; `undefined` for a free one. */
  entryOf(number: number): Exclude<Entry, { kind: 'free' }> | undefined {
    const entry = this.#entries.get(number)
    return entry?.kind === 'free' ? undefined : entry
  }

  /** Numbers of all objects in use. */
  *numbers(): Iterable<number> {
    for (const [number, { kind }] of this.#entries) if (kind !== 'free') yield number
  }

  /** The first number that no section knows. */
  get size(): number {
    let size = 1
    for (const number of this.#entries.keys()) size = Math.max(size, number + 1)
    return size
  }

  /** Reads an object; `undefined` when it is free, has another generation, or is broken. */
  get(number: number, generation?: number): IndirectObject | undefined {
    if (!this.#read.has(number)) this.#read.set(number, this.#load(number))
    const found = this.#read.get(number)
    return generation === undefined || found?.generation === generation ? found : undefined
  }

  /** What an object is when references are followed; `undefined` for null and for what does not exist (7.3.9, 7.3.10). */
  resolve(object: PdfObject | undefined): PdfObject | undefined {
    if (object?.kind === 'null') return undefined
    if (object?.kind !== 'reference') return object
    const found = this.get(object.number, object.generation)?.object
    if (found?.kind === 'reference') this.fail('pdf/reference', object.start)
    return found === undefined || found.kind === 'null' || found.kind === 'reference' ? undefined : found
  }

  dictionaryAt(object: PdfObject | undefined): PdfDictionary | undefined {
    const found = this.resolve(object)
    return found?.kind === 'dictionary' ? found : undefined
  }

  arrayAt(object: PdfObject | undefined): PdfArray | undefined {
    const found = this.resolve(object)
    return found?.kind === 'array' ? found : undefined
  }

  nameAt(object: PdfObject | undefined): string | undefined {
    const found = this.resolve(object)
    return found?.kind === 'name' ? found.value : undefined
  }

  /** Counts octets that are parsed, and says whether there may be as many. */
  mayParse(bytes: number): boolean {
    this.#parsedBytes += bytes
    const bound = (this.pdf.length + this.#streams.bytes) * MAXIMUM_PARSING_FACTOR + MINIMUM_PARSED_BYTES
    if (this.#parsedBytes > bound) this.fail('pdf/too-much-parsing', 0)
    return this.#parsedBytes <= bound
  }

  #load(number: number): IndirectObject | undefined {
    const entry = this.entryOf(number)
    if (entry === undefined || this.failure !== undefined) return undefined
    if (this.#depth >= MAXIMUM_READING_DEPTH) {
      this.fail('pdf/reference', 0)
      return undefined
    }
    this.#depth += 1
    const found = entry.kind === 'offset' ? this.#loadAt(number, entry) : this.#streams.load(number, entry)
    this.#depth -= 1
    return found
  }

  #loadAt(number: number, entry: Extract<Entry, { kind: 'offset' }>): IndirectObject | undefined {
    const lexer = new Lexer(this.pdf, entry.offset)
    const read = parseIndirect(lexer, (length) => directLength(this.resolve(length) ?? length))
    const { failure } = lexer
    if (failure !== undefined) this.fail(failure.code, failure.offset)
    else if (read.number !== number || read.generation !== entry.generation) this.fail('pdf/object', entry.offset)
    if (!this.mayParse(lexer.offset - entry.offset - (read.data?.length ?? 0))) return undefined
    return this.failure === undefined ? read : undefined
  }
}

/** Opens a document: its header, its cross-references, its end. Objects are read later, when they are asked for. */
export function openDocument(pdf: Uint8Array): Read<PdfDocument> {
  if (pdf.length > MAXIMUM_PDF_BYTES) return malformed('pdf/too-large', MAXIMUM_PDF_BYTES)
  if (!/^%PDF-(?:1\.[0-7]|2\.0)[\r\n \t]/.test(characters(pdf, 0, 9))) return malformed('pdf/header', 0)
  const sections = readSections(pdf)
  if (!sections.ok) return sections
  const [first, ...others] = sections.value
  if (first === undefined) return malformed('pdf/end', pdf.length)
  const encrypted = sections.value.find(({ trailer }) => trailer.entries.has('Encrypt'))
  if (encrypted !== undefined) return malformed('pdf/encrypted', encrypted.offset)
  return { ok: true, value: new PdfDocument(pdf, [first, ...others]) }
}
