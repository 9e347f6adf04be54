import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { claimed } from '../charges.ts'

/** The nominated bank forwards the documents and claims reimbursement (UCP 600 art. 7(c), 13). */
export const forwardDocuments = defineAct({
  type: 'forward-documents/1',
  kind: 'credit',
  label: label('Forward and claim', '寄单索偿'),
  effect: 'states',
  by: ['nominatedBank'],
  after: ['negotiate'],
  derives: { '/claim/amount': claimed },
  dates: { '/claim/date': 'date' },
  once: true,
})
