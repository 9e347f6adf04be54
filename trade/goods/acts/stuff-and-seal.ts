import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The shipper stuffs and seals a container. */
export const stuffAndSeal = defineAct({
  type: 'stuff-and-seal/1',
  kind: 'carriage',
  label: label('Stuffed and sealed', '装箱施封'),
  hint: label('A container that was opened is sealed again by the same act.', '重新施封时再次填写即可。'),
  effect: 'states',
  by: ['shipper'],
  after: ['release-empty'],
  requires: ['/containers/{container}/seal', '/containers/{container}/holds/{line}'],
  may: [
    '/goods/{line}/cartons',
    '/goods/{line}/netPerCartonKg',
    '/goods/{line}/grossPerCartonKg',
    '/goods/{line}/cartonCm',
    '/packageUnit',
  ],
  dates: { '/containers/{container}/stuffed': 'date' },
})
