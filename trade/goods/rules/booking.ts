import { isMalformed as isNoShipNumber, parseShipNumber, shipCheckDigit } from '@entrepot/freight'
import { advise as adviseOnTerm, duties, isMalformed as isNoTerm, type Party } from '@entrepot/incoterms'
import { advise, refuse, type Rule } from '@entrepot/trade/act'
import type { Capacity, FileView } from '@entrepot/trade/file'
import { principalOf } from './principal.ts'

/** Where the two parties of a sale stand in the carriage of its goods. */
const CAPACITY_OF: Readonly<Record<Party, Capacity>> = { seller: 'shipper', buyer: 'consignee' }

/** The code of the trade term that a booking names: `CIF` of `CIF Rotterdam`. */
const termOf = (file: FileView): string | undefined => file.text('/booking/terms')?.trim().split(/\s/)[0]

/**
 * Looks whether the carriage is booked by the party that the trade term makes contract for it.
 *
 * Duties between buyer and seller are no permissions: another may book for them, and is only told so
 * (`booking/other-party-books`; `booking/term-unknown` where the term is none of the eleven).
 */
export const booksAsTheTermSays: Rule = {
  name: 'booking/other-party-books',
  cites: 'Incoterms 2020 A4/B4',
  judge({ file, act }) {
    const term = termOf(file)
    if (term === undefined) return undefined
    const said = duties(term)
    if (isNoTerm(said)) return advise('booking/term-unknown', 'Incoterms 2020', { at: '/booking/terms', found: term })
    const capacity = CAPACITY_OF[said.books]
    const expected = file.file.parties.get(capacity)?.organisation
    const booker = principalOf(act)
    if (expected === undefined || expected === booker) return undefined
    return advise('booking/other-party-books', `Incoterms 2020 ${term} A4/B4`, {
      ...{ at: '/booking/terms', found: booker, suggestion: capacity },
    })
  },
}

/** Suggests the term that suits a container, where one is booked under a term for goods handed over on board or alongside. */
export const suitsContainers: Rule = {
  name: 'incoterms/container-under-sea-rule',
  cites: 'Incoterms 2020 A2',
  judge({ file }) {
    const term = termOf(file)
    const container = file.text('/booking/container')
    if (term === undefined || container === undefined) return undefined
    const advice = adviseOnTerm({ rule: term, containerised: true })
    const found = isNoTerm(advice) ? undefined : advice[0]
    if (!found) return undefined
    const { code, rule, suggestion } = found
    return advise(code, rule, { at: '/booking/terms', found: term, ...(suggestion ? { suggestion } : {}) })
  },
}

/** Refuses a ship's number whose last digit does not follow from the first six. */
export const namesAShip: Rule = {
  name: 'vessel/imo-check-digit',
  cites: 'IMO A.1117(30)',
  judge({ file }) {
    const number = file.text('/vessel/imo')
    if (number === undefined || !isNoShipNumber(parseShipNumber(number))) return undefined
    return refuse('vessel/imo-check-digit', 'IMO A.1117(30)', {
      ...{ at: '/vessel/imo', found: number, expected: `${number.slice(0, 6)}${shipCheckDigit(number.slice(0, 6))}` },
    })
  },
}
