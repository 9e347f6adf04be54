import type { PdfDocument } from '../file/document.ts'
import type { PdfObject, PdfReference } from '../file/object.ts'

/** What leads where in a document, from its trailer on. */
export interface References {
  /** Numbers that are referred to and lead to nothing: who defines such an object later changes what the document shows. */
  readonly dangling: ReadonlySet<number>
  /** How many references lead to an object. */
  readonly counts: ReadonlyMap<number, number>
  /** Arrays that are the annotations of a page. */
  readonly annotationArrays: ReadonlySet<number>
}

/** Follows every reference of a document. */
export function referencesOf(document: PdfDocument): References {
  const dangling = new Set<number>()
  const counts = new Map<number, number>()
  const annotationArrays = new Set<number>()
  const waiting: PdfObject[] = [document.trailer]
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    noteAnnotations(document, object, annotationArrays)
    for (const reference of referencesIn(object)) {
      const { number, generation } = reference
      const count = counts.get(number) ?? 0
      counts.set(number, count + 1)
      const found = document.get(number, generation)
      if (found === undefined) dangling.add(number)
      else if (count === 0) waiting.push(found.object)
    }
  }
  return { dangling, counts, annotationArrays }
}

function noteAnnotations(document: PdfDocument, object: PdfObject, arrays: Set<number>): void {
  if (object.kind !== 'dictionary') return
  const annotations = object.entries.get('Annots')
  if (annotations?.kind !== 'reference' || document.nameAt(object.entries.get('Type')) !== 'Page') return
  arrays.add(annotations.number)
}

/** Every reference in an object itself; nesting is bounded where it was read. */
export function* referencesIn(object: PdfObject): Iterable<PdfReference> {
  if (object.kind === 'reference') yield object
  if (object.kind === 'array') for (const item of object.items) yield* referencesIn(item)
  if (object.kind === 'dictionary') for (const item of object.entries.values()) yield* referencesIn(item)
}
