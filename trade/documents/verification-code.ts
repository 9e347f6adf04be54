import { sha256, utf8 } from '@entrepot/crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Bits of the hash that a code carries: 20 characters in groups of five. */
const CODE_BITS = 100

/**
 * Base32 (RFC 4648 section 6) of the first 100 bits of a hash over file, id of the issuing act and the code's key,
 * `ABCDE-FGHIJ-KLMNO-PQRST`.
 *
 * It cannot be made of the act's identity: the rendering prints the code, and the act signs the rendering's hash. The ids are
 * signed, too, and belong to one act alone. The key is signed for the document's readers, so that no other party of the file
 * makes the code and asks the public page for what it may not read.
 *
 * @param codeKey absent for documents of the first version of the issuing act, whose codes are made of the ids alone.
 */
export function verificationCode(file: string, actId: string, codeKey?: string): string {
  const bytes = sha256(utf8.encode([file, actId, ...(codeKey === undefined ? [] : [codeKey])].join('/')))
  let bits = ''
  for (const byte of bytes.slice(0, Math.ceil(CODE_BITS / 8))) bits += byte.toString(2).padStart(8, '0')
  const symbols = bits.slice(0, CODE_BITS).match(/.{5}/g) ?? []
  const text = symbols.map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
  return text.replaceAll(/.{5}(?=.)/g, '$&-')
}
