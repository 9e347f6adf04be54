import type { PlacementListener } from './placer.ts'
import type { Position } from './position.ts'
import { type Candidate, StepKind, stepKind, stepNode, type Steps, UNPLACED } from './steps.ts'

/** How a stretch of segments was explained. */
export interface Explanation {
  readonly firstIndex: number
  readonly count: number
  readonly symbols: Int32Array
  readonly codes: Int32Array
  readonly taken: Int32Array
  /** Which of the step's missing nodes (from 1) a segment left out stands in for; 0 for none. */
  readonly waived: Uint8Array
}

/** Tells a listener what an explanation says, segment by segment, and moves the position on. */
export function tell(steps: Steps, listener: PlacementListener, explanation: Explanation, position: Position): void {
  for (let at = 0; at < explanation.count; at++) {
    const step = explanation.taken[at] ?? 0
    const index = explanation.firstIndex + at
    if (step === UNPLACED) listener.disorder('unexpected', index, position.node, position)
    else tellStep(steps, listener, explanation, { at, position })
    if (listener.listens()) listener.settled(index, step, position)
  }
}

function tellStep(
  steps: Steps,
  listener: PlacementListener,
  { firstIndex, symbols, codes, taken, waived }: Explanation,
  { at, position }: { readonly at: number; readonly position: Position },
): void {
  const index = firstIndex + at
  const step = taken[at] ?? 0
  const node = stepNode(step)
  const { missing, left } = candidateOf(steps, position.node, symbols[at] ?? 0, step)
  const waivedNode = (waived[at] ?? 0) - 1
  const tooMany = !position.admits(steps.table, step)
  missing.forEach((absent, i) => {
    if (i < left && i !== waivedNode) listener.disorder('missing', index, absent, position)
  })
  position.take(steps.table, step)
  missing.forEach((absent, i) => {
    if (i >= left && i !== waivedNode) listener.disorder('missing', index, absent, position)
  })
  if (tooMany)
    listener.disorder(stepKind(step) === StepKind.again ? 'group-too-many' : 'too-many', index, node, position)
  if (!steps.fulfils(step, codes[at] ?? 0)) listener.disorder('wrong-code', index, node, position)
}

/** What a step leaves out; nothing for one that is no candidate. */
function candidateOf(steps: Steps, from: number, symbol: number, step: number): Candidate {
  return steps.candidates(from, symbol).find((one) => one.step === step) ?? { step, missing: [], left: 0 }
}
