import { encodePem } from '@entrepot/x509'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWith } from '../../checks/testing-programs.ts'
import { addPdfTimeStamp, signPdf, signPdfWithTimeStamp, verifyPdf } from './index.ts'
import { invoice, replaced, stream, streamDocument, tableDocument, update } from './testing/sample.ts'
import { at, bank, made, root, seller, signingOf, stampingAt, trust } from './testing/signers.ts'
import { type Said, workshop } from './testing/workshop.ts'

const shop = workshop()
afterAll(() => shop.close())

const VALID = 'Signature is Valid.'
const WHOLE = 'Total document signed'
const NOT_WHOLE = 'Not total document signed'
const saidOf = (said: Said): (string | undefined)[] => [
  said.get('Signature Field Name'),
  said.get('Signature Type'),
  said.get('Signature Validation'),
  said.has(WHOLE) ? WHOLE : said.has(NOT_WHOLE) ? NOT_WHOLE : '',
]
const FORMAT = 'ETSI.CAdES.detached'

describeWith('pdfsig')('pdfsig judges', () => {
  const documents = [
    ['a table', tableDocument()],
    ['streams', streamDocument()],
  ] as const

  test.each(documents)('a signature in a document with %s: valid, total document signed', (_, pdf) => {
    const signed = made(signPdf(pdf, signingOf(seller, { name: '海通', reason: 'Issued (as is)' })))
    const [said, ...others] = shop.pdfsig(signed, '-nocert')
    expect(others).toEqual([])
    expect(said && saidOf(said)).toEqual(['Signature1', FORMAT, VALID, WHOLE])
    expect(said?.get('Signer Certificate Common Name')).toBe('Seller')
  })

  test.each(documents)(
    'several signatures in a document with %s: each valid, the last over the total document',
    async (_, pdf) => {
      const first = made(signPdf(pdf, signingOf(seller)))
      const second = made(await signPdfWithTimeStamp(first, signingOf(bank), stampingAt(at)))
      const third = made(signPdf(second, signingOf(seller, { field: 'Approved' })))
      expect(shop.pdfsig(third, '-nocert').map(saidOf)).toEqual([
        ['Signature1', FORMAT, VALID, NOT_WHOLE],
        ['Signature2', FORMAT, VALID, NOT_WHOLE],
        ['Approved', FORMAT, VALID, WHOLE],
      ])
    },
  )

  test('signatures under a document time-stamp: valid still', async () => {
    const sealed = made(await addPdfTimeStamp(made(signPdf(tableDocument(), signingOf(seller))), stampingAt(at)))
    const [said, stamp] = shop.pdfsig(sealed, '-nocert')
    expect(said && saidOf(said)).toEqual(['Signature1', FORMAT, VALID, NOT_WHOLE])
    expect(stamp?.has(WHOLE)).toBe(true)
  })

  test('a document that was changed: digest mismatch; we refuse it, too', () => {
    const changed = replaced(made(signPdf(tableDocument(), signingOf(seller))), 'EUR 100', 'EUR 900')
    const [said] = shop.pdfsig(changed, '-nocert')
    expect(said?.get('Signature Validation')).toBe('Digest Mismatch.')
    expect(verifyPdf(changed, trust)).toMatchObject({ holds: false })
  })

  test('a content that was replaced by an update: valid and not total, where we name the object', () => {
    const changed = update(made(signPdf(tableDocument(), signingOf(seller))), { objects: { 4: stream('BT ET') } })
    const [said] = shop.pdfsig(changed, '-nocert')
    expect(said && saidOf(said)).toEqual(['Signature1', FORMAT, VALID, NOT_WHOLE])
    expect(verifyPdf(changed, trust)).toMatchObject({ signatures: [{ changes: [{ object: 4 }] }] })
  })
})

describeWith(
  'pdfsig',
  'certutil',
  'pk12util',
  'openssl',
)('pdfsig with a database of certificates, made by certutil, pk12util and openssl', () => {
  const database = `sql:${shop.place('nss')}`
  beforeAll(() => {
    shop.makeFolder('nss')
    shop.write('root.pem', encodePem('CERTIFICATE', root.certificate.raw))
    shop.run('certutil', '-N', '-d', database, '--empty-password')
    shop.run('certutil', '-A', '-d', database, '-n', 'root', '-t', 'CT,CT,CT', '-i', 'root.pem')
  })

  test('says that the certificate of our signature is trusted', () => {
    const signed = made(signPdf(tableDocument(), signingOf(seller)))
    const [said] = shop.pdfsig(signed, '-nssdir', database)
    expect(said?.get('Signature Validation')).toBe(VALID)
    expect(said?.get('Certificate Validation')).toBe('Certificate is Trusted.')
  })

  test('signs the empty field of a document of ours, which leaves our signature whole; its own is no PAdES, and refused by name', () => {
    const own = [
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'own.key',
      '-out',
      'own.pem',
      '-subj',
      '/CN=Own',
      '-days',
      '30',
    ]
    shop.run('openssl', 'req', '-x509', ...own, '-addext', 'keyUsage=critical,digitalSignature')
    const bundle = ['-in', 'own.pem', '-inkey', 'own.key', '-name', 'own', '-passout', 'pass:', '-out', 'own.p12']
    shop.run('openssl', 'pkcs12', '-export', ...bundle)
    shop.run('pk12util', '-i', 'own.p12', '-d', database, '-W', '')
    const form = tableDocument({
      ...invoice,
      1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>',
      7: '<< /FT /Sig /T (Approval) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /P 3 0 R >>',
    })
    shop.write('ours.pdf', made(signPdf(form, signingOf(seller))))
    const signed = shop.run('pdfsig', '-nssdir', database, '-sign', 'Approval', '-nick', 'own', 'ours.pdf', 'both.pdf')
    expect(signed).toMatchObject({ status: 0 })
    expect(shop.pdfsig(shop.read('both.pdf'), '-nocert').map(saidOf)).toEqual([
      ['Approval', 'adbe.pkcs7.detached', VALID, WHOLE],
      ['Signature1', FORMAT, VALID, NOT_WHOLE],
    ])
    expect(verifyPdf(shop.read('both.pdf'), trust)).toMatchObject({
      ok: true,
      signatures: [
        { field: 'Approval', verdict: { ok: false, code: 'pades/format' } },
        { field: 'Signature1', verdict: { ok: true }, changes: [] },
      ],
    })
  })
})
