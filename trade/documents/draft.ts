import { formatMoney } from '@entrepot/money'
import { credit } from '@entrepot/trade/capital'
import { amountAt, label } from '@entrepot/trade/file'
import { amountInWords } from './amount-in-words.ts'
import { defineDocument, field, type FieldScene } from './define.ts'
import { maybe, shown } from './shown.ts'

const drawn = ({ home }: Pick<FieldScene, 'home'>) => amountAt(home, '/draft/amount', '/terms/currency')

/** Draft (UNCL 1001: 490): a bill of exchange that the beneficiary draws on the issuing bank under a credit. */
export const draft = defineDocument({
  definition: 'draft/1',
  code: '490',
  title: label('Bill of exchange', '汇票'),
  kind: 'credit',
  issuer: ['beneficiary'],
  fields: {
    number: shown(credit, '/draft/number', { label: ['Number', '号码'] }),
    date: shown(credit, '/draft/date', { label: ['Date', '出票日期'] }),
    place: field(
      'Place',
      '出票地点',
      ({ home }) => home.text('/parties/beneficiary/place') ?? home.text('/terms/expiryPlace'),
    ),
    amount: field(
      'Exchange for',
      '汇票金额',
      (scene) => {
        const amount = drawn(scene)
        return amount && { amount: formatMoney(amount), currency: amount.currency }
      },
      { untded: '5450', prints: 'number' },
    ),
    tenor: maybe(credit, '/terms/tenor', { label: ['At', '付款期限'] }),
    payee: field('pay this sole bill to the order of', '凭此单张汇票付给', ({ home }) =>
      home.text('/parties/nominatedBank/name'),
    ),
    amountInWords: field('the sum of', '金额（大写）', (scene) => {
      const amount = drawn(scene)
      return amount && amountInWords(amount)
    }),
    credit: shown(credit, '/number', { label: ['Drawn under documentary credit', '凭信用证'] }),
    creditIssued: shown(credit, '/issued', { label: ['dated', '开证日期'] }),
    issuingBank: field('issued by', '开证行', ({ home }) => home.text('/parties/issuingBank/name')),
    contract: maybe(credit, '/terms/contract', { label: ['Contract number', '合同编号'] }),
    drawee: field('To', '付款人', ({ home }) => home.text('/parties/issuingBank/name')),
    draweeCountry: field('Country', '国家', ({ home }) => home.text('/parties/issuingBank/country'), {
      prints: 'country',
      optional: true,
    }),
    drawer: field('Drawer', '出票人', ({ home }) => home.text('/parties/beneficiary/name')),
    drawerPlace: field('Place', '地点', ({ home }) => home.text('/parties/beneficiary/place'), { optional: true }),
    drawerCountry: field('Country', '国家', ({ home }) => home.text('/parties/beneficiary/country'), {
      prints: 'country',
      optional: true,
    }),
  },
  wording: { value: label('Value received.', '价款收讫。') },
  layout: {
    form: 'letter',
    blocks: [
      {
        boxes: [
          [
            { fields: ['number'], as: 'address', span: 3 },
            { fields: ['amount'], as: 'address', span: 5 },
            { fields: ['place', 'date'], as: 'pairs', span: 4 },
          ],
        ],
      },
      { pairs: ['tenor', 'payee', 'amountInWords', 'credit', 'creditIssued', 'issuingBank', 'contract'] },
      { words: ['value'] },
      {
        boxes: [
          [
            { fields: ['drawee', 'draweeCountry'], as: 'address', span: 6, height: 18 },
            { fields: ['drawer', 'drawerPlace', 'drawerCountry'], as: 'address', span: 6, height: 18 },
          ],
        ],
      },
    ],
  },
})
