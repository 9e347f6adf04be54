import { decimal, formatMoney, isMalformed, money, parseQuantity, type Quantity, sumMoney } from '@entrepot/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess, isRefusal, tariffRefusals } from './index.ts'
import type {
  AdditionalDutyKind,
  CustomsRate,
  DeclaredItem,
  DutyMeasure,
  ImportDeclaration,
  Rate,
  Scope,
  Tariff,
  TaxMeasure,
  ValueElement,
} from './index.ts'

const always = { validFrom: '2027-01-01', origins: 'all', commodity: '' } as const
const perItem = { rounding: 'half-up', decimals: 2, stage: 'item' } as const

function percent(text: string): Rate {
  return { form: 'ad-valorem', percent: decimal(text) }
}

function perUnits(amount: string, per: string, unit: string, currency = 'EUR'): Rate {
  return { form: 'specific', amount: money(amount, currency), per: decimal(per), unit }
}

function duty(rate: Rate, more: Partial<Scope> & { kind?: AdditionalDutyKind } = {}): DutyMeasure {
  return { ...always, id: 'duty', kind: 'duty', rate, ...more }
}

const vat: TaxMeasure = {
  ...always,
  id: 'vat',
  tax: 'VAT',
  percent: decimal('20'),
  inclusive: false,
  base: ['customs-value', 'duties', 'incidental-costs'],
  baseTaxes: [],
  rounding: perItem,
}

function tariffOf(duties: readonly DutyMeasure[], more: Partial<Tariff<'EUR'>> = {}): Tariff<'EUR'> {
  const how = { name: 'demonstration', isDemonstration: true, currency: 'EUR', valuation: 'cif' } as const
  return { ...how, valueRounding: 'half-up', dutyRounding: perItem, duties, taxes: [], licences: [], ...more }
}

function quantity(text: string, unit: string): Quantity {
  const value = parseQuantity(text, unit)
  if (isMalformed(value)) throw new Error(value.code)
  return value
}

const goods: DeclaredItem = {
  id: '1',
  commodity: '8467219900',
  origin: 'CN',
  price: money('1000.00', 'EUR'),
  grossMassKg: decimal('250'),
  quantities: [quantity('200', 'KGM'), quantity('40', 'PCE')],
}

function declared(more: Partial<ImportDeclaration> = {}): ImportDeclaration {
  const empty = { items: [goods], valueElements: [], incidentalCosts: [] }
  return { acceptedOn: '2027-02-16', incoterm: 'CIF', ...empty, ...more }
}

function dutyOf(declaration: ImportDeclaration, tariff: Tariff, rates: readonly CustomsRate[] = []): string {
  const answer = assess(declaration, tariff, rates)
  return isRefusal(answer) ? answer.code : formatMoney(answer.duty)
}

const both = (form: 'sum' | 'greatest' | 'least', ...parts: Rate[]): Rate => ({ form, parts })

//     rate                                                                       on 1000.00 EUR, 200 kg, 40 pieces
test.each([
  ['ad valorem', percent('4.5'), '45.00'],
  ['free', percent('0'), '0.00'],
  ['specific by 100 kg', perUnits('5.00', '100', 'KGM'), '10.00'],
  ['specific by tonne, from kilograms', perUnits('50.00', '1', 'TNE'), '10.00'],
  ['specific by piece', perUnits('1.25', '1', 'PCE'), '50.00'],
  ['specific by three kilograms', perUnits('0.01', '3', 'KGM'), '0.67'],
  ['compound', both('sum', percent('4.5'), perUnits('5.00', '100', 'KGM')), '55.00'],
  ['with a minimum below', both('greatest', percent('4.5'), perUnits('5.00', '100', 'KGM')), '45.00'],
  ['with a minimum above', both('greatest', percent('0.5'), perUnits('5.00', '100', 'KGM')), '10.00'],
  ['with a maximum', both('least', percent('4.5'), perUnits('5.00', '100', 'KGM')), '10.00'],
  [
    'compound with a maximum',
    both('least', both('sum', percent('4'), perUnits('5.00', '100', 'KGM')), percent('4.5')),
    '45.00',
  ],
  ['by litre, not declared', perUnits('1.00', '1', 'LTR'), 'tariff/quantity-missing'],
  ['in dollars', perUnits('1.00', '1', 'KGM', 'USD'), 'tariff/measure-currency-differs'],
])('a duty %s', (_, rate, expected) => {
  expect(dutyOf(declared(), tariffOf([duty(rate)]))).toBe(expected)
})

