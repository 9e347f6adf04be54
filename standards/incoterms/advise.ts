import { incotermOf, isMalformed, isSeaRule, type IncotermMalformed } from './duties.ts'
import type { Incoterm, IncotermCode } from './rules.ts'

/** What is known of a sale that bears on its rule; what is not known is left out, and not advised on. */
export type SaleFacts = {
  readonly rule: string
  readonly edition?: number
  /** The goods are packed in containers and handed over at a terminal. */
  readonly containerised?: boolean
  /** How the goods travel between the named places. */
  readonly transport?: 'sea' | 'multimodal' | 'air' | 'road' | 'rail'
  /** The sale crosses a customs border. */
  readonly crossesBorder?: boolean
  /** The seller can clear for import and recover its tax in the buyer's country. */
  readonly sellerCanImport?: boolean
  /** Payment asks for a bill of lading with an on-board notation. */
  readonly onBoardBillAsked?: boolean
  /** The cover that was agreed. */
  readonly cover?: { readonly clauses: string; readonly percentOfPrice: number; readonly currency: string }
  readonly contractCurrency?: string
}

export type AdviceCode =
  | 'incoterms/container-under-sea-rule'
  | 'incoterms/no-sea-under-sea-rule'
  | 'incoterms/ex-works-across-border'
  | 'incoterms/seller-cannot-import'
  | 'incoterms/on-board-bill-under-free-carrier'
  | 'incoterms/cover-clauses-below-minimum'
  | 'incoterms/cover-amount-below-minimum'
  | 'incoterms/cover-currency-differs'

/** A suggestion to the parties; it refuses nothing, for they may agree otherwise. */
export type Advice = {
  readonly kind: 'advice'
  readonly code: AdviceCode
  /** The rule and article, such as 'Incoterms 2020 CIF A5'. */
  readonly rule: string
  /** The rule that suits better, where one does. */
  readonly suggestion?: IncotermCode
}

const boxedRule: ReadonlyMap<IncotermCode, IncotermCode> = new Map([
  ['FAS', 'FCA'],
  ['FOB', 'FCA'],
  ['CFR', 'CPT'],
  ['CIF', 'CIP'],
])

// From the least to the widest cover of the Institute Cargo Clauses.
const clausesByWidth = ['ICC(C)', 'ICC(B)', 'ICC(A)']

/** Advises on the choice of a rule and on what was agreed beside it, in a fixed order; refuses what `incotermOf` refuses. */
export function advise(facts: SaleFacts): readonly Advice[] | IncotermMalformed {
  const rule = incotermOf(facts.rule, facts.edition)
  if (isMalformed(rule)) return rule
  return [...adviseOnTransport(facts, rule), ...adviseOnBorders(facts, rule), ...adviseOnCover(facts, rule)]
}

function adviseOnTransport(facts: SaleFacts, rule: Incoterm): readonly Advice[] {
  const advice: Advice[] = []
  const suggestion = boxedRule.get(rule.code)
  if (isSeaRule(rule.code) && facts.containerised === true) {
    advice.push(suggest('incoterms/container-under-sea-rule', `${rule.code} A2`, suggestion))
  }
  if (isSeaRule(rule.code) && facts.transport !== undefined && facts.transport !== 'sea') {
    advice.push(suggest('incoterms/no-sea-under-sea-rule', `${rule.code} A2`, suggestion))
  }
  if (rule.code === 'FCA' && facts.onBoardBillAsked === true) {
    advice.push(suggest('incoterms/on-board-bill-under-free-carrier', 'FCA A6/B6'))
  }
  return advice
}

function adviseOnBorders(facts: SaleFacts, rule: Incoterm): readonly Advice[] {
  const advice: Advice[] = []
  if (rule.code === 'EXW' && facts.crossesBorder === true) {
    advice.push(suggest('incoterms/ex-works-across-border', 'EXW B7', 'FCA'))
  }
  if (rule.importClearance === 'seller' && facts.sellerCanImport === false) {
    advice.push(suggest('incoterms/seller-cannot-import', `${rule.code} A7`, 'DAP'))
  }
  return advice
}

function adviseOnCover(facts: SaleFacts, { code, cover: minimum }: Incoterm): readonly Advice[] {
  const { cover, contractCurrency } = facts
  if (minimum === undefined || cover === undefined) return []
  const article = `${code} A5`
  const advice: Advice[] = []
  if (clausesByWidth.indexOf(cover.clauses) < clausesByWidth.indexOf(minimum.clauses)) {
    advice.push(suggest('incoterms/cover-clauses-below-minimum', article))
  }
  if (cover.percentOfPrice < minimum.percentOfPrice) {
    advice.push(suggest('incoterms/cover-amount-below-minimum', article))
  }
  if (contractCurrency !== undefined && cover.currency !== contractCurrency) {
    advice.push(suggest('incoterms/cover-currency-differs', article))
  }
  return advice
}

function suggest(code: AdviceCode, article: string, suggestion?: IncotermCode): Advice {
  const advice = { kind: 'advice', code, rule: `Incoterms 2020 ${article}` } as const
  return suggestion === undefined ? advice : { ...advice, suggestion }
}
