import { isMalformed, useOfFreeTime } from '@entrepot/freight'
import { advise, refuse, type Rule, type Verdict } from '@entrepot/trade/act'
import type { FileView } from '@entrepot/trade/file'
import { containersOf } from './containers.ts'

/**
 * Lets on board what customs let go.
 *
 * No entry summary for a ship that calls at the European Union next: refused, for the carrier may not load
 * (`load/no-entry-summary`). No export release shown: advised (`load/export-release-not-shown`), for the carrier often learns of it last.
 */
export const loadsWhatIsReleased: Rule = {
  name: 'load/no-entry-summary',
  cites: 'Regulation (EU) 952/2013 art. 127; Delegated Regulation (EU) 2015/2446 art. 105(a)',
  judge({ file }) {
    const port = file.text('/vessel/firstEuPort')
    if (port !== undefined && file.read('/entrySummary').is === 'absent')
      return refuse('load/no-entry-summary', this.cites, { at: '/entrySummary', found: port })
    if (file.read('/exportRelease').is === 'absent')
      return advise('load/export-release-not-shown', 'release for export before loading', { at: '/exportRelease' })
    return undefined
  },
}

/** Refuses the gate to what customs and carrier have not both released. */
export const releasedTwice: Rule = {
  name: 'gate-out/not-released',
  cites: 'Regulation (EU) 952/2013 art. 194; delivery order of the carrier',
  judge({ file }) {
    const missing = (['/importRelease', '/delivery/order'] as const).find((path) => file.read(path).is === 'absent')
    return missing && refuse('gate-out/not-released', this.cites, { at: missing })
  },
}

/** Free time runs from the day after discharge, and after gate-out, as long as no file says otherwise. */
const FIRST_DAY_COUNTS = false

/** Counts the days beyond free time when the empty comes back, and says so (`container/beyond-free-time`). */
export const returnsWithinFreeTime: Rule = {
  name: 'container/beyond-free-time',
  cites: 'free time of the contract of carriage',
  judge({ file, act }) {
    const verdicts: Verdict[] = []
    for (const container of containersOf(act)) {
      const use = freeTimeOf(file, container)
      // Days out of order are spoken of by the rule of a container's way.
      if (!use || isMalformed(use)) continue
      const [demurrage, detention] = [use.demurrage.chargeableDays, use.detention.chargeableDays]
      if (demurrage === 0 && detention === 0) continue
      const found = { demurrageDays: String(demurrage), detentionDays: String(detention) }
      verdicts.push(
        advise('container/beyond-free-time', this.cites, { at: `/containers/${container}/returned`, found }),
      )
    }
    return verdicts
  },
}

function freeTimeOf(file: FileView, container: string) {
  const discharged = file.text(`/containers/${container}/discharged`)?.slice(0, 10)
  const gatedOut = file.text(`/containers/${container}/gatedOut`)
  const emptyReturned = file.text(`/containers/${container}/returned`)
  const demurrageDays = Number(file.text('/freeDays/demurrage') ?? Number.NaN)
  const detentionDays = Number(file.text('/freeDays/detention') ?? Number.NaN)
  if (discharged === undefined || gatedOut === undefined || emptyReturned === undefined) return undefined
  if (Number.isNaN(demurrageDays) || Number.isNaN(detentionDays)) return undefined
  return useOfFreeTime(
    { discharged, gatedOut, emptyReturned },
    { demurrageDays, detentionDays, firstDayCounts: FIRST_DAY_COUNTS },
  )
}
