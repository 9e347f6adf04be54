import type { FindingCode } from '@entrepot/edi'

/** What a finding is called in an acknowledgement: by segment (720, 620), or by element (723, 621). */
export interface SyntaxCode {
  readonly segment?: string
  readonly element?: string
}

/**
 * Codes of findings within a transaction set: data elements 720 and 723 of the 997, 620 and 621 of the 999, which agree on all of these.
 *
 * Where the standard has no code of its own, the closest stands here.
 */
export const syntaxCodes: Readonly<Partial<Record<FindingCode, SyntaxCode>>> = {
  'edi/segment-unknown': { segment: '1' },
  'edi/segment-unexpected': { segment: '2' },
  'edi/segment-missing': { segment: '3' },
  'edi/group-missing': { segment: '3' },
  'edi/group-too-many': { segment: '4' },
  'edi/segment-too-many': { segment: '5' },
  'edi/limit': { segment: '8' },
  'edi/not-terminated': { segment: '8' },
  'edi/element-missing': { element: '1' },
  'edi/component-missing': { element: '1' },
  'edi/condition': { element: '2' },
  'edi/element-too-many': { element: '3' },
  'edi/trailing-separator': { element: '3' },
  'edi/too-short': { element: '4' },
  'edi/too-long': { element: '5' },
  'edi/character': { element: '6' },
  'edi/character-set': { element: '6' },
  'edi/not-numeric': { element: '6' },
  'edi/not-alphabetic': { element: '6' },
  'edi/code-unknown': { element: '7' },
  'edi/date': { element: '8' },
  'edi/time': { element: '9' },
  'edi/repetition-too-many': { element: '12' },
  'edi/component-too-many': { element: '13' },
}

/** Codes of findings with a transaction set as a whole (718, 618). */
export const setCodes: Readonly<Partial<Record<FindingCode, string>>> = {
  'edi/message-unknown': '1',
  'edi/trailer-missing': '2',
  'edi/reference-differs': '3',
  'edi/count-differs': '4',
  'edi/duplicate-reference': '23',
}

/** Codes of findings with a functional group (716). */
export const groupCodes: Readonly<Partial<Record<FindingCode, string>>> = {
  'edi/trailer-missing': '3',
  'edi/reference-differs': '4',
  'edi/count-differs': '5',
}

/** Codes of findings with an interchange (I18, the note of a TA1). */
export const interchangeCodes: Readonly<Partial<Record<FindingCode, string>>> = {
  'edi/reference-differs': '001',
  'edi/count-differs': '021',
  'edi/envelope': '022',
  'edi/trailer-missing': '023',
  'edi/not-terminated': '023',
  'edi/character-set': '024',
}

/** Nothing is wrong. */
export const NO_ERROR = '000'
/** Segments of the set are in error. */
export const SEGMENTS_IN_ERROR = '5'
/** A segment's elements are in error. */
export const ELEMENTS_IN_ERROR = '8'
