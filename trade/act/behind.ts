import { type FileView, type FoldableAct, viewFile } from '@entrepot/trade/file'
import type { JudgeContext } from './context.ts'

/**
 * The file of a kind that stands behind an act, as its signer sees it in its own dossier: the one that the act cites from,
 * else the only one.
 *
 * @returns `undefined` where the judge has no dossier, or no file can be told.
 */
export function fileBehind(kind: string, act: FoldableAct, { dossier }: JudgeContext): FileView | undefined {
  const files = [...(dossier?.files.values() ?? [])].filter((file) => file.kind.name === kind)
  const cited = new Set(act.statements.flatMap(({ origin }) => (origin ? [origin.file] : [])))
  const behind = files.find((file) => cited.has(file.id)) ?? (files.length === 1 ? files[0] : undefined)
  return behind && viewFile(behind, { organisation: act.signer.organisation })
}
