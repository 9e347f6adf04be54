/**
 * The instructions of WebAssembly (core specification 2.0, chapter 5) that our programs need, as bytes.
 */
export type Code = readonly number[]

/** An unsigned integer in LEB128. */
export function unsigned(value: number): Code {
  const bytes: number[] = []
  let rest = value
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
    rest >>>= 7
  } while (rest > 0)
  return bytes
}

/** Bytes with their number in front. */
export const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes]

export const Type = { i32: 0x7f, i64: 0x7e, v128: 0x7b, function: 0x60, none: 0x40 } as const

const instruction = (...bytes: number[]): Code => bytes
const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)]

/** Constants are small and not negative, but for the one that hashes: their signed encoding needs a zero bit on top. */
export const constant = (value: number): Code => [0x41, ...signed(value)]
/** Any constant of 32 bits: five bytes, the last of which holds the upper four bits and their sign. */
export const wideConstant = (value: number): Code => {
  const bits = value | 0
  return [0x41, ...[0, 7, 14, 21].map((shift) => ((bits >>> shift) & 0x7f) | 0x80), (bits >> 28) & 0x7f]
}
const signed = (value: number): Code => {
  const bytes = [...unsigned(value)]
  const last = bytes.at(-1) ?? 0
  return last < 0x40 ? bytes : [...bytes.slice(0, -1), last | 0x80, 0]
}

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number): Code => [0x21, ...unsigned(local)]
export const loop = (...body: Code[]): Code => [0x03, Type.none, ...body.flat(), 0x0b]
export const when = (...body: Code[]): Code => [0x04, Type.none, ...body.flat(), 0x0b]
export const either = (yes: Code, no: Code): Code => [0x04, Type.none, ...yes, 0x05, ...no, 0x0b]
export const again = (depth: number): Code => [0x0c, ...unsigned(depth)]
export const againIf = (depth: number): Code => [0x0d, ...unsigned(depth)]
export const leave = instruction(0x0f)

export const i32 = {
  load: (offset: number): Code => [0x28, 0, ...unsigned(offset)],
  load8: (offset: number): Code => [0x2d, 0, ...unsigned(offset)],
  store: (offset: number): Code => [0x36, 2, ...unsigned(offset)],
  isZero: instruction(0x45),
  eq: instruction(0x46),
  notEqual: instruction(0x47),
  lessOrEqual: instruction(0x4d),
  less: instruction(0x49),
  greater: instruction(0x4b),
  greaterOrEqual: instruction(0x4f),
  add: instruction(0x6a),
  subtract: instruction(0x6b),
  multiply: instruction(0x6c),
  and: instruction(0x71),
  or: instruction(0x72),
  shiftLeft: instruction(0x74),
  shiftRight: instruction(0x76),
  fromI64: instruction(0xa7),
} as const

export const i64 = {
  constant: (value: number): Code => [0x42, ...signed(value)],
  isZero: instruction(0x50),
  trailingZeros: instruction(0x7a),
  population: instruction(0x7b),
  add: instruction(0x7c),
  subtract: instruction(0x7d),
  and: instruction(0x83),
  or: instruction(0x84),
  shiftLeft: instruction(0x86),
  fromI32: instruction(0xad),
} as const

export const v128 = {
  load: (offset: number): Code => [...vector(0x00), 0, ...unsigned(offset)],
  swizzle: vector(0x0e),
  /** Sixteen times the same byte. */
  constant: (byte: number): Code => [...vector(0x0c), ...Array.from({ length: 16 }, () => byte)],
  equal: vector(0x23),
  notEqual: vector(0x24),
  and: vector(0x4e),
  or: vector(0x50),
  xor: vector(0x51),
  any: vector(0x53),
  bitmask: vector(0x64),
  shiftRight16: vector(0x8d),
} as const
