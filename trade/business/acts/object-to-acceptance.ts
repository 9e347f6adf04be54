import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { mayObject } from '../rules/taking-back.ts'

/**
 * The offeror objects to an acceptance: to what it changed (CISG art. 19(2)), to its coming late though it was dispatched in
 * time (21(2)), or to the word that it went out before his revocation reached the other side (16(1)).
 */
export const objectToAcceptance = defineAct({
  type: 'object-to-acceptance/1',
  kind: 'sale',
  label: label('Object to the acceptance', '对承诺提出异议'),
  hint: label(
    'The contract that the acceptance concluded is undone. An acceptance with changes becomes a counter-offer, which you may still accept.',
    '该承诺所成立的合同随之解除。带有变更的承诺成为还盘，您仍可接受。',
  ),
  effect: 'rejects',
  by: ['seller', 'buyer'],
  answers: ['accept'],
  rules: [mayObject],
})
