import { type Incoterm, type IncotermCode, incoterms, type CostBearer, type MinimumCover, type Party } from './rules.ts'

/** Input that names no rule: a stable code and the field that it is about. */
export type Malformed<Code extends string = string> = {
  readonly kind: 'malformed'
  readonly code: Code
  readonly at: 'rule' | 'edition' | 'namedPlace'
}

export type IncotermMalformed = Malformed<
  | 'incoterms/rule-unknown'
  | 'incoterms/edition-unknown'
  | 'incoterms/named-place-missing'
  | 'incoterms/named-place-too-long'
>

/** Tells a malformed answer from a good one. */
export function isMalformed<T>(answer: T): answer is Extract<T, Malformed> {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'malformed'
}

/** The longest named place, in characters. */
export const maxNamedPlaceLength = 256

/** A rule with its edition and place, as a contract must name it. */
export type IncotermOfSale = { readonly incoterm: Incoterm; readonly namedPlace: string }

const byCode: ReadonlyMap<string, Incoterm> = new Map(incoterms.map((rule) => [rule.code, rule]))

/** The rule of a code such as 'CIF', edition 2020; refuses codes that are none of the eleven, and other editions. */
export function incotermOf(code: string, edition: number = 2020): Incoterm | IncotermMalformed {
  const rule = byCode.get(code)
  if (rule === undefined) return { kind: 'malformed', code: 'incoterms/rule-unknown', at: 'rule' }
  if (edition !== 2020) return { kind: 'malformed', code: 'incoterms/edition-unknown', at: 'edition' }
  return rule
}

/** Reads what a contract says of delivery: rule, edition and named place; the place is mandatory. */
export function parseIncoterm(said: {
  readonly rule: string
  readonly edition: number
  readonly namedPlace: string
}): IncotermOfSale | IncotermMalformed {
  const incoterm = incotermOf(said.rule, said.edition)
  if (isMalformed(incoterm)) return incoterm
  const namedPlace = said.namedPlace.trim()
  if (namedPlace === '') return { kind: 'malformed', code: 'incoterms/named-place-missing', at: 'namedPlace' }
  if (namedPlace.length > maxNamedPlaceLength) {
    return { kind: 'malformed', code: 'incoterms/named-place-too-long', at: 'namedPlace' }
  }
  return { incoterm, namedPlace }
}

/** Who does what between the two parties of a sale: duties, not permissions. */
export type Duties = {
  /** Who contracts for carriage and so books it. */
  readonly books: Party
  /** Who owes cover to the other; under most rules nobody. */
  readonly insures: Party | 'nobody-obliged'
  readonly cover?: MinimumCover
  /** Who bears the risk of the main carriage, and so has reason to insure it whether anybody owes cover or not. */
  readonly bearsRiskOfCarriage: Party
  readonly clearsExport: Party
  readonly clearsImport: Party
  readonly loads: CostBearer
  readonly unloads: CostBearer
}

/** The duties under a rule; refuses what `incotermOf` refuses. */
export function duties(code: string, edition: number = 2020): Duties | IncotermMalformed {
  const rule = incotermOf(code, edition)
  return isMalformed(rule) ? rule : dutiesOf(rule)
}

/** The duties of a rule that is at hand. */
export function dutiesOf(rule: Incoterm): Duties {
  const arrives = rule.delivery === 'arrived-ready-for-unloading' || rule.delivery === 'arrived-and-unloaded'
  return {
    books: rule.carriage,
    insures: rule.cover === undefined ? 'nobody-obliged' : 'seller',
    ...(rule.cover === undefined ? {} : { cover: rule.cover }),
    bearsRiskOfCarriage: arrives ? 'seller' : 'buyer',
    clearsExport: rule.exportClearance,
    clearsImport: rule.importClearance,
    loads: rule.loads,
    unloads: rule.unloads,
  }
}

/** Tells whether a rule is for sea and inland waterway alone. */
export function isSeaRule(code: IncotermCode): boolean {
  return byCode.get(code)?.transport === 'sea-and-inland-waterway'
}
