import { base64url } from '@entrepot/crypto'
import { MAXIMUM_BASE64_CHARACTERS } from './limits.ts'

/** Base64 as xsd:base64Binary has it (XML Schema 2, 3.2.16), without white space. */
export function encodeBase64(octets: Uint8Array): string {
  const text = base64url.encode(octets).replaceAll('-', '+').replaceAll('_', '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

const WHOLE = /^[A-Za-z0-9+/]+={0,2}$/u

/** Reads base64 with white space anywhere; `undefined` for foreign characters, wrong padding and trailing bits that are not zero. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length > MAXIMUM_BASE64_CHARACTERS) return undefined
  const dense = /\s/u.test(text) ? text.replaceAll(/[ \t\n\r]+/gu, '') : text
  if (dense.length % 4 !== 0 || !WHOLE.test(dense)) return undefined
  const end = dense.indexOf('=')
  return base64url.decode((end < 0 ? dense : dense.slice(0, end)).replaceAll('+', '-').replaceAll('/', '_'))
}
