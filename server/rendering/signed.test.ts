import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importSigningKey, keyPairFromSeed } from '@entrepot/crypto'
import { type PdfSigning, signPdf, verifyPdf } from '@entrepot/pades'
import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { documents } from '@entrepot/trade/documents'
import { issueCertificate, parseCertificate } from '@entrepot/x509'
import { expect, onTestFinished, test } from 'vitest'
import { testWith } from '../../checks/testing-programs.ts'
import { renderDocument } from './index.ts'

const time = Date.UTC(2027, 0, 10, 13, 40)
const DAY_MS = 86_400_000

/** One who signs by a certificate of its own making. */
function selfCertified(commonName: string, seed: number): PdfSigning {
  const key = importSigningKey(keyPairFromSeed('ES256', new Uint8Array(48).fill(seed)).privateKeyPkcs8)
  if (!key) throw new Error('a key pair of our own making does not import')
  const named = { subject: { commonName }, issuer: { commonName }, publicKeySpki: key.publicKey.spki }
  const valid = { notBefore: time - DAY_MS, notAfter: time + DAY_MS }
  const extensions = { keyUsage: ['digitalSignature'] } as const
  const parsed = parseCertificate(issueCertificate({ ...named, ...valid, serial: BigInt(seed), extensions }, key))
  if (!parsed.ok) throw new Error(parsed.code)
  return { signer: { key, certificate: parsed.value }, chain: [], time }
}

const issued = [...play(cifCredit()).files.values()].flatMap((file) =>
  [...file.documents.values()].map(({ definition, id, fields }) => {
    const known = documents.get(definition)
    if (!known) throw new Error(definition)
    const values = new Map([...fields].map(([at, { value }]) => [at, value]))
    const given = {
      issuer: 'Practice Issuer',
      verificationCode: 'ABCDE-FGHIJ-KLMNO-PQRST',
      at: '2027-01-10T21:40+08:00',
    }
    return {
      name: `${definition} ${id}`,
      rendering: { definition: known, fields: values, language: 'en-zh', ...given } as const,
    }
  }),
)

/** What pdfsig says of a document, without its certificates. */
function pdfsig(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-signed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'a.pdf'), pdf)
  return spawnSync('pdfsig', ['-nocert', join(folder, 'a.pdf')], { encoding: 'utf8' }).stdout
}

const trust = { signers: 'unchecked', timeStamps: 'unchecked', at: time } as const
const added = (pdf: Uint8Array, signing: PdfSigning): Uint8Array => {
  const signed = signPdf(pdf, signing)
  if (!signed.ok) throw new Error(signed.code)
  return signed.value
}

type Issued = (typeof issued)[number]
const signed = new Map<Issued, ReturnType<typeof signTwice>>()

function signTwice({ rendering }: Issued) {
  const pdf = renderDocument(rendering)
  const once = added(pdf, selfCertified('Issuer', 1))
  return { pdf, once, twice: added(once, selfCertified('Chamber', 2)) }
}

/** A document as it was rendered, and signed once and again; done once for each. */
function signedTwice(each: Issued): ReturnType<typeof signTwice> {
  const known = signed.get(each) ?? signTwice(each)
  signed.set(each, known)
  return known
}

test.each(issued)('$name is signed by its issuer and again by another, its pages as they were', (each) => {
  const { pdf, once, twice } = signedTwice(each)
  expect(Buffer.compare(twice.subarray(0, pdf.length), pdf)).toBe(0)
  expect(verifyPdf(twice, trust)).toMatchObject({
    holds: true,
    signatures: [{ coveredBytes: once.length }, { coversTotalDocument: true }],
  })
})

testWith('pdfsig').each(issued)(
  '$name is signed by its issuer and again by another, and pdfsig finds both valid',
  (each) => {
    const [first, second] = pdfsig(signedTwice(each).twice).split('Signature #').slice(1)
    for (const said of [first, second]) expect(said).toContain('Signature is Valid.')
    expect(first).toContain('Not total document signed')
    expect(second).toContain('- Total document signed')
  },
)
