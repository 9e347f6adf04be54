import { afterAll, expect, test } from 'vitest'
import { describeWith } from '../../checks/testing-programs.ts'
import { addPdfTimeStamp, signPdf, signPdfWithTimeStamp, verifyPdf } from './index.ts'
import { replaced, streamDocument, tableDocument } from './testing/sample.ts'
import { at, bank, made, seller, signingOf, stampingAt, trust } from './testing/signers.ts'
import { workshop } from './testing/workshop.ts'

const shop = workshop()
afterAll(() => shop.close())

/** What MuPDF says of each signature of a document, in its own words. */
function mutool(pdf: Uint8Array): string[] {
  shop.write('judged.pdf', pdf)
  const { stdout } = shop.run('mutool', 'sign', '-v', 'judged.pdf')
  return stdout
    .split(/^Verifying signature \d+:$/m)
    .slice(1)
    .map((said) => said.trim().replaceAll(/\n\s*/g, '\n'))
}

const VALID: unknown = expect.stringContaining('The signature is valid')
const UNCHANGED = 'The document is unchanged since signing.'

describeWith('mutool')('MuPDF’s mutool judges', () => {
  const documents = [
    ['a table', tableDocument()],
    ['streams', streamDocument()],
  ] as const

  test.each(documents)('a signature in a document with %s: by its signer, unchanged since', async (_, pdf) => {
    for (const signed of [
      signPdf(pdf, signingOf(seller)),
      await signPdfWithTimeStamp(pdf, signingOf(seller), stampingAt(at)),
    ]) {
      const [said = '', ...others] = mutool(made(signed))
      expect(others).toEqual([])
      expect(said).toContain('cn=Seller, o=Ningbo Haitong')
      expect(said).toContain(UNCHANGED)
    }
  })

  test('several signatures: each valid, and what was added after each', async () => {
    const first = made(signPdf(tableDocument(), signingOf(seller)))
    const second = made(await signPdfWithTimeStamp(first, signingOf(bank), stampingAt(at)))
    expect(mutool(second)).toEqual([
      expect.stringMatching(/cn=Seller[^]*The signature is valid but there have been edits since signing\.$/),
      expect.stringMatching(/cn=Bank[^]*The document is unchanged since signing\.$/),
    ])
    // Of a document time-stamp it knows nothing; under one, the signatures stay what they are.
    const sealed = mutool(made(await addPdfTimeStamp(second, stampingAt(at))))
    expect(sealed).toMatchObject([VALID, VALID, 'Signature is not signed.'])
  })

  test('a document that was changed: invalidated, as ours says', () => {
    const changed = replaced(made(signPdf(tableDocument(), signingOf(seller))), 'EUR 100', 'EUR 900')
    expect(mutool(changed)).toEqual([expect.stringContaining('Signature invalidated by change to document.')])
    expect(verifyPdf(changed, trust)).toMatchObject({ ok: true, holds: false })
  })
})
