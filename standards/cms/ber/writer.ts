import { Tag } from '@entrepot/asn1'
import { joinOctets } from '../octets.ts'

const INDEFINITE = 0x80
const END_OF_CONTENTS = [0, 0]

/** The beginning of a constructed element of indefinite length (X.690 8.1.3.6). */
export function beginIndefinite(tag: number): Uint8Array {
  return Uint8Array.of(tag, INDEFINITE)
}

/** The ends of so many elements of indefinite length. */
export function endIndefinite(count: number): Uint8Array {
  return Uint8Array.from(Array.from({ length: count }, () => END_OF_CONTENTS).flat())
}

/** Octets of the pieces that content is cut into: enough that headers cost nothing, few enough that a reader needs no memory. */
const PIECE_BYTES = 64 * 1024

/** Gathers content that comes in any pieces, and writes it as octet strings of {@link PIECE_BYTES} within a constructed one. */
export class OctetStringWriter {
  #waiting: Uint8Array[] = []
  #bytes = 0

  /** Takes the next octets; what can be written. */
  push(octets: Uint8Array): Uint8Array[] {
    const written: Uint8Array[] = []
    let at = 0
    while (this.#bytes + octets.length - at >= PIECE_BYTES) {
      const end = at + PIECE_BYTES - this.#bytes
      this.#waiting.push(octets.subarray(at, end))
      written.push(...this.#take())
      at = end
    }
    if (at < octets.length) {
      // What is pushed may be a buffer that its owner fills again.
      this.#waiting.push(new Uint8Array(octets.subarray(at)))
      this.#bytes += octets.length - at
    }
    return written
  }

  /** What is left to be written. */
  finish(): Uint8Array[] {
    return this.#bytes === 0 ? [] : this.#take()
  }

  #take(): Uint8Array[] {
    const piece = joinOctets(this.#waiting)
    this.#waiting = []
    this.#bytes = 0
    return [headerOf(piece.length), piece]
  }
}

function headerOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(Tag.octetString, length)
  const octets: number[] = []
  for (let left = length; left > 0; left >>>= 8) octets.unshift(left & 0xff)
  return Uint8Array.of(Tag.octetString, 0x80 | octets.length, ...octets)
}
