import type { Decoded } from '@entrepot/asn1'
import { base64url } from '@entrepot/crypto'
import { MAXIMUM_PEM_CHARACTERS } from './limits.ts'

/** Labels of what this room reads and writes (RFC 7468 5, 6, 7, 10, 13). */
export type PemLabel = 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'X509 CRL' | 'PRIVATE KEY' | 'PUBLIC KEY'

/** Characters of base64 on a line (RFC 7468 2). */
const LINE_CHARACTERS = 64

/** Writes octets in PEM (RFC 7468), ending in a line feed. */
export function encodePem(label: PemLabel, der: Uint8Array): string {
  const unpadded = base64url.encode(der).replaceAll('-', '+').replaceAll('_', '/')
  const base64 = unpadded.padEnd(Math.ceil(unpadded.length / 4) * 4, '=')
  const lines: string[] = [`-----BEGIN ${label}-----`]
  for (let at = 0; at < base64.length; at += LINE_CHARACTERS) lines.push(base64.slice(at, at + LINE_CHARACTERS))
  lines.push(`-----END ${label}-----`, '')
  return lines.join('\n')
}

const beginning = /^-----BEGIN ([A-Z0-9 ]{1,64})-----[ \t]*\r?$/gm

/**
 * Reads every block of a PEM text (RFC 7468), all of which must have this label; text before, between and after is explanation.
 *
 * @returns the octets of each block, at least one; or a code with the offset in characters.
 */
export function decodePem(label: PemLabel, text: string): Decoded<Uint8Array[]> {
  if (text.length > MAXIMUM_PEM_CHARACTERS) return { ok: false, code: 'asn1/too-large', offset: MAXIMUM_PEM_CHARACTERS }
  const blocks: Uint8Array[] = []
  let end = 0
  for (const match of text.matchAll(beginning)) {
    if (match.index < end) return { ok: false, code: 'x509/pem', offset: match.index }
    if (match[1] !== label) return { ok: false, code: 'x509/pem-label', offset: match.index }
    const start = match.index + match[0].length
    const closing = `\n-----END ${label}-----`
    const closingAt = text.indexOf(closing, start)
    const octets = closingAt < 0 ? undefined : decodeBase64(text.slice(start, closingAt))
    if (octets === undefined) return { ok: false, code: 'x509/pem', offset: match.index }
    blocks.push(octets)
    end = closingAt + closing.length
  }
  return blocks.length > 0 ? { ok: true, value: blocks } : { ok: false, code: 'x509/pem', offset: 0 }
}

function decodeBase64(text: string): Uint8Array | undefined {
  const base64 = text.replace(/[ \t\r\n]/g, '')
  if (base64.length === 0 || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined
  return base64url.decode(base64.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'))
}
