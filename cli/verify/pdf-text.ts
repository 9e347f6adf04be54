import type { TextRun } from '@entrepot/trade/evidence'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Most pages of a rendering that are read. */
const MAX_PAGES = 500
/** Largest PDF in bytes. */
const MAX_PDF_BYTES = 32 * 1024 * 1024

/** Why the text of a PDF is not read. */
export interface PdfMalformed {
  readonly ok: false
  readonly code: 'pdf/too-large' | 'pdf/unreadable' | 'pdf/too-many-pages'
  readonly limit?: number
}

/**
 * Reads the text of a PDF, page by page, in the order in which it was drawn: one run a line or a part of one.
 *
 * Reads what is text: words drawn as curves or within pictures are not seen. Runs no script and loads nothing.
 */
export async function textOfPdf(
  bytes: Uint8Array,
): Promise<{ readonly ok: true; readonly runs: readonly TextRun[] } | PdfMalformed> {
  if (bytes.length > MAX_PDF_BYTES) return { ok: false, code: 'pdf/too-large', limit: MAX_PDF_BYTES }
  // pdf.js takes the buffer that it is given, hence a copy.
  const task = getDocument({
    ...{ data: bytes.slice(), disableFontFace: true, useSystemFonts: false, stopAtErrors: false },
    ...{ enableXfa: false, verbosity: VerbosityLevel.ERRORS },
  })
  try {
    const pdf = await task.promise
    if (pdf.numPages > MAX_PAGES) return { ok: false, code: 'pdf/too-many-pages', limit: MAX_PAGES }
    const runs: TextRun[] = []
    for (let page = 1; page <= pdf.numPages; page++) {
      const content = await (await pdf.getPage(page)).getTextContent({ disableNormalization: false })
      for (const text of linesOf(content.items)) runs.push({ text, page })
    }
    return { ok: true, runs }
  } catch {
    // Whatever pdf.js cannot read is no PDF of ours; its own messages are for developers of pdf.js.
    return { ok: false, code: 'pdf/unreadable' }
  } finally {
    await task.destroy()
  }
}

/** Pieces belong to one run until pdf.js sees the line end. */
function linesOf(items: readonly object[]): string[] {
  const lines: string[] = []
  let line = ''
  for (const item of items) {
    if (!('str' in item) || typeof item.str !== 'string') continue
    line += item.str
    if ('hasEOL' in item && item.hasEOL === true) {
      lines.push(line)
      line = ''
    }
  }
  if (line !== '') lines.push(line)
  return lines
}
