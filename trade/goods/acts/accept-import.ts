import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** Customs of import accepts the declaration and gives it its number: the rate of the month of acceptance counts. */
export const acceptImport = defineAct({
  type: 'accept-import/1',
  kind: 'importDeclaration',
  label: label('Accept the import declaration', '受理进口报关'),
  effect: 'consents',
  by: ['customs'],
  answers: ['declare-import'],
  requires: ['/number'],
  dates: { '/accepted': 'date' },
  once: true,
})
