import { z } from '@hono/zod-openapi'
import { issueDocument } from '@entrepot/trade/documents'
import { actName } from '@entrepot/trade/file'
import { signDocument } from '../registers/certificates/index.ts'
import type { HttpParts, PortApp } from './app-types.ts'
import { troubles } from './describe.ts'
import { MAX_ADDRESSES, MAX_PREVIEWS, PREVIEW_WINDOW_MS } from './limits.ts'
import { heldFor } from './port-held.ts'
import { rateLimiter } from './rate.ts'
import { answerTrouble } from './trouble.ts'

const PATH = '/v1/practice/document-signatures'

/**
 * Mounts the signing of documents with port-held keys, for the pages of a practice port; PDF in, PDF out. An organisation that asks for two people
 * to issue a document has none signed by one.
 */
export function mountDocumentSignature(app: PortApp, parts: HttpParts): void {
  const { port, practice } = parts
  if (!practice) return
  const limit = { max: MAX_PREVIEWS, windowMs: PREVIEW_WINDOW_MS, keys: MAX_ADDRESSES, now: port.now }
  const maySign = rateLimiter(limit)
  app.post(PATH, async (context) => {
    const caller = context.get('caller')
    if (!context.req.header('content-type')?.startsWith('application/pdf'))
      return answerTrouble(context, 415, 'document/not-pdf')
    if (!maySign(caller.organisation)) return answerTrouble(context, 429, 'port/busy')
    const held = await heldFor(parts, caller)
    if (!held) return answerTrouble(context, 404, 'practice/no-port-held-key')
    const twoPeopleFor = await port.organisations.twoPeopleFor(caller.organisation)
    if (twoPeopleFor.includes(actName(issueDocument.type)))
      return answerTrouble(context, 403, 'authority/second-person-needed')
    const pdf = new Uint8Array(await context.req.arrayBuffer())
    const signed = await signDocument(port.certificates, held, { pdf, nowMs: port.now() })
    if ('ok' in signed) return answerTrouble(context, 422, 'document/not-pdf', { found: signed.code })
    return context.body(new Uint8Array(signed), 200, { 'content-type': 'application/pdf' })
  })
  const pdf = { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } }
  app.openAPIRegistry.registerPath({
    ...{
      method: 'post',
      path: PATH,
      tags: ['Practice'],
      summary: 'Sign a PDF inside with the port-held key (PAdES-B-T)',
    },
    request: { body: { required: true, content: pdf } },
    responses: { 200: { description: 'The signed PDF', content: pdf }, ...troubles(401, 403, 404, 413, 415, 422, 429) },
  })
}
