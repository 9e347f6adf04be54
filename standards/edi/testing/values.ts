import type { ElementDefinition } from '../structure.ts'
import type { Random } from './random.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const DIGITS = '0123456789'

/** Characters that a generated text holds; a release is made for those that are separators. */
const TEXT = `${LETTERS}${DIGITS} -./(),`

/** Lengths that a text rarely exceeds in real messages. */
const USUAL_LENGTH = 18

const of = (random: Random, characters: string, length: number): string =>
  Array.from({ length }, () => characters[random.between(0, characters.length - 1)]).join('')

/** A value that an element definition allows, now and then at the edge of its length. */
export function valueFor(random: Random, element: ElementDefinition): string {
  if (element.codes !== undefined && element.codes.values.size > 0) {
    const fitting = [...element.codes.values.keys()].filter(
      (code) => code.length >= element.min && code.length <= element.max,
    )
    if (fitting.length > 0) return random.pick(fitting)
  }
  const longest = Math.min(element.max, random.chance(0.05) ? element.max : USUAL_LENGTH)
  const length = random.between(Math.min(element.min, longest), longest)
  return formatted(random, element.representation, length)
}

function formatted(random: Random, representation: ElementDefinition['representation'], length: number): string {
  if (representation === 'a') return of(random, LETTERS, length)
  if (representation === 'n' || representation === 'R') return numeric(random, length)
  if (representation === 'DT') return length < 8 ? '261129' : '20261129'
  if (representation === 'TM') return length < 6 ? '1530' : '153045'
  if (representation === 'ID') return of(random, LETTERS, length)
  if (/^N\d$/.test(representation)) return of(random, DIGITS, length)
  return text(random, length)
}

function numeric(random: Random, length: number): string {
  const figures = of(random, DIGITS, length)
  const sign = random.chance(0.05) ? '-' : ''
  if (length < 2 || random.chance(0.6)) return sign + figures
  const whole = random.between(1, length - 1)
  return `${sign}${figures.slice(0, whole)}.${figures.slice(whole)}`
}

/** Neither begins nor ends with a space. */
function text(random: Random, length: number): string {
  if (length < 3) return of(random, LETTERS + DIGITS, length)
  return of(random, LETTERS, 1) + of(random, TEXT, length - 2) + of(random, DIGITS, 1)
}
