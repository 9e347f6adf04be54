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

/**
 * The parties of all scenarios, each once, with a person of its own; they may sign in at a practice port. Where scenarios give one role to
 * several organisations, the address of each but the first names its organisation: `carrier.practice-nl-104@practice.example`.
 */
export function practiceParties(): readonly SigningIn[] {
  const parties = new Map<string, SigningIn>()
  const addressees = new Set<string>()
  for (const make of Object.values(scenarios))
    for (const [role, party] of Object.entries(make().parties)) {
      if (parties.has(party.organisation)) continue
      const name = role.toLowerCase()
      const addressee = addressees.has(name) ? `${name}.${party.organisation.toLowerCase()}` : name
      addressees.add(addressee)
      parties.set(party.organisation, { ...partyOf(party), role, email: `${addressee}@practice.example` })
    }
  return [...parties.values()]
}

/** The calendars of all scenarios by place: for demonstration, and saying so. */
export function practiceCalendars(): Readonly<Record<string, BusinessCalendar>> {
  return Object.fromEntries(Object.values(scenarios).flatMap((make) => Object.entries(make().calendars)))
}
