import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareMass,
  containerCheckDigit,
  displayContainerNumber,
  formatKilograms,
  isMalformed,
  parseContainerNumber,
  parseKilograms,
  parseLocode,
  parseSealNumber,
  parseShipNumber,
  parseSizeType,
  useOfFreeTime,
  verifiedGrossMassGrams,
} from './index.ts'

//     number         answer                          expected digit
test.each([
  ['PRXU4102378', undefined, 8],
  ['CSQU3054383', undefined, 3],
  ['MSKU9070323', undefined, 3],
  ['TOLU4734787', undefined, 7],
  ['PRXU4102379', 'container-number/check-digit', 8],
  ['PRXU4102387', 'container-number/check-digit', undefined],
  ['RPXU4102378', 'container-number/check-digit', undefined],
  ['PRXA4102378', 'container-number/category', undefined],
  ['PRXU 410237 8', 'container-number/syntax', undefined],
  ['prxu4102378', 'container-number/syntax', undefined],
  ['PRXU410237', 'container-number/syntax', undefined],
  ['', 'container-number/syntax', undefined],
])('container %s is read, or malformed: %s', (text, code, digit) => {
  const number = parseContainerNumber(text)
  if (code === undefined) expect(number).toMatchObject({ text, checkDigit: digit })
  else expect(number).toMatchObject(digit === undefined ? { code } : { code, limit: digit })
})

test('the golden container is shown as painted on the box', () => {
  const number = parseContainerNumber('PRXU4102378')
  if (isMalformed(number)) throw new Error(number.code)
  expect(displayContainerNumber(number)).toBe('PRXU 410237 8')
})

test('a wrong digit is caught, unless the check digit is the 0 that also stands for 10', () => {
  const serials = fc.integer({ min: 0, max: 999_999 }).map((n) => `${n}`.padStart(6, '0'))
  fc.assert(
    fc.property(serials, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 9 }), (serial, place, by) => {
      const digit = containerCheckDigit(`PRXU${serial}`)
      const wrong = [...serial].map((each, index) => (index === place ? `${(Number(each) + by) % 10}` : each)).join('')
      fc.pre(digit !== 0 || containerCheckDigit(`PRXU${wrong}`) !== 0)
      expect(isMalformed(parseContainerNumber(`PRXU${wrong}${digit}`))).toBe(true)
    }),
  )
})

test.each([
  ['22G1', { lengthMm: 6058, heightMm: 2591, group: 'general-purpose' }],
  ['45R1', { lengthMm: 12192, heightMm: 2896, group: 'refrigerated' }],
  ['L5G1', { lengthMm: 13716, heightMm: 2896, group: 'general-purpose' }],
  ['20T6', { lengthMm: 6058, heightMm: 2438, group: 'tank' }],
  ['Z2G1', { code: 'size-type/length' }],
  ['23G1', { code: 'size-type/height' }],
  ['22X1', { code: 'size-type/type' }],
  ['22G', { code: 'size-type/syntax' }],
  ['22g1', { code: 'size-type/syntax' }],
])('size and type %s', (text, expected) => {
  expect(parseSizeType(text)).toMatchObject(expected)
})

test.each([
  ['CNTAO', { country: 'CN', place: 'TAO' }],
  ['NLRTM', { country: 'NL', place: 'RTM' }],
  ['US2BB', { country: 'US', place: '2BB' }],
  ['US1BB', { code: 'locode/syntax' }],
  ['NL RTM', { code: 'locode/syntax' }],
  ['nlrtm', { code: 'locode/syntax' }],
])('place %s', (text, expected) => {
  expect(parseLocode(text)).toMatchObject(expected)
})

test.each([
  ['PL270451', undefined],
  ['A-1/2', undefined],
  ['', 'seal/syntax'],
  ['-1', 'seal/syntax'],
  ['PL 270451', 'seal/syntax'],
  ['1234567890123456', 'seal/too-long'],
])('seal %s is read, or malformed: %s', (text, code) => {
  const seal = parseSealNumber(text)
  if (code === undefined) expect(seal).toBe(text)
  else expect(seal).toMatchObject({ code })
})

