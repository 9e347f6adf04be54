import { malformed, type Malformed } from './malformed.ts'

/** A place of trade by its UN/LOCODE, taken apart: 'CNTAO' is country 'CN', place 'TAO'. */
export type Locode = { readonly text: string; readonly country: string; readonly place: string }

/**
 * Reads a UN/LOCODE (UN/ECE Recommendation 16): two letters of the country, three letters or digits 2 to 9.
 *
 * The shape alone is checked: whether the place is listed is a matter of the user's own copy of the list.
 */
export function parseLocode(text: string): Locode | Malformed<'locode/syntax'> {
  if (!/^[A-Z]{2}[A-Z2-9]{3}$/.test(text)) return malformed('locode/syntax', 0)
  return { text, country: text.slice(0, 2), place: text.slice(2) }
}

/** The longest number of a seal, in characters, that the messages of carriers take (DCSA). */
export const maxSealLength = 15

/** Reads a seal's number: capital letters, digits, hyphen and slash (ISO 17712 asks for a number, and gives no form). */
export function parseSealNumber(text: string): string | Malformed<'seal/syntax' | 'seal/too-long'> {
  if (text.length > maxSealLength) return malformed('seal/too-long', maxSealLength, maxSealLength)
  return /^[A-Z0-9](?:[A-Z0-9/-]*[A-Z0-9])?$/.test(text) ? text : malformed('seal/syntax', 0)
}

/** Reads an IMO ship number of seven digits, with or without 'IMO ' before it; `limit` is the right check digit. */
export function parseShipNumber(text: string): string | Malformed<'ship-number/syntax' | 'ship-number/check-digit'> {
  const match = /^(?:IMO )?([0-9]{7})$/.exec(text)
  if (match === null) return malformed('ship-number/syntax', 0)
  const digits = match[1] ?? ''
  const checkDigit = shipCheckDigit(digits.slice(0, 6))
  return Number(digits.charAt(6)) === checkDigit
    ? digits
    : malformed('ship-number/check-digit', text.length - 1, checkDigit)
}

/** The seventh digit of an IMO ship number: the last digit of the first six times 7, 6, 5, 4, 3, 2 (IMO A.1117(30)). */
export function shipCheckDigit(firstSix: string): number {
  return [...firstSix].reduce((sum, digit, index) => sum + Number(digit) * (7 - index), 0) % 10
}
