import { type ElementType, isList, mismatch, type Path, type TypeMismatch, type Value } from '@entrepot/trade/file'
import type { ElementPlace, Intent } from '@entrepot/trade/party'

/** What stands in one field of a form. */
export type FieldEntry =
  | { readonly is: 'keyed'; readonly value: Value }
  | { readonly is: 'linked'; readonly place: ElementPlace; readonly value: Value }
  | { readonly is: 'document'; readonly act: string }

/** A form as far as it is filled in. */
export type Entries = ReadonlyMap<Path, FieldEntry>

/** One field set or, with `undefined`, cleared. */
export function withEntry(entries: Entries, path: Path, entry: FieldEntry | undefined): Entries {
  const next = new Map(entries)
  if (entry === undefined || (entry.is === 'keyed' && isEmpty(entry.value))) next.delete(path)
  else next.set(path, entry)
  return next
}

/** Whether nothing was keyed: no text, no amount, no item. */
export function isEmpty(value: Value): boolean {
  if (typeof value === 'string') return value.trim() === ''
  if (typeof value === 'boolean') return false
  if (isList(value)) return value.every(isEmpty)
  return Object.entries(value).every(([name, member]) => name === 'currency' || isEmpty(member))
}

/** What a keyed value must be before it is said: no white space around it, no empty item. */
function tidy(value: Value): Value {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'boolean') return value
  if (isList(value)) return value.filter((item) => !isEmpty(item)).map(tidy)
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, tidy(member)]))
}

/** Why an entry does not fit its field; what is linked fits by its own definition. */
export function entryMismatch(type: ElementType, entry: FieldEntry | undefined): TypeMismatch | undefined {
  return entry?.is === 'keyed' ? mismatch(type, tidy(entry.value)) : undefined
}

/** The parts of an intent that a form fills. */
export function intended(entries: Entries): Pick<Intent, 'keyed' | 'cited' | 'documents'> {
  const keyed = new Map<Path, Value>()
  const cited = new Map<Path, ElementPlace>()
  const documents = new Map<Path, string>()
  for (const [path, entry] of entries) {
    if (entry.is === 'keyed') keyed.set(path, tidy(entry.value))
    else if (entry.is === 'linked') cited.set(path, entry.place)
    else documents.set(path, entry.act)
  }
  return { keyed, cited, documents }
}
