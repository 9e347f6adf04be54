import { expect, test } from 'vitest'
import { inSentence } from './in-a-sentence.ts'

test.each([
  ['Gross mass', 'gross mass'],
  ['Method (SOLAS VI/2)', 'method (SOLAS VI/2)'],
  ['HS code', 'HS code'],
  ['Incoterms rule', 'Incoterms rule'],
  ['', ''],
])('a label, %j, stands in a sentence as %j', (label, expected) => {
  expect(inSentence(label)).toBe(expected)
})
