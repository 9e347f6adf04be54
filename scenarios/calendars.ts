import { type BusinessCalendar, isMalformed, readCalendar } from '@entrepot/calendar'
import type { Input } from './golden.ts'

/** Most places that one file of calendars speaks of. */
const MAX_CALENDARS = 500

/** What calendars are that no authority published. */
const DEMONSTRATION = 'demonstration'

/**
 * Reads calendars by place, as `readCalendar` has each.
 *
 * @param input a table of places; absent or empty, there are none.
 * @param source who published those that do not say it themselves: they are for demonstration, unless said.
 * @throws `calendar/...` with the place in the input, where one is none.
 */
export function calendarsIn(input: Input, source = DEMONSTRATION): Readonly<Record<string, BusinessCalendar>> {
  const { keyed = {} } = input
  if (typeof keyed !== 'object' || Array.isArray(keyed)) throw new Error('calendar/not-a-table: calendars by place')
  const places = Object.entries(keyed)
  if (places.length > MAX_CALENDARS) throw new Error(`calendar/too-many: more than ${MAX_CALENDARS} places`)
  return Object.fromEntries(
    places.map(([place, data]) => {
      const calendar = readCalendar(place, data)
      if (isMalformed(calendar)) throw new Error(`${calendar.code}: ${calendar.path}`)
      return [place, { source, ...calendar }]
    }),
  )
}
