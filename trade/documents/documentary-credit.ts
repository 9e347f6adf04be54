import { credit } from '@entrepot/trade/capital'
import { label, type PathTemplate } from '@entrepot/trade/file'
import { defineDocument, field } from './define.ts'
import { maybe, shown, type ShownAs } from './shown.ts'

/** A term of the credit under its MT 700 tag. */
const term = (path: PathTemplate, tag: string, names: readonly [string, string], more: ShownAs = {}) =>
  maybe(credit, path, { label: names, tag, ...more })

/** A term that every credit has. */
const always = (path: PathTemplate, tag: string, names: readonly [string, string]) =>
  shown(credit, path, { label: names, tag })

/** Documentary credit (UNCL 1001: 465): the issuing bank's undertaking, field by field as in SWIFT MT 700. */
export const documentaryCredit = defineDocument({
  definition: 'documentary-credit/1',
  code: '465',
  title: label('Documentary credit', '跟单信用证'),
  kind: 'credit',
  issuer: ['issuingBank'],
  fields: {
    number: always('/number', '20', ['Documentary credit number', '信用证号']),
    issued: always('/issued', '31C', ['Date of issue', '开证日期']),
    rules: always('/terms/rules', '40E', ['Applicable rules', '适用规则']),
    expiryDate: always('/terms/expiryDate', '31D', ['Date of expiry', '有效期']),
    expiryPlace: always('/terms/expiryPlace', '31D', ['Place of expiry', '到期地点']),
    issuingBank: field('Issuing bank', '开证行', ({ home }) => home.text('/parties/issuingBank/name'), { tag: '52a' }),
    applicant: always('/terms/applicant', '50', ['Applicant', '申请人']),
    beneficiary: always('/terms/beneficiary', '59', ['Beneficiary', '受益人']),
    currency: always('/terms/currency', '32B', ['Currency', '币种']),
    amount: always('/terms/amount', '32B', ['Amount', '信用证金额']),
    amountTolerance: term('/terms/amountTolerance', '39A', ['Percentage credit amount tolerance', '金额浮动']),
    available: always('/terms/available', '41a', ['Available with, by', '兑用方式']),
    nominatedBank: field('Nominated bank', '指定银行', ({ home }) => home.text('/parties/nominatedBank/name'), {
      tag: '41a',
      optional: true,
    }),
    tenor: term('/terms/tenor', '42C', ['Drafts at', '汇票期限']),
    drawee: field(
      'Drawee',
      '付款人',
      // A draft is drawn on a bank, never on the applicant (UCP 600 art. 6(c)): without a tenor there is no draft.
      ({ home }) => home.text('/terms/tenor') && home.text('/parties/issuingBank/name'),
      { tag: '42a', optional: true },
    ),
    partial: term('/terms/partial', '43P', ['Partial shipments', '分批装运']),
    transhipment: term('/terms/transhipment', '43T', ['Transhipment', '转运']),
    receipt: term('/terms/receipt', '44A', ['Place of taking in charge', '接管地']),
    from: term('/terms/from', '44E', ['Port of loading', '装货港']),
    to: term('/terms/to', '44F', ['Port of discharge', '卸货港']),
    finalDestination: term('/terms/finalDestination', '44B', ['Place of final destination', '最终目的地']),
    latestShipment: term('/terms/latestShipment', '44C', ['Latest date of shipment', '最迟装运日']),
    incoterm: term('/terms/incoterm', '45A', ['Trade term', '贸易术语']),
    contract: term('/terms/contract', '45A', ['Under contract', '合同编号']),
    documents: always('/terms/documents', '46A', ['Documents required', '所需单据']),
    insurancePercent: term('/terms/insurancePercent', '46A', ['Insurance, % of the value', '保险加成（%）']),
    conditions: term('/terms/conditions', '47A', ['Additional conditions', '附加条件']),
    charges: term('/terms/charges', '71D', ['Charges', '费用承担']),
    presentationDays: term('/terms/presentationDays', '48', ['Period for presentation in days', '交单期（天）']),
    confirmation: term('/terms/confirmation', '49', ['Confirmation instructions', '保兑指示']),
    reimbursingBank: term('/reimbursingBank', '53a', ['Reimbursing bank', '偿付行']),
    reimbursement: term('/reimbursement', '78', ['Instructions to the paying bank', '偿付指示']),
    adviseThrough: term('/adviseThrough', '57a', ['Advise through bank', '转通知行']),
  },
  tables: {
    goods: {
      label: label('Description of goods', '货物描述'),
      each: ({ home }) => home.enumerate('/terms/goods'),
      columns: {
        description: shown(credit, '/terms/goods/{line}', { label: ['Description of goods', '货物描述'], tag: '45A' }),
      },
    },
  },
  wording: {
    sequenceLabel: label('Sequence of total', '报文页次'),
    sequence: label('1/1', '1/1'),
    formLabel: label('Form of documentary credit', '信用证类型'),
    form: label('IRREVOCABLE', '不可撤销'),
    undertaking: label(
      'The issuing bank is bound from the time of issue (UCP 600 art. 7(b)). The credit is separate from the sale (art. 4).',
      '开证行自开证之时起受约束（UCP 600 第7条b款）；信用证独立于销售合同（第4条）。',
    ),
  },
  layout: {
    form: 'message',
    blocks: [
      {
        pairs: [
          { tag: '27', label: 'sequenceLabel', words: 'sequence' },
          { tag: '40A', label: 'formLabel', words: 'form' },
          ...['number', 'issued', 'rules', 'expiryDate', 'expiryPlace', 'issuingBank', 'applicant', 'beneficiary'],
          ...['currency', 'amount', 'amountTolerance', 'available', 'nominatedBank', 'tenor', 'drawee'],
          ...['partial', 'transhipment', 'receipt', 'from', 'to', 'finalDestination', 'latestShipment'],
          { table: 'goods', column: 'description' },
          ...['incoterm', 'contract', 'documents', 'insurancePercent', 'conditions', 'charges', 'presentationDays'],
          ...['confirmation', 'reimbursingBank', 'reimbursement', 'adviseThrough'],
        ],
      },
      { words: ['undertaking'] },
    ],
  },
})
