import { type Malformed, MAXIMUM_DEPTH } from '@entrepot/asn1'

/** Octets of a long-form length; BER allows leading zeros, so more than a number needs. */
const MAXIMUM_LENGTH_OCTETS = 8

/** What a reader tells of elements as they come; each may answer with the code of why the input is refused. */
export interface BerEvents {
  /** An element begins; those around it are counted by `depth`. */
  begin(tag: number, depth: number): string | undefined
  /** Content of the primitive element that began last, in pieces. */
  octets(octets: Uint8Array): string | undefined
  /** The element of this depth ends. */
  end(depth: number): string | undefined
}

interface Frame {
  /** Where its content ends; `undefined` for an indefinite length, which ends with end-of-contents octets. */
  readonly end: number | undefined
  /** Where it must have ended at the latest: the nearest definite end around it. */
  readonly limit: number
}

const CONSTRUCTED = 0x20
const TAG_NUMBER_MASK = 0x1f
const INDEFINITE = 0x80

/**
 * Reads one BER element (X.690 8.1) that comes in pieces, and tells what it finds; keeps nothing but the ends of the
 * elements around it, so memory and depth are bounded whatever comes.
 *
 * Lengths may be indefinite (8.1.3.6) and longer than they need to be; both are why CMS needs this beside DER.
 */
export class BerReader {
  readonly #events: BerEvents
  readonly #frames: Frame[] = []
  #position = 0
  /** The identifier octet of the header that is being read. */
  #tag: number | undefined
  /** Its length as far as it is read; `undefined` before the first of its octets. */
  #length: number | undefined
  /** Octets of a long length that are still to come. */
  #lengthOctets = 0
  /** Octets of primitive content that are still to come. */
  #left = 0
  #isComplete = false
  #failure: Malformed | undefined

  constructor(events: BerEvents) {
    this.#events = events
  }

  /** Takes the next octets; after a failure they are ignored. */
  push(octets: Uint8Array): Malformed | undefined {
    let at = 0
    while (at < octets.length && this.#failure === undefined) at += this.#take(octets, at)
    return this.#failure
  }

  /** Ends the input. */
  finish(): Malformed | undefined {
    if (!this.#isComplete) this.#fail('asn1/truncated')
    return this.#failure
  }

  #take(octets: Uint8Array, at: number): number {
    if (this.#isComplete) return this.#fail('asn1/trailing-bytes')
    if (this.#left === 0) {
      this.#position += 1
      this.#takeHeader(octets[at] ?? 0)
      return 1
    }
    const taken = Math.min(this.#left, octets.length - at)
    this.#position += taken
    this.#left -= taken
    this.#tell(this.#events.octets(octets.subarray(at, at + taken)))
    if (this.#left === 0) this.#close()
    return taken
  }

  /** Takes one of the identifier and length octets. */
  #takeHeader(octet: number): void {
    if (this.#tag === undefined) {
      this.#tag = octet
      if ((octet & TAG_NUMBER_MASK) === TAG_NUMBER_MASK) this.#fail('asn1/tag-number-too-high')
      return
    }
    if (this.#length === undefined) {
      this.#lengthOctets = octet > INDEFINITE ? octet - INDEFINITE : 0
      this.#length = this.#lengthOctets === 0 ? octet : 0
      if (this.#lengthOctets > MAXIMUM_LENGTH_OCTETS) this.#fail('asn1/length-too-large')
      if (this.#lengthOctets === 0) this.#endHeader(this.#tag, octet, octet === INDEFINITE)
      return
    }
    this.#length = this.#length * 256 + octet
    this.#lengthOctets -= 1
    if (this.#lengthOctets === 0) this.#endHeader(this.#tag, this.#length, false)
  }

  #endHeader(tag: number, length: number, isIndefinite: boolean): void {
    this.#tag = undefined
    this.#length = undefined
    if (this.#position > this.#limit) this.#fail('asn1/truncated')
    else if (tag === 0) this.#endOfContents(length)
    else this.#begin(tag, isIndefinite ? undefined : length)
  }

  /** Where the innermost element must have ended at the latest. */
  get #limit(): number {
    return this.#frames.at(-1)?.limit ?? Number.MAX_SAFE_INTEGER
  }

  #endOfContents(length: number): void {
    const frame = this.#frames.at(-1)
    if (frame === undefined || frame.end !== undefined) this.#fail('asn1/unexpected-tag')
    else if (length !== 0) this.#fail('asn1/length-indefinite')
    else this.#close(true)
  }

  #begin(tag: number, length: number | undefined): void {
    const limit = this.#limit
    const end = length === undefined ? undefined : this.#position + length
    const isConstructed = (tag & CONSTRUCTED) !== 0
    if (end !== undefined && end > limit) this.#fail('asn1/truncated')
    if (end === undefined && !isConstructed) this.#fail('asn1/length-indefinite')
    if (isConstructed && this.#frames.length >= MAXIMUM_DEPTH) this.#fail('asn1/too-deep')
    if (this.#failure !== undefined) return
    this.#tell(this.#events.begin(tag, this.#frames.length))
    this.#frames.push({ end, limit: end ?? limit })
    if (!isConstructed && length !== 0) this.#left = length ?? 0
    else this.#close()
  }

  /** Ends every element whose content is all there; with `isExplicit`, the innermost one first. */
  #close(isExplicit = false): void {
    let isEnding = isExplicit || this.#frames.at(-1)?.end === this.#position
    while (isEnding && this.#failure === undefined) {
      this.#frames.pop()
      this.#tell(this.#events.end(this.#frames.length))
      this.#isComplete = this.#frames.length === 0
      isEnding = this.#frames.at(-1)?.end === this.#position
    }
    // An indefinite element that reaches the end of a definite one around it has no end-of-contents octets.
    const frame = this.#frames.at(-1)
    if (frame !== undefined && this.#left === 0 && this.#position >= frame.limit) this.#fail('asn1/truncated')
  }

  #tell(code: string | undefined): void {
    if (code !== undefined) this.#fail(code)
  }

  /** Keeps the first failure. @returns one, so that reading ends. */
  #fail(code: string): number {
    this.#failure ??= { ok: false, code, offset: this.#position }
    return 1
  }
}
