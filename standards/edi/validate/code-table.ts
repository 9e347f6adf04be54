import type { CodeList } from '../structure.ts'

/** Bytes of a code that is looked up as two numbers; longer ones are looked up as text. */
const PACKED_BYTES = 8

/** The codes of a list, found by their bytes. Open addressing, at most half full. */
export class CodeTable {
  readonly #low: Int32Array
  readonly #high: Int32Array
  readonly #shift: number
  readonly #texts: CodeList['values']

  constructor({ values }: CodeList) {
    const packed = [...values.keys()].filter(isPacked)
    const bits = Math.ceil(Math.log2(Math.max(2, packed.length))) + 1
    this.#shift = 32 - bits
    this.#low = new Int32Array(1 << bits)
    this.#high = new Int32Array(1 << bits)
    this.#texts = values
    for (const code of packed) this.#add(code)
  }

  #add(code: string): void {
    const low = pack(code, 0)
    const high = pack(code, 4)
    const mask = this.#low.length - 1
    let at = hash(low, high) >>> this.#shift
    while (this.#low[at] !== 0) at = (at + 1) & mask
    this.#low[at] = low
    this.#high[at] = high
  }

  /** Whether `bytes[from..to)`, as it stands there, is a code of the list. */
  has(bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from
    let low = bytes[from] ?? 0
    let high = 0
    if (length > 1) low = (low << 8) | (bytes[from + 1] ?? 0)
    if (length > 2) low = (low << 8) | (bytes[from + 2] ?? 0)
    if (length > 3) {
      if (length > PACKED_BYTES) return this.#texts.has(String.fromCharCode(...bytes.subarray(from, to)))
      low = (low << 8) | (bytes[from + 3] ?? 0)
      for (let at = from + 4; at < to; at++) high = (high << 8) | (bytes[at] ?? 0)
    }
    const mask = this.#low.length - 1
    let at = hash(low, high) >>> this.#shift
    let key = this.#low[at] ?? 0
    while (key !== 0) {
      if (key === low && this.#high[at] === high) return true
      at = (at + 1) & mask
      key = this.#low[at] ?? 0
    }
    return false
  }

  /** The same of a text. */
  hasText(code: string): boolean {
    return this.#texts.has(code)
  }
}

const isPacked = (code: string): boolean => code.length > 0 && code.length <= PACKED_BYTES && /^[!-~ ]+$/.test(code)

function pack(code: string, from: number): number {
  let packed = 0
  for (let i = from; i < Math.min(code.length, from + 4); i++) packed = (packed << 8) | code.charCodeAt(i)
  return packed
}

const hash = (low: number, high: number): number =>
  Math.imul(low ^ Math.imul(high, 0x85ebca6b) ^ (low >>> 15), 0x9e3779b1)
