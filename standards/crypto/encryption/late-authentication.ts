/** The field of GHASH (SP 800-38D 6.3): the first bit of a block is the coefficient of x^0. */
const REDUCTION = 0xe1n << 120n

function integerOf(block: Uint8Array): bigint {
  let value = 0n
  for (const octet of block) value = (value << 8n) | BigInt(octet)
  return value
}

function multiply(x: bigint, y: bigint): bigint {
  let product = 0n
  let shifted = y
  for (let bit = 127n; bit >= 0n; bit--) {
    if ((x >> bit) & 1n) product ^= shifted
    shifted = (shifted & 1n) === 1n ? (shifted >> 1n) ^ REDUCTION : shifted >> 1n
  }
  return product
}

const ONE = 1n << 127n

function powerOf(base: bigint, exponent: number): bigint {
  let result = ONE
  let square = base
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(result, square)
    square = multiply(square, square)
  }
  return result
}

const BLOCK_BYTES = 16

/**
 * The tag of AES-GCM with additional octets, from the tag of the same text without them.
 *
 * GHASH is a polynomial in H: additional octets that come before a text of m blocks add their own polynomial times
 * H^(m+1), and their length times H. So a text can be authenticated when they come after it, as in RFC 5083.
 *
 * @param hashKey H, the encryption of the zero block.
 */
export function withAdditional(
  tag: Uint8Array,
  given: { readonly hashKey: Uint8Array; readonly additional: Uint8Array; readonly textBytes: number },
): Uint8Array {
  const { additional, textBytes } = given
  if (additional.length === 0) return tag
  const h = integerOf(given.hashKey)
  let state = 0n
  for (let at = 0; at < additional.length; at += BLOCK_BYTES) {
    const block = new Uint8Array(BLOCK_BYTES)
    block.set(additional.subarray(at, at + BLOCK_BYTES))
    state = multiply(state ^ integerOf(block), h)
  }
  const textBlocks = Math.ceil(textBytes / BLOCK_BYTES)
  const lengthBlock = BigInt(additional.length * 8) << 64n
  const difference = multiply(state, powerOf(h, textBlocks + 1)) ^ multiply(lengthBlock, h)
  const changed = integerOf(tag) ^ difference
  return Uint8Array.from({ length: BLOCK_BYTES }, (_, index) => Number((changed >> BigInt(120 - 8 * index)) & 0xffn))
}
