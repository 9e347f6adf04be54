import { describe, expect, test } from 'vitest'
import { type ChangeCode, addPdfTimeStamp, signPdf, verifyPdf } from '../index.ts'
import {
  invoice,
  lastSectionOf,
  octetsOf,
  type Objects,
  replaced,
  stream,
  tableDocument,
  textOf,
  type Update,
  update,
} from '../testing/sample.ts'
import { at, bank, made, seller, signingOf, stampingAt, trust } from '../testing/signers.ts'

const sign = (pdf: Uint8Array): Uint8Array => made(signPdf(pdf, signingOf(seller)))

/** What is told of later changes; the signature over what was there holds all the while. */
function changesIn(pdf: Uint8Array): string[] {
  const verified = verifyPdf(pdf, trust)
  if (!verified.ok) return [verified.code]
  const first = verified.signatures.find(({ verdict }) => verdict.ok)
  expect(first).toMatchObject({ field: 'Signature1', coversTotalDocument: false })
  expect(verified.holds).toBe(first?.changes.length === 0 && verified.signatures.every(({ verdict }) => verdict.ok))
  return (first?.changes ?? []).map(({ code, object }) => `${code} ${object ?? ''}`.trim())
}

/** An invoice with a form: a text field, an empty signature field, a link. Signed: objects 7 to 9 are these, 10 the signature, 11 its field. */
const objects: Objects = {
  ...invoice,
  1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R 8 0 R] >> >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [7 0 R 8 0 R 9 0 R] >>',
  7: '<< /FT /Tx /T (Buyer) /V (Rotterdam Trading) /Type /Annot /Subtype /Widget /Rect [10 10 90 30] /P 3 0 R >>',
  8: '<< /FT /Sig /T (Approval) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /P 3 0 R >>',
  9: '<< /Type /Annot /Subtype /Link /Rect [1 1 5 5] >>',
}
const signed = sign(tableDocument(objects))

/** The latest text of an object. */
function objectIn(pdf: Uint8Array, number: number): string {
  const found = [...textOf(pdf).matchAll(new RegExp(`(?<=\\n)${number} 0 obj\\n([^]*?)\\nendobj`, 'g'))].at(-1)?.[1]
  if (found === undefined) throw new Error(`no object ${number}`)
  return found
}
const withEntry = (number: number, from: string, to: string): Objects => {
  const object = objectIn(signed, number)
  expect(object).toContain(from)
  return { [number]: object.replace(from, to) }
}
const catalog = objectIn(signed, 1)
const page = objectIn(signed, 3)
/** The catalog with more entries, and with more fields in its form. */
const root = (more: string): string => catalog.replace(/>>$/, `${more} >>`)
const fields = (more: string): string =>
  catalog.replace(/\/Fields \[([^\]]*)\]/, (_, items: string) => `/Fields [${items} ${more}]`)

describe('what may be added after a signature', () => {
  test('further signatures, in new fields and in those that wait, and document time-stamps', async () => {
    const second = made(signPdf(signed, signingOf(bank)))
    const third = made(signPdf(second, signingOf(bank, { field: 'Approval' })))
    expect(changesIn(made(await addPdfTimeStamp(third, stampingAt(at))))).toEqual([])
  })

  const newField = '<< /FT /Sig /T (Later) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /P 3 0 R >>'
  const annotated = (more: string): string =>
    page.replace(/\/Annots \[([^\]]*)\]/, (_, items: string) => `/Annots [${items} ${more}]`)

  test.each<[string, Update]>([
    ['nothing', {}],
    ['an object that says the same again', { objects: { 4: invoice[4]!, 3: page } }],
    ['an empty signature field', { objects: { 1: fields('20 0 R'), 3: annotated('20 0 R'), 20: newField } }],
    ['a signature field that is on no page', { objects: { 1: fields('20 0 R'), 20: newField } }],
    [
      'an appearance that is never seen',
      {
        objects: {
          1: fields('20 0 R'),
          20: newField.replace('/P', '/AP << /N 21 0 R >> /P'),
          21: stream('', '/Type /XObject /Subtype /Form /BBox [0 0 0 0] /Resources << /Font << /F 22 0 R >> >> '),
          22: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
        },
      },
    ],
    [
      'validation data',
      {
        objects: {
          1: root('/DSS 20 0 R'),
          20: '<< /Type /DSS /Certs [21 0 R] /CRLs 23 0 R /VRI << /00AA << /Type /VRI /Cert [21 0 R] /TU (D:2026) >> >> >>',
          21: stream('certificate'),
          22: stream('list'),
          23: '[22 0 R]',
        },
      },
    ],
  ])('%s', (_, added) => {
    expect(changesIn(update(signed, added))).toEqual([])
  })

  test('validation data after validation data', () => {
    const dss = (numbers: string): string => `<< /Type /DSS /Certs [${numbers}] >>`
    const first = update(signed, { objects: { 1: root('/DSS 20 0 R'), 20: dss('21 0 R'), 21: stream('one') } })
    expect(changesIn(first)).toEqual([])
    const counter = made(signPdf(first, signingOf(bank)))
    expect(changesIn(update(counter, { objects: { 20: dss('21 0 R 40 0 R'), 40: stream('two') } }))).toEqual([])
    expect(changesIn(update(counter, { objects: { 21: stream('another') } }))).toEqual(['pades/object-replaced 21'])
  })
})

