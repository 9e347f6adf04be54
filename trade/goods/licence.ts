import { date, decimal, defineKind, harmonizedCode, label, said, text, unit } from '@entrepot/trade/file'

/** An export licence: applied for by the exporter, granted by the authority. */
export const licence = defineKind({
  name: 'licence',
  label: label('Export licence', '出口许可证'),
  flow: 'goods',
  capacities: { exporter: label('Exporter', '出口商'), authority: label('Licensing authority', '发证机关') },
  citesFrom: ['sale', 'publication'],
  elements: {
    '/measure': said('exporter', text(120), ['Measure', '管理措施']),
    '/contract': said('exporter', text(35), ['Contract number', '合同编号'], { untded: '1296' }),
    '/goods': said('exporter', text(500), ['Goods', '货物'], { untded: '7002' }),
    '/hs6': said('exporter', harmonizedCode, ['HS code', '协调制度编码'], { untded: '7357' }),
    '/quantity': said('exporter', decimal('of the line', 3, { min: '0.001' }), ['Quantity', '数量'], {
      untded: '6060',
    }),
    '/unit': said('exporter', unit, ['Unit of quantity', '计量单位'], { untded: '6410' }),
    '/destination': said('exporter', text(60), ['Destination', '目的地']),
    '/applied': said('exporter', date, ['Applied on', '申请日期']),
    '/number': said('authority', text(35), ['Licence number', '许可证号'], { untded: '1004' }),
    '/validUntil': said('authority', date, ['Valid until', '有效期至']),
    '/granted': said('authority', date, ['Granted on', '签发日期']),
    '/refused': said('authority', text(500), ['Refused because', '不予许可原因']),
  },
})
