import { randomBytes } from 'node:crypto'
import { signPdfWithTimeStamp } from '@entrepot/pades'
import type { PortHeld } from './enrol.ts'
import type { CertificateRegister } from './register.ts'

/**
 * Signs a document's PDF with a key that the port openly holds, the time stamped by the port's authority: PAdES-B-T (ETSI EN 319 142-1).
 *
 * @returns the signed PDF, of which the document is the beginning; or why it is none that can be signed.
 */
export async function signDocument(
  { authority, stamper }: CertificateRegister,
  { known, privateKey }: PortHeld,
  { pdf, nowMs }: { readonly pdf: Uint8Array; readonly nowMs: number },
): Promise<Uint8Array | { readonly ok: false; readonly code: string }> {
  const { signer, certificate } = known
  const [root, issuing] = [authority.root.certificate, authority.issuing.certificate]
  const signed = await signPdfWithTimeStamp(
    pdf,
    {
      ...{ signer: { key: privateKey, certificate }, chain: [issuing, root], time: nowMs },
      ...(signer ? { name: signer.name } : {}),
      ...(signer?.place === undefined ? {} : { location: signer.place }),
    },
    {
      ask: (request) => stamper.answer(request),
      nonce: BigInt(`0x01${randomBytes(NONCE_BYTES).toString('hex')}`),
      trust: { anchors: [root], revocation: 'unchecked' },
    },
  )
  return signed.ok ? signed.value : { ok: false, code: signed.code }
}

const NONCE_BYTES = 8
