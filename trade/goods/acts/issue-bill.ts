import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { firstController } from '../masses.ts'
import { issuesOneRecord, namesALawOfRecords, showsAMassNotInDoubt } from '../rules/bill.ts'

/** The carrier issues the bill of lading: a negotiable electronic record, one, under one controller (MLETR art. 10, 11). */
export const issueBill = defineAct({
  type: 'issue-bill/1',
  kind: 'carriage',
  label: label('Issue the bill of lading', '签发提单'),
  effect: 'states',
  by: ['carrier'],
  after: ['load', 'instruct-shipping'],
  requires: ['/bill/number', '/bill/law'],
  may: ['/bill/clauses', '/bill/place'],
  derives: { '/bill/controller': firstController },
  dates: { '/bill/issued': 'date' },
  once: true,
  rules: [issuesOneRecord, showsAMassNotInDoubt, namesALawOfRecords],
})
