import type { DeclaredItem } from './declaration.ts'
import {
  type AdditionalDutyKind,
  covers,
  type DutyMeasure,
  type Scope,
  type Tariff,
  type TaxMeasure,
} from './measure.ts'
import { isRefusal, refuse, type TariffRefusal } from './refusal.ts'

const additionalKinds: readonly AdditionalDutyKind[] = ['anti-dumping', 'countervailing', 'safeguard']

/** The duties that an item bears: the one that applies or was claimed instead, then those levied beside it. */
export type SelectedDuties = {
  /** The measure of kind `duty`, which the part beyond a quota bears. */
  readonly normal: DutyMeasure
  readonly claimed?: DutyMeasure
  readonly additional: readonly DutyMeasure[]
}

/** Finds the duties of an item on a day; refuses when none or several apply, and claims that do not hold. */
export function selectDuties(item: DeclaredItem, tariff: Tariff, date: string): SelectedDuties | TariffRefusal {
  const covering = tariff.duties.filter((measure) => covers(measure, item, date))
  const normal = closest(
    covering.filter(({ kind }) => kind === 'duty'),
    item,
  )
  if (normal === undefined) return refuse('tariff/duty-measure-missing', { item: item.id, detail: item.commodity })
  if (isRefusal(normal)) return normal
  const additional: DutyMeasure[] = []
  for (const kind of additionalKinds) {
    const found = closest(
      covering.filter((measure) => measure.kind === kind),
      item,
    )
    if (isRefusal(found)) return found
    if (found !== undefined) additional.push(found)
  }
  if (item.claim === undefined) return { normal, additional }
  const claimed = selectClaimed(item, covering)
  return isRefusal(claimed) ? claimed : { normal, claimed, additional }
}

function selectClaimed(item: DeclaredItem, covering: readonly DutyMeasure[]): DutyMeasure | TariffRefusal {
  const where = { item: item.id, detail: item.claim?.measure ?? '' }
  const claimed = covering.find(({ id, kind }) => id === item.claim?.measure && isClaimable(kind))
  if (claimed === undefined) return refuse('tariff/claim-not-applicable', where)
  if (claimed.kind === 'preference' && !claimed.proofs.some((document) => document === item.claim?.proof?.document)) {
    return refuse('tariff/proof-missing', where)
  }
  if (claimed.kind === 'quota' && item.claim?.granted === undefined) {
    return refuse('tariff/quota-balance-missing', where)
  }
  return claimed
}

function isClaimable(kind: DutyMeasure['kind']): boolean {
  return kind === 'preference' || kind === 'quota' || kind === 'suspension'
}

/** The taxes that an item bears, in the order of the tariff, one of a kind. */
export function selectTaxes(item: DeclaredItem, tariff: Tariff, date: string): readonly TaxMeasure[] | TariffRefusal {
  const covering = tariff.taxes.filter((measure) => covers(measure, item, date))
  const selected: TaxMeasure[] = []
  for (const tax of new Set(covering.map((measure) => measure.tax))) {
    const found = closest(
      covering.filter((measure) => measure.tax === tax),
      item,
    )
    if (isRefusal(found)) return found
    if (found !== undefined) selected.push(found)
  }
  return selected
}

// The narrower scope goes before the wider: an additional code, then listed origins, then the longer code.
function closest<T extends Scope>(measures: readonly T[], item: DeclaredItem): T | TariffRefusal | undefined {
  const narrowness = (measure: Scope): number =>
    (measure.additionalCode === undefined ? 0 : 200) + (measure.origins === 'all' ? 0 : 100) + measure.commodity.length
  const most = measures.reduce((best, measure) => Math.max(best, narrowness(measure)), -1)
  const narrowest = measures.filter((measure) => narrowness(measure) === most)
  if (narrowest.length < 2) return narrowest[0]
  return refuse('tariff/measures-ambiguous', { item: item.id, detail: narrowest.map(({ id }) => id).join(' ') })
}
