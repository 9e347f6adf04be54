import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ElementDefinition } from '../structure.ts'
import { lines } from './lines.ts'

const room = (max: number): ElementDefinition => ({ code: '7102', representation: 'an', min: 1, max })
const ROOMS = Array.from({ length: 10 }, () => room(5))
const marks = lines('marks', 10)

test.each([
  ['UPS\nUTR\n1-40', ['UPS', 'UTR', '1-40']],
  ['A LONGER LINE\nB', ['A LON', 'GER L', 'INE', 'B']],
  ['EXACT\nB', ['EXACT', '', 'B']],
  ['EXACT', ['EXACT']],
  ['A\n\nB', ['A', '', 'B']],
  ['\nB', ['', 'B']],
])('%j stands in as many components as it has lines, or more where one is long', (text, texts) => {
  expect(marks.write(text, ROOMS)).toEqual({ ok: true, texts })
  expect(marks.read(texts, ROOMS)).toEqual({ content: text })
})

test.each([
  ['1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11', 'mapping/too-long'],
  ['x'.repeat(51), 'mapping/too-long'],
  ['A\r\nB', 'mapping/line-end'],
  ['A\n', 'mapping/line-end'],
])('%j is refused, not cut', (text, code) => {
  expect(marks.write(text, ROOMS)).toMatchObject({ ok: false, code })
})

test('what is written is read as the same lines, however they are long', () => {
  const line = fc.string({ unit: fc.constantFrom('A', ' ', '1'), maxLength: 12 })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (all) => {
      const text = all.join('\n')
      const said = marks.write(text, ROOMS)
      if (said.ok) expect(marks.read([...said.texts, '', ''].slice(0, 10), ROOMS)).toEqual({ content: text })
      else expect(text.endsWith('\n') || text.length > 30).toBe(true)
    }),
  )
})
