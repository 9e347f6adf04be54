import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { holdsAPowerOfAttorney } from '../rules/declaring.ts'

/** The declarant declares the goods for import, with the national code of each item. */
export const declareImport = defineAct({
  type: 'declare-import/1',
  kind: 'importDeclaration',
  label: label('Declare for import', '进口申报'),
  effect: 'states',
  by: ['declarant'],
  after: ['instruct-import'],
  requires: ['/procedure', '/items/{line}/code'],
  dates: { '/declared': 'date' },
  rules: [holdsAPowerOfAttorney],
})
