import { utf8 } from '@entrepot/crypto'
import { canonicalize, type XmlDocument, type XmlElement } from '@entrepot/xml'
import type { CanonicalForm } from './algorithms.ts'
import { MAXIMUM_CANONICAL_CHARACTERS } from './limits.ts'

/** What a namespace declaration above an element costs, in characters: each is looked at, though it may not be written. */
const DECLARATION_COST = 16

function declarationsAbove(what: XmlDocument | XmlElement): number {
  let count = 0
  if ('root' in what) return count
  for (let at = what.parent; at; at = at.parent) count += at.declarations.length
  return count
}

/** Writes canonical forms for one document, up to `MAXIMUM_CANONICAL_CHARACTERS` in all. */
export class CanonicalWriter {
  #left = MAXIMUM_CANONICAL_CHARACTERS

  /** @returns the text; `undefined` where there is no such canonical form, or no room for it. */
  write(what: XmlDocument | XmlElement, form: CanonicalForm, omit?: XmlElement): string | undefined {
    this.#left -= DECLARATION_COST * declarationsAbove(what)
    if (this.#left <= 0) return undefined
    const text = canonicalize(what, {
      ...form,
      maximumCharacters: this.#left,
      ...(omit === undefined ? {} : { omit }),
    })
    this.#left -= text?.length ?? this.#left
    return text
  }
}

/** What is hashed or signed of a canonical form (Canonical XML 1.0, 1.1: UTF-8). */
export const octetsOf = (canonical: string): Uint8Array => utf8.encode(canonical)
