import { decimal, formatMoney, money } from '@entrepot/money'
import { expect, test } from 'vitest'
import { assess, isRefusal, licenceNeeded, valuesFreeOnBoard } from './index.ts'
import type { Assessment, CustomsRate, ImportDeclaration, Tariff } from './index.ts'

const always = { validFrom: '2027-01-01', origins: 'all' } as const
const perItem = { rounding: 'half-up', decimals: 2, stage: 'item' } as const

const netherlands: Tariff<'EUR'> = {
  name: 'demonstration tariff NL',
  isDemonstration: true,
  currency: 'EUR',
  valuation: 'cif',
  valueRounding: 'half-up',
  dutyRounding: perItem,
  duties: [
    {
      ...always,
      id: 'duty-8467',
      kind: 'duty',
      commodity: '846721',
      rate: { form: 'ad-valorem', percent: decimal('2.7') },
    },
    {
      ...always,
      id: 'duty-8204',
      kind: 'duty',
      commodity: '820411',
      rate: { form: 'ad-valorem', percent: decimal('1.7') },
    },
  ],
  taxes: [
    {
      ...always,
      id: 'vat-21',
      tax: 'VAT',
      commodity: '',
      percent: decimal('21'),
      inclusive: false,
      base: ['customs-value', 'duties', 'incidental-costs'],
      baseTaxes: [],
      rounding: perItem,
    },
  ],
  licences: [{ ...always, id: 'export-8204', commodity: '820411', direction: 'export', document: '811' }],
}

const february: CustomsRate = {
  currency: 'USD',
  rate: decimal('1.1468'),
  quoted: 'foreign-per-home',
  dated: '2027-01-20',
  validMonth: '2027-02',
}

const golden: ImportDeclaration = {
  acceptedOn: '2027-02-16',
  incoterm: 'CIF',
  items: [
    {
      id: 'l1',
      commodity: '8467219900',
      origin: 'CN',
      price: money('35640.00', 'USD'),
      grossMassKg: decimal('6360.00'),
      quantities: [{ value: decimal('5640.00'), unit: 'KGM' }],
    },
    {
      id: 'l2',
      commodity: '8204110000',
      origin: 'CN',
      price: money('14460.00', 'USD'),
      grossMassKg: decimal('2745.00'),
      quantities: [{ value: decimal('2580.00'), unit: 'KGM' }],
    },
  ],
  valueElements: [],
  incidentalCosts: [
    { id: 'terminal handling Rotterdam', amount: money('245.00', 'EUR'), sharedBy: 'gross-mass' },
    { id: 'on-carriage', amount: money('390.00', 'EUR'), sharedBy: 'gross-mass' },
  ],
}

function assessed<C extends string>(
  declaration: ImportDeclaration,
  tariff: Tariff<C>,
  rates: readonly CustomsRate[],
): Assessment<C> {
  const answer = assess(declaration, tariff, rates)
  if (isRefusal(answer)) throw new Error(`${answer.code} ${answer.item} ${answer.detail}`)
  return answer
}

test('the golden import is assessed at 10582.25 EUR, line by line to the cent', () => {
  const assessment = assessed(golden, netherlands, [february])
  const lines = assessment.items.map(({ id, value, duty, incidental, taxes }) =>
    [id, value, duty, incidental, taxes[0]?.base, taxes[0]?.amount].map((each) =>
      typeof each === 'object' ? formatMoney(each) : each,
    ),
  )
  expect(lines).toEqual([
    ['l1', '31077.78', '839.10', '443.56', '32360.44', '6795.69'],
    ['l2', '12609.00', '214.35', '191.44', '13014.79', '2733.11'],
  ])
  const { value, duty, taxes, payable } = assessment
  const vat = taxes.map(({ tax, amount }) => [tax, formatMoney(amount)])
  expect([formatMoney(value), formatMoney(duty), vat, formatMoney(payable)]).toEqual([
    '43686.78',
    '1053.45',
    [['VAT', '9528.80']],
    '10582.25',
  ])
})