const preference: DutyMeasure = {
  ...always,
  id: 'p',
  kind: 'preference',
  origins: ['CN'],
  proofs: ['861'],
  rate: percent('1'),
}
const quota: DutyMeasure = { ...always, id: 'q', kind: 'quota', order: '09.0001', unit: 'KGM', rate: percent('2') }
const suspension: DutyMeasure = { ...always, id: 's', kind: 'suspension', rate: percent('0') }
const ordinary = tariffOf([duty(percent('10')), preference, quota, suspension])

//     claim                                                            duty of 10 % = 100.00, or otherwise
test.each([
  ['nothing', undefined, '100.00'],
  ['preference with proof', { measure: 'p', proof: { document: '861', number: 'CO-1' } }, '10.00'],
  ['preference without', { measure: 'p' }, 'tariff/proof-missing'],
  ['preference with another paper', { measure: 'p', proof: { document: '380', number: 'I' } }, 'tariff/proof-missing'],
  ['suspension', { measure: 's' }, '0.00'],
  ['all of a quota', { measure: 'q', granted: quantity('200', 'KGM') }, '20.00'],
  ['a quarter of a quota', { measure: 'q', granted: quantity('50', 'KGM') }, '80.00'],
  ['a quarter in tonnes', { measure: 'q', granted: quantity('0.05', 'TNE') }, '80.00'],
  ['a quota that is used up', { measure: 'q', granted: quantity('0', 'KGM') }, '100.00'],
  ['a quota not asked of its register', { measure: 'q' }, 'tariff/quota-balance-missing'],
  ['more than is declared', { measure: 'q', granted: quantity('201', 'KGM') }, 'tariff/quota-exceeds-quantity'],
  ['a measure that is not', { measure: 'x' }, 'tariff/claim-not-applicable'],
  ['the duty itself', { measure: 'duty' }, 'tariff/claim-not-applicable'],
])('claiming %s', (_, claim, expected) => {
  const item = claim === undefined ? goods : { ...goods, claim }
  expect(dutyOf(declared({ items: [item] }), ordinary)).toBe(expected)
})

test('a preference does not cover goods of another origin', () => {
  const item = { ...goods, origin: 'US', claim: { measure: 'p', proof: { document: '861', number: 'CO-1' } } }
  expect(dutyOf(declared({ items: [item] }), ordinary)).toBe('tariff/claim-not-applicable')
})

test('anti-dumping, countervailing and safeguard duties are levied beside the duty, each named', () => {
  const answer = assess(
    declared(),
    tariffOf([
      duty(percent('10')),
      duty(percent('35'), { id: 'ad', kind: 'anti-dumping', origins: ['CN'] }),
      duty(percent('5'), { id: 'ad-company', kind: 'anti-dumping', origins: ['CN'], additionalCode: 'A001' }),
      duty(percent('2'), { id: 'cvd', kind: 'countervailing', origins: ['CN'] }),
      duty(percent('1'), { id: 'safe', kind: 'safeguard', exceptOrigins: ['CN'] }),
    ]),
    [],
  )
  if (isRefusal(answer)) throw new Error(answer.code)
  const lines = answer.items[0]?.duties.map(({ measure, amount }) => [measure, formatMoney(amount)])
  expect(lines).toEqual([
    ['duty', '100.00'],
    ['ad', '350.00'],
    ['cvd', '20.00'],
  ])
})

