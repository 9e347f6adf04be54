import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import {
  type BundleContent,
  type DocumentKnowledge,
  evidenceFor,
  openEvidence,
  writeBundle,
} from '@entrepot/trade/evidence'
import { type Render, testCatalogue, testKnowledge, type testTrade } from '@entrepot/trade/evidence/testing'
import type { Value } from '@entrepot/trade/file'
import { zipSync } from 'fflate'

/** Test support: bundles of the small trade, with PDFs made by typst. */

type Trade = ReturnType<typeof testTrade>

const textOf = (value: Value): string => (typeof value === 'string' ? value : JSON.stringify(value))
const escaped = (text: string): string => JSON.stringify(text)

/** Renders a document as a heading and a list of its fields; `plant` is printed besides. */
export const rendererWith =
  (plant = ''): Render =>
  (document, fields) => {
    const lines = fields.map(({ name, value }) => `#text(${escaped(name)}): #text(${escaped(textOf(value))}) \\\n`)
    const source = `#set document(title: "Test", date: none)\n= Document\n${lines.join('')}\n#text(${escaped(plant)})`
    return new Uint8Array(NodeCompiler.create().pdf({ mainFileContent: `// ${document}\n${source}` }))
  }

/** What the test template prints: its heading and field names are wording, each value stands once. */
export const printingKnowledge: DocumentKnowledge = {
  ...testKnowledge,
  printed: ({ fields }) => ({
    wording: ['Document', ...fields.keys()],
    fields: [...fields.values()].map(({ value }) => textOf(value)),
  }),
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
    reader === undefined
      ? all
      : [...whole.files.values()].flatMap((file) => evidenceFor(file, reader, testCatalogue) ?? [])
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
