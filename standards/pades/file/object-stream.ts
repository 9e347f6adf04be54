import { MAXIMUM_EXPANDED_IN_ALL_BYTES, MAXIMUM_OBJECTS } from '../limits.ts'
import type { Entry } from './cross-reference.ts'
import type { PdfDocument } from './document.ts'
import { expandStream } from './expand.ts'
import { Lexer } from './lexer.ts'
import type { IndirectObject } from './object.ts'
import { parseObject } from './parse-object.ts'

interface Expanded {
  readonly octets: Uint8Array
  /** Numbers of the objects, and where they begin, in the order in which they stand. */
  readonly places: readonly { readonly number: number; readonly offset: number }[]
  readonly offset: number
}

/** The streams of objects of a document (ISO 32000-1 7.5.7), each expanded once. */
export class ObjectStreams {
  readonly #document: PdfDocument
  readonly #expanded = new Map<number, Expanded | undefined>()
  #bytes = 0

  constructor(document: PdfDocument) {
    this.#document = document
  }

  /** Octets that were expanded. */
  get bytes(): number {
    return this.#bytes
  }

  load(number: number, { stream, index }: Extract<Entry, { kind: 'compressed' }>): IndirectObject | undefined {
    if (!this.#expanded.has(stream)) this.#expanded.set(stream, this.#expand(stream))
    const expanded = this.#expanded.get(stream)
    const place = expanded?.places[index]
    if (expanded === undefined || place?.number !== number) {
      this.#document.fail('pdf/object-stream', expanded?.offset ?? 0)
      return undefined
    }
    const { octets } = expanded
    const lexer = new Lexer(octets, place.offset)
    const object = parseObject(lexer)
    if (lexer.failure !== undefined) this.#document.fail(lexer.failure.code, expanded.offset)
    if (!this.#document.mayParse(lexer.offset - place.offset) || lexer.failure !== undefined) return undefined
    return { number, generation: 0, object, source: octets, offset: undefined, data: undefined }
  }

  #expand(stream: number): Expanded | undefined {
    const document = this.#document
    const entry = document.entryOf(stream)
    // A stream of objects never stands in another (7.5.7).
    const found = entry?.kind === 'offset' ? document.get(stream) : undefined
    if (found?.object.kind !== 'dictionary' || found.data === undefined || found.offset === undefined) return undefined
    const { entries } = found.object
    const count = document.resolve(entries.get('N'))
    const first = document.resolve(entries.get('First'))
    if (document.nameAt(entries.get('Type')) !== 'ObjStm' || count?.kind !== 'number' || first?.kind !== 'number') {
      return undefined
    }
    const octets = expandStream(found.object, found.data)
    if (typeof octets === 'string') {
      document.fail(octets, found.offset)
      return undefined
    }
    this.#bytes += octets.length
    if (this.#bytes > MAXIMUM_EXPANDED_IN_ALL_BYTES) document.fail('pdf/expands-too-far', found.offset)
    return readPlaces(octets, { count: count.value, first: first.value, offset: found.offset })
  }
}

function readPlaces(
  octets: Uint8Array,
  { count, first, offset }: { readonly count: number; readonly first: number; readonly offset: number },
): Expanded | undefined {
  const lexer = new Lexer(octets, 0, first)
  const places: { number: number; offset: number }[] = []
  if (count > MAXIMUM_OBJECTS) return undefined
  while (places.length < count) {
    const number = lexer.integer('pdf/object-stream')
    places.push({ number, offset: first + lexer.integer('pdf/object-stream') })
    if (lexer.failure !== undefined) return undefined
  }
  return { octets, places, offset }
}
