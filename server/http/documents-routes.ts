import { createRoute, z } from '@hono/zod-openapi'
import { isInstant } from '@entrepot/trade/file'
import { bundleOf } from '../acts/bundle.ts'
import { documentByCode, listDocuments, putRendering, renderingOf } from '../acts/documents.ts'
import { erase } from '../acts/erase.ts'
import { sightOf } from '../acts/evidence.ts'
import { wholeBundleOf } from '../acts/whole.ts'
import { MAX_REASON } from '../acts/limits.ts'
import { preview } from '../acts/preview.ts'
import type { HttpParts, PortApp } from './app-types.ts'
import { jsonAnswer, troubles } from './describe.ts'
import { LOOKUP_WINDOW_MS, MAX_ADDRESSES, MAX_LOOKUPS, MAX_PREVIEWS, PREVIEW_WINDOW_MS } from './limits.ts'
import { rateLimiter } from './rate.ts'
import { answerTrouble, troubleOf, UNKNOWN_FILE } from './trouble.ts'

const file = z.uuid()
const document = z.string().min(1).max(64)

const list = createRoute({
  ...{ method: 'get', path: '/v1/files/{id}/documents', tags: ['Documents'], summary: 'Documents that you may read' },
  request: { params: z.object({ id: file }) },
  responses: { 200: jsonAnswer(z.object({ documents: z.array(z.unknown()) }), 'Documents'), ...troubles(401, 404) },
})
const lookUp = createRoute({
  ...{ method: 'get', path: '/v1/documents/{code}', tags: ['Documents'], summary: 'Whether a document is genuine' },
  description: 'Public. By the verification code that is printed on it; compare the SHA-256 of the file that you hold.',
  request: { params: z.object({ code: z.string().min(1).max(64) }) },
  responses: {
    200: jsonAnswer(
      z
        .object({
          issuer: z.string(),
          number: z.string().optional(),
          rendering: z.string(),
          state: z.enum(['current', 'stale', 'withdrawn']),
        })
        .openapi('PublicDocument'),
      'What may be told of it',
    ),
    ...troubles(404, 429),
  },
})
const eraseElement = createRoute({
  ...{ method: 'post', path: '/v1/files/{id}/erasures', tags: ['Files'], summary: 'Destroy a disclosure of yours' },
  request: {
    params: z.object({ id: file }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({ commitment: z.string().max(64), reason: z.string().min(1).max(MAX_REASON) }),
        },
      },
    },
  },
  responses: {
    200: jsonAnswer(z.object({ commitment: z.string() }), 'Its tombstone stands'),
    ...troubles(400, 401, 404, 422),
  },
})

const previewShape = z
  .strictObject({
    definition: z.string().max(80),
    language: z.enum(['en', 'zh', 'en-zh', 'zh-en']),
    act: z.uuid().openapi({ description: 'Id of the act that will issue it; its verification code is printed.' }),
    codeKey: z
      .string()
      .regex(/^[A-Za-z0-9_-]{22}$/)
      .openapi({ description: 'Fresh 128 bits in base64url, which the act will sign: the code is made with them.' }),
    at: z.string().max(40).refine(isInstant),
    subject: z.string().max(64).optional(),
    using: z.record(z.string(), z.uuid()).optional(),
  })
  .openapi('PreviewWish')
const previewRoute = createRoute({
  ...{ method: 'post', path: '/v1/files/{id}/documents/preview', tags: ['Documents'] },
  summary: 'Render a document as you would issue it now; nothing is kept',
  request: {
    params: z.object({ id: file }),
    body: { required: true, content: { 'application/json': { schema: previewShape } } },
  },
  responses: {
    200: { description: 'PDF', content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } } },
    ...troubles(400, 401, 404, 422, 429),
  },
})

/** Mounts documents, their renderings, erasures and bundles. */
export function mountDocuments(app: PortApp, { port, addressOf }: HttpParts): void {
  const mayLookUp = rateLimiter({ max: MAX_LOOKUPS, windowMs: LOOKUP_WINDOW_MS, keys: MAX_ADDRESSES, now: port.now })
  app.openapi(list, async (context) => {
    const caller = context.get('caller')
    const sight = await sightOf(port, caller, context.req.valid('param').id)
    if (!sight) return context.json(UNKNOWN_FILE, 404)
    return context.json({ documents: await listDocuments(port, caller, sight) }, 200)
  })
  app.openapi(lookUp, async (context) => {
    if (!mayLookUp(addressOf(context))) return context.json(troubleOf('port/busy'), 429)
    const found = await documentByCode(port, context.req.valid('param').code)
    if (!found) return context.json(troubleOf('document/unknown'), 404)
    const { number, ...rest } = found
    return context.json({ ...rest, ...(number === undefined ? {} : { number }) }, 200)
  })
  app.openapi(eraseElement, async (context) => {
    const { commitment, reason } = context.req.valid('json')
    const { id } = context.req.valid('param')
    const outcome = await port.lanes.run(id, () => erase(port, context.get('caller'), { file: id, commitment, reason }))
    if (outcome === 'erased') return context.json({ commitment }, 200)
    if (outcome === 'retained' || outcome === 'not-yours')
      return context.json(troubleOf(`erasure/${outcome}`, { rule: 'retention of elements' }), 422)
    return context.json(UNKNOWN_FILE, 404)
  })
  mountPreview(app, { port })
  mountBytes(app, { port })
}

