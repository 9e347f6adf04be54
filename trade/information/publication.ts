import {
  choice,
  commodityCode,
  date,
  decimal,
  defineKind,
  harmonizedCode,
  label,
  percent,
  said,
  text,
} from '@entrepot/trade/file'

/** What an authority or a bank publishes for all: rates of exchange, tariff measures, charges. Everyone may read and cite it. */
export const publication = defineKind({
  name: 'publication',
  label: label('Publication', '公告'),
  flow: 'information',
  public: true,
  capacities: { publisher: label('Publisher', '发布者') },
  citesFrom: [],
  elements: {
    '/title': said('publisher', text(120), ['Title', '标题']),
    '/standing': said(
      'publisher',
      choice({ demonstration: label('demonstration', '演示数据'), official: label('official', '官方数据') }),
      ['Standing of the data', '数据性质'],
    ),
    '/rates/{rate}/perUnit': said(
      'publisher',
      decimal('rate of exchange', 8, { min: '0.00000001' }),
      ['Rate of exchange', '汇率'],
      { untded: '5402' },
    ),
    '/rates/{rate}/dated': said('publisher', date, ['Rate dated', '汇率日期'], { untded: '2380' }),
    '/rates/{rate}/month': said('publisher', text(7), ['Valid in month', '适用月份']),
    '/measures/{measure}/heading': said('publisher', harmonizedCode, ['Heading', '税目'], { untded: '7357' }),
    '/measures/{measure}/commodity': said('publisher', commodityCode, ['Commodity', '商品编码']),
    '/measures/{measure}/dutyPercent': said('publisher', percent, ['Duty, %', '关税税率（%）'], { untded: '5482' }),
    '/measures/{measure}/exportLicence': said('publisher', text(120), ['Export licence', '出口许可要求']),
    '/taxes/{tax}/percent': said('publisher', percent, ['Tax, %', '税率（%）'], { untded: '5278' }),
    '/charges/{charge}/percent': said('publisher', percent, ['Charge, %', '费率（%）']),
    '/charges/{charge}/amount': said('publisher', decimal('of the account', 2), ['Charge', '费用']),
    '/charges/{charge}/days': said('publisher', decimal('DAY', 0), ['Days', '天数']),
    '/charges/{charge}/dayBasis': said('publisher', decimal('DAY per year', 0), ['Days in a year', '年计息天数']),
  },
})