test.each([
  ['1234567', '1234567'],
  ['IMO 9074729', '9074729'],
  ['1234568', { code: 'ship-number/check-digit', limit: 7 }],
  ['IMO9074729', { code: 'ship-number/syntax' }],
  ['123456', { code: 'ship-number/syntax' }],
])('ship %s', (text, expected) => {
  const number = parseShipNumber(text)
  if (typeof expected === 'string') expect(number).toBe(expected)
  else expect(number).toMatchObject(expected)
})

function grams(text: string): bigint {
  const value = parseKilograms(text)
  if (isMalformed(value)) throw new Error(value.code)
  return value
}

test('the golden container weighs 11400 kg by method 2, and its outturn is within tolerance', () => {
  const cargoGrams = grams('10.60') * 600n + grams('18.30') * 150n
  expect(formatKilograms(cargoGrams)).toBe('9105')
  const mass = { method: 2, cargoGrams, dunnageGrams: grams('45'), tareGrams: grams('2250') } as const
  const verified = verifiedGrossMassGrams(mass)
  expect(formatKilograms(verified)).toBe('11400')
  const outturn = compareMass(verified, grams('11385'), { kind: 'mass', grams: grams('100') })
  expect(outturn).toEqual({ differenceGrams: -15_000n, isWithin: true })
  expect(verifiedGrossMassGrams({ method: 1, weighedGrams: grams('11398.5') })).toBe(11_398_500n)
})

//     first    second   tolerance                                  within
test.each([
  ['11400', '11300', { kind: 'mass', grams: 100_000n } as const, true],
  ['11400', '11299.999', { kind: 'mass', grams: 100_000n } as const, false],
  ['10000', '10500', { kind: 'share', basisPoints: 500n } as const, true],
  ['10000', '10500.001', { kind: 'share', basisPoints: 500n } as const, false],
  ['0', '0.001', { kind: 'share', basisPoints: 500n } as const, false],
])('%s kg and %s kg lie within %o: %s', (first, second, tolerance, isWithin) => {
  expect(compareMass(grams(first), grams(second), tolerance).isWithin).toBe(isWithin)
})

test.each(['', '-1', '1.', '1.2345', '1,5', '01', '1e3', ' 1', '1'.repeat(1000)])('%s is no mass', (text) => {
  expect(parseKilograms(text)).toMatchObject({ code: 'mass/syntax' })
})

test('a mass beyond all containers is out of range', () => {
  expect(parseKilograms('1234567890123')).toMatchObject({ code: 'mass/out-of-range', limit: 12 })
})

const five = { demurrageDays: 5, detentionDays: 5, firstDayCounts: true }

//     discharged    gated out     returned      first counts demurrage detention
test.each([
  ['2027-02-15', '2027-02-17', '2027-02-19', true, 0, 0],
  ['2027-02-15', '2027-02-19', '2027-02-23', true, 0, 0],
  ['2027-02-15', '2027-02-20', '2027-02-25', true, 1, 1],
  ['2027-02-15', '2027-02-20', '2027-02-25', false, 0, 0],
  ['2027-02-26', '2027-03-05', '2027-03-05', true, 3, 0],
])(
  'free time of five days: discharged %s, out %s, back %s',
  (discharged, gatedOut, emptyReturned, firstDayCounts, demurrage, detention) => {
    const use = useOfFreeTime({ discharged, gatedOut, emptyReturned }, { ...five, firstDayCounts })
    expect(use).toMatchObject({ demurrage: { chargeableDays: demurrage }, detention: { chargeableDays: detention } })
  },
)

test.each([
  ['2027-02-30', '2027-03-01', '2027-03-02', 'free-time/no-such-day'],
  ['2027-02-15', '2027-02-14', '2027-03-02', 'free-time/gate-out-before-discharge'],
  ['2027-02-15', '2027-02-16', '2027-02-15', 'free-time/return-before-gate-out'],
  ['2027-02-15', '2027-02-16', '2077-02-15', 'free-time/too-long'],
])('%s, %s, %s: %s', (discharged, gatedOut, emptyReturned, code) => {
  expect(useOfFreeTime({ discharged, gatedOut, emptyReturned }, five)).toMatchObject({ code })
})
