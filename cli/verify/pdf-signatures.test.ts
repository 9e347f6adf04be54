import { importSigningKey, keyPairFromSeed } from '@entrepot/crypto'
import { signPdf } from '@entrepot/pades'
import { toBase64 } from '@entrepot/trade/evidence'
import { type Certificate, issueCertificate, parseCertificate, type Subject, thumbprint } from '@entrepot/x509'
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

function certified(subject: Subject, seed: number, issuer?: { subject: Subject; seed: number }): Certificate {
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
        ? { keyUsage: ['digitalSignature'] }
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
const signedBy = (certificate: Certificate, seed: number): Uint8Array => {
  const signed = signPdf(pdf, { signer: { key: keyOf(seed), certificate }, chain: [root], time: at })
  if (!signed.ok) throw new Error(signed.code)
  return signed.value
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
