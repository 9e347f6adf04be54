import { createDigest } from '@entrepot/crypto'
import {
  addSignatureTimeStamp,
  createTimeStampRequest,
  type ImprintAlgorithm,
  type MessageImprint,
  parseTimeStampResponse,
  signatureImprint,
  type TimeStampCode,
  type TimeStampResponse,
  type TokenTrust,
  verifyTimeStampToken,
} from '@entrepot/time-stamp'
import type { PdfMalformed, Read } from '../malformed.ts'
import { type PdfPlace, preparePdfSignature, preparePdfTimeStamp } from './prepare.ts'
import { type PdfSigning, signPrepared } from './sign-pdf.ts'

/** A time-stamping authority (RFC 3161) as a signer asks it. */
export interface PdfTimeStamping {
  /** Sends a request in DER, and brings the response in DER. What it throws goes through. */
  readonly ask: (request: Uint8Array) => Uint8Array | Promise<Uint8Array>
  /** A large random number, so that the answer is to this request. */
  readonly nonce?: bigint
  /** The policy that is asked for; the authority chooses when it is left out. */
  readonly policy?: string
  /** Default: SHA-256. */
  readonly algorithm?: ImprintAlgorithm
  /** By what the authority's chain is judged before its token is taken. */
  readonly trust: TokenTrust | 'unchecked'
}

/** An authority's answer that is no time-stamp of what was asked for. */
export interface TimeStampFailure {
  readonly ok: false
  readonly code: 'pades/time-stamp-not-granted' | 'pades/time-stamp-refused' | 'pades/time-stamp-malformed'
  /** With `not-granted`: what the authority said. */
  readonly response?: TimeStampResponse
  /** With `refused`: why the token does not hold. */
  readonly refusal?: TimeStampCode
}

/** A document, or why there is none. */
export type TimeStampedPdf = Read<Uint8Array> | TimeStampFailure

/**
 * Signs a document and has the signature time-stamped: PAdES-B-T (ETSI EN 319 142-1 6). The token is verified before it is taken.
 *
 * @returns the signed document; or where the document is malformed; or why the authority's answer is not taken.
 */
export async function signPdfWithTimeStamp(
  pdf: Uint8Array,
  signing: PdfSigning,
  stamping: PdfTimeStamping,
): Promise<TimeStampedPdf> {
  const prepared = preparePdfSignature(pdf, signing)
  if (!prepared.ok) return prepared
  const { message, signature } = signPrepared(prepared.value, signing)
  const token = await askFor(signatureImprint(signature, stamping.algorithm), stamping)
  if (!token.ok) return token
  const stamped = addSignatureTimeStamp(message, signature, token.value)
  return stamped.ok ? prepared.value.finish(stamped.value) : { ok: false, code: 'pades/time-stamp-malformed' }
}

/** Adds a document time-stamp (ETSI EN 319 142-1 5.4.3), which covers the total document with all its signatures. */
export async function addPdfTimeStamp(
  pdf: Uint8Array,
  stamping: PdfTimeStamping,
  place: PdfPlace = {},
): Promise<TimeStampedPdf> {
  const prepared = preparePdfTimeStamp(pdf, place)
  if (!prepared.ok) return prepared
  const { algorithm = 'SHA-256' } = stamping
  const running = createDigest(algorithm)
  for (const octets of prepared.value.covered) running.update(octets)
  const token = await askFor({ algorithm, digest: running.finish() }, stamping)
  return token.ok ? prepared.value.finish(token.value) : token
}

async function askFor(
  imprint: MessageImprint,
  { ask, nonce, policy, trust }: PdfTimeStamping,
): Promise<{ readonly ok: true; readonly value: Uint8Array } | TimeStampFailure | PdfMalformed> {
  const optional = { ...(nonce !== undefined && { nonce }), ...(policy !== undefined && { policy }) }
  const request = createTimeStampRequest({ imprint, certificateRequested: true, ...optional })
  const response = parseTimeStampResponse(await ask(request))
  if (!response.ok) return { ok: false, code: 'pades/time-stamp-malformed' }
  const { token } = response.value
  if (token === undefined) return { ok: false, code: 'pades/time-stamp-not-granted', response: response.value }
  const policies = policy === undefined ? {} : { policies: [policy] }
  const stamp = verifyTimeStampToken(token, { imprint, trust, ...policies, ...(nonce !== undefined && { nonce }) })
  if (stamp.ok) return { ok: true, value: token }
  return 'rule' in stamp
    ? { ok: false, code: 'pades/time-stamp-refused', refusal: stamp.code }
    : { ok: false, code: 'pades/time-stamp-malformed' }
}
