import { coverGaps, cargoClausesOf } from '@entrepot/cover'
import { duties, incotermOf, isMalformed } from '@entrepot/incoterms'
import { compareDecimals, decimal } from '@entrepot/money'
import { advise, type Rule, type Verdict } from '@entrepot/trade/act'
import { decimalAt, type FileView, type FoldableAct } from '@entrepot/trade/file'
import { saleBehind } from './contract-of-sale.ts'
import { textsAt } from './reading.ts'

/** Least cover under the rules where the seller insures, in per cent of the contract price. */
const LEAST_PERCENT = decimal('110')

/**
 * Advises when cover falls short of what the sale asks of the seller: 110 % of the price, in the contract's currency, by
 * clauses not below ICC(C) under CIF and ICC(A) under CIP. Where the sale cannot be seen, the lesser measure of CIF is taken.
 */
export const asksForEnough: Rule = {
  name: 'cover/below-minimum',
  cites: 'Incoterms 2020 CIF A5, CIP A5',
  judge({ file, act, context }) {
    const sale = saleBehind(act, context)
    const rule = sale?.text('/incoterm/rule') ?? 'CIF'
    const article = `Incoterms 2020 ${rule} A5`
    const verdicts: Verdict[] = [...clauses(file, rule, article)]
    const percent = decimalAt(file, '/percent')
    if (percent && compareDecimals(percent, LEAST_PERCENT) < 0)
      verdicts.push(advise('cover/amount-below-minimum', article, { at: '/percent', suggestion: '110' }))
    return [...verdicts, ...onCurrency(file, act, sale?.text('/currency'))]
  },
}

/** What is cited from the sale is the contract's currency; what was keyed can only be compared where the sale is seen. */
function onCurrency(file: FileView, act: FoldableAct, agreed: string | undefined): readonly Verdict[] {
  const found = file.text('/currency')
  const isCited = act.statements.some(({ path, how }) => path === '/currency' && how === 'cited')
  if (found === undefined || isCited || found === agreed) return []
  const at = '/currency'
  const rule = 'Incoterms 2020 CIF A5, CIP A5'
  return agreed === undefined
    ? [advise('cover/currency-not-cited', rule, { at, found })]
    : [advise('cover/currency-differs', rule, { at, found, suggestion: agreed })]
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

/**
 * Looks whether cover is asked for by the party that the trade term makes insure, or, where it obliges nobody, by the one that
 * bears the risk of carriage. Duties are no permissions: another may insure, and is only told so.
 */
export const insuresAsTheTermSays: Rule = {
  name: 'cover/other-party-insures',
  cites: 'Incoterms 2020 A5/B5',
  judge({ file, act, context }) {
    const sale = saleBehind(act, context)
    const term = sale?.text('/incoterm/rule')
    const said = term === undefined ? undefined : duties(term)
    if (!sale || !said || isMalformed(said)) return undefined
    const side = said.insures === 'nobody-obliged' ? said.bearsRiskOfCarriage : said.insures
    const expected = sale.file.parties.get(side)?.organisation
    const found = file.file.parties.get('insured')?.organisation
    if (expected === undefined || found === undefined || expected === found) return undefined
    return advise('cover/other-party-insures', `Incoterms 2020 ${term} A5/B5`, { found, suggestion: side })
  },
}
