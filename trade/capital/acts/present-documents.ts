import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { presentsInTime } from '../rules/presentation.ts'

/** The beneficiary presents documents electronically, with the notice that the presentation is complete (eUCP 2.1 e6, e7). */
export const presentDocuments = defineAct({
  type: 'present-documents/1',
  kind: 'credit',
  label: label('Present documents', '交单'),
  effect: 'states',
  by: ['beneficiary'],
  after: ['advise-credit', 'draw-draft'],
  requires: ['/presentation/documents/{document}', '/presentation/complete'],
  may: ['/presentation/foreign/{document}/{field}'],
  dates: { '/presentation/date': 'date', '/presentation/reached': 'instant' },
  rules: [presentsInTime],
})
