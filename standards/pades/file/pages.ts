import { MAXIMUM_TREE_DEPTH } from '../limits.ts'
import type { PdfDocument } from './document.ts'
import { catalogOf } from './form.ts'
import type { IndirectObject, PdfObject, PdfReference } from './object.ts'

/** A page: an indirect object that is a dictionary. */
export interface Page {
  readonly reference: PdfReference
  readonly indirect: IndirectObject
}

/** The first page of a document (ISO 32000-1 7.7.3), on which a signature has its widget. */
export function firstPage(document: PdfDocument): Page | undefined {
  let next: PdfObject | undefined = catalogOf(document)?.entries.get('Pages')
  for (let depth = 0; depth < MAXIMUM_TREE_DEPTH; depth++) {
    if (next?.kind !== 'reference') break
    const indirect = document.get(next.number, next.generation)
    if (indirect?.object.kind !== 'dictionary') break
    const { entries } = indirect.object
    if (document.nameAt(entries.get('Type')) === 'Page') return { reference: next, indirect }
    next = document.arrayAt(entries.get('Kids'))?.items.find((kid) => holdsPages(document, kid))
  }
  document.fail('pdf/page-tree', 0)
  return undefined
}

/** Whether a kid is a page or a branch that is not empty. */
function holdsPages(document: PdfDocument, kid: PdfObject): boolean {
  const count = document.resolve(document.dictionaryAt(kid)?.entries.get('Count'))
  return count?.kind !== 'number' || count.value > 0
}
