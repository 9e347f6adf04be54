/** The objects of a document (ISO 32000-1 7.3). Each knows where it stands in its source, so that it can be written again octet by octet. */
interface Place {
  readonly start: number
  readonly end: number
}

export interface PdfNull extends Place {
  readonly kind: 'null'
}

export interface PdfBoolean extends Place {
  readonly kind: 'boolean'
  readonly value: boolean
}

export interface PdfNumber extends Place {
  readonly kind: 'number'
  readonly value: number
  readonly isInteger: boolean
}

/** A name; octets of it as characters of the same number. */
export interface PdfName extends Place {
  readonly kind: 'name'
  readonly value: string
}

export interface PdfString extends Place {
  readonly kind: 'string'
  readonly form: 'literal' | 'hexadecimal'
  readonly octets: Uint8Array
}

/** A reference to an indirect object (7.3.10). */
export interface PdfReference extends Place {
  readonly kind: 'reference'
  readonly number: number
  readonly generation: number
}

export interface PdfArray extends Place {
  readonly kind: 'array'
  readonly items: readonly PdfObject[]
}

export interface PdfDictionary extends Place {
  readonly kind: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfObject>
}

export type PdfObject = PdfNull | PdfBoolean | PdfNumber | PdfName | PdfString | PdfReference | PdfArray | PdfDictionary

/** An object with its number: where it was read, and the stream behind its dictionary. */
export interface IndirectObject {
  readonly number: number
  readonly generation: number
  readonly object: PdfObject
  /** The octets in which the places of the object count: the file, or an expanded stream of objects. */
  readonly source: Uint8Array
  /** Where it stands in the file; `undefined` in a stream of objects. */
  readonly offset: number | undefined
  /** Where it ends in the file, behind `endobj`. */
  readonly end: number | undefined
  /** The data of the stream as it stands in the file. */
  readonly data: Uint8Array | undefined
}
