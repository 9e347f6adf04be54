import { MAXIMUM_FIELDS, MAXIMUM_TREE_DEPTH } from '../limits.ts'
import type { PdfDocument } from './document.ts'
import type { PdfDictionary, PdfObject } from './object.ts'
import { textOf } from './text.ts'

/** A terminal field of the interactive form (ISO 32000-1 12.7.3). */
export interface FormField {
  /** The full name: partial names with full stops between them (12.7.3.2). */
  readonly name: string
  /** The number of its object; `undefined` for one that stands in the array itself. */
  readonly number: number | undefined
  readonly dictionary: PdfDictionary
  /** `Tx`, `Sig` and so on, as it was inherited. */
  readonly type: string | undefined
}

/** The catalog (7.7.2). */
export function catalogOf(document: PdfDocument): PdfDictionary | undefined {
  const catalog = document.dictionaryAt(document.trailer.entries.get('Root'))
  if (catalog === undefined || document.nameAt(catalog.entries.get('Type')) !== 'Catalog') {
    document.fail('pdf/catalog', document.trailer.start)
    return undefined
  }
  return catalog
}

/** The interactive form, when there is one. */
export function formOf(document: PdfDocument): PdfDictionary | undefined {
  return document.dictionaryAt(catalogOf(document)?.entries.get('AcroForm'))
}

/** Every terminal field of the form, in its order. */
export function fieldsOf(document: PdfDocument): FormField[] {
  const fields: FormField[] = []
  const seen = new Set<number>()
  const visit = (object: PdfObject, above: { name: string; type: string | undefined; depth: number }): void => {
    const number = object.kind === 'reference' ? object.number : undefined
    const dictionary = document.dictionaryAt(object)
    if (dictionary === undefined) return
    if (above.depth > MAXIMUM_TREE_DEPTH || seen.size + fields.length > MAXIMUM_FIELDS || seen.has(number ?? -1)) {
      document.fail('pdf/form', dictionary.start)
      return
    }
    if (number !== undefined) seen.add(number)
    const { entries } = dictionary
    const partial = document.resolve(entries.get('T'))
    const own = partial?.kind === 'string' ? textOf(partial.octets) : undefined
    const name = own === undefined ? above.name : above.name === '' ? own : `${above.name}.${own}`
    const type = document.nameAt(entries.get('FT')) ?? above.type
    // Kids without a name are widgets of this field (12.7.3.1).
    const kids = document.arrayAt(entries.get('Kids'))?.items ?? []
    const below = kids.filter((kid) => document.dictionaryAt(kid)?.entries.has('T') === true)
    if (below.length === 0) fields.push({ name, number, dictionary, type })
    for (const kid of below) visit(kid, { name, type, depth: above.depth + 1 })
  }
  const items = document.arrayAt(formOf(document)?.entries.get('Fields'))?.items ?? []
  for (const item of items) visit(item, { name: '', type: undefined, depth: 0 })
  return fields
}
