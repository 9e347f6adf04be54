import fc from 'fast-check'
import { expect, test } from 'vitest'
import { References } from './references.ts'

test('ascending references are kept without end', () => {
  const references = new References(0)
  const additions = new Set<string>()
  for (let number = 1; number <= 200_000; number++) additions.add(references.add(`ME${number}`))
  expect([...additions]).toEqual(['added'])
  expect(references.add('ME1')).toBe('doubled')
  expect(references.add('ME200000')).toBe('doubled')
})

test('0010 and 10 are two references', () => {
  const references = new References()
  expect(['0009', '0010', '9', '10', '0010'].map((text) => references.add(text))).toEqual([
    'added',
    'added',
    'added',
    'added',
    'doubled',
  ])
})

test('beyond the limit others are not looked at, but known ones still are', () => {
  const references = new References(2)
  expect(['A', 'B', 'C', 'A'].map((text) => references.add(text))).toEqual(['added', 'added', 'full', 'doubled'])
})

test('whatever comes, a reference is doubled exactly when it came before', () => {
  const reference = fc.oneof(
    fc.integer({ min: 0, max: 40 }).map(String),
    fc.constantFrom('A1', 'A2', 'A3', '01', '02', '', 'A', '1A'),
  )
  fc.assert(
    fc.property(fc.array(reference, { maxLength: 120 }), (given) => {
      const references = new References()
      const before = new Set<string>()
      for (const text of given) {
        expect(references.add(text)).toBe(before.has(text) ? 'doubled' : 'added')
        before.add(text)
      }
    }),
  )
})
