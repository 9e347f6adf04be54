import type { FindingCode } from '@entrepot/edi'

/** What CONTRL says of a finding. */
export interface SyntaxError {
  /** 0085. */
  readonly code: string
  /** 0085 before syntax version 4, where its list has no such value. */
  readonly before4?: string
  /** Whether it concerns the whole segment (UCS) or one of its values (UCD). */
  readonly level: 'segment' | 'value'
}

/** 18: an error is reported, and not which. */
export const UNSPECIFIED_ERROR = '18'

const ofSegment = (code: string, before4?: string): SyntaxError => ({
  code,
  level: 'segment',
  ...(before4 && { before4 }),
})
const ofValue = (code: string, before4?: string): SyntaxError => ({ code, level: 'value', ...(before4 && { before4 }) })

/**
 * Findings as values of data element 0085, syntax error, coded (ISO 9735-10:2002; for syntax versions 1 to 3 the service code list UNSL of
 * D.96A, which ends at 43). Annex A of ISO 9735-4 says where each may stand.
 */
export const SYNTAX_ERRORS: Readonly<Record<FindingCode, SyntaxError>> = {
  'edi/no-interchange': ofSegment(UNSPECIFIED_ERROR),
  'edi/envelope': ofSegment('33'),
  'edi/reference-differs': ofValue('28'),
  'edi/count-differs': ofValue('29'),
  'edi/trailer-missing': ofSegment('13'),
  'edi/not-terminated': ofSegment('13'),
  'edi/duplicate-reference': ofValue('26'),
  'edi/character-set': ofValue('21'),
  'edi/syntax-not-supported': ofValue('2'),
  'edi/limit': ofSegment(UNSPECIFIED_ERROR),
  'edi/message-unknown': ofValue('14'),
  'edi/segment-missing': ofSegment('13'),
  'edi/segment-unexpected': ofSegment('15'),
  'edi/segment-unknown': ofSegment('15'),
  'edi/segment-too-many': ofSegment('35'),
  'edi/group-missing': ofSegment('13'),
  'edi/group-too-many': ofSegment('36'),
  'edi/element-missing': ofValue('13'),
  'edi/element-too-many': ofSegment('16'),
  'edi/component-missing': ofValue('13'),
  'edi/component-too-many': ofValue('16'),
  'edi/repetition-too-many': ofValue('35'),
  'edi/too-long': ofValue('39'),
  'edi/too-short': ofValue('40'),
  'edi/not-numeric': ofValue('37'),
  'edi/decimal-mark': ofValue('19'),
  'edi/digit-missing': ofValue('38'),
  'edi/not-alphabetic': ofValue('37'),
  'edi/character': ofValue('21'),
  'edi/code-unknown': ofValue('12'),
  'edi/date': ofValue('12'),
  'edi/time': ofValue('12'),
  'edi/condition': ofValue('48', UNSPECIFIED_ERROR),
  'edi/trailing-separator': ofValue('45', UNSPECIFIED_ERROR),
}

/** 0085 of a finding in a CONTRL of a syntax version. */
export function syntaxErrorOf(code: FindingCode, syntaxVersion: string): string {
  const error = SYNTAX_ERRORS[code]
  return (/^[123]$/.test(syntaxVersion) ? error.before4 : undefined) ?? error.code
}
