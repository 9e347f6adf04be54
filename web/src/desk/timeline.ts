import { readReceipt } from '@entrepot/trade/act'
import type { FileEvidence } from '@entrepot/trade/evidence'
import type { Dossier, FileState, Flow, FoldableAct } from '@entrepot/trade/file'

/** Something in the timeline of a trade. */
export type Moment = {
  readonly file: FileState
  readonly flow: Flow
  readonly seq: number
  /** Business time at which it reached the port, an instant with offset. */
  readonly reached: string
} & ({ readonly is: 'act'; readonly act: FoldableAct } | { readonly is: 'stub'; readonly identity: string })

/** The day of its place at which something reached the port, with all that did. */
export interface Day {
  readonly date: string
  readonly moments: readonly Moment[]
}

/** The flows in the order in which they are always shown. */
export const FLOWS: readonly Flow[] = ['information', 'business', 'capital', 'goods']

/** Everything that happened in a dossier, in the order in which it reached the port. */
export function momentsOf(dossier: Dossier, evidenceOf: (file: string) => FileEvidence | undefined): readonly Moment[] {
  const moments = [...dossier.files.values()].flatMap((file) => [
    ...file.acts.map(
      (act): Moment => ({ ...placeOf(file), is: 'act', act, seq: act.receipt.seq, reached: act.receipt.reached }),
    ),
    ...stubsOf(file, evidenceOf(file.id)),
  ])
  return moments.toSorted(
    (a, b) => Date.parse(a.reached) - Date.parse(b.reached) || (a.file.id === b.file.id ? a.seq - b.seq : 0),
  )
}

/** Gathers moments by the day that its place wrote. */
export function daysOf(moments: readonly Moment[]): readonly Day[] {
  const days: { date: string; moments: Moment[] }[] = []
  for (const moment of moments) {
    const date = moment.reached.slice(0, 10)
    const today = days.at(-1)
    if (today?.date === date) today.moments.push(moment)
    else days.push({ date, moments: [moment] })
  }
  return days
}

const placeOf = (file: FileState) => ({ file, flow: file.kind.flow })

/** An act that is not visible leaves its place, and the time of its receipt. */
function stubsOf(file: FileState, evidence: FileEvidence | undefined): Moment[] {
  const receipts = new Map(evidence?.entries.map(({ seq, receipt }) => [seq, receipt]))
  return [...file.stubs].map(([seq, identity]): Moment => {
    const read = readReceipt(receipts.get(seq) ?? '')
    return { ...placeOf(file), is: 'stub', identity, seq, reached: read.ok ? read.claims.reached : '' }
  })
}
