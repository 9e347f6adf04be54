import {
  type ActDefinition,
  conflictsOf,
  type JudgeContext,
  type Judgement,
  judge,
  type ReadAct,
  type RegisterEffect,
  type RegisterFact,
} from '@entrepot/trade/act'
import {
  contentOf,
  createRecorder,
  emptyFile,
  type FileState,
  type FoldableAct,
  foldAct,
  isPath,
  readerOf,
  type Recorder,
  seesAct,
  seesPath,
  viewFile,
} from '@entrepot/trade/file'
import { type NotAdmitted, refusedWith, type VisibleConflict } from './answer.ts'
import type { Ledger } from './effects.ts'

/** What is weighed: an opened act over the file as it stands. */
export interface Weighing {
  readonly ledger: Ledger
  readonly file: FileState
  readonly read: ReadAct
  readonly act: FoldableAct
  readonly definition: ActDefinition
  readonly context: JudgeContext
}

/** An act that may stand. */
export interface Weighed {
  readonly is: 'weighed'
  readonly judgement: Extract<Judgement, { is: 'ok' | 'advised' }>
  readonly effects: readonly RegisterEffect[]
  readonly facts: readonly RegisterFact[]
}

/**
 * Judges an act on the present state with the whole file in sight, and lets its signer know no more than it may see: conflicts
 * of its basis first, then the first refusal, then what is undecidable.
 */
export async function weigh(weighing: Weighing): Promise<Weighed | NotAdmitted> {
  const { file, act, definition, read, ledger, context } = weighing
  if (read.claims.basis.seen > file.acts.length)
    return refusedWith({ code: 'basis/not-seen-yet', rule: 'basis of an act' })
  const trace = createRecorder()
  const judged = judge({ file, act, definition, context, trace })
  if (judged.is === 'refused' || !definition.effects) return answer(weighing, judged, { trace, effects: [], facts: [] })
  const effects = definition.effects(viewFile(withParties(file, act), { overlay: contentOf(file, act) }), act)
  const facts = await ledger.facts(effects, context.now)
  const informed = {
    ...context,
    facts: new Map([...context.facts, ...facts.map((fact) => [fact.name, fact] as const)]),
  }
  const again = judge({ file, act, definition, context: informed, trace })
  return answer(weighing, again, { trace, effects, facts })
}

function answer(
  weighing: Weighing,
  judgement: Judgement,
  found: {
    readonly trace: Recorder
    readonly effects: readonly RegisterEffect[]
    readonly facts: readonly RegisterFact[]
  },
): Weighed | NotAdmitted {
  const { trace, effects, facts } = found
  // Who may not do the act at all learns nothing of its basis.
  const outsider = judgement.is === 'refused' && judgement.refusal.code.startsWith('authority/')
  const conflicts = outsider ? [] : visibleConflicts(weighing, trace)
  if (conflicts.length > 0) return { is: 'conflict', code: 'basis/changed', rule: 'basis of an act', conflicts }
  switch (judgement.is) {
    case 'refused':
      return refusedWith(tellable(weighing, judgement))
    case 'undecidable':
      return { is: 'undecidable', needs: judgement.needs.filter((need) => mayBeTold(weighing, need)) }
    case 'ok':
    case 'advised':
      return { is: 'weighed', judgement, effects, facts }
  }
}

function visibleConflicts({ file, read, act, context }: Weighing, trace: Recorder): VisibleConflict[] {
  const reader = readerOf(file, act.signer.organisation, context.now.slice(0, 10))
  return conflictsOf(file, read.claims.basis, trace.reads)
    .filter(({ path }) => seesPath(file, reader, path))
    .map(({ path, current }) => ({ path, ...(current === undefined ? {} : { current }) }))
}

/** A refusal that rests on what its receiver may not see carries its code alone. */
function tellable(
  { file, act, context }: Weighing,
  { refusal, restsOnHidden }: Extract<Judgement, { is: 'refused' }>,
): Extract<NotAdmitted, { is: 'refused' }>['refusal'] {
  const reader = readerOf(file, act.signer.organisation, context.now.slice(0, 10))
  const named = typeof refusal.found === 'string' ? file.actsByName.get(refusal.found) : undefined
  const hidesAct = named?.every((each) => !seesAct(file, reader, each)) ?? false
  return restsOnHidden || hidesAct ? { code: refusal.code } : refusal
}

/** Needs are names of rules and facts, or paths: a path is told to those who may see it. */
function mayBeTold({ file, act, context }: Weighing, need: string): boolean {
  if (!isPath(need)) return true
  const reader = readerOf(file, act.signer.organisation, context.now.slice(0, 10))
  return seesPath(file, reader, need)
}

/** An opening act's effects see the parties that it names. */
function withParties(file: FileState, act: FoldableAct): FileState {
  if (!act.opens) return file
  const scratch = emptyFile(file.id, file.kind)
  foldAct(scratch, { ...act, statements: [], dated: [], effect: 'states' })
  return scratch
}
