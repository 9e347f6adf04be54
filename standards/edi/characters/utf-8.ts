import { type CharacterSet, isAscii } from './character-set.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** ISO/IEC 10646 in UTF-8; every character but the controls (ISO/IEC 10646 clause 9.2, RFC 3629). */
export function utf8Set(name: string): CharacterSet {
  const allowed = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 0x20 || byte === 0x7f ? 0 : 1))
  const multibyte = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? 0 : 1))
  return { name, singleByte: false, allowed, multibyte, decode, characterAt, encode }
}

function decode(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > SHORT_TEXT_BYTES || !isAscii(bytes, from, to)) return decoder.decode(bytes.subarray(from, to))
  let text = ''
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0)
  return text
}

const SHORT_TEXT_BYTES = 48

/** RFC 3629 section 4: the second byte's bounds shut out overlong forms, surrogates and what is above U+10FFFF. */
function characterAt(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return lead < 0x20 || lead === 0x7f ? 0 : 1
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  if (length === 0 || at + length > end) return 0
  const second = bytes[at + 1] ?? 0
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < lowest || second > highest) return 0
  if (lead === 0xc2 && second < 0xa0) return 0
  for (let next = at + 2; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

function encode(codePoint: number): readonly number[] | undefined {
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return undefined
  if (codePoint < 0x80) return [codePoint]
  if (codePoint < 0x800) return [0xc0 | (codePoint >> 6), 0x80 | (codePoint & 0x3f)]
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return undefined
  if (codePoint < 0x1_0000) {
    return [0xe0 | (codePoint >> 12), 0x80 | ((codePoint >> 6) & 0x3f), 0x80 | (codePoint & 0x3f)]
  }
  const low = [0x80 | ((codePoint >> 12) & 0x3f), 0x80 | ((codePoint >> 6) & 0x3f), 0x80 | (codePoint & 0x3f)]
  return codePoint > 0x10_ffff ? undefined : [0xf0 | (codePoint >> 18), ...low]
}
