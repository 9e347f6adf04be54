import { createRoute, z } from '@hono/zod-openapi'
import { encodePem } from '@entrepot/x509'
import { trustFor } from '../acts/bundle.ts'
import { enrol, isReason, type KnownCertificate, MAX_REQUEST_CHARACTERS } from '../registers/certificates/index.ts'
import type { HttpParts, PortApp } from './app-types.ts'
import { jsonAnswer, troubles } from './describe.ts'
import { troubleOf } from './trouble.ts'

const thumbprint = z.object({ thumbprint: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })

const certificate = z
  .object({
    thumbprint: z.string().openapi({ description: 'base64url SHA-256 of the DER.' }),
    certificate: z.string().openapi({ description: 'PEM.' }),
    purpose: z.enum(['root', 'authority', 'operator', 'time-stamp', 'organisation']),
    custody: z.enum(['party', 'port']).openapi({ description: 'Whose hand the private key is in.' }),
    organisation: z.string().optional(),
    name: z.string().optional(),
    notAfter: z.string(),
    state: z.string().openapi({ description: 'good, or why it does not hold now: revoked, expired.' }),
  })
  .openapi('Certificate')

const read = createRoute({
  ...{ method: 'get', path: '/v1/certificates/{thumbprint}', tags: ['Trust'], summary: 'A certificate. Public' },
  request: { params: thumbprint },
  responses: { 200: jsonAnswer(certificate, 'Certificate'), ...troubles(400, 404) },
})
const mine = createRoute({
  ...{ method: 'get', path: '/v1/certificates', tags: ['Trust'], summary: 'Certificates of your organisation' },
  responses: { 200: jsonAnswer(z.object({ certificates: z.array(certificate) }), 'Certificates'), ...troubles(401) },
})
const request = createRoute({
  ...{ method: 'post', path: '/v1/certificates', tags: ['Trust'], summary: 'Get a practice certificate (90 days)' },
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            request: z.string().max(MAX_REQUEST_CHARACTERS).openapi({ description: 'PKCS #10 in PEM.' }),
          }),
        },
      },
    },
  },
  responses: { 201: jsonAnswer(certificate, 'Certificate'), ...troubles(400, 401, 422) },
})
const revoke = createRoute({
  ...{
    method: 'post',
    path: '/v1/certificates/{thumbprint}/revocation',
    tags: ['Trust'],
    summary: 'Revoke one of yours',
  },
  request: {
    params: thumbprint,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            reason: z.string().openapi({ example: 'keyCompromise', description: 'RFC 5280 5.3.1.' }),
            since: z.iso.datetime().optional().openapi({ description: 'Since when the key is held to be lost.' }),
          }),
        },
      },
    },
  },
  responses: { 200: jsonAnswer(certificate, 'Revoked'), ...troubles(400, 401, 404, 422) },
})
const trust = createRoute({
  ...{
    method: 'get',
    path: '/v1/trust',
    tags: ['Trust'],
    summary: 'Root, authority, operator, revocation lists. Public',
  },
  responses: {
    200: jsonAnswer(
      z
        .object({
          root: z.string().openapi({ description: 'Thumbprint; keep the certificate apart from bundles.' }),
          operator: z.string(),
          certificates: z.record(z.string(), z.string()),
          revocationLists: z.array(z.string()),
        })
        .openapi('Trust'),
      'DER in base64',
    ),
  },
})

/** Mounts what everybody may know of certificates, and how an organisation gets and revokes its own. */
export function mountTrust(app: PortApp, { port, enrolment }: HttpParts): void {
  const { certificates } = port
  const described = async (known: KnownCertificate): Promise<z.infer<typeof certificate>> => {
    const judged = known.purpose === 'organisation' ? await certificates.judge(known, port.now()) : undefined
    return {
      ...{ thumbprint: known.thumbprint, purpose: known.purpose, custody: known.custody },
      certificate: encodePem('CERTIFICATE', known.certificate.raw),
      ...(known.signer ? { organisation: known.signer.organisation, name: known.signer.name } : {}),
      notAfter: new Date(known.certificate.notAfter).toISOString(),
      state: judged && !judged.ok ? judged.code.replace('x509/', '') : 'good',
    }
  }
  app.openapi(read, async (context) => {
    const known = await certificates.find(context.req.valid('param').thumbprint)
    return known ? context.json(await described(known), 200) : context.json(troubleOf('certificate/unknown'), 404)
  })
  app.openapi(mine, async (context) => {
    const known = await certificates.ofOrganisation(context.get('caller').organisation)
    return context.json({ certificates: await Promise.all(known.map(described)) }, 200)
  })
  app.openapi(request, async (context) => {
    const { organisation } = context.get('caller')
    const known = await enrol(enrolment, organisation, context.req.valid('json').request)
    if (!('ok' in known)) return context.json(await described(known), 201)
    const { ok: _, code, ...more } = known
    return context.json(troubleOf(code, more), 422)
  })
  app.openapi(revoke, async (context) => {
    const known = await certificates.find(context.req.valid('param').thumbprint)
    const { organisation, kind } = context.get('caller')
    const mayRevoke = kind === 'operator' || known?.signer?.organisation === organisation
    if (!known?.signer || !mayRevoke) return context.json(troubleOf('certificate/unknown'), 404)
    const { reason, since } = context.req.valid('json')
    if (!isReason(reason) || reason === 'removeFromCRL')
      return context.json(troubleOf('certificate/revocation-reason', { rule: 'RFC 5280 5.3.1', found: reason }), 422)
    await certificates.revoke(known, { reason, ...(since === undefined ? {} : { invalidityMs: Date.parse(since) }) })
    return context.json(await described(known), 200)
  })
  app.openapi(trust, async (context) => {
    const { authority } = certificates
    const { certificates: der, revocationLists } = await trustFor(port, [])
    const body = { root: authority.root.thumbprint, operator: authority.operator.thumbprint }
    return context.json({ ...body, certificates: { ...der }, revocationLists: [...revocationLists] }, 200)
  })
}
