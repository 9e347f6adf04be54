import type { PdfDocument } from '../file/document.ts'
import type { PdfObject, PdfReference } from '../file/object.ts'

/**
 * What leads where in a document: found once, from its trailer on, and then kept along with what each later revision
 * changes, so that many signatures over a large document cost no more than one.
 */
export class References {
  readonly #counts = new Map<number, number>()
  readonly #followed = new Set<number>()
  readonly #annotationArrays = new Set<number>()

  constructor(document: PdfDocument) {
    const waiting: PdfObject[] = [document.trailer]
    for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
      if (!document.mayVisit(object)) return
      this.#count(document, object, 1)
      for (const { number, generation } of referencesIn(object)) {
        if (this.#followed.has(number)) continue
        this.#followed.add(number)
        const found = document.get(number, generation)
        if (found !== undefined) waiting.push(found.object)
      }
    }
  }

  /** How many references lead to an object, whether it is there or not. */
  countOf(number: number): number {
    return this.#counts.get(number) ?? 0
  }

  /** Whether an array is the annotations of a page. */
  isOfAnnotations(number: number): boolean {
    return this.#annotationArrays.has(number)
  }

  /** Goes on to a later revision, by the objects that it changes. */
  advance(before: PdfDocument, after: PdfDocument, changed: Iterable<number>): void {
    for (const number of changed) {
      const was = this.#followed.has(number) ? before.get(number) : undefined
      const is = after.get(number)
      if (was !== undefined) this.#count(before, was.object, -1)
      if (is !== undefined) this.#count(after, is.object, 1)
      this.#followed.add(number)
    }
  }

  #count(document: PdfDocument, object: PdfObject, by: 1 | -1): void {
    for (const { number } of referencesIn(object)) this.#counts.set(number, this.countOf(number) + by)
    if (object.kind !== 'dictionary') return
    const annotations = object.entries.get('Annots')
    if (annotations?.kind !== 'reference' || document.nameAt(object.entries.get('Type')) !== 'Page') return
    this.#annotationArrays.add(annotations.number)
  }
}

/** Every reference in an object itself; nesting is bounded where it was read. */
export function* referencesIn(object: PdfObject): Iterable<PdfReference> {
  if (object.kind === 'reference') yield object
  if (object.kind === 'array') for (const item of object.items) yield* referencesIn(item)
  if (object.kind === 'dictionary') for (const item of object.entries.values()) yield* referencesIn(item)
}
