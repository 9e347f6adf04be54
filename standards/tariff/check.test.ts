import { decimal, money } from '@entrepot/money'
import { expect, test } from 'vitest'
import { checkTariff } from './index.ts'
import type { DutyMeasure, Rate, Scope, Tariff, TaxMeasure } from './index.ts'

const always = { validFrom: '2027-01-01', origins: 'all', commodity: '' } as const
const perItem = { rounding: 'half-up', decimals: 2, stage: 'item' } as const

function percent(text: string): Rate {
  return { form: 'ad-valorem', percent: decimal(text) }
}

function perUnits(amount: string, per: string, unit: string, currency = 'EUR'): Rate {
  return { form: 'specific', amount: money(amount, currency), per: decimal(per), unit }
}

const both = (form: 'sum' | 'greatest' | 'least', ...parts: Rate[]): Rate => ({ form, parts })

function duty(rate: Rate, more: Partial<Scope> = {}): DutyMeasure {
  return { ...always, id: 'duty', kind: 'duty', rate, ...more }
}

function tariffOf(duties: readonly DutyMeasure[], more: Partial<Tariff<'EUR'>> = {}): Tariff<'EUR'> {
  const how = { name: 'demonstration', isDemonstration: true, currency: 'EUR', valuation: 'cif' } as const
  return { ...how, valueRounding: 'half-up', dutyRounding: perItem, duties, taxes: [], licences: [], ...more }
}

const vat: TaxMeasure = {
  ...always,
  id: 'vat',
  tax: 'VAT',
  percent: decimal('20'),
  inclusive: false,
  base: ['customs-value', 'duties'],
  baseTaxes: [],
  rounding: perItem,
}

const nested = both('sum', both('sum', both('sum', both('sum', percent('1')))))

test.each([
  ['sound data', tariffOf([duty(percent('1'))], { taxes: [vat] }), []],
  ['an unknown currency', { ...tariffOf([]), currency: 'XXX' }, ['tariff/currency-unknown']],
  ['an id twice', tariffOf([duty(percent('1')), duty(percent('2'))]), ['tariff/measure-twice']],
  ['a code with letters', tariffOf([duty(percent('1'), { commodity: '84X' })]), ['tariff/measure-commodity-malformed']],
  ['a day without month', tariffOf([duty(percent('1'), { validFrom: '2027' })]), ['tariff/measure-date-malformed']],
  [
    'an end before its start',
    tariffOf([duty(percent('1'), { validTo: '2026-01-01' })]),
    ['tariff/measure-dates-reversed'],
  ],
  ['a negative rate', tariffOf([duty(percent('-1'))]), ['tariff/rate-negative']],
  ['an amount for no units', tariffOf([duty(perUnits('1.00', '0', 'KGM'))]), ['tariff/rate-negative']],
  ['an unknown unit', tariffOf([duty(perUnits('1.00', '1', 'XYZ'))]), ['tariff/rate-unit-unknown']],
  ['another currency', tariffOf([duty(perUnits('1.00', '1', 'KGM', 'USD'))]), ['tariff/rate-currency-differs']],
  ['parts without end', tariffOf([duty(nested)]), ['tariff/rate-too-deep']],
  ['no parts', tariffOf([duty(both('sum'))]), ['tariff/rate-empty']],
  [
    'a tax of all its base',
    tariffOf([], { taxes: [{ ...vat, percent: decimal('100'), inclusive: true }] }),
    ['tariff/tax-percent-out-of-range'],
  ],
  ['a tax on a later one', tariffOf([], { taxes: [{ ...vat, baseTaxes: ['excise'] }] }), ['tariff/tax-base-later']],
])('a tariff with %s', (_, tariff, codes) => {
  expect(checkTariff(tariff).map(({ code }) => code)).toEqual(codes)
})
