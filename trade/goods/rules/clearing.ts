import { duties, isMalformed } from '@entrepot/incoterms'
import { advise, fileBehind, type Rule } from '@entrepot/trade/act'
import { principalOf } from './principal.ts'

/**
 * Looks whether goods are cleared by the party of the sale that the trade term makes clear them. Duties between buyer and seller
 * are no permissions: another may clear, and is only told so.
 */
const clearsAsTheTermSays = (duty: 'clearsExport' | 'clearsImport'): Rule => ({
  name: 'declaration/other-party-clears',
  cites: 'Incoterms 2020 A7/B7',
  judge({ act, context }) {
    const sale = fileBehind('sale', act, context)
    const term = sale?.text('/incoterm/rule')
    const said = term === undefined ? undefined : duties(term)
    if (!sale || !said || isMalformed(said)) return undefined
    const side = said[duty]
    const expected = sale.file.parties.get(side)?.organisation
    const found = principalOf(act)
    if (expected === undefined || expected === found) return undefined
    return advise('declaration/other-party-clears', `Incoterms 2020 ${term} A7/B7`, { found, suggestion: side })
  },
})

/** Export: the seller, but under EXW the buyer. */
export const clearsExportAsTheTermSays = clearsAsTheTermSays('clearsExport')
/** Import: the buyer, but under DDP the seller. */
export const clearsImportAsTheTermSays = clearsAsTheTermSays('clearsImport')
