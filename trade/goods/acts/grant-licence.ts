import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The authority grants the licence that was applied for. */
export const grantLicence = defineAct({
  type: 'grant-licence/1',
  kind: 'licence',
  label: label('Grant the licence', '签发许可证'),
  effect: 'consents',
  by: ['authority'],
  answers: ['apply-licence'],
  until: ['refuse-licence'],
  requires: ['/number'],
  may: ['/validUntil'],
  dates: { '/granted': 'date' },
  once: true,
})
