import { base64url } from '@entrepot/crypto'
import type { ActIdentity } from '@entrepot/trade/file'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Bits of the act's hash that a code carries: 20 characters in groups of five. */
const CODE_BITS = 100

/** Base32 (RFC 4648 section 6) of the first 100 bits of the issuing act's identity, `ABCDE-FGHIJ-KLMNO-PQRST`. */
export function verificationCode(identity: ActIdentity): string {
  const bytes = base64url.decode(identity) ?? new Uint8Array()
  let bits = ''
  for (const byte of bytes.slice(0, Math.ceil(CODE_BITS / 8))) bits += byte.toString(2).padStart(8, '0')
  const symbols = bits.slice(0, CODE_BITS).match(/.{5}/g) ?? []
  const text = symbols.map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
  return text.replaceAll(/.{5}(?=.)/g, '$&-')
}
