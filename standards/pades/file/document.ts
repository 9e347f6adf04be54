import { MAXIMUM_PDF_BYTES } from '../limits.ts'
import { malformed, type PdfCode, type PdfMalformed, type Read } from '../malformed.ts'
import { type Entry, readSections, type Section } from './cross-reference.ts'
import { characters, Lexer } from './lexer.ts'
import type { IndirectObject, PdfArray, PdfDictionary, PdfObject } from './object.ts'
import { directLength, parseIndirect, type ReadIndirect } from './parse-indirect.ts'
import { Source } from './source.ts'

/** Objects that are being read for each other's sake: a length, the stream of objects that it stands in. */
const MAXIMUM_READING_DEPTH = 8

type Sections = readonly [Section, ...Section[]]

/**
 * A document of which objects are read when they are asked for. The first failure stays: whoever reads asks for `failure`
 * at the end, and until then what is broken is `undefined`.
 */
export class PdfDocument {
  /** The octets of this revision, which begin those of the file. */
  readonly pdf: Uint8Array
  readonly sections: Sections
  failure: PdfMalformed | undefined
  readonly #source: Source
  readonly #read = new Map<number, IndirectObject | undefined>()
  #depth = 0

  constructor(source: Source, bytes: number, sections: Sections) {
    this.pdf = source.pdf.subarray(0, bytes)
    this.sections = sections
    this.#source = source
  }

  fail(code: PdfCode, offset: number): void {
    this.failure ??= malformed(code, offset)
  }

  get trailer(): PdfDictionary {
    return this.sections[0].trailer
  }

  /** The document as it was when its file had so many octets, read as a file of its own. */
  revision(bytes: number): Read<PdfDocument> {
    return openRevision(this.#source, bytes)
  }

  /** The document after so many of its sections, the first of them first; it may be no document by itself. */
  state(sections: number): PdfDocument {
    const [first, ...others] = this.sections.slice(-sections)
    return first === undefined ? this : new PdfDocument(this.#source, this.pdf.length, [first, ...others])
  }

  /** Where the cross-references place an object; `undefined` for a free one. */
  entryOf(number: number): Exclude<Entry, { kind: 'free' }> | undefined {
    for (const { entries } of this.sections) {
      const entry = entries.get(number)
      if (entry !== undefined) return entry.kind === 'free' ? undefined : entry
    }
    return undefined
  }

  /** The first number that no section knows. */
  get size(): number {
    let size = 1
    for (const { entries } of this.sections) for (const number of entries.keys()) size = Math.max(size, number + 1)
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

  /** Counts an object that is gone through as a whole, and says whether there may be as many. */
  mayVisit({ start, end }: PdfObject): boolean {
    const isBounded = this.#source.mayParse(end - start)
    if (!isBounded) this.fail('pdf/too-much-parsing', start)
    return isBounded
  }

  #load(number: number): IndirectObject | undefined {
    const entry = this.entryOf(number)
    if (entry === undefined || this.failure !== undefined) return undefined
    if (this.#depth >= MAXIMUM_READING_DEPTH) {
      this.fail('pdf/reference', 0)
      return undefined
    }
    this.#depth += 1
    const found = entry.kind === 'offset' ? this.#loadAt(number, entry) : this.#loadFrom(number, entry)
    this.#depth -= 1
    return found
  }

  #loadAt(number: number, { offset, generation }: Extract<Entry, { kind: 'offset' }>): ReadIndirect | undefined {
    const known = this.#source.objects.get(offset)
    const read = known !== undefined && known.end <= this.pdf.length ? known : this.#parseAt(offset)
    const isIt = read?.number === number && read.generation === generation
    if (read !== undefined && !isIt) this.fail('pdf/object', offset)
    return isIt ? read : undefined
  }

  #parseAt(offset: number): ReadIndirect | undefined {
    const lexer = new Lexer(this.#source.pdf, offset, this.pdf.length)
    let isByItself = true
    const read = parseIndirect(lexer, (length) => {
      if (length?.kind === 'reference') isByItself = false
      return directLength(this.resolve(length) ?? length)
    })
    const { failure } = lexer
    if (failure !== undefined) this.fail(failure.code, failure.offset)
    const isBounded = this.#source.mayParse(lexer.offset - offset - (read.data?.length ?? 0))
    if (!isBounded) this.fail('pdf/too-much-parsing', offset)
    if (this.failure !== undefined) return undefined
    if (isByItself) this.#source.objects.set(offset, read)
    return read
  }

  #loadFrom(number: number, { stream, index }: Extract<Entry, { kind: 'compressed' }>): IndirectObject | undefined {
    const entry = this.entryOf(stream)
    // A stream of objects never stands in another (7.5.7).
    const found = entry?.kind === 'offset' && this.get(stream) !== undefined ? this.#loadAt(stream, entry) : undefined
    const expanded = found === undefined ? 'pdf/object-stream' : this.#source.expand(found)
    const object = typeof expanded === 'string' ? expanded : this.#source.objectIn(expanded, { index, number })
    if (typeof expanded === 'string' || typeof object === 'string') {
      this.fail(typeof object === 'string' ? object : 'pdf/object-stream', found?.offset ?? 0)
      return undefined
    }
    return {
      number,
      generation: 0,
      object,
      source: expanded.octets,
      offset: undefined,
      end: undefined,
      data: undefined,
    }
  }
}

/** Opens a document: its header, its cross-references, its end. Objects are read later, when they are asked for. */
export function openDocument(pdf: Uint8Array): Read<PdfDocument> {
  if (pdf.length > MAXIMUM_PDF_BYTES) return malformed('pdf/too-large', MAXIMUM_PDF_BYTES)
  if (!/^%PDF-(?:1\.[0-7]|2\.0)[\r\n \t]/.test(characters(pdf, 0, 9))) return malformed('pdf/header', 0)
  return openRevision(new Source(pdf), pdf.length)
}

function openRevision(source: Source, bytes: number): Read<PdfDocument> {
  const sections = readSections(source, bytes)
  if (!sections.ok) return sections
  const [first, ...others] = sections.value
  if (first === undefined) return malformed('pdf/end', bytes)
  const encrypted = sections.value.find(({ trailer }) => trailer.entries.has('Encrypt'))
  if (encrypted !== undefined) return malformed('pdf/encrypted', encrypted.places[0].start)
  return { ok: true, value: new PdfDocument(source, bytes, [first, ...others]) }
}
