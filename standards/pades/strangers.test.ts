import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import { addPdfTimeStamp, signPdf, signPdfWithTimeStamp, verifyPdf } from './index.ts'
import { tableDocument } from './testing/sample.ts'
import { at, bank, made, seller, signingOf, stampingAt, trust } from './testing/signers.ts'
import { has, workshop } from './testing/workshop.ts'

const shop = workshop()
afterAll(() => shop.close())

/** Signs a document twice and stamps it; we verify it, and pdfsig, where it is, says the same. */
async function judge(pdf: Uint8Array): Promise<void> {
  const first = made(signPdf(pdf, signingOf(seller)))
  const second = made(await signPdfWithTimeStamp(first, signingOf(bank), stampingAt(at)))
  for (const [signed, count] of [
    [first, 1],
    [second, 2],
  ] as const) {
    if (!has('pdfsig', '-v')) continue
    const said = shop.pdfsig(signed, '-nocert')
    expect(said.map((one) => one.get('Signature Validation'))).toEqual(
      Array.from({ length: count }, () => 'Signature is Valid.'),
    )
    expect(said.at(-1)?.has('Total document signed')).toBe(true)
  }
  const sealed = made(await addPdfTimeStamp(second, stampingAt(at)))
  expect(verifyPdf(sealed, trust)).toMatchObject({
    ok: true,
    holds: true,
    signatures: [{ verdict: { level: 'B-B' } }, { verdict: { level: 'B-T' } }, { coversTotalDocument: true }],
  })
}

const named = (name: string, isHere: boolean): string => (isHere ? name : `${name} (missing here: left out)`)

const hasCairo = has('pdftocairo', '-v')
const hasUnite = has('pdfunite', '-v')

describe('a document that another program made is signed, and accepted: of', () => {
  beforeAll(() => shop.write('ours.pdf', tableDocument()))

  test.skipIf(!hasCairo)(named('cairo (pdftocairo)', hasCairo), async () => {
    expect(shop.run('pdftocairo', '-pdf', 'ours.pdf', 'cairo.pdf')).toMatchObject({ status: 0 })
    await judge(shop.read('cairo.pdf'))
  })

  test.skipIf(!hasUnite)(named('poppler (pdfunite)', hasUnite), async () => {
    expect(shop.run('pdfunite', 'ours.pdf', 'ours.pdf', 'united.pdf')).toMatchObject({ status: 0 })
    await judge(shop.read('united.pdf'))
  })

  const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => has(name, '--version'))
  test.skipIf(browser === undefined)(
    named('Chromium (Skia)', browser !== undefined),
    { timeout: 120_000 },
    async () => {
      shop.write('page.html', '<h1>Invoice</h1><p>EUR 100 <a href="https://example.org/">terms</a></p>')
      const headless = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${shop.place('profile')}`]
      shop.run(browser ?? '', ...headless, `--print-to-pdf=${shop.place('skia.pdf')}`, shop.place('page.html'))
      await judge(shop.read('skia.pdf'))
    },
  )

  const manual = '/usr/share/doc/libtasn1-doc/libtasn1.pdf'
  test.skipIf(!existsSync(manual))(
    named('pdfTeX, with streams of objects (a manual of libtasn1)', existsSync(manual)),
    async () => {
      await judge(new Uint8Array(readFileSync(manual)))
    },
  )
})
