import { MAXIMUM_EXPANDED_IN_ALL_BYTES, MAXIMUM_OBJECTS, MAXIMUM_PARSING_FACTOR } from '../limits.ts'
import type { PdfCode } from '../malformed.ts'
import type { Section } from './cross-reference.ts'
import { expandStream } from './expand.ts'
import { Lexer } from './lexer.ts'
import type { PdfObject } from './object.ts'
import type { ReadIndirect } from './parse-indirect.ts'
import { parseObject } from './parse-object.ts'

/** Octets that are always parsed, however small the file. */
const MINIMUM_PARSED_BYTES = 65_536

/** A stream of objects that was expanded (ISO 32000-1 7.5.7). */
export interface Expanded {
  readonly octets: Uint8Array
  /** Numbers of the objects, and where they begin, in the order in which they stand. */
  readonly places: readonly { readonly number: number; readonly offset: number }[]
  readonly objects: Map<number, PdfObject | PdfCode>
}

/**
 * The octets of a file, and what was read of them: the same for each of its revisions, so that none is read twice, and
 * that all of them together cost no more than their size allows.
 */
export class Source {
  readonly pdf: Uint8Array
  /** Cross-reference sections by their offsets. */
  readonly sections = new Map<number, Section>()
  /** Objects by their offsets, as far as reading them needed no other object. */
  readonly objects = new Map<number, ReadIndirect>()
  readonly #expanded = new Map<number, Expanded | PdfCode>()
  #expandedBytes = 0
  #parsedBytes = 0

  constructor(pdf: Uint8Array) {
    this.pdf = pdf
  }

  /** Counts octets that are parsed, and says whether there may be as many. */
  mayParse(bytes: number): boolean {
    this.#parsedBytes += bytes
    return this.#parsedBytes <= (this.pdf.length + this.#expandedBytes) * MAXIMUM_PARSING_FACTOR + MINIMUM_PARSED_BYTES
  }

  /** Expands a stream of objects. Its count and first offset stand in its own dictionary, so that they are the same in each revision. */
  expand({ object, data, offset }: ReadIndirect): Expanded | PdfCode {
    const known = this.#expanded.get(offset)
    if (known !== undefined) return known
    const made = this.#expand(object, data)
    this.#expanded.set(offset, made)
    return made
  }

  /** An object of an expanded stream, by its place there; the stream has to name its number as well. */
  objectIn(
    { octets, objects, places }: Expanded,
    { index, number }: { readonly index: number; readonly number: number },
  ): PdfObject | PdfCode {
    const place = places[index]
    if (place?.number !== number) return 'pdf/object-stream'
    const known = objects.get(index)
    if (known !== undefined) return known
    const { offset } = place
    const lexer = new Lexer(octets, offset)
    const object = parseObject(lexer)
    const isBounded = this.mayParse(lexer.offset - offset)
    const read = lexer.failure?.code ?? (isBounded ? object : 'pdf/too-much-parsing')
    objects.set(index, read)
    return read
  }

  #expand(object: PdfObject, data: Uint8Array | undefined): Expanded | PdfCode {
    if (object.kind !== 'dictionary' || data === undefined) return 'pdf/object-stream'
    const type = object.entries.get('Type')
    const count = object.entries.get('N')
    const first = object.entries.get('First')
    const isStream = type?.kind === 'name' && type.value === 'ObjStm'
    if (!isStream || count?.kind !== 'number' || first?.kind !== 'number') return 'pdf/object-stream'
    const octets = expandStream(object, data)
    if (typeof octets === 'string') return octets
    this.#expandedBytes += octets.length
    if (this.#expandedBytes > MAXIMUM_EXPANDED_IN_ALL_BYTES) return 'pdf/expands-too-far'
    return readPlaces(octets, count.value, first.value) ?? 'pdf/object-stream'
  }
}

function readPlaces(octets: Uint8Array, count: number, first: number): Expanded | undefined {
  if (count > MAXIMUM_OBJECTS) return undefined
  const lexer = new Lexer(octets, 0, first)
  const places: { number: number; offset: number }[] = []
  while (places.length < count) {
    const number = lexer.integer('pdf/object-stream')
    places.push({ number, offset: first + lexer.integer('pdf/object-stream') })
    if (lexer.failure !== undefined) return undefined
  }
  return { octets, places, objects: new Map() }
}
