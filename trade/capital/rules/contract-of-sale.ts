import type { FoldableAct, FileView } from '@entrepot/trade/file'
import { viewFile } from '@entrepot/trade/file'
import type { JudgeContext } from '@entrepot/trade/act'

/**
 * The sale behind an act, as its signer sees it in its own dossier: the one that the act cites from, else the only one.
 *
 * A credit or a cover stays independent of it (UCP 600 art. 4): what is read here is compared and advised on, never refused.
 *
 * @returns `undefined` where the judge has no dossier, or no sale can be told.
 */
export function saleBehind(act: FoldableAct, { dossier }: JudgeContext): FileView | undefined {
  const sales = [...(dossier?.files.values() ?? [])].filter((file) => file.kind.name === 'sale')
  const cited = new Set(act.statements.flatMap(({ origin }) => (origin ? [origin.file] : [])))
  const sale = sales.find((file) => cited.has(file.id)) ?? (sales.length === 1 ? sales[0] : undefined)
  return sale && viewFile(sale, { organisation: act.signer.organisation })
}