describe('what is named as a change after signing', () => {
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>'
  const note = '<< /Type /Annot /Subtype /FreeText /Rect [0 0 300 200] /Contents (PAID) >>'
  const field = (more: string): string =>
    `<< /FT /Sig /T (Later) /Type /Annot /Subtype /Widget /F 132 /P 3 0 R ${more} >>`
  const offset = (text: string): number => textOf(signed).indexOf(text)

  test.each<[string, Update, `${ChangeCode}${'' | ` ${number}`}`]>([
    ['another content', { objects: { 4: stream('BT ET') } }, 'pades/object-replaced 4'],
    ['another font under the same name (shadow: replace)', { objects: { 5: font } }, 'pades/object-replaced 5'],
    [
      'another page tree',
      { objects: { 2: '<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>' } },
      'pades/object-replaced 2',
    ],
    ['another page size', { objects: withEntry(3, '[0 0 300 200]', '[0 0 300 90]') }, 'pades/page-changed 3'],
    [
      'more content on a page',
      { objects: { ...withEntry(3, '/Contents 4 0 R', '/Contents [4 0 R 20 0 R]'), 20: stream('n') } },
      'pades/page-changed 3',
    ],
    [
      'an annotation over the page',
      { objects: { ...withEntry(3, '/Annots [', '/Annots [20 0 R '), 20: note } },
      'pades/page-changed 3',
    ],
    [
      'an annotation behind the others',
      { objects: { ...withEntry(3, '11 0 R', '11 0 R 20 0 R'), 20: note } },
      'pades/annotation-added 3',
    ],
    ['an annotation taken away (shadow: hide)', { objects: withEntry(3, '9 0 R', '') }, 'pades/page-changed 3'],
    ['annotations taken away', { objects: { 3: invoice[3]! } }, 'pades/page-changed 3'],
    [
      'a link that leads elsewhere',
      { objects: withEntry(9, '/Rect', '/A << /S /URI /URI (x:) >> /Rect') },
      'pades/object-replaced 9',
    ],
    ['another value in a text field', { objects: withEntry(7, 'Rotterdam', 'Atlantis') }, 'pades/field-changed 7'],
    [
      'an action of a signature field',
      { objects: withEntry(8, '/F 132', '/F 132 /AA << >>') },
      'pades/field-changed 8',
    ],
    ['a signature field that grows', { objects: withEntry(8, '[0 0 0 0]', '[0 0 300 200]') }, 'pades/field-changed 8'],
    [
      'the signature itself',
      { objects: withEntry(10, '/M (D:20260131', '/M (D:20250131') },
      'pades/object-replaced 10',
    ],
    [
      'the field of the signature',
      { objects: withEntry(11, '(Signature1)', '(Signature9)') },
      'pades/field-changed 11',
    ],
    ['the title', { objects: { 6: '<< /Title (Credit note) >>' } }, 'pades/object-replaced 6'],
    ['an object freed', { entries: { 5: 'free' } }, 'pades/object-removed 5'],
    ['an object that nothing leads to', { objects: { 20: font } }, 'pades/object-added 20'],
    [
      'an action upon opening',
      { objects: { 1: root('/OpenAction << /S /JavaScript /JS (x) >>') } },
      'pades/catalog-changed 1',
    ],
    ['layers', { objects: { 1: root('/OCProperties << >>') } }, 'pades/catalog-changed 1'],
    [
      'a form that is drawn anew',
      { objects: { 1: catalog.replace('/SigFlags', '/NeedAppearances true /SigFlags') } },
      'pades/form-changed',
    ],
    [
      'a form without the flags',
      { objects: { 1: catalog.replace('/SigFlags 3', '/SigFlags 0') } },
      'pades/form-changed',
    ],
    [
      'a text field',
      { objects: { 1: fields('20 0 R'), 20: '<< /FT /Tx /T (New) /V (x) >>' } },
      'pades/form-changed 20',
    ],
    [
      'a signature field with an action',
      { objects: { 1: fields('20 0 R'), 20: field('/Rect [0 0 0 0] /A << /S /JavaScript /JS (x) >>') } },
      'pades/form-changed 20',
    ],
    [
      'a signature field with extent',
      { objects: { 1: fields('20 0 R'), 20: field('/Rect [0 0 300 200]') } },
      'pades/visible-signature 20',
    ],
    [
      'a signature field whose value was prepared',
      { objects: { 1: fields('20 0 R'), 20: field('/Rect [0 0 0 0] /V 6 0 R') } },
      'pades/field-changed 20',
    ],
    [
      'a signature field without its value being one',
      { objects: { 1: fields('20 0 R'), 20: field('/Rect [0 0 0 0] /V 21 0 R'), 21: font } },
      'pades/field-changed 20',
    ],
    [
      'validation data that are something else',
      {
        objects: {
          1: root('/DSS << /Certs [4 0 R 20 0 R] /Page 3 0 R >>'),
          20: stream('', '/Type /XObject /Subtype /Form '),
        },
      },
      'pades/validation-data-changed',
    ],
    ['another catalog', { objects: { 20: catalog }, root: '20 0 R' }, 'pades/trailer-changed'],
    [
      'an entry that leads into signed octets (shadow: hide and replace)',
      { entries: { 3: offset('3 0 obj') } },
      'pades/object-from-before 3',
    ],
  ])('%s', (_, change, code) => {
    expect(changesIn(update(signed, change))).toContain(code)
  })

  test('an annotation of a page that had none, in an array apart', () => {
    const pdf = sign(
      tableDocument({ ...invoice, 3: invoice[3]!.replace('/Contents', '/Annots 7 0 R /Contents'), 7: '[]' }),
    )
    const array = objectIn(pdf, 7)
    expect(changesIn(update(pdf, { objects: { 7: array.replace(']', ' 20 0 R]'), 20: note } }))).toContain(
      'pades/annotation-added 7',
    )
  })

  test('an object that was referred to before it was there', () => {
    const pdf = sign(
      tableDocument({ ...invoice, 3: invoice[3]!.replace('/Contents 4 0 R', '/Contents [4 0 R 30 0 R]') }),
    )
    expect(changesIn(update(pdf, { objects: { 30: stream('BT (EUR 900) Tj ET') } }))).toContain(
      'pades/object-defined-later 30',
    )
  })

  test('a signature dictionary in the place of what was referred to before', () => {
    const pdf = sign(
      tableDocument({ ...invoice, 3: invoice[3]!.replace('/Contents 4 0 R', '/Contents [4 0 R 9 0 R]') }),
    )
    const later = made(signPdf(pdf, signingOf(bank)))
    expect(textOf(later)).toContain('\n10 0 obj')
    const moved = update(pdf, { objects: { 9: objectIn(pdf, 7) } })
    expect(changesIn(moved).join()).toMatch(/object-|form-/)
  })

  test('a document that was prepared inside the signed one and is switched to (shadow: hide and replace)', () => {
    const hidden = `9 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n4 0 obj\n${stream('BT (Pay EUR 900) Tj ET')}\nendobj\n`
    const pdf = sign(tableDocument({ ...invoice, 7: stream(hidden) }))
    const place = textOf(pdf).indexOf('4 0 obj', textOf(pdf).indexOf('7 0 obj'))
    expect(changesIn(update(pdf, { entries: { 4: place } }))).toEqual([
      'pades/object-from-before 4',
      'pades/object-replaced 4',
    ])
  })

  test('a chain of cross-references that leaves out those that were signed', () => {
    const previous = lastSectionOf(tableDocument(objects))
    const placed = (number: number): number => textOf(signed).lastIndexOf(`\n${number} 0 obj`) + 1
    const entries = Object.fromEntries([1, 3, 10, 11].map((number) => [number, placed(number)]))
    expect(changesIn(update(signed, { previous, entries }))).toEqual(['pades/document-rewritten'])
    expect(verifyPdf(update(signed, { previous }), trust)).toMatchObject({ ok: true, holds: false, signatures: [] })
  })

  test('objects of a stream of objects that is another', () => {
    const pdf = sign(tableDocument())
    const container = stream('5 0 << /Type /Font /Subtype /Type1 /BaseFont /Symbol >>', '/Type /ObjStm /N 1 /First 4 ')
    const data = String.fromCharCode(2, 0, 20, 0, 1, pdf.length >> 8, pdf.length & 255, 0)
    const at = pdf.length + `20 0 obj\n${container}\nendobj\n`.length
    const entries = `/Type /XRef /Size 22 /W [1 2 1] /Index [5 1 20 1] /Root 1 0 R /Info 6 0 R /ID [<00112233445566778899aabbccddeeff> <00>] /Prev ${lastSectionOf(pdf)} `
    const text = `20 0 obj\n${container}\nendobj\n21 0 obj\n${stream(data, entries)}\nendobj\nstartxref\n${at}\n%%EOF\n`
    expect(changesIn(octetsOf(textOf(pdf) + text))).toEqual(['pades/object-replaced 5'])
  })
})

