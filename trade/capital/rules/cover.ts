import { coverGaps, cargoClausesOf } from '@entrepot/cover'
import { incotermOf, isMalformed } from '@entrepot/incoterms'
import { compareDecimals, decimal } from '@entrepot/money'
import { advise, type Rule, type Verdict } from '@entrepot/trade/act'
import { decimalAt, type FileView } from '@entrepot/trade/file'
import { textsAt } from './reading.ts'

/** Least cover under the rules where the seller insures, in per cent of the contract price. */
const LEAST_PERCENT = decimal('110')

/**
 * Advises when cover falls short of what the sale asks of the seller: 110 % of the price, in the contract's currency, by
 * clauses not below ICC(C) under CIF and ICC(A) under CIP. Where no rule is stated, the lesser measure of CIF is taken.
 */
export const asksForEnough: Rule = {
  name: 'cover/below-minimum',
  cites: 'Incoterms 2020 CIF A5, CIP A5',
  judge({ file, act }) {
    const rule = file.text('/incoterm') ?? 'CIF'
    const article = `Incoterms 2020 ${rule} A5`
    const verdicts: Verdict[] = [...clauses(file, rule, article)]
    const percent = decimalAt(file, '/percent')
    if (percent && compareDecimals(percent, LEAST_PERCENT) < 0)
      verdicts.push(advise('cover/amount-below-minimum', article, { at: '/percent', suggestion: '110' }))
    const currency = act.statements.find(({ path }) => path === '/currency')
    // What is cited from the sale is the contract's currency; what was keyed may be another.
    if (currency && currency.how !== 'cited')
      verdicts.push(advise('cover/currency-not-cited', article, { at: '/currency', found: currency.value }))
    return verdicts
  },
}

function clauses(file: FileView, code: string, article: string): readonly Verdict[] {
  const given = textsAt(file, '/clauses')
  const rule = incotermOf(code)
  const minimum = isMalformed(rule) ? undefined : rule.cover?.clauses
  if (minimum === undefined) return []
  const at = '/clauses'
  return coverGaps([minimum], given).map(({ required }) => {
    const other = given.some((name) => cargoClausesOf(name) !== undefined)
    return advise(other ? 'cover/clauses-below-minimum' : 'cover/no-cargo-clauses', article, {
      at,
      suggestion: required,
    })
  })
}
