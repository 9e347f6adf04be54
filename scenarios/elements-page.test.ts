import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ELEMENTS_PAGE, elementsPage } from './elements-page.ts'

test('the page of elements is what the definitions and the documents say (npm run generate)', () => {
  expect(readFileSync(ELEMENTS_PAGE, 'utf8')).toBe(elementsPage())
})
