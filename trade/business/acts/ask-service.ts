import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The buyer asks for service after delivery. */
export const askService = defineAct({
  type: 'ask-service/1',
  kind: 'sale',
  label: label('Ask for service', '售后咨询'),
  effect: 'states',
  by: ['buyer'],
  after: ['accept'],
  requires: ['/service/{request}/question'],
  once: '/service/{request}/question',
})
