import { Unzlib, Zlib } from 'fflate'
import { joinOctets } from '../octets.ts'

/** Input is expanded in pieces of this size, so that one makes at most about 4 MiB (RFC 1951 expands 1032 times at most). */
const PIECE_BYTES = 4096

/** A stored block of 65535 octets (RFC 1951 3.2.4) is the most that can come in without anything coming out. */
const MAXIMUM_SILENT_BYTES = 2 * 65_536

const CHECKSUM_BYTES = 4
const ADLER_MODULUS = 65_521
/** Sums of so many octets stay far below 2^53. */
const ADLER_RUN = 4096

/** Adler-32 (RFC 1950 8.2). */
class Adler32 {
  #a = 1
  #b = 0

  update(octets: Uint8Array): void {
    for (let at = 0; at < octets.length; at += ADLER_RUN) {
      for (const octet of octets.subarray(at, at + ADLER_RUN)) {
        this.#a += octet
        this.#b += this.#a
      }
      this.#a %= ADLER_MODULUS
      this.#b %= ADLER_MODULUS
    }
  }

  get value(): number {
    return this.#b * 65_536 + this.#a
  }
}

/** Why a compressed text does not expand. */
export type ExpansionFault = 'cms/compressed-form' | 'cms/expands-too-far'

/** Expands a zlib stream (RFC 1950) in pieces, never beyond a bound, and checks its Adler-32. */
export class Expander {
  readonly #maximumBytes: number
  readonly #unzlib: Unzlib
  readonly #checksum = new Adler32()
  #pieces: Uint8Array[] = []
  #last: Uint8Array = new Uint8Array(0)
  #bytes = 0
  #silentBytes = 0
  #fault: ExpansionFault | undefined

  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes
    this.#unzlib = new Unzlib((data) => {
      if (data.length > 0) this.#silentBytes = 0
      this.#bytes += data.length
      this.#checksum.update(data)
      this.#pieces.push(data)
    })
  }

  /** Takes the next octets; what they expand to, or why they do not. */
  push(octets: Uint8Array): Uint8Array | ExpansionFault {
    for (let at = 0; at < octets.length && this.#fault === undefined; at += PIECE_BYTES) {
      // A copy, as what is pushed may be a buffer that its owner fills again.
      const piece = new Uint8Array(octets.subarray(at, at + PIECE_BYTES))
      this.#silentBytes += piece.length
      this.#last = joinOctets([this.#last, piece]).slice(-CHECKSUM_BYTES)
      this.#run(piece, false)
    }
    return this.#taken()
  }

  /** Ends the stream; the rest. */
  finish(): Uint8Array | ExpansionFault {
    this.#run(new Uint8Array(0), true)
    const stated = this.#last.reduce((value, octet) => value * 256 + octet, 0)
    const isWhole = this.#last.length === CHECKSUM_BYTES && stated === this.#checksum.value
    if (!isWhole) this.#fault ??= 'cms/compressed-form'
    return this.#taken()
  }

  #run(piece: Uint8Array, isLast: boolean): void {
    try {
      this.#unzlib.push(piece, isLast)
    } catch (error) {
      // fflate tells a malformed stream by throwing an error with a code.
      if (!(error instanceof Error && 'code' in error)) throw error
      this.#fault ??= 'cms/compressed-form'
    }
    if (this.#bytes > this.#maximumBytes) this.#fault ??= 'cms/expands-too-far'
    if (this.#silentBytes > MAXIMUM_SILENT_BYTES) this.#fault ??= 'cms/compressed-form'
  }

  #taken(): Uint8Array | ExpansionFault {
    const pieces = this.#pieces
    this.#pieces = []
    return this.#fault ?? joinOctets(pieces)
  }
}

/** Compresses into a zlib stream in pieces. */
export class Compressor {
  #pieces: Uint8Array[] = []
  readonly #zlib = new Zlib((data) => this.#pieces.push(data))

  /** Takes the next octets; what of the stream is made by them. */
  push(octets: Uint8Array): Uint8Array {
    this.#zlib.push(new Uint8Array(octets))
    return this.#taken()
  }

  /** Ends the stream; the rest of it. */
  finish(): Uint8Array {
    this.#zlib.push(new Uint8Array(0), true)
    return this.#taken()
  }

  #taken(): Uint8Array {
    const pieces = this.#pieces
    this.#pieces = []
    return joinOctets(pieces)
  }
}
