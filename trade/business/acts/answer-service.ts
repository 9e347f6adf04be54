import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The seller answers a service request. */
export const answerService = defineAct({
  type: 'answer-service/1',
  kind: 'sale',
  label: label('Answer a service request', '答复售后'),
  effect: 'states',
  by: ['seller'],
  after: ['ask-service'],
  answers: ['ask-service'],
  requires: ['/service/{request}/answer'],
})
