import { type Money, moneyFromDecimal, multiplyDecimals, sumMoney } from '@entrepot/money'
import { fileBehind, type JudgeContext } from '@entrepot/trade/act'
import { decimalAt, type FileView, type FoldableAct } from '@entrepot/trade/file'

/**
 * The sale behind an act, as its signer sees it in its own dossier: the one that the act cites from, else the only one.
 *
 * A credit or a cover stays independent of it (UCP 600 art. 4): what is read here is compared and advised on, never refused.
 *
 * @returns `undefined` where the judge has no dossier, or no sale can be told.
 */
export const saleBehind = (act: FoldableAct, context: JudgeContext): FileView | undefined =>
  fileBehind('sale', act, context)

/**
 * The price of a sale as a bank reads it off the contract: each line's quantity times its price, rounded half up.
 *
 * @returns `undefined` where a line lacks one of them.
 */
export function priceOf(sale: FileView): Money | undefined {
  const currency = sale.text('/currency')
  const amounts = sale.enumerate('/lines').map((line) => {
    const quantity = decimalAt(sale, `/lines/${line}/quantity`)
    const price = decimalAt(sale, `/lines/${line}/price`)
    return quantity && price && currency !== undefined
      ? moneyFromDecimal(multiplyDecimals(quantity, price), currency, 'half-up')
      : undefined
  })
  const priced = amounts.filter((amount) => amount !== undefined)
  return currency === undefined || priced.length === 0 || priced.length < amounts.length
    ? undefined
    : sumMoney(priced, currency)
}
