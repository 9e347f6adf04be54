import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { dossierOf, linkedFiles, rootsOf } from '../acts/dossiers.ts'
import { evidenceOf, type Sight, sightOf } from '../acts/evidence.ts'
import { MAX_DOSSIER, MAX_PAGE } from '../acts/limits.ts'
import { listFiles, memberships } from '../acts/lists.ts'
import type { HttpParts, PortApp, PortEnv } from './app-types.ts'
import { jsonAnswer, troubles } from './describe.ts'
import { elementsOf, possibleOf } from './present.ts'
import { UNKNOWN_FILE } from './trouble.ts'

const id = z.object({ id: z.uuid() })

const evidence = z
  .object({
    file: z.string(),
    kind: z.string(),
    entries: z.array(z.unknown()),
    erasures: z.array(z.unknown()),
    head: z.string(),
  })
  .openapi('FileEvidence')

const listed = z.object({
  file: z.string(),
  kind: z.string(),
  parties: z.record(z.string(), z.string()),
  entered: z.boolean(),
  count: z.int(),
  lastReached: z.string(),
})

const page = z.object({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).optional(),
})

const readFile = createRoute({
  ...{ method: 'get', path: '/v1/files/{id}', tags: ['Files'], summary: 'The evidence of a file, as you may see it' },
  request: { params: id, query: z.object({ after: z.coerce.number().int().min(0).optional() }) },
  responses: { 200: jsonAnswer(evidence, 'Evidence'), ...troubles(400, 401, 404) },
})
const readElements = createRoute({
  ...{
    method: 'get',
    path: '/v1/files/{id}/elements',
    tags: ['Files'],
    summary: 'Elements in force, with their origin',
  },
  ...{ request: { params: id } },
  responses: { 200: jsonAnswer(z.object({ elements: z.array(z.unknown()) }), 'Elements'), ...troubles(401, 404) },
})
const readPossible = createRoute({
  ...{ method: 'get', path: '/v1/files/{id}/possible', tags: ['Files'], summary: 'What you can do now, with forms' },
  ...{ request: { params: id } },
  responses: { 200: jsonAnswer(z.object({ acts: z.array(z.unknown()) }), 'Acts'), ...troubles(401, 404) },
})
const readFiles = createRoute({
  ...{ method: 'get', path: '/v1/files', tags: ['Files'], summary: 'Your files, newest first' },
  ...{ request: { query: page } },
  responses: {
    200: jsonAnswer(z.object({ files: z.array(listed), next: z.string().optional() }), 'Files'),
    ...troubles(400, 401),
  },
})
const dossier = z.object({
  root: z.string(),
  kind: z.string(),
  files: z.array(z.object({ file: z.string(), kind: z.string() })),
})
const readDossiers = createRoute({
  ...{ method: 'get', path: '/v1/dossiers', tags: ['Files'], summary: 'Your dossiers: files linked by citations' },
  responses: { 200: jsonAnswer(z.object({ dossiers: z.array(dossier) }), 'Dossiers'), ...troubles(401) },
})
const readDossier = createRoute({
  ...{ method: 'get', path: '/v1/dossiers/{id}', tags: ['Files'], summary: 'One dossier by its root file' },
  ...{ request: { params: id } },
  responses: { 200: jsonAnswer(dossier, 'Dossier'), ...troubles(401, 404) },
})

/** Mounts what a party reads of its files. */
export function mountFiles(app: PortApp, { port }: HttpParts): void {
  const sight = (context: Context<PortEnv>, file: string): Promise<Sight | undefined> =>
    sightOf(port, context.get('caller'), file)

  app.openapi(readFiles, async (context) => {
    const { after, limit } = context.req.valid('query')
    const wish = { ...(after === undefined ? {} : { after }), ...(limit === undefined ? {} : { limit }) }
    const { items, next } = await listFiles(port, context.get('caller'), wish)
    const files = items.map((item) => ({ ...item, parties: { ...item.parties } }))
    return context.json({ files, ...(next === undefined ? {} : { next }) }, 200)
  })
  app.openapi(readFile, async (context) => {
    const seen = await sight(context, context.req.valid('param').id)
    if (!seen) return context.json(UNKNOWN_FILE, 404)
    const { entries, erasures, ...rest } = evidenceOf(port, seen, context.req.valid('query').after)
    return context.json({ ...rest, entries: [...entries], erasures: [...erasures] }, 200)
  })
  app.openapi(readElements, async (context) => {
    const seen = await sight(context, context.req.valid('param').id)
    return seen ? context.json({ elements: elementsOf(seen.state) }, 200) : context.json(UNKNOWN_FILE, 404)
  })
  app.openapi(readPossible, async (context) => {
    const seen = await sight(context, context.req.valid('param').id)
    if (!seen) return context.json(UNKNOWN_FILE, 404)
    return context.json({ acts: possibleOf(port.catalogue, seen.state, context.get('caller').organisation) }, 200)
  })
  app.openapi(readDossiers, async (context) => {
    const caller = context.get('caller')
    const linked = await linkedFiles(port, caller, await memberships(port, caller.organisation, MAX_DOSSIER))
    const described = (file: string) => ({ file, kind: linked.files.get(file)?.kind.name ?? '' })
    const dossiers = rootsOf(linked).map((root) => ({
      ...{ root, kind: described(root).kind, files: dossierOf(linked, root).map(described) },
    }))
    return context.json({ dossiers }, 200)
  })
  app.openapi(readDossier, async (context) => {
    const { id: root } = context.req.valid('param')
    const linked = await linkedFiles(port, context.get('caller'), [root])
    if (!linked.files.has(root)) return context.json(UNKNOWN_FILE, 404)
    const described = (file: string) => ({ file, kind: linked.files.get(file)?.kind.name ?? '' })
    return context.json({ root, kind: described(root).kind, files: dossierOf(linked, root).map(described) }, 200)
  })
}
