import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { clearsExportAsTheTermSays } from '../rules/clearing.ts'

/** The exporter gives its broker what the declaration needs. */
export const instructExport = defineAct({
  type: 'instruct-export/1',
  kind: 'exportDeclaration',
  label: label('Instruct the export broker', '委托出口报关'),
  effect: 'states',
  readsDossier: true,
  by: ['exporter'],
  opens: true,
  requires: ['/documents/invoice', '/currency'],
  may: [
    '/documents/packingList',
    '/documents/licence',
    '/freight',
    '/premium',
    '/container',
    '/vessel',
    '/voyage',
    '/loading',
    '/destination',
    '/goods/{line}/hs6',
    '/goods/{line}/origin',
    '/goods/{line}/licenceMeasure',
  ],
  rules: [clearsExportAsTheTermSays],
})
