import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { signPdf, verifyPdf } from '../index.ts'
import { invoice, type Objects, stream, tableDocument, textOf, update } from '../testing/sample.ts'
import { made, seller, signingOf, trust } from '../testing/signers.ts'

const objects: Objects = {
  ...invoice,
  1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R 8 0 R] >> >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents [4 0 R 13 0 R] /Annots [7 0 R 8 0 R 9 0 R] >>',
  7: '<< /FT /Tx /T (Buyer) /V (Rotterdam) /Type /Annot /Subtype /Widget /Rect [10 10 90 30] /P 3 0 R >>',
  8: '<< /FT /Sig /T (Approval) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /P 3 0 R >>',
  9: '<< /Type /Annot /Subtype /Link /Rect [1 1 5 5] >>',
}
const signed = made(signPdf(tableDocument(objects), signingOf(seller, { contentsBytes: 2000 })))

/** A reader that shares nothing with ours: the last text of each object, however it is led to. */
function lastTexts(pdf: Uint8Array): ReadonlyMap<number, string> {
  const found = textOf(pdf).matchAll(/(?<=\n)(\d+) 0 obj\n([^]*?)\nendobj/g)
  return new Map([...found].map(([, number, text = '']) => [Number(number), text]))
}

const texts = lastTexts(signed)
const catalog = texts.get(1) ?? ''
const page = texts.get(3) ?? ''
const widget = texts.get(11) ?? ''
const inList = (text: string, key: string, more: string): string =>
  text.replace(new RegExp(`/${key} \\[([^\\]]*)\\]`), (_, items: string) => `/${key} [${items} ${more}]`)

const later = (more: string): string => `<< /FT /Sig /T (Later) /Type /Annot /Subtype /Widget /P 3 0 R ${more} >>`
/** What may stand anywhere: objects of honest updates and of dishonest ones, put in any place. */
const pool = [
  ...[...texts.values()].filter((text) => !text.includes('/ByteRange')),
  ...[
    inList(catalog, 'Fields', '20 0 R'),
    inList(catalog, 'Fields', '20 0 R 21 0 R'),
    inList(catalog, 'Fields', '9 0 R'),
  ],
  ...[inList(page, 'Annots', '20 0 R'), inList(page, 'Annots', '20 0 R 21 0 R'), inList(page, 'Annots', '22 0 R')],
  ...[
    later('/Rect [0 0 0 0]'),
    later('/Rect [0 0 0 0] /AP << /N 22 0 R >>'),
    later('/Rect [0 0 300 200] /AP << /N 22 0 R >>'),
  ],
  ...[later('/Rect [0 0 0 0] /V 21 0 R'), later('/Rect [0 0 0 0] /A << /S /JavaScript /JS (x) >>')],
  ...[catalog.replace(/>>$/, '/DSS 20 0 R >>'), catalog.replace(/>>$/, '/DSS << /Certs [21 0 R 22 0 R] >> >>')],
  ...['<< /Certs [21 0 R] /CRLs 22 0 R >>', '[21 0 R]', '[]', 'null', '(text)', '<< /Type /Sig >>'],
  ...[stream('BT (Pay EUR 900) Tj ET'), stream('', '/Type /XObject /Subtype /Form '), stream('x', '/Type /ObjStm ')],
]
/** What an honest update writes in a place, more or less. */
const fitting: Readonly<Record<number, readonly string[]>> = {
  1: pool.filter((text) => text.includes('/Catalog')),
  3: pool.filter((text) => text.includes('/MediaBox')),
  20: pool.filter((text) => text.includes('(Later)') || text.includes('/Certs [21')),
  21: pool.filter((text) => text.includes('(Later)') || text.includes('stream')),
  22: pool.filter((text) => text.includes('stream')),
}
const numbers = [1, 1, 1, 1, 3, 3, 3, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 20, 20, 20, 21, 21, 22, 22]

const withoutList = (text: string | undefined, key: string): string =>
  (text ?? '').replace(new RegExp(`/${key} (?:\\[[^\\]]*\\]|<<[^>]*>>|\\d+ 0 R)`), '').replaceAll(/\s+/g, ' ')

/** Whether every object that is drawn says what was signed; what is drawn is all that stood there but for lists of widgets. */
function expectUnchanged(pdf: Uint8Array): void {
  const now = lastTexts(pdf)
  const same = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ')
  for (const number of [2, 4, 5, 6, 7, 9, 10, 11, 13])
    expect(same(now.get(number)), `${number}`).toBe(same(texts.get(number)))
  expect(withoutList(now.get(3), 'Annots')).toBe(withoutList(page, 'Annots'))
  const annotations = /\/Annots \[([^\]]*)\]/.exec(now.get(3) ?? '')?.[1] ?? ''
  for (const [, number] of annotations.matchAll(/(\d+) 0 R/g)) {
    if (texts.has(Number(number))) continue
    expect(now.get(Number(number))).toContain('/Rect [0 0 0 0]')
    expect(now.get(Number(number))).toContain('/FT /Sig')
  }
  expect(withoutList(withoutList(now.get(1), 'DSS'), 'AcroForm')).toBe(withoutList(catalog, 'AcroForm'))
}

const place = fc.constantFrom(...numbers).chain((number) => {
  const fits = fitting[number] ?? [texts.get(number) ?? pool[0] ?? '']
  const honest = { weight: 12, arbitrary: fc.constantFrom(...fits) }
  return fc.tuple(fc.constant(number), fc.oneof(honest, { weight: 1, arbitrary: fc.constantFrom(...pool) }))
})

test('whatever is written behind a signed document: what holds shows what was signed', () => {
  expect(widget).toContain('(Signature1)')
  let held = 0
  const written = fc.array(place, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(written, { minLength: 1, maxLength: 2 }), (updates) => {
      const pdf = updates.reduce((before, one) => update(before, { objects: Object.fromEntries(one) }), signed)
      const verified = verifyPdf(pdf, trust)
      if (!verified.ok || !verified.holds) return
      held += 1
      expectUnchanged(pdf)
    }),
    { numRuns: 4000, unbiased: true },
  )
  expect(held).toBeGreaterThan(100)
})
