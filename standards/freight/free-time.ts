import { malformed, type Malformed } from './malformed.ts'

/** The free time of a contract of carriage: calendar days, and whether the day of the event itself counts as the first. */
export type FreeTime = {
  /** Days that the full container may stand at the terminal, from discharge to gate-out. */
  readonly demurrageDays: number
  /** Days that the container may be away, from gate-out to its empty return. */
  readonly detentionDays: number
  readonly firstDayCounts: boolean
}

/** The three dates, 'YYYY-MM-DD' and local at the terminal. */
export type ContainerTimes = { readonly discharged: string; readonly gatedOut: string; readonly emptyReturned: string }

/** Days held and days to be paid for. */
export type DaysHeld = { readonly heldDays: number; readonly chargeableDays: number }

/** Demurrage at the terminal and detention outside it, each in calendar days. */
export type FreeTimeUse = { readonly demurrage: DaysHeld; readonly detention: DaysHeld }

/** The longest time that a container is reckoned to be held. */
export const maxHeldDays = 3660

export type ContainerTimesMalformed = Malformed<
  | 'free-time/no-such-day'
  | 'free-time/gate-out-before-discharge'
  | 'free-time/return-before-gate-out'
  | 'free-time/too-long'
>

const dayMs = 86_400_000

/**
 * Counts demurrage and detention in calendar days against free time.
 *
 * Refuses days that do not exist, events out of their order, and more than `maxHeldDays`; `at` is the index of the
 * date: discharge, gate-out, return.
 */
export function useOfFreeTime(times: ContainerTimes, free: FreeTime): FreeTimeUse | ContainerTimesMalformed {
  const days: number[] = []
  for (const [index, date] of [times.discharged, times.gatedOut, times.emptyReturned].entries()) {
    const day = epochDayOf(date)
    if (day === undefined) return malformed('free-time/no-such-day', index)
    days.push(day)
  }
  const [discharged = 0, gatedOut = 0, emptyReturned = 0] = days
  if (gatedOut < discharged) return malformed('free-time/gate-out-before-discharge', 1)
  if (emptyReturned < gatedOut) return malformed('free-time/return-before-gate-out', 2)
  if (emptyReturned - discharged > maxHeldDays) return malformed('free-time/too-long', 2, maxHeldDays)
  const firstDay = free.firstDayCounts ? 1 : 0
  return {
    demurrage: beyond(gatedOut - discharged + firstDay, free.demurrageDays),
    detention: beyond(emptyReturned - gatedOut + firstDay, free.detentionDays),
  }
}

function beyond(heldDays: number, freeDays: number): DaysHeld {
  return { heldDays, chargeableDays: Math.max(0, heldDays - freeDays) }
}

function epochDayOf(date: string): number | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(date)) return undefined
  const epochMs = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(epochMs)) return undefined
  // Engines differ in whether 30 February is refused or becomes 2 March.
  return new Date(epochMs).toISOString().startsWith(date) ? epochMs / dayMs : undefined
}
