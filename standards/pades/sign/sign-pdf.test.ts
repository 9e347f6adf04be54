import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  preparePdfSignature,
  signPdf,
  signPdfWithTimeStamp,
  addPdfTimeStamp,
  signPrepared,
  verifyPdf,
} from '../index.ts'
import { invoice, octetsOf, streamDocument, tableDocument, textOf } from '../testing/sample.ts'
import { at, authority, bank, made, seller, signingOf, stampingAt, trust } from '../testing/signers.ts'

const documents: readonly (readonly [string, Uint8Array])[] = [
  ['a cross-reference table', tableDocument()],
  ['a cross-reference stream and a stream of objects', streamDocument()],
  ['compressed streams of both kinds', streamDocument(invoice, (data) => new Uint8Array(deflateSync(data)))],
]

describe.each(documents)('a document with %s', (_, pdf) => {
  test('is signed, and stays the beginning of what is made', () => {
    const signed = made(signPdf(pdf, signingOf(seller)))
    expect(Buffer.compare(signed.subarray(0, pdf.length), pdf)).toBe(0)
    expect(verifyPdf(signed, trust)).toMatchObject({
      ok: true,
      holds: true,
      signatures: [
        { field: 'Signature1', coversTotalDocument: true, changes: [], verdict: { ok: true, level: 'B-B' } },
      ],
    })
  })

  test('is signed by two and stamped, each over all before', async () => {
    const first = made(signPdf(pdf, signingOf(seller)))
    const second = made(await signPdfWithTimeStamp(first, signingOf(bank), stampingAt(at + 60_000)))
    const third = made(await addPdfTimeStamp(second, stampingAt(at + 120_000)))
    const verified = verifyPdf(third, trust)
    expect(verified).toMatchObject({
      ok: true,
      holds: true,
      signatures: [
        { field: 'Signature1', kind: 'signature', coveredBytes: first.length, coversTotalDocument: false },
        { field: 'Signature2', kind: 'signature', coveredBytes: second.length, coversTotalDocument: false },
        { field: 'Signature3', kind: 'time-stamp', coveredBytes: third.length, coversTotalDocument: true },
      ],
    })
    const verdicts = verified.ok ? verified.signatures.map(({ verdict }) => verdict) : []
    const second0 = Math.floor(at / 1000) * 1000
    expect(verdicts).toMatchObject([
      { ok: true, level: 'B-B', certificate: seller.certificate, provenTime: second0 + 120_000 },
      { ok: true, level: 'B-T', certificate: bank.certificate, provenTime: second0 + 60_000 },
      { ok: true, level: 'document time-stamp', certificate: authority.certificate },
    ])
  })
})

test('what is stated comes back, in any script and with any brackets', () => {
  const stated = { name: '宁波海通 ☃ \ud800', reason: 'Issued (as is) \\ \r\n', location: 'Ningbo )( <CN>' }
  const verified = verifyPdf(made(signPdf(tableDocument(), signingOf(seller, stated))), trust)
  const time = Math.floor(at / 1000) * 1000
  expect(verified).toMatchObject({ holds: true, signatures: [{ statement: { time, ...stated } }] })
})

test('the widget is printed, without extent, on the first page, so that PDF/A-3 needs no appearance of it', () => {
  const text = textOf(made(signPdf(tableDocument(), signingOf(seller))))
  expect(text).toMatch(
    /\/Subtype \/Widget \/FT \/Sig \/T \(Signature1\) \/V 7 0 R\n\/F 132 \/Rect \[0 0 0 0\] \/P 3 0 R/,
  )
  expect(text).toContain('/Annots [ 8 0 R]')
  expect(text).toContain('/SigFlags 3')
})

test('the signature names its certificate and no signing time, and carries the path', () => {
  const prepared = preparePdfSignature(tableDocument(), { time: at })
  if (!prepared.ok) throw new Error(prepared.code)
  const hex = Buffer.from(signPrepared(prepared.value, signingOf(seller)).message).toString('hex')
  expect(hex).toContain('060b2a864886f70d010910022f')
  expect(hex).not.toContain('06092a864886f70d010905')
  for (const { raw } of [seller.certificate, ...signingOf(seller).chain]) {
    expect(hex).toContain(Buffer.from(raw).toString('hex'))
  }
})

test('the second part of the file’s identifier changes with each signature, the first stays', () => {
  const first = made(signPdf(tableDocument(), signingOf(seller)))
  const second = made(signPdf(first, signingOf(bank)))
  const identifiers = [...textOf(second).matchAll(/\/ID \[<(\w+)> ?<(\w+)>\]/g)].map(([, one, other]) => [one, other])
  expect(new Set(identifiers.map(([one]) => one)).size).toBe(1)
  expect(new Set(identifiers.map(([, other]) => other)).size).toBe(3)
})

const withForm = (form: string, more: Readonly<Record<number, string>> = {}) =>
  tableDocument({ ...invoice, 1: `<< /Type /Catalog /Pages 2 0 R /AcroForm ${form} >>`, ...more })