test('octets between the objects of an update, which programs that mend files would find', () => {
  const later = textOf(update(signed, { objects: { 9: objects[9]! } }))
  const at = later.lastIndexOf('xref\n9 1')
  const hidden = `4 0 obj\n${stream('BT ET')}\nendobj\n`
  const shifted = later
    .slice(at)
    .replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${Number(offset) + hidden.length}`)
  expect(changesIn(octetsOf(later))).toEqual([])
  expect(changesIn(octetsOf(later.slice(0, at) + hidden + shifted))).toEqual(['pades/octets-unaccounted'])
})

describe('a file that ends otherwise', () => {
  test.each([
    ['with octets behind the signed ones', (text: string) => `${text}4 0 obj\n<< >>\nendobj\n`, 'pdf/end'],
    ['with white space behind the signed octets', (text: string) => `${text}\n`, 'pades/document-rewritten'],
    ['with the end written twice', (text: string) => `${text}%%EOF\n`, 'pdf/end'],
    [
      'with an update without cross-references (incremental saving attack)',
      (text: string) => `${text}4 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`,
      'pdf/end',
    ],
    [
      'with the same cross-references named again',
      (text: string) => `${text}startxref\n${lastSectionOf(signed)}\n%%EOF\n`,
      'pades/document-rewritten',
    ],
    [
      'with octets before an end of its own',
      (text: string) => `${text}<< /Evil true >>\nstartxref\n${lastSectionOf(signed)}\n%%EOF\n`,
      'pades/document-rewritten',
    ],
  ])('%s is refused', (_, change, code) => {
    expect(changesIn(octetsOf(change(textOf(signed))))).toContain(code)
  })
})

test('a change between two signatures is a change after the first alone', () => {
  const changed = update(signed, { objects: { 4: stream('BT ET') } })
  const verified = verifyPdf(made(signPdf(changed, signingOf(bank))), trust)
  expect(verified).toMatchObject({
    holds: false,
    signatures: [
      { field: 'Signature1', changes: [{ code: 'pades/object-replaced', object: 4 }], verdict: { ok: true } },
      { field: 'Signature2', changes: [], verdict: { ok: true }, coversTotalDocument: true },
    ],
  })
})

test('a signed document that was changed in place has no later changes to tell, it has a signature that does not hold', () => {
  expect(verifyPdf(replaced(signed, 'Rotterdam', 'Amsterdam'), trust)).toMatchObject({
    holds: false,
    signatures: [{ verdict: { code: 'pades/signature', signature: 'cms/content-digest-mismatch' }, changes: [] }],
  })
})
