import type { Refusal, RefusalCode, Undecidable } from './refusal.ts'

/** What is sold, as art. 2 and 3 distinguish it. */
export type SaleKind =
  | 'goods'
  | 'auction'
  | 'execution-of-law'
  | 'securities-or-money'
  | 'ship-or-aircraft'
  | 'electricity'
  /** The buyer supplies a substantial part of the materials (art. 3(1)). */
  | 'made-from-buyers-materials'
  /** The seller's obligations are for the greater part labour or services (art. 3(2)). */
  | 'mostly-labour-or-services'

export interface SaleFacts {
  /** ISO 3166-1 alpha-2 code of the place of business most closely connected with the contract (art. 10). */
  readonly sellerState: string
  readonly buyerState: string
  /** The Contracting States at the time of the offer or the contract (art. 100). */
  readonly contractingStates: ReadonlySet<string>
  /** States that declared themselves not bound by art. 1(1)(b) (art. 95). */
  readonly article95States?: ReadonlySet<string>
  /** The State whose law the rules of private international law lead to, where that is known. */
  readonly conflictRulesLeadTo?: string
  /** The different States appear from the contract or the dealings (art. 1(2)). */
  readonly foreignPlaceApparent: boolean
  /** Bought for personal, family or household use, and the seller knew or ought to have known (art. 2(a)). */
  readonly consumer: boolean
  readonly kind: SaleKind
  /** The parties excluded the Convention (art. 6). */
  readonly excluded: boolean
}

const OUTSIDE: Readonly<Record<Exclude<SaleKind, 'goods'>, { readonly code: RefusalCode; readonly rule: string }>> = {
  auction: { code: 'cisg/kind-excluded', rule: 'CISG art. 2(b)' },
  'execution-of-law': { code: 'cisg/kind-excluded', rule: 'CISG art. 2(c)' },
  'securities-or-money': { code: 'cisg/kind-excluded', rule: 'CISG art. 2(d)' },
  'ship-or-aircraft': { code: 'cisg/kind-excluded', rule: 'CISG art. 2(e)' },
  electricity: { code: 'cisg/kind-excluded', rule: 'CISG art. 2(f)' },
  'made-from-buyers-materials': { code: 'cisg/materials-supplied-by-buyer', rule: 'CISG art. 3(1)' },
  'mostly-labour-or-services': { code: 'cisg/labour-preponderant', rule: 'CISG art. 3(2)' },
}

/**
 * Judges whether the Convention governs a sale (art. 1, 2, 3, 6). Which States are bound is the caller's data.
 *
 * @returns `{ applies: true, rule }`, else the first refusal in the order international, apparent, States, kind,
 * consumer, excluded; undecidable when only art. 1(1)(b) could lead to it and the conflict rules are not known.
 */
export function applies(sale: SaleFacts): { readonly applies: true; readonly rule: string } | Refusal | Undecidable {
  if (sale.sellerState === sale.buyerState) return { code: 'cisg/not-international', rule: 'CISG art. 1(1)' }
  if (!sale.foreignPlaceApparent) return { code: 'cisg/foreign-place-not-apparent', rule: 'CISG art. 1(2)' }
  const outside = sale.kind === 'goods' ? undefined : OUTSIDE[sale.kind]
  const otherwise = outside ?? personalExclusion(sale)
  const states = connectedStates(sale)
  // An exclusion settles the matter even where the States do not.
  if (!('applies' in states)) return 'needs' in states && otherwise !== undefined ? otherwise : states
  return otherwise ?? states
}

function personalExclusion(sale: SaleFacts): Refusal | undefined {
  if (sale.consumer) return { code: 'cisg/consumer-sale', rule: 'CISG art. 2(a)' }
  return sale.excluded ? { code: 'cisg/excluded-by-parties', rule: 'CISG art. 6' } : undefined
}

function connectedStates(sale: SaleFacts): { readonly applies: true; readonly rule: string } | Refusal | Undecidable {
  const bound = (state: string) => sale.contractingStates.has(state)
  if (bound(sale.sellerState) && bound(sale.buyerState)) return { applies: true, rule: 'CISG art. 1(1)(a)' }
  const law = sale.conflictRulesLeadTo
  if (law === undefined) {
    return { code: 'cisg/conflict-of-laws-unknown', rule: 'CISG art. 1(1)(b)', needs: ['conflictRulesLeadTo'] }
  }
  if (bound(law) && sale.article95States?.has(law) !== true) return { applies: true, rule: 'CISG art. 1(1)(b)' }
  return { code: 'cisg/not-contracting-states', rule: 'CISG art. 1(1)(b), 95' }
}
