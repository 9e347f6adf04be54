/** A root, two signers under an issuing authority, and a time-stamping authority. Seeds, serial numbers and times are fixed. */
import { importSigningKey, keyPairFromSeed, type SigningKey } from '@entrepot/crypto'
import { answerTimeStampRequest, type Authority, timeStampingUsage } from '@entrepot/time-stamp'
import { type Certificate, type ExtensionsToIssue, issueCertificate, parseCertificate } from '@entrepot/x509'
import type { PdfSigning, PdfTimeStamping, PdfTrust } from '../index.ts'

const day = 86_400_000
const start = Date.UTC(2026, 0, 1)
/** A time within the validity of every certificate here. */
export const at = start + 30 * day + 7_000

function keyOf(seed: number): SigningKey {
  const key = importSigningKey(keyPairFromSeed('ES256', new Uint8Array(48).fill(seed)).privateKeyPkcs8)
  if (key === undefined) throw new Error('a key pair of our own making does not import')
  return key
}

interface Party {
  readonly key: SigningKey
  readonly certificate: Certificate
}

function party(seed: number, commonName: string, extensions: ExtensionsToIssue, issuer?: Party): Party {
  const key = keyOf(seed)
  const subject = { country: 'CN', organization: 'Ningbo Haitong', commonName }
  const der = issueCertificate(
    {
      subject,
      issuer: issuer?.certificate.subject ?? subject,
      publicKeySpki: key.publicKey.spki,
      serial: BigInt(4000 + seed),
      notBefore: start,
      notAfter: start + 7300 * day,
      extensions,
    },
    issuer?.key ?? key,
  )
  const parsed = parseCertificate(der)
  if (!parsed.ok) throw new Error(`a certificate of our own making: ${parsed.code}`)
  return { key, certificate: parsed.value }
}

const signing = { keyUsage: ['digitalSignature', 'nonRepudiation'] } as const

export const root = party(1, 'Root', { basicConstraints: { ca: true }, keyUsage: ['keyCertSign', 'cRLSign'] })
export const issuing = party(
  2,
  'Issuing',
  { basicConstraints: { ca: true, pathLength: 0 }, keyUsage: ['keyCertSign'] },
  root,
)
export const seller = party(3, 'Seller', signing, issuing)
export const bank = party(4, 'Bank', signing, issuing)
export const stranger = party(6, 'Stranger', signing)
const stamping = party(5, 'Time Stamping', { keyUsage: ['digitalSignature'], others: [timeStampingUsage] }, root)

export const authority: Authority = { ...stamping, policies: ['1.3.6.1.4.1.99999.3.1'] }

/** How a party signs. */
export const signingOf = (signer: Party, more: Partial<PdfSigning> = {}): PdfSigning => ({
  signer,
  chain: [issuing.certificate],
  time: at,
  ...more,
})

/** The practice authority, at a time. */
export function stampingAt(time: number): PdfTimeStamping {
  return {
    ask: (request) => answerTimeStampRequest(request, authority, { time, serial: 77n }).response,
    nonce: 0x1234_5678_9abc_def0n,
    trust: { anchors: [root.certificate], revocation: 'unchecked' },
  }
}

/** Trusts the root; revocation is not the matter of these tests. */
export const trust: PdfTrust = {
  signers: { anchors: [root.certificate], revocation: 'unchecked' },
  timeStamps: { anchors: [root.certificate], revocation: 'unchecked' },
  at,
}

/** The document, when there is one. */
export function made(
  result: { readonly ok: true; readonly value: Uint8Array } | { readonly ok: false; readonly code: string },
): Uint8Array {
  if (!result.ok) throw new Error(result.code)
  return result.value
}
