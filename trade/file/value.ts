/** What an element may hold: JSON without numbers, because amounts and weights are decimal strings (never floats). */
export type Value = string | boolean | readonly Value[] | { readonly [name: string]: Value }

/** A text shown to people, in the two languages that the house speaks. */
export interface Label {
  readonly en: string
  readonly zh: string
}

/** Deepest nesting of a value. */
export const MAX_VALUE_DEPTH = 6

/** Compares two values by content; the order of object members does not matter. */
export function sameValue(a: Value, b: Value): boolean {
  return a === b || canonical(a) === canonical(b)
}

/** One spelling of a value: object members sorted by name, no white space. */
export function canonical(value: Value): string {
  if (typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

/** Tells a list from an object; `Array.isArray` alone does not narrow read-only lists. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}
