import { MULTIPLIER } from '../read/simd/fit-program.ts'
import type { CodeList } from '../structure.ts'

/** Bytes of a code that is looked up as two numbers; longer ones are looked up as text. */
const PACKED_BYTES = 8

/** The codes of a list, found by their bytes. Open addressing, at most half full. */
export class CodeTable {
  /** The first four bytes of each code. */
  readonly #low: Int32Array
  /** The others, if a code has more. */
  readonly #high: Int32Array | undefined
  readonly #shift: number
  readonly #texts: CodeList['values']
  /** Characters of the longest code. */
  readonly #longest: number

  constructor({ values }: CodeList) {
    const packed = [...values.keys()].filter(isPacked)
    const bits = Math.ceil(Math.log2(Math.max(2, packed.length))) + 1
    this.#shift = 32 - bits
    this.#low = new Int32Array(1 << bits)
    this.#high = packed.some((code) => code.length > 4) ? new Int32Array(1 << bits) : undefined
    this.#texts = values
    this.#longest = Math.max(0, ...Array.from(values.keys(), (code) => code.length))
    for (const code of packed) this.#add(code)
  }

  /** Codes by their first four bytes, hashed by `MULTIPLIER`. */
  get hashed(): Int32Array {
    return this.#low
  }

  #add(code: string): void {
    const low = pack(code, 0)
    const mask = this.#low.length - 1
    let at = Math.imul(low, MULTIPLIER) >>> this.#shift
    while (this.#low[at] !== 0) at = (at + 1) & mask
    this.#low[at] = low
    if (this.#high !== undefined) this.#high[at] = pack(code, 4)
  }

  /** Whether `bytes[from..to)`, as it stands there, is a code of the list. */
  has(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from > 3) return this.#hasLong(bytes, from, to)
    const three = (bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8) | ((bytes[from + 2] ?? 0) << 16)
    const low = three & (MASKS[to - from] ?? 0)
    const keys = this.#low
    const mask = keys.length - 1
    let at = Math.imul(low, MULTIPLIER) >>> this.#shift
    let key = keys[at] ?? 0
    while (key !== low && key !== 0) {
      at = (at + 1) & mask
      key = keys[at] ?? 0
    }
    return key === low && key !== 0
  }

  #hasLong(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from > this.#longest) return false
    if (to - from > PACKED_BYTES) return this.#texts.has(String.fromCharCode(...bytes.subarray(from, to)))
    let low = 0
    let high = 0
    for (let at = from + 3; at >= from; at--) low = (low << 8) | (bytes[at] ?? 0)
    for (let at = to - 1; at >= from + 4; at--) high = (high << 8) | (bytes[at] ?? 0)
    if (this.#high === undefined && high !== 0) return false
    const mask = this.#low.length - 1
    let at = Math.imul(low, MULTIPLIER) >>> this.#shift
    while (this.#low[at] !== 0) {
      if (this.#low[at] === low && (this.#high?.[at] ?? 0) === high) return true
      at = (at + 1) & mask
    }
    return false
  }

  /** The same of a text. */
  hasText(code: string): boolean {
    return this.#texts.has(code)
  }
}

const isPacked = (code: string): boolean => code.length > 0 && code.length <= PACKED_BYTES && /^[!-~ ]+$/.test(code)

/** Up to four characters of a code, the first in the lowest byte. */
function pack(code: string, from: number): number {
  let packed = 0
  for (let i = Math.min(code.length, from + 4) - 1; i >= from; i--) packed = (packed << 8) | code.charCodeAt(i)
  return packed
}

/** What of three bytes belongs to a code of 0, 1, 2, 3. */
const MASKS = Int32Array.of(0, 0xff, 0xffff, 0xffffff)