//     situation                              measures                                            duty
test.each([
  ['the longer code', [duty(percent('10')), duty(percent('3'), { id: 'b', commodity: '8467' })], '30.00'],
  ['the listed origin', [duty(percent('10')), duty(percent('3'), { id: 'b', origins: ['CN'] })], '30.00'],
  ['another origin', [duty(percent('10')), duty(percent('3'), { id: 'b', origins: ['US'] })], '100.00'],
  ['an excepted origin', [duty(percent('10'), { exceptOrigins: ['CN'] })], 'tariff/duty-measure-missing'],
  ['one not yet valid', [duty(percent('10')), duty(percent('3'), { id: 'b', validFrom: '2027-02-17' })], '100.00'],
  ['one valid from that day', [duty(percent('3'), { validFrom: '2027-02-16' })], '30.00'],
  ['one valid to that day', [duty(percent('3'), { validTo: '2027-02-16' })], '30.00'],
  ['one no longer valid', [duty(percent('3'), { validTo: '2027-02-15' })], 'tariff/duty-measure-missing'],
  ['an additional code', [duty(percent('10')), duty(percent('3'), { id: 'b', additionalCode: 'A1' })], '100.00'],
  ['two alike', [duty(percent('10')), duty(percent('3'), { id: 'b' })], 'tariff/measures-ambiguous'],
  ['none', [], 'tariff/duty-measure-missing'],
])('of several duties applies the narrowest in force: %s', (_, duties, expected) => {
  expect(dutyOf(declared(), tariffOf(duties))).toBe(expected)
})

const freight = { element: 'transport-to-introduction', amount: money('80.00', 'EUR'), sharedBy: 'gross-mass' } as const
const insured = { element: 'insurance-to-introduction', amount: money('20.00', 'EUR'), sharedBy: 'price' } as const
const royalty = { element: 'royalty', amount: money('50.00', 'EUR'), sharedBy: 'price' } as const
const onward = { element: 'transport-after-introduction', amount: money('40.00', 'EUR'), sharedBy: 'price' } as const
const paid = { element: 'duties-and-taxes-in-price', amount: money('60.00', 'EUR'), sharedBy: 'price' } as const

//     terms  elements                          valuation value
test.each<readonly [string, string, readonly ValueElement[], 'cif' | 'fob', string]>([
  ['CIF', 'nothing', [], 'cif', '1000.00'],
  ['CIF', 'a royalty', [royalty], 'cif', '1050.00'],
  ['CIF', 'freight again', [freight], 'cif', 'tariff/value-element-not-allowed'],
  ['CFR', 'insurance', [insured], 'cif', '1020.00'],
  ['CFR', 'nothing', [], 'cif', 'tariff/value-element-missing'],
  ['FOB', 'freight and insurance', [freight, insured], 'cif', '1100.00'],
  ['FOB', 'freight alone', [freight], 'cif', 'tariff/value-element-missing'],
  ['FOB', 'nothing', [], 'fob', '1000.00'],
  ['FOB', 'freight', [freight], 'fob', 'tariff/value-element-not-allowed'],
  ['EXW', 'freight, insurance and a royalty', [freight, insured, royalty], 'cif', '1150.00'],
  ['CIP', 'carriage beyond the port', [onward], 'cif', '960.00'],
  ['DDP', 'carriage beyond, and duty paid', [onward, paid], 'cif', '900.00'],
  ['DDP', 'more duty than price', [{ ...paid, amount: money('1000.01', 'EUR') }], 'cif', 'tariff/value-negative'],
  ['DAP', 'a negative deduction', [{ ...onward, amount: money('-1.00', 'EUR') }], 'cif', 'tariff/amount-negative'],
])('a price of 1000.00 %s with %s', (incoterm, _, valueElements, valuation, expected) => {
  const answer = assess(declared({ incoterm, valueElements }), tariffOf([duty(percent('0'))], { valuation }), [])
  expect(isRefusal(answer) ? answer.code : formatMoney(answer.value)).toBe(expected)
})

const dollars = declared({ items: [{ ...goods, price: money('1146.80', 'USD') }] })
const rate: CustomsRate = {
  currency: 'USD',
  rate: decimal('1.1468'),
  quoted: 'foreign-per-home',
  dated: '2027-01-20',
  validMonth: '2027-02',
}

test.each([
  ['the month of acceptance', [rate], '100.00'],
  ['the month before', [{ ...rate, validMonth: '2027-01' }], 'tariff/rate-missing'],
  ['two different ones', [rate, { ...rate, rate: decimal('1.2') }], 'tariff/rate-ambiguous'],
  ['none', [], 'tariff/rate-missing'],
  ['the reverse quotation', [{ ...rate, quoted: 'home-per-foreign', rate: decimal('0.5') }], '57.34'],
] as const)('dollars are exchanged at the rate of %s', (_, rates, expected) => {
  expect(dutyOf(dollars, tariffOf([duty(percent('10'))]), rates)).toBe(expected)
})

