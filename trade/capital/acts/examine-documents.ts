import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { examinationDeadline } from '../rules/deadline.ts'
import { decidesOnItsOwn, decidesWithCause, examinesInTime } from '../rules/examination.ts'

/** A bank examines a presentation: all discrepancies, or a complying presentation (UCP 600 art. 14-16). */
export const examineDocuments = defineAct({
  type: 'examine-documents/1',
  kind: 'credit',
  label: label('Examine the documents', '审单'),
  effect: 'states',
  by: ['nominatedBank', 'issuingBank'],
  after: ['present-documents'],
  requires: ['/examinations/{bank}/decision'],
  may: ['/examinations/{bank}/discrepancies', '/examinations/{bank}/overrides', '/refusal/{bank}/disposal'],
  dates: { '/examinations/{bank}/date': 'date' },
  derives: { '/examinations/{bank}/deadline': examinationDeadline },
  once: '/examinations/{bank}/decision',
  rules: [decidesOnItsOwn, examinesInTime, decidesWithCause],
})
