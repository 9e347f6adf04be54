import { data } from 'currency-codes'

/** The day of ISO 4217 list one that the table was taken from; later amendments stand in `laterCurrencies`. */
export const currencyListDated = '2024-06-25'

// ISO 4217 gives these no minor unit ("N.A."): precious metals, bond market units, funds and test codes.
const withoutMinorUnit: ReadonlySet<string> = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '))

// Added by ISO 4217 amendments later than the list of the package (2024 and 2025).
const laterCurrencies = [
  { code: 'XCG', digits: 2 },
  { code: 'ZWG', digits: 2 },
  { code: 'XAD', digits: 2 },
]

const exponents: ReadonlyMap<string, number> = new Map(
  [...data, ...laterCurrencies]
    .filter(({ code }) => !withoutMinorUnit.has(code))
    .map(({ code, digits }) => [code, digits]),
)

/** The decimals of a currency's minor unit (ISO 4217), or `undefined` when the code is none that money can be kept in. */
export function currencyExponent(currency: string): number | undefined {
  return exponents.get(currency)
}

/** All currency codes that money can be kept in, sorted. */
export function currencyCodes(): readonly string[] {
  return [...exponents.keys()].sort()
}
