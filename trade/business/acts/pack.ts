import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { packsWhatWasSold } from '../rules/packing.ts'

/** The goods are packed: cartons, weights, measures, marks. */
export const pack = defineAct({
  type: 'pack/1',
  kind: 'sale',
  label: label('Goods packed', '货物装箱'),
  effect: 'states',
  by: ['seller'],
  after: ['accept'],
  requires: [
    '/packing/number',
    '/lines/{line}/cartons',
    '/lines/{line}/perCarton',
    '/lines/{line}/netPerCartonKg',
    '/lines/{line}/grossPerCartonKg',
    '/lines/{line}/cartonCm',
  ],
  may: ['/marks', '/packing/wood'],
  dates: { '/packing/date': 'date' },
  rules: [packsWhatWasSold],
})
