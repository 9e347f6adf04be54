import { createRoute, z } from '@hono/zod-openapi'
import { MAX_APPROVALS, MAX_CITATIONS, MAX_STATEMENTS, type SealedAct } from '@entrepot/trade/act'
import { type Admission, admit } from '../acts/index.ts'
import type { HttpParts, PortApp } from './app-types.ts'
import { jsonAnswer, troubles } from './describe.ts'
import { answerOf } from './trouble.ts'

const jwt = z.string().min(1)
const disclosures = z.array(z.string()).max(MAX_STATEMENTS)

/** A sealed act as it travels. */
export const sealedShape = z
  .strictObject({
    jwt: jwt.openapi({ description: 'Compact SD-JWT without its disclosures (RFC 9901).' }),
    disclosures,
    approvals: z.array(z.string()).max(MAX_APPROVALS).optional(),
    citations: z
      .array(z.strictObject({ file: z.uuid(), jwt, disclosures }))
      .max(MAX_CITATIONS)
      .optional(),
  })
  .openapi('SealedAct')

const admitted = z
  .object({
    receipt: z
      .string()
      .openapi({ description: 'Signed by the operator: place, head, times, ruleset, revocation state.' }),
    seq: z.int(),
    advice: z.array(z.unknown()),
  })
  .openapi('Admitted')

const responses = {
  201: jsonAnswer(admitted, 'It stands'),
  200: jsonAnswer(admitted, 'The same act again: its first receipt'),
  ...troubles(400, 401, 404, 409, 413, 422, 429),
}
const body = { content: { 'application/json': { schema: sealedShape } }, required: true }

const openFile = createRoute({
  ...{ method: 'post', path: '/v1/files', tags: ['Acts'], summary: 'Open a file with its first sealed act' },
  ...{ request: { body }, responses },
})

const postAct = createRoute({
  ...{ method: 'post', path: '/v1/files/{id}/acts', tags: ['Acts'], summary: 'Post a sealed act into a file' },
  ...{ request: { params: z.object({ id: z.uuid() }), body }, responses },
})

/** Mounts the one way in. */
export function mountActs(app: PortApp, { port }: HttpParts): void {
  app.openapi(openFile, async (context) => {
    const sealed = sealedOf(context.req.valid('json'))
    const admission = await admit(port, { caller: context.get('caller'), sealed })
    if (admission.is === 'appended') return context.json(bodyOf(admission), 201)
    if (admission.is === 'standing') return context.json(bodyOf(admission), 200)
    const { status, body: trouble } = answerOf(admission)
    return context.json(trouble, status)
  })
  app.openapi(postAct, async (context) => {
    const { id: file } = context.req.valid('param')
    const sealed = sealedOf(context.req.valid('json'))
    const admission = await admit(port, { caller: context.get('caller'), sealed, file })
    if (admission.is === 'appended') return context.json(bodyOf(admission), 201)
    if (admission.is === 'standing') return context.json(bodyOf(admission), 200)
    const { status, body: trouble } = answerOf(admission)
    return context.json(trouble, status)
  })
}

function bodyOf(admission: Extract<Admission, { is: 'appended' | 'standing' }>): z.infer<typeof admitted> {
  const { receipt, seq } = admission
  return { receipt, seq, advice: admission.is === 'appended' ? [...admission.advice] : [] }
}

/** A sealed act of a request's body. */
export function sealedOf({ jwt, disclosures, approvals, citations }: z.infer<typeof sealedShape>): SealedAct {
  return { jwt, disclosures, ...(approvals ? { approvals } : {}), ...(citations ? { citations } : {}) }
}
