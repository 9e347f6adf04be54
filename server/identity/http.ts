import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, Env } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ADDRESS_HEADER } from './auth.ts'
import type { Caller, Identity } from './identity.ts'
import { MAX_BODY_BYTES, MAX_LABEL } from './limits.ts'

/** What the routes of signing in need beside the identity. */
export interface IdentityRoutes<E extends Env> {
  /** The address of the client, for bounding attempts; that of its connection unless said (behind a proxy: what the proxy says). */
  readonly addressOf?: (context: Context<E>) => string | undefined
}

const trouble = z.object({ code: z.string(), message: z.string() }).openapi('Trouble')
const membership = z.object({ organisation: z.string(), role: z.enum(['member', 'administrator']) })
const session = z
  .object({
    name: z.string(),
    email: z.string(),
    organisation: z.string().optional(),
    memberships: z.array(membership),
  })
  .openapi('Session')
const person = z
  .object({ name: z.string(), email: z.string(), role: z.enum(['member', 'administrator']) })
  .openapi('Person')
const key = z
  .object({
    id: z.string(),
    organisation: z.string(),
    kind: z.enum(['program', 'operator']),
    label: z.string(),
    prefix: z.string(),
    createdMs: z.number(),
    lastUsedMs: z.number().optional(),
    revokedMs: z.number().optional(),
  })
  .openapi('ApiKey')

const json = <Shape extends z.ZodType>(schema: Shape, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
const body = <Shape extends z.ZodType>(schema: Shape) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const refusals = { 401: json(trouble, 'Nobody is signed in'), 403: json(trouble, 'Not for you') }

const routes = {
  session: createRoute({
    ...{ method: 'get', path: '/v1/session', summary: 'Who is signed in' },
    responses: { 200: json(session, 'Session'), 401: refusals[401] },
  }),
  switch: createRoute({
    ...{ method: 'post', path: '/v1/session/organisation', summary: 'Act for another organisation of mine' },
    request: body(z.object({ organisation: z.string().max(200) })),
    responses: { 200: json(session, 'Session'), ...refusals },
  }),
  people: createRoute({
    ...{ method: 'get', path: '/v1/people', summary: 'Who signs in for my organisation' },
    responses: { 200: json(z.object({ people: z.array(person) }), 'People'), ...refusals },
  }),
  keys: createRoute({
    ...{ method: 'get', path: '/v1/keys', summary: 'API keys of my organisation' },
    responses: { 200: json(z.object({ keys: z.array(key) }), 'Keys'), ...refusals },
  }),
  makeKey: createRoute({
    ...{ method: 'post', path: '/v1/keys', summary: 'Make an API key for a program; it is shown this once' },
    request: body(z.object({ label: z.string().min(1).max(MAX_LABEL) })),
    responses: {
      201: json(key.extend({ key: z.string() }), 'Key'),
      422: json(trouble.extend({ limit: z.number() }), 'Refused'),
      ...refusals,
    },
  }),
  revokeKey: createRoute({
    ...{ method: 'delete', path: '/v1/keys/{id}', summary: 'Revoke an API key' },
    request: { params: z.object({ id: z.uuid() }) },
    responses: { 204: { description: 'Revoked' }, 404: json(trouble, 'No such key'), ...refusals },
  }),
} as const

const unknown = { code: 'identity/unknown', message: 'Sign in, or send an API key.' }
const notYours = { code: 'identity/not-a-member', message: 'You do not belong to this organisation.' }
const notAdministrator = {
  code: 'identity/not-an-administrator',
  message: 'An administrator of the organisation does this.',
}
const noKey = { code: 'key/not-found', message: 'Your organisation has no such key, or revoked it before.' }
const tooLarge = { code: 'identity/body-too-large', message: 'The request is too large.', limit: MAX_BODY_BYTES }

/** Mounts `/api/auth/*` (better-auth), `/v1/session`, `/v1/session/organisation` and `/v1/keys`. */
export function mountIdentity<E extends Env>(
  app: OpenAPIHono<E>,
  identity: Identity,
  { addressOf = connectionAddress }: IdentityRoutes<E> = {},
): void {
  const bounded = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (context) => context.json(tooLarge, 413) })
  app.use('/api/auth/*', bounded)
  app.use('/v1/session/*', bounded)
  app.use('/v1/keys', bounded)
  app.on(['GET', 'POST'], '/api/auth/*', (context) => {
    const request = new Request(context.req.raw)
    request.headers.delete(ADDRESS_HEADER)
    const address = addressOf(context)
    if (address !== undefined) request.headers.set(ADDRESS_HEADER, address)
    return identity.auth.handler(request)
  })
  mountSession(app, identity)
  mountKeys(app, identity)
}

function mountSession<E extends Env>(app: OpenAPIHono<E>, identity: Identity): void {
  app.openapi(routes.session, async (context) => {
    const person = await identity.signedIn(context.req.raw)
    if (person === undefined) return context.json(unknown, 401)
    const { name, email, organisation, memberships } = person
    return context.json({ name, email, ...(organisation ? { organisation } : {}), memberships: [...memberships] }, 200)
  })
  app.openapi(routes.people, async (context) => {
    const caller = await identity.identify(context.req.raw)
    if (caller === undefined) return context.json(unknown, 401)
    if (caller.kind !== 'person') return context.json(notYours, 403)
    return context.json({ people: [...(await identity.peopleOf(caller.organisation))] }, 200)
  })
  app.openapi(routes.switch, async (context) => {
    const person = await identity.signedIn(context.req.raw)
    if (person === undefined) return context.json(unknown, 401)
    const { organisation } = context.req.valid('json')
    if (!(await identity.switchTo(person, organisation))) return context.json(notYours, 403)
    const { name, email, memberships } = person
    return context.json({ name, email, organisation, memberships: [...memberships] }, 200)
  })
}

function mountKeys<E extends Env>(app: OpenAPIHono<E>, { identify, keys }: Identity): void {
  app.openapi(routes.keys, async (context) => {
    const caller = await identify(context.req.raw)
    if (caller === undefined) return context.json(unknown, 401)
    if (!isAdministrator(caller)) return context.json(notAdministrator, 403)
    return context.json({ keys: [...(await keys.list(caller.organisation))] }, 200)
  })
  app.openapi(routes.makeKey, async (context) => {
    const caller = await identify(context.req.raw)
    if (caller === undefined) return context.json(unknown, 401)
    if (!isAdministrator(caller)) return context.json(notAdministrator, 403)
    const made = await keys.create(caller.organisation, context.req.valid('json'))
    if ('code' in made) return context.json({ ...made, message: 'No key was made.' }, 422)
    return context.json(made, 201)
  })
  app.openapi(routes.revokeKey, async (context) => {
    const caller = await identify(context.req.raw)
    if (caller === undefined) return context.json(unknown, 401)
    if (!isAdministrator(caller)) return context.json(notAdministrator, 403)
    const isRevoked = await keys.revoke(caller.organisation, context.req.valid('param').id)
    return isRevoked ? context.body(null, 204) : context.json(noKey, 404)
  })
}

/** A program cannot make keys: one that leaked would then make others that outlive it. */
function isAdministrator({ kind, role }: Caller): boolean {
  return kind === 'person' && role === 'administrator'
}

/** The address of the connection, as @hono/node-server hands it on. */
function connectionAddress(context: Context): string | undefined {
  return connection.safeParse(context.env).data?.incoming.socket.remoteAddress
}

const connection = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string().optional() }) }) })
