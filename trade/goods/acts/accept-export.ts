import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** Customs of export accepts the declaration and gives it its number. */
export const acceptExport = defineAct({
  type: 'accept-export/1',
  kind: 'exportDeclaration',
  label: label('Accept the export declaration', '受理出口报关'),
  effect: 'consents',
  by: ['customs'],
  answers: ['declare-export'],
  requires: ['/number'],
  dates: { '/accepted': 'date' },
  once: true,
})
