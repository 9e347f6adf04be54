import { createRoute, z } from '@hono/zod-openapi'
import { readAct } from '@entrepot/trade/act'
import { actName } from '@entrepot/trade/file'
import { malformedWith, type NotAdmitted, refusedWith } from '../acts/answer.ts'
import { standsVerbatim } from '../acts/citing.ts'
import type { Port } from '../acts/index.ts'
import { verify } from '../acts/verify.ts'
import type { Caller } from '../identity/index.ts'
import { openWaitingActs, type WaitingAct, type WaitingActs } from '../registers/approvals/index.ts'
import { sealedOf, sealedShape } from './acts-routes.ts'
import type { HttpParts, PortApp } from './app-types.ts'
import { jsonAnswer, troubles } from './describe.ts'
import { answerOf, troubleOf } from './trouble.ts'

const waitingShape = z
  .object({
    act: z.uuid(),
    file: z.uuid(),
    identity: z.string(),
    type: z.string(),
    thumbprint: z.string().openapi({ description: 'Whose key sealed it: another one approves.' }),
    opens: z.boolean().openapi({ description: 'It opens a file: to be posted to /v1/files.' }),
    madeBy: z.string(),
    madeMs: z.number(),
    sealed: sealedShape,
  })
  .openapi('WaitingAct')

const routes = {
  list: createRoute({
    ...{ method: 'get', path: '/v1/approvals', tags: ['Acts'], summary: 'Acts of yours that wait for a second person' },
    responses: { 200: jsonAnswer(z.object({ acts: z.array(waitingShape) }), 'Waiting'), ...troubles(401) },
  }),
  lay: createRoute({
    ...{ method: 'post', path: '/v1/approvals', tags: ['Acts'], summary: 'Lay a sealed act before a second person' },
    description: 'The second person adds the approval and posts both as any act is posted; nothing stands before.',
    request: { body: { required: true, content: { 'application/json': { schema: sealedShape } } } },
    responses: {
      201: jsonAnswer(z.object({ act: z.uuid() }), 'It waits'),
      ...troubles(400, 401, 404, 409, 422, 429),
    },
  }),
  take: createRoute({
    ...{ method: 'delete', path: '/v1/approvals/{act}', tags: ['Acts'], summary: 'Take back an act that waits' },
    request: { params: z.object({ act: z.uuid() }) },
    responses: { 204: { description: 'It waits no more' }, ...troubles(401, 404) },
  }),
} as const

/** Mounts the drawer between the two people of one act. */
export function mountApprovals(app: PortApp, { port }: HttpParts): void {
  const waiting = openWaitingActs(port.shards)
  app.openapi(routes.list, async (context) => {
    const acts = await stillWaiting(port, waiting, context.get('caller').organisation)
    return context.json({ acts: acts.map(shownOf) }, 200)
  })
  app.openapi(routes.lay, async (context) => {
    const caller = context.get('caller')
    const laid = await lay(port, waiting, { caller, sealed: sealedOf(context.req.valid('json')) })
    if (laid.is === 'laid') return context.json({ act: laid.act }, 201)
    const { status, body } = answerOf(laid)
    return context.json(body, status)
  })
  app.openapi(routes.take, async (context) => {
    const { organisation } = context.get('caller')
    const isTaken = await waiting.take(organisation, context.req.valid('param').act)
    return isTaken ? context.body(null, 204) : context.json(troubleOf('approval/not-waiting'), 404)
  })
}

/** What stands in its file by now waits no more, however it came there. */
async function stillWaiting(port: Port, waiting: WaitingActs, organisation: string): Promise<readonly WaitingAct[]> {
  const acts = await waiting.list(organisation)
  const files = await port.files.fresh([...new Set(acts.map(({ file }) => file))])
  const stands = ({ file, identity }: WaitingAct): boolean => files.get(file)?.state.byIdentity.has(identity) ?? false
  for (const { act } of acts.filter(stands)) await waiting.take(organisation, act)
  return acts.filter((each) => !stands(each))
}

async function lay(
  port: Port,
  waiting: WaitingActs,
  { caller, sealed }: { readonly caller: Caller; readonly sealed: ReturnType<typeof sealedOf> },
): Promise<NotAdmitted | { readonly is: 'laid'; readonly act: string }> {
  const read = readAct(sealed)
  if (!read.ok) return malformedWith(read)
  const { organisation } = caller
  const authentic = await verify(port.certificates, organisation, {
    ...{ sealed, read },
    stands: (entry, cited) => standsVerbatim(port, entry, cited),
  })
  if (authentic.is !== 'authentic') return authentic
  const { act, type, file, opens } = read.claims
  const twoPeopleFor = await port.organisations.twoPeopleFor(organisation)
  if (!twoPeopleFor.includes(actName(type)))
    return refusedWith({ code: 'approval/not-needed', rule: 'two people for one act', found: type })
  const { approvals: _, ...unapproved } = sealed
  const laid = await waiting.lay(organisation, {
    ...{ act, file, type, identity: read.identity, thumbprint: read.thumbprint, opens: opens !== undefined },
    ...{ sealed: unapproved, madeBy: caller.name ?? organisation, madeMs: port.now() },
  })
  if (laid === 'other-act') return { is: 'conflict', code: 'act/id-reused', rule: 'one id, one act' }
  return laid === 'laid' ? { is: 'laid', act } : { is: 'busy' }
}

function shownOf(waiting: WaitingAct): z.infer<typeof waitingShape> {
  const { jwt, disclosures, citations } = waiting.sealed
  const cited = citations?.map((each) => ({ ...each, disclosures: [...each.disclosures] }))
  return { ...waiting, sealed: { jwt, disclosures: [...disclosures], ...(cited ? { citations: cited } : {}) } }
}
