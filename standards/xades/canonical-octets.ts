import { utf8 } from '@entrepot/crypto'
import { canonicalize, type XmlDocument, type XmlElement } from '@entrepot/xml'
import type { CanonicalForm } from './algorithms.ts'
import { MAXIMUM_CANONICAL_CHARACTERS } from './limits.ts'

/** Writes canonical forms for one document, up to `MAXIMUM_CANONICAL_CHARACTERS` in all. */
export class CanonicalWriter {
  #left = MAXIMUM_CANONICAL_CHARACTERS

  /** @returns the text; `undefined` where there is no such canonical form, or no room for it. */
  write(what: XmlDocument | XmlElement, form: CanonicalForm, omit?: XmlElement): string | undefined {
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
