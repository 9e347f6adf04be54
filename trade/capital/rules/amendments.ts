import { advise, type Verdict } from '@entrepot/trade/act'
import {
  contentOf,
  type ElementVersion,
  type FileView,
  type FoldableAct,
  type Path,
  viewFile,
} from '@entrepot/trade/file'

/**
 * The credit as it would read under amendments that the beneficiary has not answered: each alone, and all together.
 *
 * Until it answers, the beneficiary may present under the credit or under an amendment, and doing so tells which
 * (UCP 600 art. 10(c)). One that it rejected is no longer among them.
 *
 * @param act the act that is judged, laid over all.
 */
export function underPendingAmendments({ file }: FileView, act: FoldableAct): readonly FileView[] {
  const pending = (file.actsByName.get('amend-credit') ?? []).flatMap(({ identity }) => {
    const proposal = file.proposals.get(identity)
    return proposal?.status === 'open' ? [proposal.content] : []
  })
  const readings = pending.length > 1 ? [...pending, merged(pending)] : pending
  return readings.map((content) => viewFile(file, { overlay: merged([content, contentOf(file, act)]) }))
}

type Content = ReadonlyMap<Path, ElementVersion>

const merged = (contents: readonly Content[]): Content => new Map(contents.flatMap((content) => [...content]))

/** Says that an act fits an amendment which is not answered yet: presenting so is taken as its acceptance. */
export const takenAsAcceptance = (): Verdict => advise('credit/under-pending-amendment', 'UCP 600 art. 10(c)')
