import { hex, type Name, type NameAttribute, sameOctets } from './name.ts'
import { preparedText } from './prepared-text.ts'

/**
 * Whether two names are the same (RFC 5280 7.1).
 *
 * Names of equal DER are; else texts are compared as RFC 4518 prepares them (case, white space, compatibility forms, invisible
 * characters), whatever string type carries them, and the attributes of one relative distinguished name in any order.
 * Values that are no text are compared by their DER.
 */
export function sameName(a: Name, b: Name): boolean {
  // A name that was put together has no octets of its own.
  return (a.raw.length > 0 && sameOctets(a.raw, b.raw)) || comparableName(a) === comparableName(b)
}

/** Whether a name lies in the subtree that another one spans: the other's parts are its first ones (RFC 5280 4.2.1.10). */
export function isNameWithin(name: Name, base: Name): boolean {
  if (base.parts.length > name.parts.length) return false
  const parts = comparableParts(name)
  return comparableParts(base).every((part, index) => part === parts[index])
}

interface Comparable {
  readonly parts: readonly string[]
  readonly whole: string
}

const comparable = new WeakMap<Name, Comparable>()

/** A text that two names share exactly when they are the same; made once for each parsed name. */
export function comparableName(name: Name): string {
  return comparableOf(name).whole
}

function comparableParts(name: Name): readonly string[] {
  return comparableOf(name).parts
}

function comparableOf(name: Name): Comparable {
  const known = comparable.get(name)
  if (known !== undefined) return known
  const parts = name.parts.map((part) => JSON.stringify(part.map(comparableAttribute).sort()))
  const made = { parts, whole: parts.join() }
  comparable.set(name, made)
  return made
}

function comparableAttribute({ type, text, value }: NameAttribute): string {
  return text === undefined ? `${type}#${hex(value)}` : `${type}=${preparedText(text)}`
}