test('a duty rounded once for the declaration differs from the sum of rounded lines, and adds up again', () => {
  const items = ['1', '2', '3'].map((id) => ({ ...goods, id, price: money('0.50', 'EUR') }))
  const one = [duty(percent('1'))]
  expect(dutyOf(declared({ items }), tariffOf(one))).toBe('0.03')
  const once = { ...perItem, stage: 'declaration' } as const
  const answer = assess(declared({ items }), tariffOf(one, { dutyRounding: once }), [])
  if (isRefusal(answer)) throw new Error(answer.code)
  expect(formatMoney(answer.duty)).toBe('0.02')
  expect(answer.items.map((each) => formatMoney(each.duty))).toEqual(['0.01', '0.01', '0.00'])
})

test('a duty cut to whole euros, where the tariff has it so', () => {
  const whole = { rounding: 'down', decimals: 0, stage: 'item' } as const
  expect(dutyOf(declared(), tariffOf([duty(percent('4.59'))], { dutyRounding: whole }))).toBe('45.00')
})

test.each([
  ['no items', { items: [] }, 'tariff/items-out-of-range'],
  ['an item twice', { items: [goods, goods] }, 'tariff/item-twice'],
  ['letters for a code', { items: [{ ...goods, commodity: '84672X' }] }, 'tariff/commodity-malformed'],
  ['a short code', { items: [{ ...goods, commodity: '8467' }] }, 'tariff/commodity-malformed'],
  ['a negative price', { items: [{ ...goods, price: money('-1.00', 'EUR') }] }, 'tariff/amount-negative'],
  ['a date with a blank', { acceptedOn: '2027-02-16 ' }, 'tariff/date-malformed'],
  [
    'costs by weight without weight',
    {
      items: [{ ...goods, grossMassKg: decimal('0') }],
      incidentalCosts: [{ id: 'c', amount: money('1.00', 'EUR'), sharedBy: 'gross-mass' as const }],
    },
    'tariff/apportionment-impossible',
  ],
])('%s is refused', (_, more, code) => {
  expect(dutyOf(declared(more), tariffOf([duty(percent('1'))]))).toBe(code)
})

test('whatever is declared, totals are the sums of lines and shares of cost add up', () => {
  const item = fc.record({
    price: fc.bigInt({ min: 0n, max: 10n ** 9n }).map((amount) => ({ amount, currency: 'USD' })),
    grossMassKg: fc.bigInt({ min: 1n, max: 10n ** 7n }).map((coefficient) => ({ coefficient, scale: 2 })),
  })
  const stage = fc.constantFrom('item' as const, 'declaration' as const)
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 12 }),
      fc.bigInt(0n, 10n ** 6n),
      stage,
      (list, cost, when) => {
        const items = list.map((each, index) => ({ ...goods, ...each, id: `${index}` }))
        const rounding = { ...perItem, stage: when }
        const incidentalCosts = [
          { id: 'c', amount: { amount: cost, currency: 'EUR' }, sharedBy: 'gross-mass' as const },
        ]
        const tariff = tariffOf([duty(percent('2.7'))], { dutyRounding: rounding, taxes: [{ ...vat, rounding }] })
        const answer = assess(declared({ items, incidentalCosts }), tariff, [rate])
        if (isRefusal(answer)) throw new Error(answer.code)
        const lines = answer.items.flatMap(({ duties, taxes }) => [...duties, ...taxes].map(({ amount }) => amount))
        expect(answer.payable).toEqual(sumMoney(lines, 'EUR'))
        expect(
          sumMoney(
            answer.items.map(({ incidental }) => incidental),
            'EUR',
          ).amount,
        ).toBe(cost)
        for (const { value, duty: due, incidental, taxes } of answer.items) {
          expect(taxes[0]?.base).toEqual(sumMoney([value, due, incidental], 'EUR'))
        }
      },
    ),
  )
})

test('every refusal of the table has a code of its own', () => {
  expect(new Set(tariffRefusals.map(([code]) => code)).size).toBe(tariffRefusals.length)
})
