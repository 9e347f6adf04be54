import {
  type Capacity,
  choice,
  currency,
  date,
  decimal,
  type ElementDefinition,
  label,
  list,
  location,
  allowance,
  days,
  type PathTemplate,
  percent,
  said,
  text,
  tolerance,
} from '@entrepot/trade/file'

/** The terms of a documentary credit, as the applicant asks for them and the issuing bank undertakes them (SWIFT MT 700 fields in brackets). */
export function creditTerms(by: Capacity | readonly Capacity[]): Readonly<Record<PathTemplate, ElementDefinition>> {
  return {
    '/terms/rules': said(by, text(60), ['Applicable rules (40E)', '适用规则']),
    '/terms/contract': said(by, text(35), ['Contract number', '合同编号'], { untded: '1296' }),
    '/terms/applicant': said(by, text(120), ['Applicant (50)', '申请人']),
    '/terms/beneficiary': said(by, text(120), ['Beneficiary (59)', '受益人']),
    '/terms/amount': said(by, decimal('of the credit', 2, { min: '0.01' }), ['Amount (32B)', '信用证金额'], {
      untded: '5450',
    }),
    '/terms/currency': said(by, currency, ['Currency (32B)', '币种'], { untded: '6345' }),
    '/terms/amountTolerance': said(by, tolerance, ['Amount tolerance (39A)', '金额浮动']),
    '/terms/available': said(by, text(200), ['Available with, by (41a)', '兑用方式']),
    '/terms/tenor': said(by, choice({ sight: label('at sight', '即期'), usance: label('usance', '远期') }), [
      'Drafts at (42C)',
      '汇票期限',
    ]),
    '/terms/confirmation': said(
      by,
      choice({
        without: label('without', '不保兑'),
        may: label('may add', '可加保兑'),
        confirm: label('confirm', '保兑'),
      }),
      ['Confirmation (49)', '保兑指示'],
    ),
    '/terms/latestShipment': said(by, date, ['Latest shipment (44C)', '最迟装运日']),
    '/terms/expiryDate': said(by, date, ['Date of expiry (31D)', '有效期']),
    '/terms/expiryPlace': said(by, text(60), ['Place of expiry (31D)', '到期地点']),
    '/terms/presentationDays': said(by, days, ['Days for presentation (48)', '交单期（天）']),
    '/terms/receipt': said(by, text(60), ['Place of taking in charge (44A)', '接管地']),
    '/terms/from': said(by, location, ['Port of loading (44E)', '装货港'], { untded: '3334' }),
    '/terms/to': said(by, location, ['Port of discharge (44F)', '卸货港'], { untded: '3392' }),
    '/terms/finalDestination': said(by, text(60), ['Final destination (44B)', '最终目的地']),
    '/terms/partial': said(by, allowance, ['Partial shipments (43P)', '分批装运']),
    '/terms/transhipment': said(by, allowance, ['Transhipment (43T)', '转运']),
    '/terms/goods/{line}': said(by, text(500), ['Goods (45A)', '货物'], { untded: '7002' }),
    '/terms/incoterm': said(by, text(60), ['Trade term (45A)', '贸易术语']),
    '/terms/documents': said(by, list(text(200), 30), ['Documents required (46A)', '所需单据']),
    '/terms/conditions': said(by, list(text(200), 30), ['Additional conditions (47A)', '附加条件']),
    '/terms/insurancePercent': said(by, percent, ['Insurance, % of value (46A)', '保险加成（%）']),
    '/terms/charges': said(by, text(200), ['Charges (71D)', '费用承担']),
  }
}
