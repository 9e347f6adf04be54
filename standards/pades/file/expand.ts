import { Unzlib } from 'fflate'
import { MAXIMUM_EXPANDED_BYTES } from '../limits.ts'
import type { PdfCode } from '../malformed.ts'
import type { PdfDictionary, PdfObject } from './object.ts'

/** Input is expanded in pieces of this size, so that one makes at most about 4 MiB. */
const PIECE_BYTES = 4096

/** Expands a stream of the file's structure: plain or FlateDecode (ISO 32000-1 7.4.4), with PNG predictors; or tells why not. */
export function expandStream({ entries }: PdfDictionary, data: Uint8Array): Uint8Array | PdfCode {
  const filter = onlyOne(entries.get('Filter'))
  const parameters = onlyOne(entries.get('DecodeParms'))
  if (entries.has('F') || filter === 'many' || parameters === 'many') return 'pdf/filter'
  if (filter === undefined) return data.length > MAXIMUM_EXPANDED_BYTES ? 'pdf/expands-too-far' : data
  if (filter.kind !== 'name' || filter.value !== 'FlateDecode') return 'pdf/filter'
  const expanded = inflate(data)
  if (typeof expanded === 'string' || parameters === undefined) return expanded
  return parameters.kind === 'dictionary' ? undoPredictor(parameters, expanded) : 'pdf/filter'
}

function onlyOne(object: PdfObject | undefined): PdfObject | 'many' | undefined {
  if (object === undefined || object.kind === 'null') return undefined
  if (object.kind !== 'array') return object
  const [first] = object.items
  return object.items.length > 1 ? 'many' : onlyOneOf(first)
}

const onlyOneOf = (object: PdfObject | undefined): PdfObject | undefined =>
  object?.kind === 'null' ? undefined : object

/** What comes out of a stream that is expanded. */
class Pieces {
  readonly #pieces: Uint8Array[] = []
  #bytes = 0

  push(piece: Uint8Array): void {
    this.#bytes += piece.length
    this.#pieces.push(piece)
  }

  get isTooLarge(): boolean {
    return this.#bytes > MAXIMUM_EXPANDED_BYTES
  }

  joined(): Uint8Array {
    const whole = new Uint8Array(this.#bytes)
    let at = 0
    for (const piece of this.#pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }
}

function inflate(data: Uint8Array): Uint8Array | PdfCode {
  const pieces = new Pieces()
  const unzlib = new Unzlib((piece) => pieces.push(piece))
  try {
    for (let at = 0; at < data.length && !pieces.isTooLarge; at += PIECE_BYTES) {
      // A copy, as fflate takes what it is given for its own.
      unzlib.push(data.slice(at, at + PIECE_BYTES), at + PIECE_BYTES >= data.length)
    }
  } catch (error) {
    // fflate tells a malformed stream by throwing an error with a code.
    if (error instanceof Error && 'code' in error) return 'pdf/flate'
    throw error
  }
  return pieces.isTooLarge ? 'pdf/expands-too-far' : pieces.joined()
}

function undoPredictor({ entries }: PdfDictionary, data: Uint8Array): Uint8Array | PdfCode {
  const named = (key: string, otherwise: number): number => {
    const value = entries.get(key)
    if (value === undefined) return otherwise
    return value.kind === 'number' && value.isInteger ? value.value : 0
  }
  const predictor = named('Predictor', 1)
  if (predictor === 1) return data
  const columns = named('Columns', 1)
  const isOctets = named('Colors', 1) === 1 && named('BitsPerComponent', 8) === 8
  if (predictor < 10 || predictor > 15 || !isOctets || columns < 1 || columns > MAXIMUM_EXPANDED_BYTES)
    return 'pdf/filter'
  return undoPng(data, columns)
}

/** PNG filters of rows (ISO 15948 9) with one octet a sample. */
function undoPng(data: Uint8Array, columns: number): Uint8Array | PdfCode {
  const rows = data.length / (columns + 1)
  if (!Number.isInteger(rows)) return 'pdf/flate'
  const whole = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (columns + 1)] ?? 0
    if (kind > 4) return 'pdf/flate'
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      const left = column > 0 ? (whole[at - 1] ?? 0) : 0
      const above = row > 0 ? (whole[at - columns] ?? 0) : 0
      const corner = row > 0 && column > 0 ? (whole[at - columns - 1] ?? 0) : 0
      const predicted = [0, left, above, (left + above) >> 1, kind === 4 ? nearest(left, above, corner) : 0][kind] ?? 0
      whole[at] = (data[row * (columns + 1) + 1 + column] ?? 0) + predicted
    }
  }
  return whole
}

/** The Paeth predictor. */
function nearest(left: number, above: number, corner: number): number {
  const estimate = left + above - corner
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(estimate - one))
  if (toLeft === undefined || toAbove === undefined || toCorner === undefined) return 0
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}
