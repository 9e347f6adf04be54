import { fieldsOf, type FormField, formOf } from '../file/form.ts'
import type { PdfArray, PdfDictionary, PdfObject } from '../file/object.ts'
import type { RevisionStep } from './revision-step.ts'
import { differingKeys, sameObject } from './same-object.ts'

/** What a later revision may say anew in the form (ISO 32000-1 12.7.2). */
const FORM_KEYS: readonly string[] = ['Fields', 'SigFlags']

/** What a further signature field with its widget says (12.5.2, 12.5.6.19, 12.7.3, 12.7.4.5); no action is among it. */
const FIELD_KEYS: ReadonlySet<string> = new Set([
  'Type',
  'Subtype',
  'FT',
  'T',
  'TU',
  'TM',
  'Ff',
  'V',
  'F',
  'Rect',
  'P',
  'AP',
  'Lock',
  'SV',
  'NM',
  'M',
])

/** What signing says anew in a field that was waiting for it. */
const SIGNED_KEYS: readonly string[] = ['V', 'AP', 'M', 'F']

const VALUE_TYPES: ReadonlySet<string | undefined> = new Set(['Sig', 'DocTimeStamp'])

/**
 * Compares the forms of two revisions: further signature fields may stand behind those that were there, and signature
 * fields that were empty may be signed.
 *
 * @returns the numbers of the new widgets.
 */
export function compareForms(step: RevisionStep): ReadonlySet<number> {
  const { before, after } = step
  const widgets = new Set<number>()
  const was = formOf(before)
  const is = formOf(after)
  explainForm(step, is)
  if (is === undefined) {
    if (was !== undefined) step.tell('pades/form-changed')
    return widgets
  }
  const keys = differingKeys(was?.entries ?? new Map(), is.entries)
  if (keys.some((key) => !FORM_KEYS.includes(key))) step.tell('pades/form-changed')
  compareFlags(step, was, is)
  for (const field of fieldsOf(before)) compareField(step, field)
  const known = before.arrayAt(was?.entries.get('Fields'))?.items ?? []
  const fields: PdfArray | undefined = after.arrayAt(is.entries.get('Fields'))
  const items = fields?.items ?? []
  if (!known.every((item, index) => sameObject(item, items[index]))) step.tell('pades/form-changed')
  for (const item of items.slice(known.length)) {
    if (item.kind === 'reference') widgets.add(item.number)
    compareNewField(step, item)
  }
  return widgets
}

/** The form and the array of its fields may be objects of their own. */
function explainForm(step: RevisionStep, form: PdfDictionary | undefined): void {
  const formBefore = formOf(step.before)
  const numberIn = (document: RevisionStep['before']): number | undefined => {
    const root = document.dictionaryAt(document.trailer.entries.get('Root'))
    return numberOf(root?.entries.get('AcroForm'))
  }
  const number = numberIn(step.after)
  if (number !== undefined) step.explain(number, numberIn(step.before))
  const fields = numberOf(form?.entries.get('Fields'))
  if (fields !== undefined) step.explain(fields, numberOf(formBefore?.entries.get('Fields')))
}

function compareFlags(step: RevisionStep, was: PdfDictionary | undefined, is: PdfDictionary): void {
  const before = step.before.resolve(was?.entries.get('SigFlags'))
  const after = step.after.resolve(is.entries.get('SigFlags'))
  const bits = before?.kind === 'number' ? before.value : 0
  const isKept = after?.kind === 'number' ? (after.value & bits) === bits : bits === 0
  if (!isKept) step.tell('pades/form-changed')
}

/** A field that was there: the same, or a signature field that has a signature now. */
function compareField(step: RevisionStep, { number, dictionary, type }: FormField): void {
  if (number === undefined || !step.changed.has(number)) return
  step.settle(number)
  const is = step.after.get(number)?.object
  const isWaiting = type === 'Sig' && step.before.resolve(dictionary.entries.get('V')) === undefined
  if (is?.kind !== 'dictionary' || !isWaiting) {
    step.tell('pades/field-changed', number)
    return
  }
  const keys = differingKeys(dictionary.entries, is.entries)
  if (keys.some((key) => !SIGNED_KEYS.includes(key))) step.tell('pades/field-changed', number)
  explainValue(step, is, number)
  explainAppearance(step, is, number)
}

function compareNewField(step: RevisionStep, item: PdfObject): void {
  const number = numberOf(item)
  const field = step.after.dictionaryAt(item)
  const isField = number !== undefined && field !== undefined && step.after.nameAt(field.entries.get('FT')) === 'Sig'
  if (!isField || [...field.entries.keys()].some((key) => !FIELD_KEYS.has(key))) {
    step.tell('pades/form-changed', number)
    return
  }
  if (step.changed.has(number)) step.explain(number)
  explainValue(step, field, number)
  explainAppearance(step, field, number)
  for (const key of ['Lock', 'SV']) {
    const restriction = field.entries.get(key)
    if (restriction !== undefined) step.explainAllFrom(restriction)
  }
}

/** The signature itself: a new dictionary that nothing else leads to, or none yet. */
function explainValue(step: RevisionStep, { entries }: PdfDictionary, field: number): void {
  const value = entries.get('V')
  if (value === undefined) return
  const number = numberOf(value)
  const found = step.after.dictionaryAt(value)
  if (number === undefined || !step.isNew(number) || found === undefined) {
    step.tell('pades/field-changed', field)
    return
  }
  const type = found.entries.get('Type')
  if (type !== undefined && !VALUE_TYPES.has(step.after.nameAt(type))) step.tell('pades/field-changed', field)
  step.explain(number)
  step.explainAllFrom(found)
}

/** What a widget without extent looks like is never seen; any other is told. */
function explainAppearance(step: RevisionStep, field: PdfDictionary, number: number): void {
  const appearance = field.entries.get('AP')
  if (hasExtent(step, field)) step.tell('pades/visible-signature', number)
  if (appearance !== undefined) step.explainAllFrom(appearance)
}

function hasExtent(step: RevisionStep, { entries }: PdfDictionary): boolean {
  const corners = step.after.arrayAt(entries.get('Rect'))?.items.map((item) => step.after.resolve(item))
  if (corners === undefined) return false
  const [left, bottom, right, top] = corners.map((corner) => (corner?.kind === 'number' ? corner.value : Number.NaN))
  return left !== right && bottom !== top
}

const numberOf = (object: PdfObject | undefined): number | undefined =>
  object?.kind === 'reference' ? object.number : undefined
