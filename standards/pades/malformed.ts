/** Why a file is no PDF document that is signed or verified here, with the clause (ISO 32000-1 unless another is named). */
export const pdfRules = {
  'pdf/too-large': 'limit MAXIMUM_PDF_BYTES',
  'pdf/header': '7.5.2: the file begins with %PDF-1.0 to 1.7 or 2.0',
  'pdf/end': '7.5.5: startxref, the offset and %%EOF end the file, with a little white space at most behind them',
  'pdf/token': '7.2, 7.3: a token of the language',
  'pdf/token-too-long': 'limit MAXIMUM_TOKEN_BYTES',
  'pdf/nesting': 'limit MAXIMUM_NESTING',
  'pdf/number': '7.3.3: an integer or a real number in its range',
  'pdf/string': '7.3.4: a string is closed',
  'pdf/name': '7.3.5: # is followed by two hexadecimal digits that are not zero',
  'pdf/duplicate-key': '7.3.7: a dictionary has a key once',
  'pdf/object': '7.3.10: number, generation, obj, one object, endobj, at the place that the cross-references name',
  'pdf/stream': '7.3.8: stream, as many octets as Length says, endstream',
  'pdf/cross-reference': '7.5.4, 7.5.8: a cross-reference section at the place that was named',
  'pdf/duplicate-entry': '7.5.4: an object has one entry in a section',
  'pdf/cross-reference-loop': '7.5.4, 7.5.5: Prev leads to another, earlier section',
  'pdf/too-many-sections': 'limit MAXIMUM_SECTIONS',
  'pdf/too-many-objects': 'limit MAXIMUM_OBJECTS',
  'pdf/object-stream': '7.5.7: a stream of objects, with their numbers and places',
  'pdf/filter': '7.4: streams of the file’s structure are plain or FlateDecode, with PNG predictors',
  'pdf/flate': '7.4.4; RFC 1950: what was compressed expands',
  'pdf/expands-too-far': 'limits MAXIMUM_EXPANDED_BYTES, MAXIMUM_EXPANDED_IN_ALL_BYTES',
  'pdf/too-much-parsing': 'limit MAXIMUM_PARSING_FACTOR',
  'pdf/reference': '7.3.10: a reference leads to an object that is no reference itself',
  'pdf/encrypted': '7.6: encrypted documents are neither signed nor verified here',
  'pdf/catalog': '7.7.2: the catalog, to which Root of the trailer leads',
  'pdf/page-tree': '7.7.3: the tree of pages; limit MAXIMUM_TREE_DEPTH',
  'pdf/form': '12.7: the interactive form and its fields; limits MAXIMUM_FIELDS, MAXIMUM_TREE_DEPTH',
  'pdf/too-many-signatures': 'limit MAXIMUM_SIGNATURES',
  'pdf/no-such-field': '12.7.4.5: the field that is to be signed is a signature field without a signature',
  'pdf/contents-too-small': 'the signature is larger than the octets that were kept for it (contentsBytes)',
} as const

/** A code of {@link pdfRules}. */
export type PdfCode = keyof typeof pdfRules

/** A file, or a part of it, that cannot be relied on: what is wrong, and where; in a stream of objects the offset of the stream. */
export interface PdfMalformed {
  readonly ok: false
  readonly code: PdfCode
  readonly offset: number
}

/** What was read, or why not. */
export type Read<Value> = { readonly ok: true; readonly value: Value } | PdfMalformed

/** Names what is malformed. */
export function malformed(code: PdfCode, offset: number): PdfMalformed {
  return { ok: false, code, offset }
}
