import type { DateFormats } from '@entrepot/edi'

/** Formats of dates by their codes in UN/EDIFACT code list 2379, as far as a day or an instant can be read from them. */
export const DATE_FORMATS: DateFormats = {
  '101': 'YYMMDD',
  '102': 'CCYYMMDD',
  '203': 'CCYYMMDDHHmm',
  '204': 'CCYYMMDDHHmmSS',
  '205': 'CCYYMMDDHHmmZHHMM',
}
