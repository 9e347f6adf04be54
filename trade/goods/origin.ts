import {
  choice,
  country,
  date,
  decimal,
  defineKind,
  document,
  harmonizedCode,
  kilograms,
  label,
  said,
  text,
} from '@entrepot/trade/file'

/** A non-preferential certificate of origin: declared by the exporter, certified by the chamber. */
export const origin = defineKind({
  name: 'origin',
  label: label('Certificate of origin', '原产地证'),
  flow: 'goods',
  capacities: { exporter: label('Exporter', '出口商'), chamber: label('Chamber of commerce', '商会') },
  citesFrom: ['sale', 'carriage', 'publication'],
  elements: {
    '/invoice': said('exporter', document, ['Commercial invoice', '商业发票']),
    '/goods/{line}/description': said('exporter', text(500), ['Description of goods', '货物描述'], { untded: '7002' }),
    '/goods/{line}/hs6': said('exporter', harmonizedCode, ['HS code', '协调制度编码'], { untded: '7357' }),
    '/goods/{line}/origin': said('exporter', country, ['Country of origin', '原产国'], { untded: '3238' }),
    '/goods/{line}/cartons': said('exporter', decimal('CTN', 0), ['Packages', '件数'], { untded: '7224' }),
    '/goods/{line}/grossPerCartonKg': said('exporter', kilograms, ['Gross weight per carton, kg', '每箱毛重（千克）']),
    '/marks': said('exporter', text(350), ['Marks and numbers', '唛头'], { untded: '7102' }),
    '/vessel': said('exporter', text(60), ['Vessel', '船名']),
    '/from': said('exporter', text(60), ['From', '起运地']),
    '/to': said('exporter', text(60), ['To', '目的地']),
    '/consignee': said('exporter', text(120), ['Consignee', '收货人']),
    '/declared': said('exporter', date, ['Declared on', '申报日期']),
    '/number': said('chamber', text(35), ['Certificate number', '证书号']),
    '/retrospective': said('chamber', choice({ retrospective: label('issued retrospectively', '事后签发') }), [
      'Issued after shipment',
      '后发',
    ]),
    '/certified': said('chamber', date, ['Certified on', '签证日期']),
    '/refused': said('chamber', text(500), ['Refused because', '不予签证原因']),
  },
})
