/** A family of cargo clauses; widths compare within one family alone. */
export type ClauseFamily = 'institute-cargo' | 'china-ocean-cargo'

/** Cargo clauses by name: the family, and their width in it from 1, the narrowest. */
export type CargoClauses = {
  readonly name: string
  readonly family: ClauseFamily
  readonly width: 1 | 2 | 3
  readonly chinese: string
}

/** The cargo clauses that this room knows by name: Institute Cargo Clauses 2009, and the ocean cargo clauses of China. */
export const cargoClauses: readonly CargoClauses[] = [
  { name: 'ICC(A)', family: 'institute-cargo', width: 3, chinese: '协会货物条款(A)' },
  { name: 'ICC(B)', family: 'institute-cargo', width: 2, chinese: '协会货物条款(B)' },
  { name: 'ICC(C)', family: 'institute-cargo', width: 1, chinese: '协会货物条款(C)' },
  { name: 'all risks', family: 'china-ocean-cargo', width: 3, chinese: '一切险' },
  { name: 'with particular average', family: 'china-ocean-cargo', width: 2, chinese: '水渍险' },
  { name: 'free from particular average', family: 'china-ocean-cargo', width: 1, chinese: '平安险' },
]

/** Clauses that are taken beside cargo clauses: each covers a peril that those exclude. */
export const additionalClauses = ['war', 'strikes'] as const

export type AdditionalClause = (typeof additionalClauses)[number]

/** A clause that was asked for and is not covered, and why. */
export type CoverGap = {
  readonly code: 'cover/clause-missing' | 'cover/clause-narrower' | 'cover/clause-not-comparable'
  readonly required: string
}

const byName: ReadonlyMap<string, CargoClauses> = new Map(cargoClauses.map((each) => [each.name, each]))

/** Cargo clauses by name, or `undefined` when this room does not know them. */
export function cargoClausesOf(name: string): CargoClauses | undefined {
  return byName.get(name)
}

/**
 * Compares the clauses that were asked for with those given; wider cargo clauses of one family satisfy narrower.
 *
 * @returns every gap, in the order asked for: a clause of another family is not comparable, and left to the parties
 */
export function coverGaps(required: readonly string[], given: readonly string[]): readonly CoverGap[] {
  return required.flatMap((name) => {
    const gap = given.includes(name) ? undefined : gapOf(name, given)
    return gap === undefined ? [] : [{ code: gap, required: name }]
  })
}

function gapOf(required: string, given: readonly string[]): CoverGap['code'] | undefined {
  const wanted = byName.get(required)
  if (wanted === undefined) return 'cover/clause-missing'
  const cargo = given.flatMap((name) => byName.get(name) ?? [])
  const family = cargo.filter((each) => each.family === wanted.family)
  if (family.some((each) => each.width >= wanted.width)) return undefined
  if (family.length > 0) return 'cover/clause-narrower'
  return cargo.length > 0 ? 'cover/clause-not-comparable' : 'cover/clause-missing'
}
