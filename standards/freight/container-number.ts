import { malformed, type Malformed } from './malformed.ts'

/** A freight container's number, taken apart (ISO 6346): owner 'PRX', category 'U', serial '410237', check digit 8. */
export type ContainerNumber = {
  readonly text: string
  readonly owner: string
  readonly category: ContainerCategory
  readonly serial: string
  readonly checkDigit: number
}

/** What the fourth letter says: U freight container, J detachable equipment, Z trailer or chassis. */
export type ContainerCategory = 'U' | 'J' | 'Z'

export type ContainerNumberMalformed = Malformed<
  'container-number/syntax' | 'container-number/category' | 'container-number/check-digit'
>

const containerSyntax = /^([A-Z]{3})([A-Z])([0-9]{6})([0-9])$/

/**
 * Reads a container number written without blanks or hyphen: three letters, category, six digits, check digit.
 *
 * Refuses other shapes, a fourth letter that is no category, and a check digit that does not follow from the rest
 * (`limit` is the right one). The owner code is not looked up: the register is the Bureau International des Containers'.
 */
export function parseContainerNumber(text: string): ContainerNumber | ContainerNumberMalformed {
  const match = containerSyntax.exec(text)
  if (match === null) return malformed('container-number/syntax', 0)
  const [, owner = '', category = '', serial = '', digit = ''] = match
  if (!isCategory(category)) return malformed('container-number/category', 3)
  const checkDigit = containerCheckDigit(text.slice(0, 10))
  if (Number(digit) !== checkDigit) return malformed('container-number/check-digit', 10, checkDigit)
  return { text, owner, category, serial, checkDigit }
}

function isCategory(letter: string): letter is ContainerCategory {
  return letter === 'U' || letter === 'J' || letter === 'Z'
}

/** The check digit of the first ten characters: values times powers of two, modulo 11, where 10 is written 0. */
export function containerCheckDigit(firstTen: string): number {
  let sum = 0
  for (const [index, character] of [...firstTen].entries()) sum += valueOf(character) * 2 ** index
  return (sum % 11) % 10
}

// Letters count from 10 on and leave out 11, 22 and 33, the multiples of the modulus.
function valueOf(character: string): number {
  const code = character.charCodeAt(0)
  if (code < 65) return code - 48
  const position = code - 65
  return 10 + position + Math.floor((position + 9) / 10)
}

/** Writes the number as it is painted on the box: 'PRXU 410237 8'. */
export function displayContainerNumber({ owner, category, serial, checkDigit }: ContainerNumber): string {
  return `${owner}${category} ${serial} ${checkDigit}`
}
