import { parseInstant } from '@entrepot/calendar'
import { isMalformed, parseDecimal } from '@entrepot/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containerNumber, currency, date, decimal, flag, instant, list, money, text } from './construct.ts'
import { type ElementType, isInstant, mismatch } from './type.ts'
import type { Value } from './value.ts'

const amount = (figure: string, of: string): Value => ({ amount: figure, currency: of })

test.each<[string, ElementType, Value]>([
  ['an amount with cents', money, amount('10.50', 'EUR')],
  ['an amount without cents', money, amount('10', 'EUR')],
  ['yen without decimals', money, amount('1500', 'JPY')],
  ['dinars with three decimals', money, amount('1.125', 'KWD')],
  ['a currency of the list', currency, 'CNY'],
  ['the least weight', decimal('KGM', 3), '0'],
  ['Chinese, several lines', text(40), '纸箱\n每箱12件\tA'],
  ['an emoji and its parts', text(40), '📦 👨‍👩‍👧'],
  ['Hebrew as it is written', text(40), 'מכולה 20'],
  ['a leap day', date, '2028-02-29'],
  ['the widest offset', instant, '2027-01-10T21:40+14:00'],
])('fits: %s', (_, type, value) => {
  expect(mismatch(type, value)).toBeUndefined()
})

test.each<[string, ElementType, Value, string]>([
  ['minus zero', decimal('KGM', 3), '-0', 'value/not-decimal'],
  ['minus zero with decimals', decimal('KGM', 3, { min: '-1' }), '-0.00', 'value/not-decimal'],
  ['an exponent', decimal('KGM', 3), '1e3', 'value/not-decimal'],
  ['leading zeros', decimal('KGM', 3), '007', 'value/not-decimal'],
  ['a bare point', decimal('KGM', 3), '1.', 'value/not-decimal'],
  ['full-width digits', decimal('KGM', 3), '１２', 'value/not-decimal'],
  ['a huge weight', decimal('KGM', 3), '9'.repeat(60_000), 'value/out-of-range'],
  ['a weight below zero', decimal('KGM', 3), '-0.001', 'value/out-of-range'],
  ['half a yen', money, amount('1.5', 'JPY'), 'value/too-many-decimals'],
  ['a tenth of a cent', money, amount('1.001', 'EUR'), 'value/too-many-decimals'],
  ['a currency that is none', money, amount('1.00', 'XQX'), 'value/unknown-code'],
  ['gold, which has no minor unit', money, amount('1.00', 'XAU'), 'value/unknown-code'],
  ['a currency in lower case', money, amount('1.00', 'eur'), 'value/not-money'],
  ['a code of no currency', currency, 'XQX', 'value/unknown-code'],
  ['a container number in lower case', containerNumber, 'mscu1234566', 'value/unknown-code'],
  ['a code followed by a line', currency, 'EUR\n', 'value/unknown-code'],
  ['blanks', text(10), ' \u3000\u00a0', 'value/not-text'],
  ['a text that nobody sees', text(10), '\u200d\u200c', 'value/not-text'],
  ['a bell', text(10), 'a\u0007', 'value/characters'],
  ['a null', text(10), 'a\u0000b', 'value/characters'],
  ['an override of direction', text(20), 'EUR \u202e00.1', 'value/characters'],
  ['an isolate', text(20), 'a\u2066b\u2069', 'value/characters'],
  ['a zero-width space', text(20), 'Acme\u200b Ltd', 'value/characters'],
  ['hidden tags', text(20), 'a\u{e0041}', 'value/characters'],
  ['a lone surrogate', text(20), 'a\ud800', 'value/characters'],
  ['a bell in a list', list(text(10), 3), ['ok', '\u0007'], 'value/characters'],
  ['no such day', date, '2027-02-29', 'value/not-date'],
  ['year nought', date, '0000-01-01', 'value/not-date'],
  ['a leap second', instant, '2016-12-31T23:59:60Z', 'value/not-instant'],
  ['midnight at the end of a day', instant, '2026-12-31T24:00Z', 'value/not-instant'],
  ['an instant on no such day', instant, '2026-02-30T10:00Z', 'value/not-instant'],
  ['an offset that no place has', instant, '2026-12-31T10:00+14:30', 'value/not-instant'],
  ['an unknown offset', instant, '2026-12-31T10:00-00:00', 'value/not-instant'],
  ['the word true', flag, 'true', 'value/not-flag'],
])('refused: %s', (_, type, value, code) => {
  expect(mismatch(type, value)?.code).toBe(code)
})

test('whatever is taken for an instant, the calendar reads; whatever is taken for a decimal, money reads', () => {
  const digit = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'))
  const times = fc.tuple(digit, digit, digit, fc.constantFrom('+', '-'), digit, digit)
  fc.assert(
    fc.property(times, ([h, m, s, sign, oh, om]) => {
      const written = `2026-03-01T${h}:${m}:${s}${sign}${oh}:${om}`
      expect(isInstant(written)).toBe(!isMalformed(parseInstant(written)))
    }),
  )
  const figures = fc.stringMatching(/^-?[0-9]{0,6}\.?[0-9]{0,4}$/)
  const any = decimal('KGM', 4, { min: '-99999999999' })
  fc.assert(
    fc.property(figures, (figure) => {
      expect(mismatch(any, figure) === undefined).toBe(!isMalformed(parseDecimal(figure)))
    }),
  )
})
