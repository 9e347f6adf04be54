import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { actsAsController, handsToAParty } from '../rules/bill.ts'

/** The controller of the record hands control to another: that is delivery of the bill (MLETR art. 11(2)). */
export const transferControl = defineAct({
  type: 'transfer-control/1',
  kind: 'carriage',
  label: label('Transfer control of the bill', '转让提单控制权'),
  effect: 'states',
  by: ['shipper', 'nominatedBank', 'issuingBank', 'consignee'],
  after: ['issue-bill'],
  until: ['surrender-bill'],
  requires: ['/bill/controller'],
  audience: ['shipper', 'nominatedBank', 'issuingBank', 'consignee', 'carrier', 'carrierAgent'],
  rules: [actsAsController, handsToAParty],
})
