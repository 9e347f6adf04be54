/** Why something is no XML that this room reads. */
export type XmlCode =
  | 'xml/limit'
  | 'xml/encoding'
  | 'xml/declaration'
  | 'xml/dtd'
  | 'xml/character'
  | 'xml/name'
  | 'xml/syntax'
  | 'xml/entity'
  | 'xml/attribute-twice'
  | 'xml/tags-differ'
  | 'xml/not-closed'
  | 'xml/no-root'
  | 'xml/after-root'
  | 'xml/prefix'
  | 'xml/namespace'

/** Malformed input: which, and at which character of the text, from 0. */
export interface Malformed {
  readonly ok: false
  readonly code: XmlCode
  readonly at: number
  /** The limit that it broke. */
  readonly limit?: number
}

/** Leaves the parser's loops; never leaves the room. */
export class NotXml extends Error {
  readonly malformed: Malformed
  constructor(code: XmlCode, at: number, limit?: number) {
    super(code)
    this.malformed = { ok: false, code, at, ...(limit === undefined ? {} : { limit }) }
  }
}