test('each figure of the golden import names its measure, its rate and the tariff as a demonstration', () => {
  const assessment = assessed(golden, netherlands, [february])
  expect(assessment.isDemonstration).toBe(true)
  expect(assessment.items.map(({ duties, taxes }) => [duties[0]?.measure, taxes[0]?.measure])).toEqual([
    ['duty-8467', 'vat-21'],
    ['duty-8204', 'vat-21'],
  ])
  expect(assessment.rates).toEqual([february])
})

test('a cent on the first price moves the figures of the first line alone', () => {
  const [first, second] = golden.items
  if (first === undefined || second === undefined) throw new Error('two lines')
  const dearer = { ...golden, items: [{ ...first, price: money('35664.00', 'USD') }, second] }
  const assessment = assessed(dearer, netherlands, [february])
  expect(assessment.items[0]?.value).toEqual(money('31098.71', 'EUR'))
  expect(assessment.items[1]).toEqual(assessed(golden, netherlands, [february]).items[1])
})

test('the export declaration of the golden sale states 47883.87 USD free on board', () => {
  const amounts = [money('35640.00', 'USD'), money('14460.00', 'USD')]
  const fob = valuesFreeOnBoard(amounts, { freight: money('2150.00', 'USD'), premium: money('66.13', 'USD') })
  if (isRefusal(fob)) throw new Error(fob.code)
  const lines = fob.lines.map(({ freight, premium, value }) => [freight, premium, value].map(formatMoney))
  expect(lines).toEqual([
    ['1529.46', '47.04', '34063.50'],
    ['620.54', '19.09', '13820.37'],
  ])
  expect(formatMoney(fob.total)).toBe('47883.87')
})

//     commodity     direction  date          licences
test.each([
  ['8204110000', 'export', '2027-01-08', ['export-8204']],
  ['820411', 'export', '2027-01-08', ['export-8204']],
  ['8204110000', 'import', '2027-01-08', []],
  ['8204110000', 'export', '2026-12-31', []],
  ['8467219900', 'export', '2027-01-08', []],
] as const)('%s for %s on %s needs %j', (commodity, direction, date, ids) => {
  const licences = licenceNeeded({ commodity, origin: 'CN', direction, date }, netherlands)
  expect(licences.map(({ id }) => id)).toEqual(ids)
})

const china: Tariff<'CNY'> = {
  name: 'demonstration tariff CN',
  isDemonstration: true,
  currency: 'CNY',
  valuation: 'cif',
  valueRounding: 'half-up',
  dutyRounding: perItem,
  duties: [
    { ...always, id: 'duty-10', kind: 'duty', commodity: '', rate: { form: 'ad-valorem', percent: decimal('10') } },
  ],
  taxes: [
    {
      ...always,
      id: 'consumption-10',
      tax: 'consumption tax',
      commodity: '',
      percent: decimal('10'),
      inclusive: true,
      base: ['customs-value', 'duties'],
      baseTaxes: [],
      rounding: perItem,
    },
    {
      ...always,
      id: 'vat-13',
      tax: 'VAT',
      commodity: '',
      percent: decimal('13'),
      inclusive: false,
      base: ['customs-value', 'duties'],
      baseTaxes: ['consumption tax'],
      rounding: perItem,
    },
  ],
  licences: [],
}

test('in China 100,000 bears 10,000 duty, 12,222.22 consumption tax within its own base, 15,888.89 VAT', () => {
  const assessment = assessed(
    {
      acceptedOn: '2027-02-16',
      incoterm: 'CIF',
      items: [
        {
          id: '1',
          commodity: '330499',
          origin: 'NL',
          price: money('100000.00', 'CNY'),
          grossMassKg: decimal('1'),
          quantities: [],
        },
      ],
      valueElements: [],
      incidentalCosts: [],
    },
    china,
    [],
  )
  const taxes = assessment.taxes.map(({ amount }) => formatMoney(amount))
  expect([formatMoney(assessment.duty), ...taxes, formatMoney(assessment.payable)]).toEqual([
    '10000.00',
    '12222.22',
    '15888.89',
    '38111.11',
  ])
})
