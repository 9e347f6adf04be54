import { renderDocument } from '@entrepot/server/rendering'
import { printedTexts } from '@entrepot/trade/documents'
import {
  type BundleContent,
  type DocumentKnowledge,
  evidenceFor,
  openEvidence,
  writeBundle,
} from '@entrepot/trade/evidence'
import {
  type Render,
  testCatalogue,
  testDocuments,
  testKnowledge,
  type testTrade,
} from '@entrepot/trade/evidence/testing'
import { label } from '@entrepot/trade/file'
import { zipSync } from 'fflate'

/** Test support: bundles of the small trade, with their PDFs. */

type Trade = ReturnType<typeof testTrade>

/** Renders as the port does; `plant` stands on the page besides. */
export const rendererWith =
  (plant?: string): Render =>
  (_, fields, definition) => {
    const { layout } = definition
    const words = { wording: { plant: label(plant ?? '', plant ?? '') } }
    const planted = { ...definition, ...words, layout: { ...layout, blocks: [...layout.blocks, { words: ['plant'] }] } }
    return renderDocument({
      definition: plant === undefined ? definition : planted,
      fields: new Map(fields.map(({ name, value }) => [name, value])),
      ...{ language: 'en', issuer: 'Issuer', verificationCode: 'CODE', at: '2026-12-01T10:00+08:00' },
    })
  }

/** A PDF that says this. */
export function pdfSaying(text: string): Uint8Array {
  const definition = testDocuments.get('invoice/1')
  if (!definition) throw new Error('no invoice')
  return rendererWith(text)('', [], definition)
}

const printingKnowledge: DocumentKnowledge = {
  ...testKnowledge,
  printed(document) {
    const definition = testDocuments.get(document.definition)
    const fields = new Map([...document.fields].map(([name, { value }]) => [name, value]))
    const given = { fields, language: 'en', issuer: 'Issuer', verificationCode: 'CODE' } as const
    return definition && printedTexts({ definition, ...given })
  },
}

export const known = { catalogue: testCatalogue, knowledge: printingKnowledge }

/** The entries of a bundle for one party, or of the whole. */
export function bundleOf(trade: Trade, reader?: string, more: Partial<BundleContent> = {}): Map<string, Uint8Array> {
  // Signing anew makes other receipts: all is taken from one signing.
  const all = trade.files()
  const whole = openEvidence({
    files: all,
    trust: trade.trust.trust(),
    catalogue: testCatalogue,
    anchor: trade.trust.anchor,
  })
  if ('ok' in whole) throw new Error(whole.code)
  const files =
    reader === undefined ? all : [...whole.files.values()].flatMap((file) => evidenceFor(file, reader) ?? [])
  const shown = new Set(
    files.flatMap(({ entries }) => entries.flatMap((entry) => ('act' in entry ? [entry.receipt] : []))),
  )
  const renderings = [...trade.renderings].filter(([act]) => isShown(act, whole.files, shown))
  return writeBundle({
    ...{
      files,
      trust: trade.trust.trust(),
      root: trade.dealFile,
      made: '2027-01-19T00:00:00Z',
      operator: trade.operator,
    },
    renderings: new Map(renderings),
    ...(reader === undefined ? {} : { reader }),
    ...more,
  })
}

function isShown(
  act: string,
  files: ReadonlyMap<string, { entries: readonly { identity: string; entry: { receipt: string } }[] }>,
  shown: ReadonlySet<string>,
) {
  return [...files.values()].some(({ entries }) =>
    entries.some(({ identity, entry }) => identity === act && shown.has(entry.receipt)),
  )
}

export const zipOf = (entries: ReadonlyMap<string, Uint8Array>): Uint8Array => zipSync(Object.fromEntries(entries))

/** Runs the command on a zip that stands nowhere; gives exit code and output. */
export function memoryIo(files: Readonly<Record<string, Uint8Array>>) {
  const lines: string[] = []
  return {
    io: {
      read: async (path: string) => files[path],
      out: (line: string) => void lines.push(line),
      err: (line: string) => void lines.push(line),
    },
    text: () => lines.join('\n'),
  }
}
