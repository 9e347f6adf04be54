import { attributeTypes, contentTypes, type SignerVerdict, startDetachedVerifying, valuesOf } from '@entrepot/cms'
import { createDigest } from '@entrepot/crypto'
import {
  type ImprintAlgorithm,
  type MessageImprint,
  type TimeStamp,
  type TimeStampRefusal,
  verifySignatureTimeStamps,
  verifyTimeStampToken,
} from '@entrepot/time-stamp'
import type { Certificate } from '@entrepot/x509'
import type { PdfTrust } from './trust.ts'
import { type PadesRefusal, refuse } from './refusal.ts'

/** The octets that a signature covers. */
export type Covered = readonly [Uint8Array, Uint8Array]

/** A signature that holds over the document; its chain is not judged. */
export interface JudgedMessage {
  readonly ok: true
  readonly signer: SignerVerdict
  readonly certificate: Certificate
  readonly carried: readonly Certificate[]
}

/** Judges the message of a signature (ETSI EN 319 142-1 5.2, 6.3) by everything but its chain and its time-stamps. */
export function judgeMessage(message: Uint8Array, covered: Covered, trust: PdfTrust): JudgedMessage | PadesRefusal {
  const { certificates = [] } = trust
  const verifying = startDetachedVerifying(message, { certificates, encoding: 'DER' })
  if (!verifying.ok) return { ...refuse('pades/message'), malformed: verifying.code }
  for (const octets of covered) verifying.value.push(octets)
  const { contentType, signers, certificates: carried } = verifying.value.finish()
  if (contentType !== contentTypes.data) return refuse('pades/content-type')
  const [signer] = signers
  if (signer === undefined || signers.length !== 1) return refuse('pades/signers')
  const { refusal, certificate, signedAttributes = [] } = signer
  if (refusal !== undefined || certificate === undefined) {
    return { ...refuse('pades/signature'), ...(refusal !== undefined && { signature: refusal.code }) }
  }
  const has = (type: string): boolean => valuesOf(signedAttributes, type).length > 0
  if (!has(attributeTypes.signingCertificateV2) && !has(attributeTypes.signingCertificate)) {
    return refuse('pades/signing-certificate')
  }
  if (has(attributeTypes.signingTime)) return refuse('pades/signing-time')
  return { ok: true, signer, certificate, carried }
}

/** A time-stamp that was judged, or what is malformed in it. */
export type JudgedTimeStamp = TimeStamp | TimeStampRefusal | { readonly ok: false; readonly code: string }

/** Judges every time-stamp over a signature (PAdES-B-T), in the order in which they stand. */
export function judgeSignatureTimeStamps(
  signer: SignerVerdict,
  { timeStamps, certificates = [] }: PdfTrust,
): JudgedTimeStamp[] {
  return verifySignatureTimeStamps(signer, { trust: timeStamps, certificates })
}

/** Judges a document time-stamp (ETSI EN 319 142-1 5.4.3). */
export function judgeDocumentTimeStamp(
  token: Uint8Array,
  covered: Covered,
  { timeStamps, certificates = [] }: PdfTrust,
): TimeStamp | PadesRefusal {
  const imprint = (algorithm: ImprintAlgorithm): MessageImprint => {
    const running = createDigest(algorithm)
    for (const octets of covered) running.update(octets)
    return { algorithm, digest: running.finish() }
  }
  const stamp = verifyTimeStampToken(token, { imprint, trust: timeStamps, certificates })
  if (stamp.ok) return stamp
  if (!('rule' in stamp)) return { ...refuse('pades/message'), malformed: stamp.code }
  return { ...refuse('pades/time-stamp'), timeStamp: stamp.code, ...(stamp.chain && { chain: stamp.chain }) }
}

/** The message in Contents without the zeros behind it; `undefined` when something else stands there, or the length is not DER. */
export function unpadded(contents: Uint8Array): Uint8Array | undefined {
  const [tag, first = 0] = contents
  const octets = first < 0x80 ? 0 : first - 0x80
  if (tag !== SEQUENCE || first === 0x80 || octets > MAXIMUM_LENGTH_OCTETS) return undefined
  const length =
    octets === 0 ? first : contents.subarray(2, 2 + octets).reduce((value, octet) => value * 256 + octet, 0)
  const end = 2 + octets + length
  const isWhole = end <= contents.length && contents.subarray(end).every((octet) => octet === 0)
  return isWhole ? contents.subarray(0, end) : undefined
}

const SEQUENCE = 0x30
const MAXIMUM_LENGTH_OCTETS = 4
