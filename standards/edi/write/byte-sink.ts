/** Bytes of the first block, and of the largest: blocks double from one to the other. */
const FIRST_BLOCK_BYTES = 1 << 12
const LARGEST_BLOCK_BYTES = 1 << 20
/** Bytes that are handed on at a time. */
const HANDED_BYTES = 1 << 16

/** Takes bytes as they are written; they are good until it returns, as what comes next is written over them. */
export type TakeBytes = (bytes: Uint8Array) => void

/** Bytes one behind the other, kept in blocks, so that nothing is copied before the end; or handed on in pieces, and none kept. */
export class ByteSink {
  /** The block that is written to; `room` sees to it that there is enough of it. */
  block: Uint8Array
  /** How much of the block is written. */
  at = 0
  private readonly full: Uint8Array[] = []
  private fullBytes = 0
  private readonly take: TakeBytes | undefined

  constructor(take?: TakeBytes) {
    this.take = take
    this.block = new Uint8Array(take ? HANDED_BYTES : FIRST_BLOCK_BYTES)
  }

  /** Bytes written so far. */
  get length(): number {
    return this.fullBytes + this.at
  }

  /** Makes sure that so many bytes may be written to `block` from `at` on. */
  room(bytes: number): void {
    if (this.at + bytes > this.block.length) this.nextBlock(bytes)
  }

  copy(bytes: Uint8Array): void {
    this.room(bytes.length)
    this.block.set(bytes, this.at)
    this.at += bytes.length
  }

  /** All bytes, or none where they were handed on; the sink must not be written to afterwards. */
  finish(): Uint8Array {
    if (this.take) return this.handOn(this.take)
    if (this.full.length === 0) return this.block.subarray(0, this.at)
    const all = new Uint8Array(this.length)
    let at = 0
    for (const block of [...this.full, this.block.subarray(0, this.at)]) {
      all.set(block, at)
      at += block.length
    }
    return all
  }

  private handOn(take: TakeBytes): Uint8Array {
    if (this.at > 0) take(this.block.subarray(0, this.at))
    this.fullBytes += this.at
    this.at = 0
    return this.block.subarray(0, 0)
  }

  private nextBlock(bytes: number): void {
    if (this.take) {
      this.handOn(this.take)
      if (bytes > this.block.length) this.block = new Uint8Array(bytes)
      return
    }
    this.full.push(this.block.subarray(0, this.at))
    this.fullBytes += this.at
    this.block = new Uint8Array(Math.max(bytes, Math.min(2 * this.block.length, LARGEST_BLOCK_BYTES)))
    this.at = 0
  }
}
