import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { findBrowser } from '../../checks/browser.ts'
import { missing, testUnless } from '../../checks/testing-programs.ts'
import { addPdfTimeStamp, signPdf, signPdfWithTimeStamp, verifyPdf } from './index.ts'
import { tableDocument } from './testing/sample.ts'
import { at, bank, made, seller, signingOf, stampingAt, trust } from './testing/signers.ts'
import { workshop } from './testing/workshop.ts'

const shop = workshop()
afterAll(() => shop.close())

/** Signs a document, and again with a time-stamp. */
async function signedTwice(pdf: Uint8Array): Promise<readonly [Uint8Array, Uint8Array]> {
  const first = made(signPdf(pdf, signingOf(seller)))
  return [first, made(await signPdfWithTimeStamp(first, signingOf(bank), stampingAt(at)))]
}

const browser = findBrowser()

function printed(): Uint8Array {
  shop.write('page.html', '<h1>Invoice</h1><p>EUR 100 <a href="https://example.org/">terms</a></p>')
  const headless = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${shop.place('profile')}`]
  shop.run(browser ?? '', ...headless, `--print-to-pdf=${shop.place('skia.pdf')}`, shop.place('page.html'))
  return shop.read('skia.pdf')
}

function converted(program: string, ...words: string[]): Uint8Array {
  expect(shop.run(program, ...words, `${program}.pdf`)).toMatchObject({ status: 0 })
  return shop.read(`${program}.pdf`)
}

const MANUAL = '/usr/share/doc/libtasn1-doc/libtasn1.pdf'

/** Whose documents these are, why they are left out, and how they are had. */
const makers: readonly (readonly [name: string, without: string | undefined, make: () => Uint8Array])[] = [
  ['cairo (pdftocairo)', missing('pdftocairo'), () => converted('pdftocairo', '-pdf', 'ours.pdf')],
  ['poppler (pdfunite)', missing('pdfunite'), () => converted('pdfunite', 'ours.pdf', 'ours.pdf')],
  ['Chromium (Skia)', browser === undefined ? 'no Chromium' : undefined, printed],
  [
    'pdfTeX, with streams of objects (a manual of libtasn1)',
    existsSync(MANUAL) ? undefined : 'no manual of libtasn1',
    () => new Uint8Array(readFileSync(MANUAL)),
  ],
]

describe.each(makers)('a document of %s is signed, and accepted', { timeout: 120_000 }, (_name, without, make) => {
  let pdf: Uint8Array
  beforeAll(() => {
    shop.write('ours.pdf', tableDocument())
    if (without === undefined) pdf = make()
  })

  testUnless(without)('by us, with a time-stamp over all', async () => {
    const [, second] = await signedTwice(pdf)
    const sealed = made(await addPdfTimeStamp(second, stampingAt(at)))
    expect(verifyPdf(sealed, trust)).toMatchObject({
      ok: true,
      holds: true,
      signatures: [{ verdict: { level: 'B-B' } }, { verdict: { level: 'B-T' } }, { coversTotalDocument: true }],
    })
  })

  testUnless(without, missing('pdfsig'))('by pdfsig', async () => {
    for (const [index, signed] of (await signedTwice(pdf)).entries()) {
      const said = shop.pdfsig(signed, '-nocert')
      const valid = Array.from({ length: index + 1 }, () => 'Signature is Valid.')
      expect(said.map((one) => one.get('Signature Validation'))).toEqual(valid)
      expect(said.at(-1)?.has('Total document signed')).toBe(true)
    }
  })
})
