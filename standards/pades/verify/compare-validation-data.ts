import type { PdfDocument } from '../file/document.ts'
import type { PdfObject } from '../file/object.ts'
import type { RevisionStep } from './revision-step.ts'

/** What stands in a document security store, by where it stands (ETSI EN 319 142-1 5.4.2). */
const STORE_KEYS: ReadonlySet<string> = new Set(['Type', 'VRI', 'Certs', 'OCSPs', 'CRLs'])
const RELATED_KEYS: ReadonlySet<string> = new Set(['Type', 'Cert', 'OCSP', 'CRL', 'TU', 'TS'])
const STREAM_KEYS: ReadonlySet<string> = new Set(['Length', 'Filter', 'DecodeParms', 'Type'])

/**
 * Compares the document security stores of two revisions. Validation data prove themselves, so they may be added and
 * ordered anew; streams that were there stay what they were.
 */
export function compareValidationData(step: RevisionStep, was: PdfObject | undefined, is: PdfObject | undefined): void {
  const containers = new Set<number>()
  if (was !== undefined) {
    visit(step, was, 'before', (number) => {
      // An array that is led to from elsewhere as well may be something else besides.
      if (step.references.countOf(number) === 1) containers.add(number)
    })
  }
  if (is === undefined) {
    if (was !== undefined) step.tell('pades/validation-data-changed')
    return
  }
  const isSound = visit(step, is, 'after', (number) =>
    step.explain(number, containers.has(number) ? number : undefined),
  )
  if (!isSound) step.tell('pades/validation-data-changed')
}

/** Goes through a store; whether all of it has the form of one. `note` is told the numbers of what is an object of its own and may change. */
function visit(
  step: RevisionStep,
  store: PdfObject,
  side: 'before' | 'after',
  note: (number: number) => void,
): boolean {
  const visit = new Visit(step, side, note)
  for (const [key, value] of visit.entriesOf(store, STORE_KEYS)) {
    if (key === 'VRI') visitRelated(visit, value)
    else if (key !== 'Type') visit.streams(value)
  }
  return visit.isSound
}

/** Validation data by the signature to which they belong. */
function visitRelated(visit: Visit, related: PdfObject): void {
  const ofSignatures = visit.entriesOf(related).filter(([key]) => key !== 'Type')
  for (const [key, value] of ofSignatures.flatMap(([, one]) => visit.entriesOf(one, RELATED_KEYS))) {
    if (key === 'TS') visit.stream(value)
    else if (key !== 'TU' && key !== 'Type') visit.streams(value)
  }
}

class Visit {
  isSound = true
  readonly #step: RevisionStep
  readonly #document: PdfDocument
  readonly #note: (number: number) => void

  constructor(step: RevisionStep, side: 'before' | 'after', note: (number: number) => void) {
    this.#step = step
    this.#document = step[side]
    this.#note = note
  }

  entriesOf(object: PdfObject, keys?: ReadonlySet<string>): [string, PdfObject][] {
    const found = this.#open(object)
    const entries = found?.kind === 'dictionary' ? [...found.entries] : []
    if (found?.kind !== 'dictionary' || entries.some(([key]) => keys?.has(key) === false)) this.isSound = false
    return entries
  }

  streams(object: PdfObject): void {
    const array = this.#open(object)
    if (array?.kind !== 'array') this.isSound = false
    for (const item of array?.kind === 'array' ? array.items : []) this.stream(item)
  }

  /** A stream that was there is never explained anew: it stays what it was. */
  stream(item: PdfObject): void {
    const found = item.kind === 'reference' ? this.#document.get(item.number, item.generation) : undefined
    const keys = found?.object.kind === 'dictionary' && found.data !== undefined ? [...found.object.entries.keys()] : []
    if (found === undefined || keys.length === 0 || !keys.every((key) => STREAM_KEYS.has(key))) this.isSound = false
    else this.#step.explain(found.number)
  }

  #open(object: PdfObject): PdfObject | undefined {
    if (object.kind === 'reference') this.#note(object.number)
    return this.#document.resolve(object)
  }
}