const text =
  '<< /FT /Tx /T (Buyer) /V (Rotterdam Trading) /Type /Annot /Subtype /Widget /Rect [10 10 90 30] /P 3 0 R >>'
const empty = '<< /FT /Sig /T (Approval) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /P 3 0 R >>'

describe('a form that is there', () => {
  test.each([
    ['in the catalog', withForm('<< /Fields [7 0 R] /DA (/F1 9 Tf) >>', { 7: text })],
    ['as an object', withForm('8 0 R', { 7: text, 8: '<< /Fields [7 0 R] /SigFlags 1 >>' })],
    ['with its fields as an object', withForm('8 0 R', { 7: text, 8: '<< /Fields 9 0 R >>', 9: '[7 0 R]' })],
  ])('%s keeps its fields and takes further signatures', (_, pdf) => {
    const signed = made(signPdf(made(signPdf(pdf, signingOf(seller))), signingOf(bank)))
    expect(verifyPdf(signed, trust)).toMatchObject({
      holds: true,
      signatures: [{ field: 'Signature1' }, { field: 'Signature2', coversTotalDocument: true }],
    })
    expect(textOf(signed)).toMatch(/\/Fields \[7 0 R \d+ 0 R \d+ 0 R\]/)
  })

  const form = withForm('<< /Fields [7 0 R 8 0 R] >>', { 7: text, 8: empty })

  test('has an empty signature field signed in its place, after another signature, too', () => {
    const first = made(signPdf(form, signingOf(seller)))
    const second = made(signPdf(first, signingOf(bank, { field: 'Approval' })))
    expect(verifyPdf(second, trust)).toMatchObject({
      holds: true,
      signatures: [{ field: 'Signature1' }, { field: 'Approval' }],
    })
  })

  test.each(['Buyer', 'Approval.Sub', ''])('does not have the name “%s” for a signature', (field) => {
    expect(signPdf(form, signingOf(seller, { field }))).toMatchObject({ ok: false, code: 'pdf/no-such-field' })
  })

  test('does not have a field signed twice', () => {
    const signed = made(signPdf(form, signingOf(seller, { field: 'Approval' })))
    expect(signPdf(signed, signingOf(bank, { field: 'Approval' }))).toMatchObject({ code: 'pdf/no-such-field' })
  })
})

test.each([
  ['in the page', { 3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [7 0 R] >>' }],
  ['apart', { 3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots 8 0 R >>', 8: '[7 0 R]' }],
])('annotations that stand %s are kept', (_, objects) => {
  const link = '<< /Type /Annot /Subtype /Link /Rect [1 1 5 5] >>'
  const pdf = tableDocument({ ...invoice, ...objects, 7: link })
  const signed = made(signPdf(made(signPdf(pdf, signingOf(seller))), signingOf(bank)))
  expect(verifyPdf(signed, trust)).toMatchObject({ holds: true })
  expect(textOf(signed)).toMatch(/\[7 0 R \d+ 0 R \d+ 0 R\]/)
})

test('a signature that does not fit into its place is told', () => {
  expect(signPdf(tableDocument(), signingOf(seller, { contentsBytes: 64 }))).toMatchObject({
    ok: false,
    code: 'pdf/contents-too-small',
  })
})

test('an encrypted document is not signed', () => {
  const pdf = tableDocument({ ...invoice, 7: '<< /Filter /Standard >>' }, '/Encrypt 7 0 R ')
  expect(signPdf(pdf, signingOf(seller))).toMatchObject({ ok: false, code: 'pdf/encrypted' })
})

test('a document without an end of line at its end is signed', () => {
  const pdf = tableDocument().subarray(0, -1)
  expect(verifyPdf(made(signPdf(pdf, signingOf(seller))), trust)).toMatchObject({ holds: true })
})

describe('an answer of the authority is not taken', () => {
  const sign = (answer: (request: Uint8Array) => Uint8Array | Promise<Uint8Array>) =>
    signPdfWithTimeStamp(tableDocument(), signingOf(seller), { ...stampingAt(at), ask: answer })

  test('when it is none', async () => {
    expect(await sign(() => octetsOf('busy'))).toMatchObject({ ok: false, code: 'pades/time-stamp-malformed' })
  })

  test('when it refuses', async () => {
    const refusal = Buffer.from('30090301023004300201', 'hex')
    expect(await sign(() => new Uint8Array(refusal))).toMatchObject({ ok: false })
  })

  test('when it is of another request', async () => {
    const honest = stampingAt(at)
    const earlier: Uint8Array[] = []
    await sign(async (request) => {
      earlier.push(await honest.ask(request))
      return earlier[0]!
    })
    const other = signPdfWithTimeStamp(tableDocument(), signingOf(bank), { ...honest, ask: () => earlier[0]! })
    expect(await other).toMatchObject({ ok: false, code: 'pades/time-stamp-refused', refusal: 'time-stamp/imprint' })
  })
})
