import { createRoute, z } from '@hono/zod-openapi'
import { base64url, utf8 } from '@entrepot/crypto'
import { ACT_TYPE, APPROVAL_TYPE, isOrganisation, MAX_SEALED_BYTES } from '@entrepot/trade/act'
import { enrolPortHeld } from '../registers/certificates/index.ts'
import type { HttpParts, PortApp } from './app-types.ts'
import { jsonAnswer, troubles } from './describe.ts'
import { heldFor } from './port-held.ts'
import { troubleOf } from './trouble.ts'

const json = <Shape extends z.ZodType>(schema: Shape) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const instant = z.string().max(40).openapi({ example: '2026-12-04T17:05+08:00' })
const clock = z.object({ now: instant, kind: z.enum(['real', 'practice']) }).openapi('Clock')

const readClock = createRoute({
  ...{ method: 'get', path: '/v1/clock', tags: ['Practice'], summary: 'Business time. Public' },
  responses: { 200: jsonAnswer(clock, 'Clock') },
})
const moveClock = createRoute({
  ...{ method: 'post', path: '/v1/clock', tags: ['Practice'], summary: 'Move the practice clock forward (operator)' },
  ...{ request: json(z.strictObject({ to: instant })) },
  responses: { 200: jsonAnswer(clock, 'Moved'), ...troubles(400, 401, 403, 422) },
})
const day = z.string().openapi({ example: '2027-02-08' })
const specialDays = z.array(z.object({ date: day, name: z.string() }))
const calendar = z
  .object({
    ...{ place: z.string(), weekend: z.array(z.string()), holidays: specialDays },
    workingWeekends: specialDays.optional().openapi({ description: 'Weekend days on which the place works.' }),
    coverage: z
      .object({ from: day, to: day })
      .optional()
      .openapi({ description: 'The span for which holidays were published.' }),
    source: z.string().optional().openapi({ description: 'Who published it; "demonstration" where nobody did.' }),
  })
  .openapi('Calendar')
const readCalendars = createRoute({
  ...{ method: 'get', path: '/v1/calendars', tags: ['Practice'] },
  summary: 'The business days by which deadlines are judged here, by place. Public',
  responses: { 200: jsonAnswer(z.object({ calendars: z.array(calendar) }), 'Calendars') },
})
const signerShape = z.object({ thumbprint: z.string(), algorithm: z.string() }).openapi('PortHeldSigner')
const readSigner = createRoute({
  ...{
    method: 'get',
    path: '/v1/practice/signer',
    tags: ['Practice'],
    summary: 'The key that the port openly holds for you',
  },
  responses: { 200: jsonAnswer(signerShape, 'Signer'), ...troubles(401, 404) },
})
const sign = createRoute({
  ...{
    method: 'post',
    path: '/v1/practice/signatures',
    tags: ['Practice'],
    summary: 'Sign an act with the port-held key',
  },
  description: 'Receipts of what is signed so say custody "port": the port could have signed it itself.',
  ...{ request: json(z.strictObject({ signingInput: z.string().max(MAX_SEALED_BYTES) })) },
  responses: {
    200: jsonAnswer(signerShape.extend({ signature: z.string() }).openapi('PortHeldSignature'), 'Signature'),
    ...troubles(400, 401, 404, 422),
  },
})
const organisation = z
  .object({
    organisation: z.string(),
    name: z.string(),
    country: z.string(),
    place: z.string().optional(),
    registration: z.string().optional(),
  })
  .openapi('Organisation')
const readOrganisations = createRoute({
  ...{ method: 'get', path: '/v1/organisations', tags: ['Practice'], summary: 'Who can be named as a party here' },
  responses: { 200: jsonAnswer(z.object({ organisations: z.array(organisation) }), 'Organisations'), ...troubles(401) },
})
const enrolParty = createRoute({
  ...{
    method: 'post',
    path: '/v1/practice/organisations',
    tags: ['Practice'],
    summary: 'Take in a practice party (operator)',
  },
  request: json(
    z.strictObject({
      organisation: z.string().refine(isOrganisation),
      name: z.string().min(1).max(64),
      country: z.string().regex(/^[A-Z]{2}$/),
      place: z.string().min(1).max(128).optional(),
      registration: z.string().min(1).max(64).optional(),
      portHeldKey: z
        .boolean()
        .optional()
        .openapi({ description: 'The port makes and openly holds a key for its people.' }),
    }),
  ),
  responses: {
    201: jsonAnswer(z.object({ organisation: z.string(), apiKey: z.string() }), 'An API key for its program'),
    ...troubles(400, 401, 403, 422),
  },
})
const policy = z
  .strictObject({ twoPeopleFor: z.array(z.string().max(64)).max(200) })
  .openapi('Policy', { description: 'Types of act, by name, for which a second person must approve.' })
const readPolicy = createRoute({
  ...{ method: 'get', path: '/v1/policy', tags: ['Trust'], summary: 'What your organisation asks of its own people' },
  responses: { 200: jsonAnswer(policy, 'Policy'), ...troubles(401) },
})
const writePolicy = createRoute({
  ...{ method: 'put', path: '/v1/policy', tags: ['Trust'], summary: 'Ask for two people for some acts' },
  ...{ request: json(policy) },
  responses: { 200: jsonAnswer(policy, 'Policy'), ...troubles(400, 401, 403) },
})

const addPerson = createRoute({
  ...{
    method: 'post',
    path: '/v1/practice/people',
    tags: ['Practice'],
    summary: 'Let a second person sign in for you',
  },
  description: 'With the practice password, as a member, and with a port-held key of its own.',
  responses: {
    201: jsonAnswer(z.object({ email: z.string(), name: z.string() }), 'The second person'),
    ...troubles(401, 403, 422),
  },
})

