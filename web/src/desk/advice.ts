import { type Advice, judge, type JudgeContext } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { type ActIdentity, type Dossier, emptyFile, type FileState, foldAct } from '@entrepot/trade/file'

/**
 * Judges every act of a file again as it came, with its reader's eyes, and gathers what a careful practitioner would have said.
 * Registers are the port's: what rests on them is left out.
 */
export function adviceOf(
  file: FileState,
  dossier: Dossier,
  organisation: string,
): ReadonlyMap<ActIdentity, readonly Advice[]> {
  const advice = new Map<ActIdentity, readonly Advice[]>()
  const replayed = emptyFile(file.id, file.kind)
  for (const act of file.acts) {
    const definition = catalogue.acts.get(act.type)
    if (definition) {
      const judgement = judge({
        file: replayed,
        act,
        definition,
        context: contextAt(act.receipt.reached, dossier),
        eyes: organisation,
      })
      if (judgement.is === 'advised') advice.set(act.identity, judgement.advice)
    }
    foldAct(replayed, act)
  }
  return advice
}

/** What a browser knows beside its files: the time; registers and calendars are the port's. */
export function contextAt(now: string, dossier?: Dossier): JudgeContext {
  return {
    ...{ now, calendars: {}, ruleset: 'own judgement', facts: new Map(), twoPeopleFor: [], approvers: [] },
    ...(dossier ? { dossier } : {}),
  }
}
