import { bytesOf } from '../curves.ts'
import { concatenate } from '../encodings.ts'
import type { Derivation } from './face.ts'

/** ANSI X9.63 key derivation (SEC 1 3.6.1), as RFC 5753 7.1.4 uses it. */
export function deriveX963With(
  hash: (data: Uint8Array) => Uint8Array,
  { secret, sharedInfo, length }: Derivation,
): Uint8Array {
  const blocks: Uint8Array[] = []
  let derived = 0
  for (let counter = 1; derived < length; counter++) {
    const block = hash(concatenate(secret, bytesOf(BigInt(counter), 4), sharedInfo))
    blocks.push(block)
    derived += block.length
  }
  return concatenate(...blocks).slice(0, length)
}
