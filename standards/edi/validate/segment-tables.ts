import type { Directory } from '../structure.ts'
import { type SegmentTable, tabulateSegment } from './segment-table.ts'
import { Shapes } from './shapes.ts'

/** The segments of a directory as arrays, made when they are first asked for. */
export class SegmentTables {
  readonly #directory: Directory
  readonly #repeats: boolean
  readonly #made = new Map<string, SegmentTable | undefined>()
  /** Numbers of the definitions, from 1, in the directory's order. */
  readonly #numbers: ReadonlyMap<string, number>
  /** Shapes that were found right, by whether separators that could be left out are refused. */
  readonly #strict: Shapes
  readonly #lenient: Shapes

  /**
   * @param repeats Whether the syntax has a repetition separator. Without one an element that may be repeated stands for as many elements
   *   (ISO 9735:1988, before version 4).
   */
  constructor(directory: Directory, repeats: boolean) {
    this.#directory = directory
    this.#repeats = repeats
    this.#numbers = new Map(Array.from(directory.segments.keys(), (tag, index) => [tag, index + 1]))
    this.#strict = new Shapes(this.#numbers)
    this.#lenient = new Shapes(this.#numbers)
  }

  /** What all validators learn together. */
  shapes(refusesTrailingSeparators: boolean): Shapes {
    return refusesTrailingSeparators ? this.#strict : this.#lenient
  }

  /** `undefined` for a tag that the directory does not define. */
  find(tag: string): SegmentTable | undefined {
    if (this.#made.has(tag)) return this.#made.get(tag)
    const definition = this.#directory.segments.get(tag)
    const number = this.#numbers.get(tag) ?? 0
    const made = definition && tabulateSegment(this.#directory, definition, { repeats: this.#repeats, number })
    this.#made.set(tag, made)
    return made
  }
}

const segmentTables = new WeakMap<Directory, { readonly repeating: SegmentTables; readonly plain: SegmentTables }>()

/** Those of a directory, made once: for a syntax with, or one without a repetition separator. */
export function segmentTablesOf(directory: Directory, repeats: boolean): SegmentTables {
  let known = segmentTables.get(directory)
  if (known === undefined) {
    known = { repeating: new SegmentTables(directory, true), plain: new SegmentTables(directory, false) }
    segmentTables.set(directory, known)
  }
  return repeats ? known.repeating : known.plain
}
