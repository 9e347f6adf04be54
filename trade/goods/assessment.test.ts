import { deriveAll } from '@entrepot/trade/act'
import { emptyFile, type ElementVersion, type Path, type Value } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { assessImport } from './acts/assess-import.ts'
import { importDeclaration } from './import-declaration.ts'

/** The golden import as its file stands when customs assesses it. */
const golden: Readonly<Record<Path, Value>> = {
  '/currency': 'USD',
  '/incidental/terminalHandling': { amount: '245.00', currency: 'EUR' },
  '/incidental/onCarriage': { amount: '390.00', currency: 'EUR' },
  '/items/l1/price': '35640.00',
  '/items/l2/price': '14460.00',
  '/items/l1/grossKg': '6360.00',
  '/items/l2/grossKg': '2745.00',
  '/items/l1/dutyPercent': '2.7',
  '/items/l2/dutyPercent': '1.7',
  '/accepted': '2027-02-16',
  '/rate/perUnit': '1.1468',
  '/rate/month': '2027-02',
  '/vatPercent': '21',
  '/assessment/currency': 'EUR',
}

function assessed(change: Readonly<Record<Path, Value | undefined>> = {}) {
  const overlay = new Map<Path, ElementVersion>()
  for (const [path, value] of Object.entries({ ...golden, ...change }) as [Path, Value | undefined][])
    if (value !== undefined)
      overlay.set(path, {
        ...{ path, value, commitment: path, how: 'keyed', act: 'a', seq: 1, by: 'customs', organisation: 'C' },
      })
  const file = emptyFile('f', importDeclaration)
  const derived = deriveAll(assessImport, file, { act: { at: '2027-02-16T11:00+01:00' }, overlay })
  return new Map(derived.map((each) => [each.path, each]))
}

const figures = (change?: Readonly<Record<Path, Value | undefined>>) =>
  Object.fromEntries([...assessed(change)].map(([path, { value }]) => [path, value]))

test('the golden import is assessed line by line to the cent, and 10582.25 EUR is payable', () => {
  expect(figures()).toEqual({
    '/assessment/l1/value': '31077.78',
    '/assessment/l1/duty': '839.10',
    '/assessment/l1/incidental': '443.56',
    '/assessment/l1/vatBase': '32360.44',
    '/assessment/l1/vat': '6795.69',
    '/assessment/l2/value': '12609.00',
    '/assessment/l2/duty': '214.35',
    '/assessment/l2/incidental': '191.44',
    '/assessment/l2/vatBase': '13014.79',
    '/assessment/l2/vat': '2733.11',
    '/payable': { amount: '10582.25', currency: 'EUR' },
  })
})

test('each figure traces what it rests on, and nothing else', () => {
  const from = (path: Path) => new Set(assessed().get(path)?.from)
  const value = ['/assessment/currency', '/items/l1/price', '/currency', '/accepted', '/rate/perUnit', '/rate/month']
  const costs = ['/incidental/terminalHandling', '/incidental/onCarriage', '/items/l1/grossKg', '/items/l2/grossKg']
  expect(from('/assessment/l1/value')).toEqual(new Set(value))
  expect(from('/assessment/l1/duty')).toEqual(new Set([...value, '/items/l1/dutyPercent']))
  expect(from('/assessment/l1/incidental')).toEqual(new Set([...costs, '/assessment/currency']))
  expect(from('/assessment/l1/vatBase')).toEqual(new Set([...value, ...costs, '/items/l1/dutyPercent']))
  expect(from('/assessment/l1/vat')).toEqual(new Set([...value, ...costs, '/items/l1/dutyPercent', '/vatPercent']))
  expect(from('/payable')).toEqual(new Set(Object.keys(golden)))
})

test('what a figure does not trace may change without moving it', () => {
  const before = assessed()
  for (const path of Object.keys(golden) as Path[]) {
    const after = assessed({ [path]: undefined })
    for (const [of, figure] of before)
      if (!figure.from.includes(path)) expect([of, path, after.get(of)?.value]).toEqual([of, path, figure.value])
  }
})

test('what a figure traces can move it', () => {
  const other: Readonly<Record<Path, Value>> = {
    '/currency': 'EUR',
    '/incidental/terminalHandling': { amount: '300.00', currency: 'EUR' },
    '/incidental/onCarriage': { amount: '300.00', currency: 'EUR' },
    '/items/l1/price': '30000.00',
    '/items/l2/price': '30000.00',
    '/items/l1/grossKg': '1000.00',
    '/items/l2/grossKg': '1000.00',
    '/items/l1/dutyPercent': '9',
    '/items/l2/dutyPercent': '9',
    '/accepted': '2027-03-01',
    '/rate/perUnit': '1.2000',
    '/rate/month': '2027-03',
    '/vatPercent': '9',
    '/assessment/currency': 'USD',
  }
  const before = assessed()
  for (const [path, value] of Object.entries(other) as [Path, Value][]) {
    const after = assessed({ [path]: value })
    // Weights share the costs out again and leave their sum; with all weights the same tax is due, but for rounding.
    for (const [of, figure] of before)
      if (figure.from.includes(path) && !(of === '/payable' && path.endsWith('grossKg')))
        expect([of, path, after.get(of)?.value]).not.toEqual([of, path, figure.value])
  }
})

test('a cent on the first price moves the figures of the first line and the sum alone', () => {
  const [before, after] = [figures(), figures({ '/items/l1/price': '35664.00' })]
  const moved = Object.keys(before).filter((path) => JSON.stringify(before[path]) !== JSON.stringify(after[path]))
  expect(moved).toEqual([
    '/assessment/l1/value',
    '/assessment/l1/duty',
    '/assessment/l1/vatBase',
    '/assessment/l1/vat',
    '/payable',
  ])
})

test('nothing is assessed on the rate of another month', () => {
  expect(figures({ '/rate/month': '2027-01' })['/payable']).toBeUndefined()
})

test('an import without costs to the first destination bears none', () => {
  const without = figures({ '/incidental/terminalHandling': undefined, '/incidental/onCarriage': undefined })
  expect([without['/assessment/l1/incidental'], without['/assessment/l1/vatBase']]).toEqual(['0.00', '31916.88'])
})

test('a price free on board has carriage and insurance added, and comes to the same as its price under CIF', () => {
  const freeOnBoard = {
    '/valuation/terms': 'FOB',
    '/items/l1/price': '34063.50',
    '/items/l2/price': '13820.37',
    '/valuation/transport': { amount: '2150.00', currency: 'USD' },
    '/valuation/insurance': { amount: '66.13', currency: 'USD' },
  } as const
  expect(figures(freeOnBoard)).toEqual(figures())
  expect(figures({ ...freeOnBoard, '/valuation/transport': undefined })['/payable']).toBeUndefined()
})

test('a price in the currency of the assessment needs no rate', () => {
  const home = figures({ '/currency': 'EUR', '/rate/perUnit': undefined, '/rate/month': undefined })
  expect(home['/assessment/l1/value']).toBe('35640.00')
})
