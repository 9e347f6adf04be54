/** A tag of one to three characters as one number; 0 for what is no tag. */
export function packTag(tag: string): number {
  if (!/^[A-Z0-9]{1,3}$/.test(tag)) return 0
  let packed = 0
  for (let i = 0; i < tag.length; i++) packed = (packed << 8) | tag.charCodeAt(i)
  return packed
}

/** Numbers tags from 0, and finds a tag's number by its bytes. Open addressing, at most a quarter full. */
export class TagTable {
  readonly tags: readonly string[]
  readonly #keys: Int32Array
  readonly #values: Int32Array
  readonly #shift: number

  constructor(tags: readonly string[]) {
    this.tags = tags
    const bits = Math.ceil(Math.log2(Math.max(2, tags.length))) + 2
    this.#shift = 32 - bits
    this.#keys = new Int32Array(1 << bits)
    this.#values = new Int32Array(1 << bits)
    tags.forEach((tag, i) => {
      this.#add(packTag(tag), i)
    })
  }

  #add(key: number, value: number): void {
    const mask = this.#keys.length - 1
    let at = Math.imul(key, 0x9e3779b1) >>> this.#shift
    while (this.#keys[at] !== 0) at = (at + 1) & mask
    this.#keys[at] = key
    this.#values[at] = value
  }

  /** The number of a packed tag; -1 for a tag that is not here. */
  find(packed: number): number {
    const keys = this.#keys
    const mask = keys.length - 1
    let at = Math.imul(packed, 0x9e3779b1) >>> this.#shift
    let key = keys[at] ?? 0
    while (key !== 0) {
      if (key === packed) return this.#values[at] ?? 0
      at = (at + 1) & mask
      key = keys[at] ?? 0
    }
    return -1
  }
}

/** The tag that stands at `bytes[from..to)`, packed; 0 when it cannot be one. */
export function tagAt(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  if (length === 3) {
    return ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0)
  }
  if (length === 2) return ((bytes[from] ?? 0) << 8) | (bytes[from + 1] ?? 0)
  return length === 1 ? (bytes[from] ?? 0) : 0
}
