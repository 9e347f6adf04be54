import { Buffer } from 'node:buffer'
import { encodePem } from '@entrepot/x509'
import { bodyLimit } from 'hono/body-limit'
import { MAX_OCSP_BYTES } from '../registers/certificates/index.ts'
import type { HttpParts, PortApp } from './app-types.ts'

const CRL_TYPE = 'application/pkix-crl'
const CERTIFICATE_TYPE = 'application/pkix-cert'
const OCSP_TYPE = 'application/ocsp-response'
/** A list may be relied on for days; who asks again after this hears of a new one. */
const LIST_FRESH = 'public, max-age=300'

/**
 * Mounts what other programs ask about certificates, in the forms of the Internet's standards; all of it is public and static or signed:
 *
 * - `/pki/root.crt`, `/pki/issuing.crt`: the authorities' certificates (RFC 2585)
 * - `/pki/root.crl`, `/pki/issuing.crl`: revocation lists (RFC 5280, RFC 2585)
 * - `/pki/ocsp`: the responder, by POST, or by GET with the question in the path (RFC 6960 A.1)
 */
export function mountRevocation(app: PortApp, { port: { certificates } }: HttpParts): void {
  const { authority, responder } = certificates
  for (const issuer of ['root', 'issuing'] as const) {
    app.get(`/pki/${issuer}.crl`, async () => {
      const der = await certificates.currentList(issuer)
      return bytesOf(der, { 'content-type': CRL_TYPE, 'cache-control': LIST_FRESH })
    })
    app.get(`/pki/${issuer}.crt`, () =>
      bytesOf(authority[issuer].certificate.raw, { 'content-type': CERTIFICATE_TYPE }),
    )
    app.get(`/pki/${issuer}.pem`, (context) =>
      context.text(encodePem('CERTIFICATE', authority[issuer].certificate.raw)),
    )
  }
  const answer = async (question: Uint8Array): Promise<Response> =>
    bytesOf(await responder.answer(question), { 'content-type': OCSP_TYPE, 'cache-control': 'no-store' })
  app.post('/pki/ocsp', bodyLimit({ maxSize: MAX_OCSP_BYTES }), async (context) =>
    answer(new Uint8Array(await context.req.arrayBuffer())),
  )
  app.get('/pki/ocsp/*', (context) => {
    const text = unescaped(context.req.path.slice('/pki/ocsp/'.length))
    return answer(new Uint8Array(Buffer.from(text.slice(0, MAX_OCSP_BYTES * 2), 'base64')))
  })
}

/** A path that is not escaped as paths are is no question, and is answered so. */
function unescaped(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return ''
    throw error
  }
}

const bytesOf = (bytes: Uint8Array, headers: Readonly<Record<string, string>>): Response =>
  new Response(new Uint8Array(bytes), { headers })
