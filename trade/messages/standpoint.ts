import { compareInstants, instant } from '@entrepot/calendar'
import { type Dossier, emptyFile, type FileState, type FoldableAct, foldAct } from '@entrepot/trade/file'

/** Where a message arises: the trade as it stood right after an act, and the act's file within it. */
export interface Standpoint {
  readonly dossier: Dossier
  readonly home: FileState
  readonly act: FoldableAct
}

/**
 * The trade as it stood right after an act: its own file up to the act, the others up to the time at which it reached the port.
 *
 * So a message says the same for ever, whatever is stated later.
 */
export function standpointAfter(dossier: Dossier, file: FileState, act: FoldableAct): Standpoint {
  const home = refolded(file, ({ receipt }) => receipt.seq <= act.receipt.seq)
  const others = [...dossier.files.values()].filter(({ id }) => id !== file.id)
  const files = [home, ...others.map((other) => refolded(other, (each) => !isLater(each, act)))]
  return { dossier: { root: home, files: new Map(files.map((each) => [each.id, each])) }, home, act }
}

function refolded({ id, kind, acts }: FileState, stood: (act: FoldableAct) => boolean): FileState {
  const file = emptyFile(id, kind)
  for (const act of acts) if (stood(act)) foldAct(file, act)
  return file
}

/** Whether an act reached the port later than another. */
const isLater = (act: FoldableAct, than: FoldableAct): boolean =>
  compareInstants(instant(act.receipt.reached), instant(than.receipt.reached)) > 0

/** An act with its file. */
export interface PlacedAct {
  readonly file: FileState
  readonly act: FoldableAct
}

/** Every act of a trade in the order in which they reached the port. */
export function actsInOrder({ files }: Dossier): PlacedAct[] {
  const all = [...files.values()].flatMap((file) => file.acts.map((act) => ({ file, act })))
  return all.toSorted(
    (a, b) =>
      compareInstants(instant(a.act.receipt.reached), instant(b.act.receipt.reached)) ||
      a.act.receipt.receivedMs - b.act.receipt.receivedMs ||
      (a.file.id === b.file.id ? a.act.receipt.seq - b.act.receipt.seq : a.file.id < b.file.id ? -1 : 1),
  )
}
