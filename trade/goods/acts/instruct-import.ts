import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { clearsImportAsTheTermSays } from '../rules/clearing.ts'

/** The importer gives its broker what the declaration needs. */
export const instructImport = defineAct({
  type: 'instruct-import/1',
  kind: 'importDeclaration',
  label: label('Instruct the import broker', '委托进口报关'),
  effect: 'states',
  readsDossier: true,
  by: ['importer'],
  opens: true,
  requires: ['/documents/invoice', '/currency', '/items/{line}/price', '/items/{line}/grossKg'],
  may: [
    '/documents/packingList',
    '/documents/billOfLading',
    '/documents/origin',
    '/importer/eori',
    '/importer/vat',
    '/related',
    '/valuation/terms',
    '/valuation/transport',
    '/valuation/insurance',
    '/incidental/terminalHandling',
    '/incidental/onCarriage',
    '/previousDocument',
    '/paymentMethod',
    '/container',
    '/discharge',
    '/items/{line}/origin',
  ],
  rules: [clearsImportAsTheTermSays],
})
