import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The issuing bank releases the documents to the applicant that has paid. */
export const releaseDocuments = defineAct({
  type: 'release-documents/1',
  kind: 'creditApplication',
  label: label('Release the documents', '放单'),
  effect: 'states',
  by: ['issuingBank'],
  after: ['debit-applicant'],
  requires: ['/released/{document}'],
})
