import { isRefusal } from '@entrepot/tariff'
import { refuse, type Rule } from '@entrepot/trade/act'
import type { FileView, Path } from '@entrepot/trade/file'
import { assessedImport } from '../assessment.ts'

/**
 * Refuses an assessment that the duty engine refuses, under the engine's own code, or that lacks what it needs
 * (`assessment/element-missing`): nothing is assessed in part.
 */
export const assessesInFull: Rule = {
  name: 'assessment/element-missing',
  cites: 'WTO Valuation Agreement art. 1, 8, 9',
  judge({ file }) {
    const assessment = assessedImport(file)
    if (!assessment) return refuse('assessment/element-missing', this.cites, { at: missingIn(file) })
    if (!isRefusal(assessment)) return undefined
    const { code, rule, item, detail } = assessment
    return refuse(code, rule, {
      ...(item === undefined ? {} : { at: `/items/${item}` as Path }),
      ...(detail === undefined ? {} : { found: detail }),
    })
  },
}

/** The first element that an assessment needs and does not find; the currency of the assessment where each is there but unknown. */
function missingIn(file: FileView): Path {
  const wanted: Path[] = ['/accepted', '/currency', '/rate/perUnit', '/rate/month', '/vatPercent']
  for (const line of file.enumerate('/items'))
    wanted.push(`/items/${line}/price`, `/items/${line}/grossKg`, `/items/${line}/dutyPercent`)
  return wanted.find((path) => file.read(path).is !== 'present') ?? '/assessment/currency'
}
