import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documents, printedTexts, type PrintLanguage } from '@entrepot/trade/documents'
import type { Value } from '@entrepot/trade/file'
import { expect, onTestFinished, test } from 'vitest'
import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { foreignText } from '@entrepot/trade/evidence'
import { testWith } from '../../checks/testing-programs.ts'
import { documentJson, MAX_DATA_BYTES, renderDocument, type Rendering } from './index.ts'

const issued = [...play(cifCredit()).files.values()].flatMap((file) =>
  [...file.documents.values()].map((document) => ({
    name: `${document.definition} ${document.id}`,
    rendering: renderingOf(document.definition, new Map([...document.fields].map(([at, { value }]) => [at, value]))),
  })),
)

function renderingOf(definition: string, fields: Map<string, Value>, language: PrintLanguage = 'en-zh'): Rendering {
  const known = documents.get(definition)
  if (!known) throw new Error(definition)
  const given = { issuer: 'Practice Issuer', verificationCode: 'ABCDE-FGHIJ-KLMNO-PQRST', at: '2027-01-10T21:40+08:00' }
  return { definition: known, fields, language, ...given }
}

function invoiceWith(changes: Record<string, Value>): Rendering {
  const invoice = issued.find(({ rendering }) => rendering.definition.definition === 'commercial-invoice/1')?.rendering
  if (!invoice) throw new Error('no invoice was issued')
  return { ...invoice, fields: new Map([...invoice.fields, ...Object.entries(changes)]) }
}

/** Text of a PDF by pages, as poppler reads it. */
function textOf(pdf: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-rendering-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'a.pdf'), pdf)
  return execFileSync('pdftotext', [join(folder, 'a.pdf'), '-'], { encoding: 'utf8' })
    .split('\f')
    .slice(0, -1)
}

const withPdftotext = testWith('pdftotext')

test.each(issued)('$name is PDF/A-3 with every font embedded, the same bytes each time', ({ rendering }) => {
  const pdf = renderDocument(rendering)
  const text = Buffer.from(pdf).toString('latin1')
  expect(text).toMatch(/^%PDF-1\.7/)
  expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
  expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
  expect(text).toContain('/EmbeddedFile')
  expect(Buffer.compare(pdf, renderDocument(rendering))).toBe(0)
})

withPdftotext.each(issued)(
  '$name prints wording and fields, and nothing else, as pdftotext reads it',
  ({ rendering }) => {
    const pages = textOf(renderDocument(rendering))
    const runs = pages.map((text, index) => ({ text, page: index + 1 }))
    expect(foreignText(runs, printedTexts(rendering))).toEqual([])
  },
)

withPdftotext('a literal that is planted in a rendering is found where pdftotext reads it', () => {
  const rendering = invoiceWith({ marks: 'PAY TO ANOTHER ACCOUNT' })
  const pages = textOf(renderDocument(rendering))
  const found = foreignText([{ text: pages.join('\n'), page: 1 }], printedTexts(invoiceWith({})))
  expect(found.map(({ text }) => text).join(' ')).toContain('ACCOUNT')
})

withPdftotext('what looks like the template’s own language is printed as it is, as pdftotext reads it', () => {
  const hostile = '#panic("x") $1/0$ *bold* <label> @ref // \\ #read("/etc/passwd") = heading `raw`'
  const pages = textOf(renderDocument(invoiceWith({ marks: hostile })))
  expect(pages.join('').replaceAll(/\s+/g, '')).toContain(hostile.replaceAll(/\s+/g, ''))
})

test('long, foreign, invisible and reversing characters are printed safely', () => {
  const texts = [
    'W'.repeat(5000),
    'مرحبا بالعالم',
    '🚢📦',
    '\u202Ereversed\u202C',
    'zero\u200Bwidth',
    '\u0000\u0007',
    '饕餮龘',
    'ﬁ',
  ]
  for (const marks of texts) expect(renderDocument(invoiceWith({ marks })).length).toBeGreaterThan(1000)
})

withPdftotext('reversing characters and pictures are printed as a sign of their place, as pdftotext reads it', () => {
  const pages = textOf(renderDocument(invoiceWith({ marks: '\u202Egro.elpmaxe\u202C 🚢' })))
  expect(pages.join('')).toContain('�gro.elpmaxe� �')
})

withPdftotext('a table of a thousand lines runs over pages under its repeated header, as pdftotext reads it', () => {
  const lines: Record<string, Value> = {}
  for (let i = 0; i < 1000; i++) {
    lines[`lines/x${i}/goods`] = `Goods of line ${i}`
    lines[`lines/x${i}/amount`] = '1.00'
  }
  const rendering = invoiceWith(lines)
  const pages = textOf(renderDocument(rendering))
  expect(pages.length).toBeGreaterThan(10)
  expect(pages.slice(0, -1).every((text) => text.includes('Description'))).toBe(true)
  expect(pages.at(-1)).toContain(`${pages.length}/${pages.length}`)
})

test('more pages or data than the limits are refused by name', () => {
  const lines: Record<string, Value> = {}
  for (let i = 0; i < 9000; i++) lines[`lines/x${i}/goods`] = 'g'
  expect(() => renderDocument(invoiceWith(lines))).toThrow('rendering/too-many-pages')
  expect(() => renderDocument(invoiceWith({ marks: 'x'.repeat(MAX_DATA_BYTES) }))).toThrow('rendering/too-large')
})

withPdftotext.each(['en', 'zh', 'zh-en'])('an invoice is printed in %s, as pdftotext reads it', (language) => {
  const pages = textOf(renderDocument({ ...invoiceWith({}), language }))
  expect(pages.join('').includes('Commercial invoice')).toBe(language !== 'zh')
  expect(pages.join('').includes('商业发票')).toBe(language !== 'en')
})

test('the data of a document is written in one spelling', () => {
  const json = new TextDecoder().decode(documentJson(invoiceWith({})))
  expect(JSON.parse(json)).toMatchObject({ definition: 'commercial-invoice/1', fields: { total: '50100.00' } })
  const reversed = new Map([...invoiceWith({}).fields].toReversed())
  expect(new TextDecoder().decode(documentJson({ ...invoiceWith({}), fields: reversed }))).toBe(json)
})
