import type { Caller } from '../identity/index.ts'
import { enrolPortHeld, portHeldKey } from '../registers/certificates/index.ts'
import type { HttpParts } from './app-types.ts'

/** The port-held key of whoever asks: the organisation's; a further person of it has one of its own, made when first asked for. */
export async function heldFor(
  { enrolment }: Pick<HttpParts, 'enrolment'>,
  { organisation, kind, role, userId }: Caller,
) {
  const person = kind === 'person' && role === 'member' ? userId : undefined
  const own = await portHeldKey(enrolment, organisation)
  if (person === undefined || !own) return own
  const known = await portHeldKey(enrolment, organisation, person)
  const registered = known ? undefined : await enrolment.organisations.find(organisation)
  if (registered) await enrolPortHeld(enrolment, registered, person)
  return known ?? portHeldKey(enrolment, organisation, person)
}
