import type { CharacterSet } from '@entrepot/edi'

const FIRST_BYTE = 0xa1
const LAST_BYTE = 0xfe
const REPLACEMENT = 0xfffd

/**
 * Asked for pairs of 0xA1-0xFE only, as `euc-kr` of the Encoding Standard is a superset. Platforms differ in two points, which are settled
 * here: rows 73 and 94 are for users (some decode them as private characters), and the three latest additions.
 */
const decoder = new TextDecoder('euc-kr')

/** KS X 1001 in EUC-KR, with ISO 646 (KECA): ASCII, and two bytes of 0xA1-0xFE for a character. */
export function ksX1001Set(name: string): CharacterSet {
  const allowed = Uint8Array.from({ length: 256 }, (_, byte) => (isAscii(byte) || isOfTwo(byte) ? 1 : 0))
  const multibyte = Uint8Array.from({ length: 256 }, (_, byte) => (isOfTwo(byte) ? 1 : 0))
  return { name, singleByte: false, allowed, multibyte, decode, characterAt, encode }
}

const isAscii = (byte: number): boolean => byte >= 0x20 && byte < 0x7f
const isOfTwo = (byte: number): boolean => byte >= FIRST_BYTE && byte <= LAST_BYTE

function decode(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; ) {
    const length = characterAt(bytes, at, to)
    text += String.fromCharCode(length === 2 ? codePointOf(bytes[at] ?? 0, bytes[at + 1] ?? 0) : shown(bytes[at] ?? 0))
    at += Math.max(1, length)
  }
  return text
}

const shown = (byte: number): number => (byte < 0x80 ? byte : REPLACEMENT)

function characterAt(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] ?? 0
  if (!isOfTwo(lead)) return isAscii(lead) ? 1 : 0
  const trail = at + 1 < end ? (bytes[at + 1] ?? 0) : 0
  return isOfTwo(trail) && codePointOf(lead, trail) !== REPLACEMENT ? 2 : 0
}

function encode(codePoint: number): readonly number[] | undefined {
  return codePoint < 0x80 ? (isAscii(codePoint) ? [codePoint] : undefined) : tables().bytesOf.get(codePoint)
}

function codePointOf(lead: number, trail: number): number {
  return tables().codePoints[(lead - FIRST_BYTE) * (LAST_BYTE - FIRST_BYTE + 1) + trail - FIRST_BYTE] ?? 0
}

interface Tables {
  readonly codePoints: Uint16Array
  readonly bytesOf: ReadonlyMap<number, readonly number[]>
}

let made: Tables | undefined

/** Made once, when the first such interchange is met. */
function tables(): Tables {
  made ??= makeTables()
  return made
}

/** Euro and registered sign (KS X 1001:1998), and the postal mark (2002). */
const LATEST: ReadonlyMap<string, number> = new Map([
  ['a2e6', 0x20ac],
  ['a2e7', 0xae],
  ['a2e8', 0x327e],
])

const isPrivate = (codePoint: number): boolean => codePoint >= 0xe000 && codePoint <= 0xf8ff

function makeTables(): Tables {
  const width = LAST_BYTE - FIRST_BYTE + 1
  const codePoints = new Uint16Array(width * width).fill(REPLACEMENT)
  const bytesOf = new Map<number, readonly number[]>()
  for (let cell = 0; cell < codePoints.length; cell++) {
    const pair = [FIRST_BYTE + Math.floor(cell / width), FIRST_BYTE + (cell % width)]
    const decoded = decoder.decode(Uint8Array.from(pair)).charCodeAt(0)
    const codePoint = LATEST.get(pair.map((byte) => byte.toString(16)).join('')) ?? decoded
    if (codePoint === REPLACEMENT || isPrivate(codePoint)) continue
    codePoints[cell] = codePoint
    bytesOf.set(codePoint, pair)
  }
  return { codePoints, bytesOf }
}
