import type { PdfDocument } from '../file/document.ts'
import type { PdfObject } from '../file/object.ts'
import { MAXIMUM_TOLD_CHANGES } from '../limits.ts'
import { type ChangeCode, changeRules, type PdfChange } from './change.ts'
import { type References, referencesIn } from './references.ts'
import { sameIndirect } from './same-object.ts'

/**
 * One step from a revision to a later one: which objects are others than they were, and which of them are explained by
 * what may be added. What is not explained in the end is a change.
 */
export class RevisionStep {
  readonly before: PdfDocument
  readonly after: PdfDocument
  /** What leads where in the earlier revision. */
  readonly references: References
  /** Numbers of objects that are new, others, or gone. */
  readonly changed: ReadonlySet<number>
  readonly changes: PdfChange[] = []
  readonly #explained = new Set<number>()

  constructor(before: PdfDocument, after: PdfDocument, references: References) {
    this.before = before
    this.after = after
    this.references = references
    this.changed = new Set(this.#findChanged())
  }

  tell(code: ChangeCode, object?: number): void {
    if (this.changes.length < MAXIMUM_TOLD_CHANGES) this.changes.push({ code, rule: changeRules[code], object })
  }

  /** Whether an object is one that the earlier revision lacks. */
  isNew(number: number): boolean {
    return this.changed.has(number) && this.before.entryOf(number) === undefined
  }

  /** Takes an object for explained: a new one, or one that had the same part before. */
  explain(number: number, numberBefore?: number): void {
    if (this.isNew(number) || number === numberBefore) this.#explained.add(number)
  }

  /** Takes an object for explained of which a change was told already. */
  settle(number: number): void {
    this.#explained.add(number)
  }

  /** Explains every new object that is reached from here. */
  explainAllFrom(object: PdfObject): void {
    const waiting: PdfObject[] = [object]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const { number, generation } of referencesIn(next)) {
        if (!this.isNew(number) || this.#explained.has(number)) continue
        this.#explained.add(number)
        const found = this.after.get(number, generation)
        if (found !== undefined) waiting.push(found.object)
      }
    }
  }

  /** Tells what was not explained. */
  conclude(): void {
    for (const number of this.changed) {
      const isNew = this.isNew(number)
      if (isNew && this.references.countOf(number) > 0) this.tell('pades/object-defined-later', number)
      else if (this.after.entryOf(number) === undefined) this.tell('pades/object-removed', number)
      else if (!this.#explained.has(number)) this.tell(isNew ? 'pades/object-added' : 'pades/object-replaced', number)
    }
  }

  *#findChanged(): Iterable<number> {
    const { before, after } = this
    const later = after.sections.slice(0, after.sections.length - before.sections.length)
    const numbers = new Set(later.flatMap(({ entries }) => [...entries.keys()]))
    for (const number of numbers) {
      const was = before.entryOf(number)
      const is = after.entryOf(number)
      if (was === undefined && is === undefined) continue
      if (is !== undefined && this.#isFromBefore(number)) this.tell('pades/object-from-before', number)
      const one = before.get(number)
      const other = after.get(number)
      if (one === undefined || other === undefined || !sameIndirect(one, other)) yield number
    }
  }

  /** Whether the later revision places an object in octets of the earlier one, elsewhere than that did. */
  #isFromBefore(number: number): boolean {
    const { before, after } = this
    const is = after.entryOf(number)
    const place = is?.kind === 'compressed' ? after.entryOf(is.stream) : is
    if (place?.kind !== 'offset' || place.offset >= before.pdf.length) return false
    const was = before.entryOf(number)
    if (was?.kind === 'offset' && is?.kind === 'offset') return was.offset !== is.offset
    return !(
      was?.kind === 'compressed' &&
      is?.kind === 'compressed' &&
      was.stream === is.stream &&
      was.index === is.index
    )
  }
}