const readParties = createRoute({
  ...{ method: 'get', path: '/v1/practice/parties', tags: ['Practice'], summary: 'Who can sign in here. Public' },
  responses: {
    200: jsonAnswer(z.object({ parties: z.array(organisation.extend({ email: z.string() })) }), 'Parties'),
  },
})

/** Mounts the practice port: clock, port-held keys, parties; and what every port has of organisations. */
export function mountPractice(app: PortApp, parts: HttpParts): void {
  const { port } = parts
  app.openapi(readClock, async (context) => context.json({ now: await port.clock.now(), kind: port.clock.kind }, 200))
  app.openapi(readCalendars, (context) => context.json({ calendars: presentedCalendars(port) }, 200))
  app.openapi(moveClock, async (context) => {
    if (context.get('caller').kind !== 'operator') return context.json(troubleOf('identity/operator-only'), 403)
    const answer = await port.clock.advance(context.req.valid('json').to)
    if (answer.ok) return context.json({ now: answer.now, kind: port.clock.kind }, 200)
    const { code, rule, now } = answer
    return context.json(troubleOf(code, { rule, ...(now === undefined ? {} : { found: now }) }), 422)
  })
  app.openapi(readOrganisations, async (context) =>
    context.json({ organisations: [...(await port.organisations.all())] }, 200),
  )
  app.openapi(readPolicy, async (context) => {
    const twoPeopleFor = await port.organisations.twoPeopleFor(context.get('caller').organisation)
    return context.json({ twoPeopleFor: [...twoPeopleFor] }, 200)
  })
  app.openapi(writePolicy, async (context) => {
    const { organisation: own, kind, role } = context.get('caller')
    // A program that leaked could otherwise do away with the second person.
    if (kind !== 'person' || role !== 'administrator')
      return context.json(troubleOf('identity/not-an-administrator'), 403)
    const { twoPeopleFor } = context.req.valid('json')
    await port.organisations.askTwoPeopleFor(own, twoPeopleFor)
    return context.json({ twoPeopleFor }, 200)
  })
  mountSigning(app, parts)
}

/** Copies, because what a port judges by is read-only and an answer is not. */
const presentedCalendars = ({ calendars }: HttpParts['port']) =>
  Object.values(calendars).map(({ weekend, holidays, workingWeekends, ...calendar }) => ({
    ...{ ...calendar, weekend: [...weekend], holidays: [...holidays] },
    ...(workingWeekends ? { workingWeekends: [...workingWeekends] } : {}),
  }))

function mountSigning(app: PortApp, parts: HttpParts): void {
  const { enrolment, practice } = parts
  if (!practice) return
  app.openapi(addPerson, async (context) => {
    const { organisation: own, kind, role } = context.get('caller')
    if (kind !== 'person' || role !== 'administrator')
      return context.json(troubleOf('identity/not-an-administrator'), 403)
    const added = await practice.addPerson(own)
    return added ? context.json(added, 201) : context.json(troubleOf('practice/no-such-party'), 422)
  })
  app.openapi(readParties, (context) => context.json({ parties: [...practice.parties] }, 200))
  app.openapi(enrolParty, async (context) => {
    if (context.get('caller').kind !== 'operator') return context.json(troubleOf('identity/operator-only'), 403)
    const { portHeldKey: isHeld, place, registration, ...named } = context.req.valid('json')
    const wanted = {
      ...named,
      ...(place === undefined ? {} : { place }),
      ...(registration === undefined ? {} : { registration }),
    }
    const enrolled = isHeld ? await enrolPortHeld(enrolment, wanted) : await enrolment.organisations.register(wanted)
    if (enrolled && 'ok' in enrolled) return context.json(troubleOf(enrolled.code, { rule: enrolled.rule }), 422)
    const made = await practice.makeKey(wanted.organisation)
    if ('code' in made) return context.json(troubleOf(made.code), 422)
    return context.json({ organisation: wanted.organisation, apiKey: made.key }, 201)
  })
  app.openapi(readSigner, async (context) => {
    const held = await heldFor(parts, context.get('caller'))
    if (!held) return context.json(troubleOf('practice/no-port-held-key'), 404)
    return context.json({ thumbprint: held.known.thumbprint, algorithm: held.key.algorithm }, 200)
  })
  app.openapi(sign, async (context) => {
    const held = await heldFor(parts, context.get('caller'))
    if (!held) return context.json(troubleOf('practice/no-port-held-key'), 404)
    const input = base64url.decode(context.req.valid('json').signingInput)
    if (!input || !isActOf(input, held.known.thumbprint)) return context.json(troubleOf('practice/not-an-act'), 422)
    const { thumbprint, algorithm } = held.key
    return context.json({ thumbprint, algorithm, signature: base64url.encode(held.key.sign(input)) }, 200)
  })
}

/** Here a port-held key signs acts and approvals under its own certificate, and nothing else; documents have a route of their own. */
function isActOf(input: Uint8Array, thumbprint: string): boolean {
  const text = utf8.decode(input)
  const encoded = text?.split('.')
  const header = encoded?.length === 2 ? base64url.decodeText(encoded[0] ?? '') : undefined
  const parsed = headerShape.safeParse(header)
  if (!parsed.success) return false
  const { typ, 'x5t#S256': print } = parsed.data
  return (typ === ACT_TYPE || typ === APPROVAL_TYPE) && print === thumbprint
}

const headerShape = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      // Its one reason to throw is text that is not JSON.
      context.addIssue('not JSON')
      return z.NEVER
    }
  })
  .pipe(z.object({ typ: z.string(), 'x5t#S256': z.string() }))
