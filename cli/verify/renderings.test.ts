import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { renderDocument } from '@entrepot/server/rendering'
import { documents, verificationCode } from '@entrepot/trade/documents'
import { foreignText, knownDocuments } from '@entrepot/trade/evidence'
import { expect, test } from 'vitest'
import { textOfPdf } from './pdf-text.ts'

const trade = play(cifCredit())
const issued = [...trade.files.values()].flatMap((file) =>
  [...file.documents.values()].map((document) => ({
    name: `${document.definition} ${document.id}`,
    file: file.id,
    document,
  })),
)

const renderingOf = ({ file, document }: (typeof issued)[number], plant?: string) => {
  const definition = documents.get(document.definition)
  if (!definition) throw new Error(document.definition)
  const fields = new Map([...document.fields].map(([name, { value }]) => [name, value]))
  if (plant !== undefined) {
    const [first = ''] = [...fields].flatMap(([name, value]) => (typeof value === 'string' ? [name] : []))
    fields.set(first, plant)
  }
  const given = {
    issuer: 'Practice Issuer',
    verificationCode: verificationCode(file, document.actId, document.codeKey),
    at: document.at,
  }
  return renderDocument({ definition, fields, language: 'en-zh', ...given })
}

const foreignIn = async (pdf: Uint8Array, { file, document }: (typeof issued)[number]) => {
  const read = await textOfPdf(pdf)
  const printed = knownDocuments.printed?.(document, {
    act: document.act,
    file,
    issuer: 'Practice Issuer',
    language: 'en-zh',
  })
  if (!read.ok || !printed) throw new Error('not read, or not known')
  return foreignText(read.runs, printed)
}

test.each(issued)('$name, read as verify reads it, shows wording and fields alone', async (each) => {
  expect(await foreignIn(renderingOf(each), each)).toEqual([])
})

test.each(issued)('$name with a planted literal shows it', async (each) => {
  const found = await foreignIn(renderingOf(each, 'PLANTED 4711'), each)
  expect(found.map(({ text }) => text)).toContain('PLANTED 4711')
})
