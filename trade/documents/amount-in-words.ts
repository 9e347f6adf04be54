import { currencyExponent, type Money } from '@entrepot/money'

const SMALL = [
  ...['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
]
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const THOUSANDS = ['', ' thousand', ' million', ' billion', ' trillion', ' quadrillion']

/**
 * An amount in English words as a bill of exchange states it, the minor units as a fraction: `USD fifty thousand one
 * hundred and 00/100`.
 *
 * @returns `undefined` for a negative amount or a currency that is not known.
 */
export function amountInWords({ amount, currency }: Money): string | undefined {
  const exponent = currencyExponent(currency)
  if (exponent === undefined || amount < 0n) return undefined
  const unit = 10n ** BigInt(exponent)
  const whole = wholeInWords(amount / unit)
  if (whole === undefined) return undefined
  const rest = exponent === 0 ? '' : ` and ${String(amount % unit).padStart(exponent, '0')}/${unit}`
  return `${currency} ${whole}${rest}`
}

function wholeInWords(number: bigint): string | undefined {
  if (number === 0n) return 'zero'
  const groups: string[] = []
  for (let left = number, power = 0; left > 0n; left /= 1000n, power += 1) {
    const name = THOUSANDS[power]
    if (name === undefined) return undefined
    const group = Number(left % 1000n)
    if (group > 0) groups.unshift(`${belowThousand(group)}${name}`)
  }
  return groups.join(' ')
}

function belowThousand(number: number): string {
  const hundreds = Math.floor(number / 100)
  const rest = number % 100
  const words = rest < 20 ? (SMALL[rest] ?? '') : tens(rest)
  if (hundreds === 0) return words
  return `${SMALL[hundreds]} hundred${words === '' ? '' : ` ${words}`}`
}

const tens = (number: number): string => {
  const unit = SMALL[number % 10]
  return unit ? `${TENS[Math.floor(number / 10)]}-${unit}` : (TENS[Math.floor(number / 10)] ?? '')
}
