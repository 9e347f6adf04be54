import { importSigningKey, keyPairFromSeed } from '@entrepot/crypto'
import { addPdfTimeStamp, signPdf } from '@entrepot/pades'
import { answerTimeStampRequest, timeStampingUsage } from '@entrepot/time-stamp'
import { toBase64 } from '@entrepot/trade/evidence'
import {
  type Certificate,
  type ExtensionsToIssue,
  issueCertificate,
  parseCertificate,
  type Subject,
  thumbprint,
} from '@entrepot/x509'
import { expect, test } from 'vitest'
import { signedPdfsIn } from './pdf-signatures.ts'
import { pdfSaying } from './testing.ts'

const at = Date.UTC(2027, 0, 19)
const DAY_MS = 86_400_000

function keyOf(seed: number) {
  const key = importSigningKey(keyPairFromSeed('ES256', new Uint8Array(48).fill(seed)).privateKeyPkcs8)
  if (!key) throw new Error('a key pair of our own making does not import')
  return key
}

interface Issuer {
  readonly subject: Subject
  readonly seed: number
  /** What the certificate is for, besides signing. */
  readonly more?: ExtensionsToIssue
}

function certified(subject: Subject, seed: number, issuer?: Issuer): Certificate {
  const der = issueCertificate(
    {
      ...{
        subject,
        issuer: issuer?.subject ?? subject,
        publicKeySpki: keyOf(seed).publicKey.spki,
        serial: BigInt(seed),
      },
      ...{ notBefore: at - DAY_MS, notAfter: at + DAY_MS },
      extensions: issuer
        ? { keyUsage: ['digitalSignature'], ...issuer.more }
        : { basicConstraints: { ca: true }, keyUsage: ['keyCertSign', 'cRLSign'] },
    },
    keyOf(issuer?.seed ?? seed),
  )
  const parsed = parseCertificate(der)
  if (!parsed.ok) throw new Error(parsed.code)
  return parsed.value
}

const rootName = { country: 'NL', organization: 'Test root' }
const root = certified(rootName, 1)
const organisation = (name: string, seed: number) =>
  certified({ country: 'CN', organization: name, organizationIdentifier: name }, seed, { subject: rootName, seed: 1 })
const seller = organisation('SELLER', 2)
const stranger = organisation('STRANGER', 3)

const pdf = pdfSaying('An invoice')
const signedBy = (certificate: Certificate, seed: number, what = pdf): Uint8Array => {
  const signed = signPdf(what, { signer: { key: keyOf(seed), certificate }, chain: [root], time: at })
  if (!signed.ok) throw new Error(signed.code)
  return signed.value
}

const HOUR_MS = 3_600_000

/** Puts a time-stamp over all of a document, an hour before or after it is signed. */
async function stamped(what: Uint8Array, hours: number, issuer: Issuer = { subject: rootName, seed: 1 }) {
  const usage = { more: { others: [timeStampingUsage] } }
  const certificate = certified({ organization: 'Time-stamping authority' }, 6, { ...issuer, ...usage })
  const authority = { certificate, key: keyOf(6), policies: ['1.3.6.1.4.1.99999.3.1'] as const }
  const made = await addPdfTimeStamp(what, {
    ask: (request) => answerTimeStampRequest(request, authority, { time: at + hours * HOUR_MS, serial: 1n }).response,
    trust: 'unchecked',
  })
  if (!made.ok) throw new Error(made.code)
  return made.value
}

const path = 'documents/act.pdf'
const verified = (bytes: Uint8Array) =>
  signedPdfsIn(new Map([[path, bytes]]), {
    anchor: root.raw,
    brought: { certificates: { [thumbprint(root.raw)]: toBase64(root.raw) }, revocationLists: [] },
    documents: [{ act: 'act', issuer: 'SELLER' }],
    manifest: { made: new Date(at).toISOString(), documents: [{ act: 'act', path, sha256: '' }] },
  })

test('a PDF that its document’s issuer signed inside is told as such, with the time that it states', () => {
  const { signed, findings } = verified(signedBy(seller, 2))
  expect(findings).toEqual([])
  expect(signed.get('act')).toEqual({ level: 'B-B', at: '2027-01-19T00:00:00.000Z' })
})

test('a PDF without a signature inside is none the worse', () => {
  expect(verified(pdf)).toEqual({ signed: new Map(), findings: [] })
})

const bySeller = { signed: new Map([['act', { level: 'B-B', at: '2027-01-19T00:00:00.000Z' }]]), findings: [] }

test('the issuer’s signature is told where a time-stamp over the document stands before it', async () => {
  expect(verified(signedBy(seller, 2, await stamped(pdf, -1)))).toEqual(bySeller)
})

test('the issuer’s signature is told where a time-stamp over the document stands after it', async () => {
  expect(verified(await stamped(signedBy(seller, 2), 1))).toEqual(bySeller)
})

test('time-stamps before and after do not make another’s signature the issuer’s', async () => {
  const { signed, findings } = verified(await stamped(signedBy(stranger, 3, await stamped(pdf, -1)), 1))
  expect(signed.size).toBe(0)
  expect(findings).toMatchObject([{ code: 'rendering/other-signer', detail: 'STRANGER' }])
})

test('a document with a time-stamp alone, or two, is signed by nobody', async () => {
  const once = await stamped(pdf, -1)
  for (const each of [once, await stamped(once, 1)]) expect(verified(each)).toEqual({ signed: new Map(), findings: [] })
})

test('a time-stamp of another root beside the issuer’s signature is a fault, wherever it stands', async () => {
  const foreign = { subject: { organization: 'Other root' }, seed: 5 }
  const before = signedBy(seller, 2, await stamped(pdf, -1, foreign))
  for (const each of [before, await stamped(signedBy(seller, 2), 1, foreign)])
    expect(verified(each)).toMatchObject({
      signed: new Map(),
      findings: [{ code: 'rendering/signature', detail: 'pades/time-stamp' }],
    })
})

test('a signature of another than the issuer is a fault', () => {
  const { signed, findings } = verified(signedBy(stranger, 3))
  expect(signed.size).toBe(0)
  expect(findings).toEqual([
    { severity: 'fault', code: 'rendering/other-signer', place: { entry: path }, detail: 'STRANGER' },
  ])
})

test('a changed byte under the signature is a fault, and so is a certificate of another root', () => {
  const changed = signedBy(seller, 2)
  changed[20] = (changed[20] ?? 0) ^ 1
  expect(verified(changed).findings).toMatchObject([{ code: 'rendering/signature', detail: 'pades/signature' }])
  const otherRoot = { subject: { organization: 'Other root' }, seed: 5 }
  const foreign = certified({ organization: 'SELLER', organizationIdentifier: 'SELLER' }, 4, otherRoot)
  expect(verified(signedBy(foreign, 4)).findings).toMatchObject([
    { code: 'rendering/signature', detail: 'pades/chain' },
  ])
})

test('what is no PDF is told without a verdict', () => {
  expect(verified(new Uint8Array([1, 2, 3])).findings).toMatchObject([
    { severity: 'mark', code: 'rendering/unreadable' },
  ])
})
