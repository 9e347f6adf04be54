import type { JudgeContext } from '@entrepot/trade/act'

/** What a party's own judge knows beside its desk: the time. Registers and calendars are the port's; what rests on them it leaves open. */
export const ownContext = (now: string): Omit<JudgeContext, 'dossier'> => ({
  ...{ now, calendars: {}, ruleset: 'own judgement', facts: new Map() },
  ...{ twoPeopleFor: [], approvers: [] },
})
