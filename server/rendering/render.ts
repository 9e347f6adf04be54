import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { MAX_PAGES, pageOf, type Printable } from '@entrepot/trade/documents'
import { documentJson } from './document-json.ts'
import { type Fonts, loadFonts } from './fonts.ts'
import { printablePage } from './printable.ts'

/** A document to be rendered. */
export interface Rendering extends Printable {
  /** Business time of the issuing act, an instant with offset: the rendering's only date. */
  readonly at: string
}

/** Why a document could not be rendered; a fault, thrown. */
export class RenderingFault extends Error {
  readonly code: 'rendering/too-large' | 'rendering/too-many-pages' | 'rendering/failed'
  constructor(code: RenderingFault['code'], message: string) {
    super(`${code}: ${message}`)
    this.name = 'RenderingFault'
    this.code = code
  }
}

/** Bytes of a document's data that are set at most. */
export const MAX_DATA_BYTES = 1_048_576
/** Renderings after which what the compiler remembers and did not use again is dropped; measured: an older memory is larger and slower. */
const CACHE_AGE = 2
const PDF_STANDARD = 'a-3a'

/**
 * Renders a document as PDF/A-3a (ISO 19005-3) with its data attached as `document.json`, fonts embedded and the text
 * tagged. The same document gives the same bytes on every machine: no clock, no font of the machine.
 *
 * The text of a document is data to the template, never its source. A character that our fonts lack is printed as the
 * replacement character; the attached data keeps it.
 *
 * What the compiler held for a rendering is freed when the event loop turns: who renders many does so between turns.
 *
 * @throws RenderingFault when the data or the pages are too many, or the compiler fails.
 */
export function renderDocument(rendering: Rendering): Uint8Array {
  const source = new TextDecoder().decode(documentJson(rendering))
  if (Buffer.byteLength(source) > MAX_DATA_BYTES)
    throw new RenderingFault('rendering/too-large', `more than ${MAX_DATA_BYTES} bytes`)
  const { compiler, fonts } = (kept ??= start())
  const page = { ...pageOf(rendering), at: dayOf(rendering.at), fonts: fonts.families }
  const inputs = { page: JSON.stringify(printablePage(page, fonts.covers)), source }
  const compiled = compiler.compile({ mainFileContent: TEMPLATE, inputs })
  try {
    const document = compiled.result
    if (!document) throw new RenderingFault('rendering/failed', reasonOf(compiler, compiled.takeDiagnostics()))
    if (document.numOfPages > MAX_PAGES)
      throw new RenderingFault('rendering/too-many-pages', `${document.numOfPages} pages, ${MAX_PAGES} at most`)
    return new Uint8Array(
      compiler.pdf(document, { pdfStandard: PDF_STANDARD, creationTimestamp: secondsOf(rendering.at) }),
    )
  } finally {
    compiler.evictCache(CACHE_AGE)
  }
}

const TEMPLATE = readFileSync(new URL('./template.typ', import.meta.url), 'utf8')

/** One compiler for the process: its fonts are read once. */
let kept: { readonly compiler: NodeCompiler; readonly fonts: Fonts } | undefined

function start(): { compiler: NodeCompiler; fonts: Fonts } {
  const fonts = loadFonts()
  // The workspace holds nothing that a document could read: the template opens no file.
  const workspace = new URL('.', import.meta.url).pathname
  return { compiler: NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...fonts.files] }] }), fonts }
}

function reasonOf(compiler: NodeCompiler, error: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null): string {
  if (!error) return 'no reason given'
  return compiler
    .fetchDiagnostics(error)
    .map((each: { message?: unknown }) => String(each.message))
    .join('; ')
}

const secondsOf = (at: string): number => Math.floor(Date.parse(at) / 1000)

/** The local day of an instant, as the template's date takes it. */
function dayOf(at: string): { year: number; month: number; day: number } {
  return { year: Number(at.slice(0, 4)), month: Number(at.slice(5, 7)), day: Number(at.slice(8, 10)) }
}
