import { deflateSync } from 'node:zlib'
import { changedOctets, drawFrom, pick } from '@entrepot/mutation'
import { beforeAll, describe, expect, test } from 'vitest'
import { addPdfTimeStamp, signPdf, signPdfWithTimeStamp, verifyPdf } from './index.ts'
import { invoice, octetsOf, stream, streamDocument, tableDocument, textOf, update } from './testing/sample.ts'
import { at, bank, made, seller, signingOf, stampingAt, trust } from './testing/signers.ts'

/** `ENTREPOT_FUZZ_CASES` asks for more; the seed of a case is its number and this. */
const cases = Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 3000)
const SEED = 20_261_127

const place = { contentsBytes: 3000 }
const compressed = streamDocument(invoice, (data) => new Uint8Array(deflateSync(data)))
const form = tableDocument({
  ...invoice,
  1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> /DSS << /Certs [8 0 R] >> >>',
  7: '<< /FT /Sig /T (Approval) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /P 3 0 R >>',
  8: stream('certificate'),
})

/** What holds says the same but for unauthenticated places of the signatures themselves. */
const outside = (pdf: Uint8Array): string =>
  textOf(pdf).replace(/\/Contents <([0-9a-f]*)>/g, (_, { length }: string) => `/Contents <${length}>`)

/** Words that mean something in a document. */
const telling = [
  ...'0 -1 99999999999 << >> [ ] ( ) < > / % null stream endobj endstream xref trailer startxref %%EOF /Contents'.split(
    ' ',
  ),
  ...['1 0 R', '4 0 R', '/Prev 9', '/Type /XRef', '/V 7 0 R', '/ByteRange [0 1 2 3]', '/Length 0', '/Kids [1 0 R]'],
  ...['\0', '\n', ' ', '/Filter /FlateDecode', '/XRefStm 15'],
].map(octetsOf)

/** A document as it was after each of its updates: nothing in it tells that a last one was cut off. */
function revisionsOf(pdf: Uint8Array): string[] {
  const text = outside(pdf)
  return [...text.matchAll(/%%EOF\n?/g)].map(({ 0: end, index }) => text.slice(0, index + end.length))
}

let documents: readonly Uint8Array[] = []
beforeAll(async () => {
  const signed = [tableDocument(), compressed, form].map((pdf) => made(signPdf(pdf, signingOf(seller, place))))
  const stamped = await Promise.all(
    signed.map(async (pdf) => made(await signPdfWithTimeStamp(pdf, signingOf(bank, place), stampingAt(at)))),
  )
  const sealed = made(await addPdfTimeStamp(stamped[0]!, stampingAt(at), place))
  documents = [
    tableDocument(),
    compressed,
    form,
    ...signed,
    ...stamped,
    sealed,
    update(stamped[2]!, { objects: { 4: 'null' } }),
  ]
})

function codesOf(verified: ReturnType<typeof verifyPdf>): string[] {
  if (!verified.ok) return [verified.code]
  return verified.signatures.flatMap(({ verdict, changes }) => [
    ...(verdict.ok ? [] : [verdict.code]),
    ...changes.map(({ code }) => code),
  ])
}

test(`${cases} changed documents are verified, signed or refused, and nothing throws or runs on`, {
  timeout: 600_000,
}, () => {
  const codes = new Set<string>()
  for (let number = 0; number < cases; number++) {
    const draw = drawFrom(SEED + number)
    const document = pick(documents, draw)
    const changed = changedOctets(document, { telling, others: documents }, draw)
    try {
      const verified = verifyPdf(changed, trust)
      if (verified.ok && verified.holds) expect(revisionsOf(document), `case ${number}`).toContain(outside(changed))
      for (const code of codesOf(verified)) codes.add(code)
      const signed = number % 8 === 0 ? signPdf(changed, signingOf(seller, place)) : undefined
      if (signed?.ok === false) codes.add(signed.code)
    } catch (error) {
      throw new Error(`case ${number}: ${Buffer.from(changed).toString('base64')}`, { cause: error })
    }
  }
  for (const code of codes) expect(code).toMatch(/^(pdf|pades)\/[a-z-]+$/)
  expect(codes.size).toBeGreaterThan(15)
})

describe('time and memory are bounded', () => {
  const within = (milliseconds: number, work: () => void): void => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(milliseconds)
  }

  test('when many objects overlap', () => {
    const nested = `${'[0 '.repeat(60)}${'0 '.repeat(300_000)}${']'.repeat(60)}`
    const pdf = made(signPdf(tableDocument({ ...invoice, 7: nested }), signingOf(seller)))
    const offset = textOf(pdf).indexOf('7 0 obj')
    const entries = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [index + 20, offset + 8]))
    within(8000, () => expect(verifyPdf(update(pdf, { entries }), trust)).toMatchObject({ holds: false }))
  })

  test('when a form has fields without end', () => {
    const fields = Array.from({ length: 25_000 }, () => '<< /FT /Sig /T (a) >>').join(' ')
    const pdf = tableDocument({
      ...invoice,
      1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] >> >>`,
    })
    within(8000, () => expect(verifyPdf(pdf, trust)).toMatchObject({ ok: false, code: 'pdf/form' }))
  })

  test('when it has more signatures than anybody makes', () => {
    const value = '/V << /Type /Sig /SubFilter /ETSI.CAdES.detached /Contents <00> /ByteRange [0 1 2 3] >>'
    const fields = Array.from({ length: 65 }, (_, index) => `<< /FT /Sig /T (${index}) ${value} >>`).join(' ')
    const pdf = tableDocument({
      ...invoice,
      1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] >> >>`,
    })
    expect(verifyPdf(pdf, trust)).toMatchObject({ ok: false, code: 'pdf/too-many-signatures' })
  })

  test('when it was updated without end', () => {
    let pdf = tableDocument()
    for (let count = 0; count < 520; count++) pdf = update(pdf, {})
    within(8000, () => expect(verifyPdf(pdf, trust)).toMatchObject({ ok: false, code: 'pdf/too-many-sections' }))
  })

  test('when it is nothing but opening brackets', () => {
    const pdf = octetsOf(`%PDF-1.7\n${'<<[('.repeat(500_000)}startxref\n9\n%%EOF\n`)
    within(8000, () => expect(verifyPdf(pdf, trust)).toMatchObject({ ok: false, code: 'pdf/cross-reference' }))
  })
})
