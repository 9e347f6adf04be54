import { sha256, utf8 } from '@entrepot/crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Bits of the hash that a code carries: 20 characters in groups of five. */
const CODE_BITS = 100

/**
 * Base32 (RFC 4648 section 6) of the first 100 bits of a hash over file and id of the issuing act, `ABCDE-FGHIJ-KLMNO-PQRST`.
 *
 * It cannot be made of the act's identity: the rendering prints the code, and the act signs the rendering's hash. The ids are
 * signed, too, belong to one act alone, and hold 148 random bits (both are UUIDv7), so that nobody guesses a code.
 */
export function verificationCode(file: string, actId: string): string {
  const bytes = sha256(utf8.encode(`${file}/${actId}`))
  let bits = ''
  for (const byte of bytes.slice(0, Math.ceil(CODE_BITS / 8))) bits += byte.toString(2).padStart(8, '0')
  const symbols = bits.slice(0, CODE_BITS).match(/.{5}/g) ?? []
  const text = symbols.map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
  return text.replaceAll(/.{5}(?=.)/g, '$&-')
}
