import { defineAct } from '@entrepot/trade/act'
import { label, pathEntries, type PathTemplate } from '@entrepot/trade/file'
import { creditTerms } from '../elements.ts'
import { fitsTheContract } from '../rules/terms.ts'

/** Terms that a credit cannot do without. */
export const REQUIRED_TERMS: readonly PathTemplate[] = [
  '/terms/rules',
  '/terms/applicant',
  '/terms/beneficiary',
  '/terms/amount',
  '/terms/currency',
  '/terms/available',
  '/terms/expiryDate',
  '/terms/expiryPlace',
  '/terms/documents',
]
const TERMS = pathEntries(creditTerms('')).map(([path]) => path)
/** Terms that a credit may have beside. */
export const OPTIONAL_TERMS: readonly PathTemplate[] = TERMS.filter((term) => !REQUIRED_TERMS.includes(term))

/** The applicant asks its bank for a credit; a draft is compared with the contract before. */
export const applyCredit = defineAct({
  type: 'apply-credit/1',
  kind: 'creditApplication',
  label: label('Apply for a credit', '申请开证'),
  effect: 'states',
  readsDossier: true,
  by: ['applicant'],
  opens: true,
  requires: REQUIRED_TERMS,
  may: OPTIONAL_TERMS,
  rules: [fitsTheContract],
})
