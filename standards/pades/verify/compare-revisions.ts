import type { PdfDocument } from '../file/document.ts'
import { catalogOf } from '../file/form.ts'
import type { PdfArray, PdfDictionary, PdfObject } from '../file/object.ts'
import { type ChangeCode, changeRules, type PdfChange } from './change.ts'
import { compareForms } from './compare-forms.ts'
import { compareValidationData } from './compare-validation-data.ts'
import { References } from './references.ts'
import { RevisionStep } from './revision-step.ts'
import { differingKeys, sameObject } from './same-object.ts'
import { hasUnaccountedOctets } from './unaccounted.ts'

/**
 * Compares revisions, each with the one before (ISO 32000-1 7.5.6): what is there beside further signatures and
 * time-stamps, their fields and invisible widgets, and validation data.
 *
 * Every object that a later revision writes is looked at: it says the same as before, or it is reached from the place of
 * something that may be added, or it is told.
 *
 * @param revisions the earliest first.
 * @returns the changes of each revision but the first.
 */
export function compareRevisions(revisions: readonly PdfDocument[]): (readonly PdfChange[])[] {
  let references: References | undefined
  return revisions.slice(1).map((after, index) => {
    const before = revisions[index] ?? after
    if (!goesOn(before, after)) {
      references = undefined
      return [changeOf('pades/document-rewritten')]
    }
    references ??= new References(before)
    const step = new RevisionStep(before, after, references)
    compareStep(step)
    references.advance(before, after, step.changed)
    const failure = before.failure ?? after.failure
    return failure === undefined
      ? step.changes
      : [...step.changes, { ...changeOf('pades/unreadable'), malformed: failure.code }]
  })
}

function changeOf(code: ChangeCode): PdfChange {
  return { code, rule: changeRules[code], object: undefined }
}

function compareStep(step: RevisionStep): void {
  if (hasUnaccountedOctets(step.before, step.after)) step.tell('pades/octets-unaccounted')
  compareTrailers(step)
  compareCatalogs(step)
  const widgets = compareForms(step)
  comparePages(step, widgets)
  explainStructure(step)
  step.conclude()
}

function goesOn(before: PdfDocument, after: PdfDocument): boolean {
  const added = after.sections.length - before.sections.length
  if (added < 1) return false
  const isContinued = before.sections.every(({ offset }, index) => after.sections[added + index]?.offset === offset)
  return isContinued && after.sections.slice(0, added).every(({ offset }) => offset >= before.pdf.length)
}

function compareTrailers(step: RevisionStep): void {
  const was = step.before.trailer.entries
  const is = step.after.trailer.entries
  const isOther = ['Root', 'Info'].some((key) => !sameObject(was.get(key), is.get(key)))
  const [first] = step.before.arrayAt(was.get('ID'))?.items ?? []
  const [firstAfter] = step.after.arrayAt(is.get('ID'))?.items ?? []
  if (isOther || !sameObject(first, firstAfter)) step.tell('pades/trailer-changed')
}

/** What a later revision may say anew in the catalog; each is looked at by itself. */
const CATALOG_KEYS: readonly string[] = ['AcroForm', 'DSS', 'Extensions']

function compareCatalogs(step: RevisionStep): void {
  const was = catalogOf(step.before)
  const is = catalogOf(step.after)
  const root = step.after.trailer.entries.get('Root')
  if (was === undefined || is === undefined || root?.kind !== 'reference') return
  const keys = differingKeys(was.entries, is.entries)
  if (keys.some((key) => !CATALOG_KEYS.includes(key))) step.tell('pades/catalog-changed', root.number)
  step.settle(root.number)
  compareValidationData(step, was.entries.get('DSS'), is.entries.get('DSS'))
}

/** Pages may have widgets of further signatures behind their annotations, and nothing else. */
function comparePages(step: RevisionStep, widgets: ReadonlySet<number>): void {
  for (const number of step.changed) {
    const was = step.before.get(number)?.object
    const is = step.after.get(number)?.object
    if (was?.kind === 'array' && is?.kind === 'array' && step.references.isOfAnnotations(number)) {
      compareAnnotations(step, { was, is, number }, widgets)
      step.settle(number)
    }
    if (was?.kind !== 'dictionary' || is?.kind !== 'dictionary') continue
    if (step.before.nameAt(was.entries.get('Type')) === 'Page') comparePage(step, { was, is, number }, widgets)
  }
}

interface Pair<Kind> {
  readonly was: Kind
  readonly is: Kind
  readonly number: number
}

function comparePage(step: RevisionStep, { was, is, number }: Pair<PdfDictionary>, widgets: ReadonlySet<number>): void {
  step.settle(number)
  if (differingKeys(was.entries, is.entries).some((key) => key !== 'Annots')) step.tell('pades/page-changed', number)
  const before = was.entries.get('Annots')
  const after = is.entries.get('Annots')
  if (after?.kind === 'reference') step.explain(after.number, numberOf(before))
  const annotations = step.after.arrayAt(after)
  if (annotations === undefined && before !== undefined) step.tell('pades/page-changed', number)
  if (annotations !== undefined)
    compareAnnotations(step, { was: step.before.arrayAt(before), is: annotations, number }, widgets)
}

function compareAnnotations(
  step: RevisionStep,
  { was, is, number }: Pair<PdfArray | undefined>,
  widgets: ReadonlySet<number>,
): void {
  const before = was?.items ?? []
  const items = is?.items ?? []
  const isKept = before.every((item, index) => sameObject(item, items[index]))
  if (!isKept) step.tell('pades/page-changed', number)
  const isWidget = (item: PdfObject): boolean => item.kind === 'reference' && widgets.has(item.number)
  if (isKept && !items.slice(before.length).every(isWidget)) step.tell('pades/annotation-added', number)
}

const numberOf = (object: PdfObject | undefined): number | undefined =>
  object?.kind === 'reference' ? object.number : undefined

/** Streams of cross-references and of objects are the file's own; what stands in them is looked at by itself. */
function explainStructure(step: RevisionStep): void {
  for (const number of step.changed) {
    const found = step.isNew(number) ? step.after.get(number) : undefined
    if (found?.object.kind !== 'dictionary' || found.data === undefined) continue
    const type = step.after.nameAt(found.object.entries.get('Type'))
    if (type === 'XRef' || type === 'ObjStm') step.explain(number)
  }
}
