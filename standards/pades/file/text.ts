import { utf8 } from '@entrepot/crypto'
import { characters } from './lexer.ts'

/** Reads a text string (ISO 32000-1 7.9.2.2, ISO 32000-2 7.9.2.2): UTF-16 or UTF-8 by their marks, else octets as characters. */
export function textOf(octets: Uint8Array): string {
  const [first, second, third] = octets
  if (first === 0xfe && second === 0xff) return utf16(octets.subarray(2))
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return utf8.decode(octets.subarray(3)) ?? characters(octets, 0, octets.length)
  }
  return characters(octets, 0, octets.length)
}

function utf16(octets: Uint8Array): string {
  let text = ''
  for (let at = 0; at + 1 < octets.length; at += 2) {
    text += String.fromCharCode((octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0))
  }
  return text
}

/** Writes a text string: printable ASCII as it is, anything else as UTF-16BE in hexadecimal digits. */
export function writeText(text: string): string {
  if (/^[ -~]*$/.test(text)) return `(${text.replace(/[()\\]/g, '\\$&')})`
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'))
  return `<FEFF${units.join('').toUpperCase()}>`
}

/** Writes a date in UTC (7.9.4). */
export function writeDate(time: number): string {
  return `(D:${new Date(time).toISOString().replace(/[-:T]|\.\d+Z$/g, '')}Z)`
}

const DATE = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z(?:00'?(?:00'?)?)?|([+-])(\d\d)'?(?:(\d\d)'?)?)?$/

/** Reads a date (7.9.4) as milliseconds since 1970 UTC; one without a zone is taken for UTC. */
export function timeOf(octets: Uint8Array): number | undefined {
  const found = DATE.exec(characters(octets, 0, Math.min(octets.length, 32)))
  if (found === null) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((digits) => (digits === undefined ? undefined : Number(digits)))
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  const offset = (Number(found[8] ?? 0) * 60 + Number(found[9] ?? 0)) * 60_000
  return Number.isNaN(time) ? undefined : time - (found[7] === '-' ? -offset : offset)
}