function mountPreview(app: PortApp, { port }: Pick<HttpParts, 'port'>): void {
  const limit = { max: MAX_PREVIEWS, windowMs: PREVIEW_WINDOW_MS, keys: MAX_ADDRESSES, now: port.now }
  const mayPreview = rateLimiter(limit)
  app.openapi(previewRoute, async (context) => {
    const caller = context.get('caller')
    if (!mayPreview(caller.organisation)) return context.json(troubleOf('port/busy'), 429)
    const { subject, using, ...wish } = context.req.valid('json')
    const outcome = await preview(port, caller, {
      ...{ ...wish, file: context.req.valid('param').id },
      ...(subject === undefined ? {} : { subject }),
      ...(using === undefined ? {} : { using }),
    })
    if (outcome.is === 'unknown') return context.json(UNKNOWN_FILE, 404)
    if (outcome.is === 'refused') {
      const { code, at } = outcome
      return context.json(troubleOf(code, at === undefined ? {} : { at }), 422)
    }
    return context.body(new Uint8Array(outcome.content), 200, { 'content-type': 'application/pdf' })
  })
}

/** Routes whose bodies are no JSON; they stand in the description by hand. */
function mountBytes(app: PortApp, { port }: Pick<HttpParts, 'port'>): void {
  const path = '/v1/files/:id/documents/:document/rendering'
  const wanted = (params: { readonly id: string; readonly document: string }) => ({
    file: file.safeParse(params.id).data ?? '',
    document: decodeURIComponent(document.safeParse(params.document).data ?? ''),
  })
  app.put(path, async (context) => {
    if (!context.req.header('content-type')?.startsWith('application/pdf'))
      return answerTrouble(context, 415, 'document/not-pdf')
    const content = new Uint8Array(await context.req.arrayBuffer())
    const { file: id, document: name } = wanted(context.req.param())
    const outcome =
      id === '' ? 'unknown' : await putRendering(port, context.get('caller'), { file: id, document: name, content })
    if (outcome === 'stored') return context.body(null, 204)
    if (outcome === 'unknown') return context.json(UNKNOWN_FILE, 404)
    return answerTrouble(context, 422, `document/${outcome}`)
  })
  app.get(path, async (context) => {
    const asked = wanted(context.req.param())
    const content = asked.file === '' ? undefined : await renderingOf(port, context.get('caller'), asked)
    if (!content) return context.json(UNKNOWN_FILE, 404)
    context.header('content-type', 'application/pdf')
    return context.body(new Uint8Array(content))
  })
  app.get('/v1/evidence', async (context) => {
    const root = file.safeParse(context.req.query('root'))
    const caller = context.get('caller')
    const pack = (id: string) => (caller.kind === 'operator' ? wholeBundleOf(port, id) : bundleOf(port, caller, id))
    const zip = root.success ? await pack(root.data) : undefined
    if (!zip) return context.json(UNKNOWN_FILE, 404)
    context.header('content-type', 'application/zip')
    context.header('content-disposition', 'attachment; filename="evidence.zip"')
    return context.body(new Uint8Array(zip))
  })
  describeBytes(app)
}

function describeBytes(app: PortApp): void {
  const pdf = { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } }
  const params = z.object({ id: file, document })
  const path = '/v1/files/{id}/documents/{document}/rendering'
  app.openAPIRegistry.registerPath({
    ...{ method: 'put', path, tags: ['Documents'], summary: 'Bring the rendering whose hash you signed' },
    request: { params, body: { required: true, content: pdf } },
    responses: { 204: { description: 'Kept' }, ...troubles(401, 404, 413, 415, 422) },
  })
  app.openAPIRegistry.registerPath({
    ...{ method: 'get', path, tags: ['Documents'], summary: 'A rendering, by document or by its hash' },
    request: { params },
    responses: { 200: { description: 'PDF', content: pdf }, ...troubles(401, 404) },
  })
  app.openAPIRegistry.registerPath({
    ...{ method: 'get', path: '/v1/evidence', tags: ['Files'], summary: 'A dossier as a bundle that verifies offline' },
    request: { query: z.object({ root: file }) },
    responses: {
      200: { description: 'Zip', content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } } },
      ...troubles(401, 404),
    },
  })
}
