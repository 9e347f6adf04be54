import type { Input } from './golden.ts'
import type { ScenarioParty } from './step.ts'

/** First number given to a party that has no registration. */
const FIRST_NUMBER = 101

/** The parties of an input; one without a registration gets a practice number. */
export function partiesOf(input: Input): Record<string, ScenarioParty> {
  const parties: Record<string, ScenarioParty> = {}
  for (const [i, name] of input.names('parties').entries()) {
    const party = input.at(`parties.${name}`)
    if (!party.has('country')) continue
    const country = party.text('country')
    parties[name] = {
      name: party.text('name'),
      country,
      ...(party.has('place') ? { place: party.text('place') } : {}),
      organisation: party.has('registration') ? party.text('registration') : `PRACTICE-${country}-${FIRST_NUMBER + i}`,
    }
  }
  return parties
}
