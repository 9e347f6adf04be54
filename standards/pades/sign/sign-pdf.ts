import { type Signer, startDetachedSigning } from '@entrepot/cms'
import type { Certificate } from '@entrepot/x509'
import type { Read } from '../malformed.ts'
import { type PdfPlace, type PdfStatement, type PreparedPdf, preparePdfSignature } from './prepare.ts'

/** Who signs a document, what is stated, and where it goes. */
export interface PdfSigning extends PdfStatement, PdfPlace {
  /** Key, certificate and algorithm, as `signData` of cms takes them. */
  readonly signer: Omit<Signer, 'attributes' | 'unsignedAttributes' | 'identifiedBy'>
  /** The certificates of the path from the signer's to the anchor's, which go along (ETSI EN 319 142-1 6.3). */
  readonly chain: readonly Certificate[]
}

/** A signature that is not in its document yet. */
export interface PdfSignatureMessage {
  /** SignedData in DER. */
  readonly message: Uint8Array
  /** The octets of the signature: what a signature time-stamp is of. */
  readonly signature: Uint8Array
}

/**
 * Signs a document: PAdES-B-B (ETSI EN 319 142-1 6). The signature covers the total document but itself; the document
 * stays the beginning of what is made, so further signatures leave earlier ones whole.
 *
 * @returns the signed document; or where and why the document is malformed.
 * @example signPdf(invoice, { signer: { key, certificate }, chain: [issuing], time, reason: 'Issued' })
 */
export function signPdf(pdf: Uint8Array, signing: PdfSigning): Read<Uint8Array> {
  const prepared = preparePdfSignature(pdf, signing)
  return prepared.ok ? prepared.value.finish(signPrepared(prepared.value, signing).message) : prepared
}

/**
 * Makes the signature of a prepared document: detached SignedData with content-type, message-digest and
 * signing-certificate-v2, and without signing-time, as `M` of the document says it (ETSI EN 319 142-1 6.3).
 */
export function signPrepared(
  prepared: PreparedPdf,
  { signer, chain }: Pick<PdfSigning, 'signer' | 'chain'>,
): PdfSignatureMessage {
  let signature: Uint8Array = new Uint8Array(0)
  const unsignedAttributes = (made: Uint8Array): [] => {
    signature = made
    return []
  }
  const signing = startDetachedSigning({
    signers: [{ ...signer, attributes: {}, unsignedAttributes }],
    certificates: chain,
  })
  for (const octets of prepared.covered) signing.push(octets)
  const message = signing.finish()
  return { message, signature }
}
