import {
  containerNumber,
  date,
  decimal,
  defineKind,
  harmonizedCode,
  instant,
  label,
  location,
  said,
  text,
} from '@entrepot/trade/file'

/** The entry summary declaration: lodged by the carrier 24 hours before loading, with HS6, buyer and seller, and no price. */
export const entrySummary = defineKind({
  name: 'entrySummary',
  label: label('Entry summary declaration', '入境摘要申报'),
  flow: 'goods',
  capacities: { carrier: label('Carrier', '承运人'), customs: label('Customs of entry', '入境海关') },
  citesFrom: ['carriage', 'sale', 'publication'],
  elements: {
    '/goods/{line}/description': said('carrier', text(500), ['Description of goods', '货物描述'], { untded: '7002' }),
    '/goods/{line}/hs6': said('carrier', harmonizedCode, ['HS code', '协调制度编码'], { untded: '7357' }),
    '/goods/{line}/cartons': said('carrier', decimal('CTN', 0), ['Packages', '件数']),
    '/container': said('carrier', containerNumber, ['Container number', '集装箱号'], { untded: '8260' }),
    '/seal': said('carrier', text(20), ['Seal number', '铅封号'], { untded: '9308' }),
    '/vessel': said('carrier', text(60), ['Vessel', '船名'], { untded: '8122' }),
    '/voyage': said('carrier', text(20), ['Voyage', '航次'], { untded: '8028' }),
    '/loading': said('carrier', location, ['Port of loading', '装货港']),
    '/firstPort': said('carrier', location, ['First port of entry', '首个入境港']),
    '/loadingStarts': said('carrier', instant, ['Loading starts', '开始装船时间']),
    '/lodged': said('carrier', instant, ['Lodged', '提交时间']),
    '/number': said('customs', text(35), ['Movement reference number', '申报编号'], { untded: '1004' }),
    '/accepted': said('customs', instant, ['Accepted', '受理时间']),
    '/date': said('customs', date, ['Accepted on', '受理日期']),
  },
})
