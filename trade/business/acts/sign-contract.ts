import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { signsForItself } from '../rules/contract.ts'
import { isFinal } from '../rules/taking-back.ts'

/** A party signs the contract that was concluded by acceptance. */
export const signContract = defineAct({
  type: 'sign-contract/1',
  kind: 'sale',
  label: label('Sign the contract', '签署合同'),
  effect: 'states',
  by: ['seller', 'buyer'],
  after: ['accept'],
  requires: ['/signatures/{capacity}/signed'],
  dates: { '/signatures/{capacity}/date': 'date' },
  once: '/signatures/{capacity}/signed',
  rules: [signsForItself, isFinal],
})
