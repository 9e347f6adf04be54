import { createRoute, z } from '@hono/zod-openapi'
import { CHECKPOINT_PATH } from '@entrepot/merkle-log'
import { sightOf } from '../acts/evidence.ts'
import type { HttpParts, PortApp } from './app-types.ts'
import { jsonAnswer, troubles } from './describe.ts'
import { UNKNOWN_FILE } from './trouble.ts'

const about = z
  .object({
    origin: z.string().openapi({ description: 'Name of the log, the first line of its checkpoints.' }),
    key: z.string().openapi({ description: 'Its public key in one line (C2SP signed-note).' }),
    statement: z.string().openapi({ description: 'The operator’s signed statement of both. Compact JWT.' }),
    checkpoint: z.string().openapi({ description: 'The signed head.' }),
  })
  .openapi('TransparencyLog')

const readAbout = createRoute({
  ...{ method: 'get', path: '/v1/log', tags: ['Trust'], summary: 'The transparency log and its head. Public' },
  responses: { 200: jsonAnswer(about, 'Log') },
})
const readProof = createRoute({
  ...{
    method: 'get',
    path: '/v1/files/{id}/acts/{seq}/log-proof',
    tags: ['Trust'],
    summary: 'The proof that an act stands in the log (C2SP tlog-proof)',
  },
  request: { params: z.object({ id: z.uuid(), seq: z.coerce.number().int().min(1) }) },
  responses: {
    200: { description: 'Proof file', content: { 'text/plain': { schema: z.string() } } },
    ...troubles(400, 401, 404),
  },
})

/** A tile or bundle never changes, but a partial one may give way to the full one. */
const FOR_EVER = 'public, max-age=31536000, immutable'
/** A head is new every moment. */
const FOR_A_MOMENT = 'public, max-age=1'

/**
 * Mounts the log for its readers: `/log/checkpoint`, `/log/tile/...` as C2SP tlog-tiles has them, public and static; what the
 * log is, and the proof of one act for those who see its file, in the API.
 */
export function mountLog(app: PortApp, { port }: HttpParts): void {
  const { transparency } = port
  if (!transparency) return
  app.openapi(readAbout, async (context) => {
    const { origin, key } = transparency
    const checkpoint = await transparency.checkpoint()
    return context.json({ origin, key, statement: transparency.statement(), checkpoint }, 200)
  })
  app.openapi(readProof, async (context) => {
    const { id, seq } = context.req.valid('param')
    const sight = await sightOf(port, context.get('caller'), id)
    const proof = sight && (await transparency.proofOf(id, seq))
    return proof === undefined ? context.json(UNKNOWN_FILE, 404) : context.text(proof, 200)
  })
  app.get('/log/*', async (context) => {
    const path = context.req.path.slice('/log/'.length)
    const bytes = await transparency.read(path)
    if (bytes === undefined) return context.text('no such part of the log\n', 404)
    const isHead = path === CHECKPOINT_PATH
    context.header('content-type', isHead ? 'text/plain; charset=utf-8' : 'application/octet-stream')
    context.header('cache-control', isHead ? FOR_A_MOMENT : FOR_EVER)
    return context.body(new Uint8Array(bytes))
  })
}
