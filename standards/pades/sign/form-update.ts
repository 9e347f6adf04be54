import type { PdfDocument } from '../file/document.ts'
import { catalogOf, fieldsOf, type FormField } from '../file/form.ts'
import { characters } from '../file/lexer.ts'
import type { IndirectObject, PdfArray, PdfDictionary, PdfObject } from '../file/object.ts'
import { firstPage } from '../file/pages.ts'
import { writeText } from '../file/text.ts'
import { type ObjectToWrite, writeDictionary } from './increment.ts'

/** SignaturesExist and AppendOnly (ISO 32000-1 12.7.2, table 219). */
const SIGNATURE_FLAGS = 3

/** Print and Locked (12.5.3): printed annotations alone are conforming in PDF/A-3 (ISO 19005-3 6.3.2). */
const ANNOTATION_FLAGS = 132

/** Signatures whose field is not named by the caller are called so, with a number. */
const FIELD_NAME = 'Signature'

/**
 * The objects of a form that has a signature in one more field: a field that was there and is empty, or a new one with a
 * widget without extent on the first page, which needs no appearance in PDF/A-3 (ISO 19005-3 6.3.3).
 *
 * @param signature the number of the signature dictionary; what is new is numbered after it.
 * @returns `undefined` when the name is taken by something else.
 */
export function updateForm(
  document: PdfDocument,
  signature: number,
  name: string | undefined,
): readonly ObjectToWrite[] | undefined {
  const fields = fieldsOf(document)
  const known = name === undefined ? undefined : fields.find((field) => field.name === name)
  if (known !== undefined) return signKnownField(document, known, signature)
  if (name?.includes('.') === true || name === '') return undefined
  const field = signature + 1
  const title = name ?? freeName(fields)
  const page = firstPage(document)
  if (page === undefined) return undefined
  const { number, generation } = page.reference
  const text = [
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${writeText(title)} /V ${signature} 0 R`,
    `/F ${ANNOTATION_FLAGS} /Rect [0 0 0 0] /P ${number} ${generation} R >>`,
  ].join('\n')
  return [
    { number: field, generation: 0, text },
    annotate(document, page.indirect, field),
    ...extendForm(document, field, field + 1),
  ]
}

function freeName(fields: readonly FormField[]): string {
  const taken = new Set(fields.map(({ name }) => name))
  for (let number = 1; ; number++) if (!taken.has(`${FIELD_NAME}${number}`)) return `${FIELD_NAME}${number}`
}

function signKnownField(
  document: PdfDocument,
  { number, dictionary, type }: FormField,
  signature: number,
): readonly ObjectToWrite[] | undefined {
  const indirect = number === undefined ? undefined : document.get(number)
  const isSigned = document.resolve(dictionary.entries.get('V')) !== undefined
  if (indirect === undefined || type !== 'Sig' || isSigned) return undefined
  return [
    rewrite(indirect, writeDictionary(dictionary, indirect.source, { V: `${signature} 0 R` })),
    ...extendForm(document, undefined, 0),
  ]
}

const rewrite = ({ number, generation }: IndirectObject, text: string): ObjectToWrite => ({ number, generation, text })

/** Adds a widget to the annotations of a page: in the page itself, or in the array that stands apart. */
function annotate(document: PdfDocument, page: IndirectObject, widget: number): ObjectToWrite {
  const reference = `${widget} 0 R`
  const dictionary = page.object
  const annotations = dictionary.kind === 'dictionary' ? dictionary.entries.get('Annots') : undefined
  if (annotations?.kind === 'reference') {
    const apart = document.get(annotations.number, annotations.generation)
    if (apart?.object.kind === 'array') return rewrite(apart, appended(apart.object, apart.source, reference))
  }
  const here = annotations?.kind === 'array' ? annotations : undefined
  const Annots = appended(here, page.source, reference)
  const isDictionary = dictionary.kind === 'dictionary'
  return rewrite(page, isDictionary ? writeDictionary(dictionary, page.source, { Annots }) : 'null')
}

function appended(array: PdfArray | undefined, source: Uint8Array, item: string): string {
  const before = array === undefined ? '' : characters(source, array.start + 1, array.end - 1)
  return `[${before} ${item}]`
}

/** Writes the form with one more field and its flags: as an object of its own, or in the catalog where it stands there. */
function extendForm(document: PdfDocument, field: number | undefined, next: number): readonly ObjectToWrite[] {
  const root = document.trailer.entries.get('Root')
  const catalog = catalogOf(document)
  const indirect = root?.kind === 'reference' ? document.get(root.number, root.generation) : undefined
  if (catalog === undefined || indirect === undefined) return []
  const form = catalog.entries.get('AcroForm')
  const apart = form?.kind === 'reference' ? document.get(form.number, form.generation) : undefined
  if (apart?.object.kind === 'dictionary') {
    return [rewrite(apart, writeForm(document, apart.object, { source: apart.source, field }))]
  }
  if (form?.kind === 'dictionary') {
    const AcroForm = writeForm(document, form, { source: indirect.source, field })
    return [rewrite(indirect, writeDictionary(catalog, indirect.source, { AcroForm }))]
  }
  const AcroForm = `${next} 0 R`
  return [
    { number: next, generation: 0, text: `<< /Fields [${field ?? ''} 0 R] /SigFlags ${SIGNATURE_FLAGS} >>` },
    rewrite(indirect, writeDictionary(catalog, indirect.source, { AcroForm })),
  ]
}

function writeForm(
  document: PdfDocument,
  form: PdfDictionary,
  { source, field }: { readonly source: Uint8Array; readonly field: number | undefined },
): string {
  const flags = document.resolve(form.entries.get('SigFlags'))
  const SigFlags = String((flags?.kind === 'number' ? flags.value : 0) | SIGNATURE_FLAGS)
  if (field === undefined) return writeDictionary(form, source, { SigFlags })
  const Fields = `[${itemsOf(document, form.entries.get('Fields'), source)} ${field} 0 R]`
  return writeDictionary(form, source, { Fields, SigFlags })
}

function itemsOf(document: PdfDocument, fields: PdfObject | undefined, source: Uint8Array): string {
  if (fields?.kind === 'array') return characters(source, fields.start + 1, fields.end - 1)
  const apart = fields?.kind === 'reference' ? document.get(fields.number, fields.generation) : undefined
  if (apart?.object.kind !== 'array') return ''
  return characters(apart.source, apart.object.start + 1, apart.object.end - 1)
}
