import type { BusinessCalendar } from '@entrepot/calendar'
import { type Scenario, scenarios } from '@entrepot/scenarios'
import type { PracticeParty } from './client/index.ts'

/** A party as register and certificate name it; one that has a place stands in its country's register under its number. */
export function partyOf({ organisation, name, country, place }: Scenario['parties'][string]): PracticeParty {
  return { organisation, name, country, ...(place === undefined ? {} : { place, registration: organisation }) }
}

/** A practice party with the person who signs in for it. */
export interface SigningIn extends PracticeParty {
  /** Its name in the scenarios, `issuingBank`. */
  readonly role: string
  readonly email: string
}

/** The parties of all scenarios, each once; they may sign in at a practice port. */
export function practiceParties(): readonly SigningIn[] {
  const parties = new Map<string, SigningIn>()
  for (const make of Object.values(scenarios))
    for (const [role, party] of Object.entries(make().parties)) {
      const email = `${role.toLowerCase()}@practice.example`
      if (!parties.has(party.organisation)) parties.set(party.organisation, { ...partyOf(party), role, email })
    }
  return [...parties.values()]
}

/** The calendars of all scenarios by place: for demonstration, and saying so. */
export function practiceCalendars(): Readonly<Record<string, BusinessCalendar>> {
  return Object.fromEntries(Object.values(scenarios).flatMap((make) => Object.entries(make().calendars)))
}
