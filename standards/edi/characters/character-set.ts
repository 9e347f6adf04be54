/**
 * Which characters an interchange may hold, and how bytes stand for them.
 *
 * Separators are bytes below 0x80 in every set here, and no byte of a longer character looks like one.
 */
export interface CharacterSet {
  /** `UNOC`, as the syntax names it. */
  readonly name: string
  /** Whether each byte is a character. */
  readonly singleByte: boolean
  /** 256 flags: which bytes may stand in data, by themselves or in a longer character. */
  readonly allowed: Uint8Array
  /** 256 flags: which bytes belong to longer characters. */
  readonly multibyte?: Uint8Array
  /** Text of the bytes in `from <= i < to`. What is outside of the set is kept readable: as Latin-1, or U+FFFD where it is broken. */
  decode(bytes: Uint8Array, from: number, to: number): string
  /** Length in bytes of the character at `at`; 0 where there is none that is whole and in the set. */
  characterAt(bytes: Uint8Array, at: number, end: number): number
  /** Bytes of the character with this code point; `undefined` where the set has none. */
  encode(codePoint: number): readonly number[] | undefined
}

/** Above so many bytes, ASCII text is made by `TextDecoder`; below, its call costs more than it saves. */
const LONG_TEXT_BYTES = 48
const ascii = new TextDecoder('utf-8')

/**
 * A set in which each byte is a character.
 *
 * @param codePoints by byte value; -1 where the set has no character.
 */
export function singleByteSet(name: string, codePoints: ArrayLike<number>): CharacterSet {
  const allowed = Uint8Array.from({ length: 256 }, (_, byte) => ((codePoints[byte] ?? -1) < 0 ? 0 : 1))
  const shown = Array.from({ length: 256 }, (_, byte) => {
    const codePoint = codePoints[byte] ?? -1
    return codePoint < 0 ? byte : codePoint
  })
  const bytesOf = new Map<number, readonly number[]>()
  for (let byte = 0; byte < 256; byte++) if (allowed[byte] === 1) bytesOf.set(shown[byte] ?? byte, [byte])
  return {
    name,
    singleByte: true,
    allowed,
    decode: (bytes, from, to) => decodeSingle(shown, bytes, from, to),
    characterAt: (bytes, at) => allowed[bytes[at] ?? 0] ?? 0,
    encode: (codePoint) => bytesOf.get(codePoint),
  }
}

function decodeSingle(shown: readonly number[], bytes: Uint8Array, from: number, to: number): string {
  if (to - from > LONG_TEXT_BYTES && isAscii(bytes, from, to)) return ascii.decode(bytes.subarray(from, to))
  let text = ''
  for (let at = from; at < to; at++) text += String.fromCharCode(shown[bytes[at] ?? 0] ?? 0)
  return text
}

/** Whether no byte is above 0x7F. */
export function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  let any = 0
  for (let at = from; at < to; at++) any |= bytes[at] ?? 0
  return any < 0x80
}
