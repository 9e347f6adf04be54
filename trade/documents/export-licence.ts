import { licence } from '@entrepot/trade/goods'
import { label } from '@entrepot/trade/file'
import { defineDocument } from './define.ts'
import { maybe, party, shown } from './shown.ts'

/** Export licence (UNCL 1001: 811), granted by the licensing authority. */
export const exportLicence = defineDocument({
  definition: 'export-licence/1',
  code: '811',
  title: label('Export licence', '出口许可证'),
  kind: 'licence',
  issuer: ['authority'],
  fields: {
    number: shown(licence, '/number'),
    issued: shown(licence, '/granted'),
    validUntil: maybe(licence, '/validUntil'),
    ...party('authority', 'authority', ['Licensing authority', '发证机关']),
    ...party('exporter', 'exporter', ['Exporter', '出口商']),
    measure: maybe(licence, '/measure'),
    contract: maybe(licence, '/contract'),
    destination: maybe(licence, '/destination'),
    applied: shown(licence, '/applied'),
    goods: shown(licence, '/goods'),
    hs6: shown(licence, '/hs6'),
    quantity: shown(licence, '/quantity'),
    unit: shown(licence, '/unit', { label: ['Unit', '单位'] }),
  },
  wording: {
    grant: label(
      'The export of the goods described is licensed within the quantity stated.',
      '准予在所列数量内出口上述货物。',
    ),
    signed: label('Sealed electronically by the licensing authority', '由发证机关以电子方式签发'),
  },
  layout: {
    form: 'layout-key',
    blocks: [
      {
        boxes: [
          [
            {
              fields: ['exporter', 'exporterPlace', 'exporterCountry', 'exporterRegistration'],
              as: 'address',
              span: 6,
              height: 20,
            },
            { fields: ['number', 'issued', 'validUntil', 'applied'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['authority', 'authorityPlace', 'authorityCountry'], as: 'address', span: 6, height: 17 },
            { fields: ['measure', 'contract', 'destination'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['goods'], as: 'address', span: 6, height: 18 },
            { fields: ['hs6', 'quantity', 'unit'], as: 'pairs', span: 6 },
          ],
          [{ fields: [], as: 'pairs', span: 12, words: ['grant', 'signed'], height: 18 }],
        ],
      },
    ],
  },
})
