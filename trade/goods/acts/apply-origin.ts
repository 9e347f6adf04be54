import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The exporter declares the origin of its goods and asks for certification. */
export const applyOrigin = defineAct({
  type: 'apply-origin/1',
  kind: 'origin',
  label: label('Declare origin', '申报原产地'),
  effect: 'states',
  by: ['exporter'],
  opens: true,
  requires: ['/goods/{line}/description', '/goods/{line}/origin', '/goods/{line}/hs6'],
  may: [
    '/invoice',
    '/goods/{line}/cartons',
    '/goods/{line}/grossPerCartonKg',
    '/marks',
    '/vessel',
    '/from',
    '/to',
    '/consignee',
  ],
  dates: { '/declared': 'date' },
})
