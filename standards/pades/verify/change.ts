/** How a later revision changes a document that was signed, beyond what PAdES lets be added. */
export const changeRules = {
  'pades/document-rewritten':
    'ISO 32000-1 7.5.6: a later revision goes on from the cross-references of the one that was signed',
  'pades/object-from-before':
    'ISO 32000-1 7.5.6: a later revision places objects in its own octets, not in those that were signed',
  'pades/octets-unaccounted':
    'ISO 32000-1 7.5.6: an update is objects, their cross-references and a trailer; other octets are for programs that mend files',
  'pades/object-removed': 'ISO 32000-1 7.5.4: an object that was signed is free',
  'pades/object-replaced': 'ISO 32000-1 7.5.6: an object that was signed is another',
  'pades/object-defined-later': 'ISO 32000-1 7.3.10: what was signed refers to an object that was there only later',
  'pades/object-added': 'an object that belongs neither to a signature and its field nor to validation data',
  'pades/trailer-changed': 'ISO 32000-1 7.5.5: the trailer leads to another catalog, or is of another file',
  'pades/catalog-changed': 'ISO 32000-1 7.7.2: the catalog says more than a form, validation data and extensions',
  'pades/form-changed': 'ISO 32000-1 12.7: the form has more than further signature fields',
  'pades/field-changed': 'ISO 32000-1 12.7.4.5: a field that is no signature field waiting for its signature',
  'pades/visible-signature':
    'ISO 32000-1 12.7.4.5: a further signature shows itself on a page, where it may cover what was signed',
  'pades/page-changed': 'ISO 32000-1 7.7.3.3: a page has more than the widgets of further signatures',
  'pades/annotation-added': 'ISO 32000-1 12.5: an annotation that is no widget of a further signature',
  'pades/validation-data-changed':
    'ETSI EN 319 142-1 5.4.2: the document security store holds streams with validation data alone',
  'pades/unreadable': 'an object of one of the revisions cannot be read; `malformed` says why',
} as const

/** A code of {@link changeRules}. */
export type ChangeCode = keyof typeof changeRules

/** One change after a signature. */
export interface PdfChange {
  readonly code: ChangeCode
  readonly rule: string
  /** The number of the object; `undefined` where it is about the revision as a whole. */
  readonly object: number | undefined
  readonly malformed?: string
}
