import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { holdsAPowerOfAttorney, showsTheLicence } from '../rules/declaring.ts'

/** The declarant declares the goods for export under its power of attorney. */
export const declareExport = defineAct({
  type: 'declare-export/1',
  kind: 'exportDeclaration',
  label: label('Declare for export', '出口申报'),
  effect: 'states',
  by: ['declarant'],
  after: ['instruct-export'],
  requires: ['/procedure'],
  dates: { '/declared': 'instant' },
  once: true,
  rules: [holdsAPowerOfAttorney, showsTheLicence],
})
