import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Corpus, foldedOf, refold } from './corpus.ts'

const folder = new URL('./corpus/', import.meta.url)
const corpora = readdirSync(folder).filter((name) => name.endsWith('.json'))

test('there is a corpus of every release', () => {
  expect(corpora.length).toBeGreaterThan(0)
})

test.each(corpora)('every act of %s verifies, and its files fold to what they were', (name) => {
  const corpus: Corpus = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
  const files = refold(corpus)
  expect(corpus.acts.length).toBeGreaterThan(60)
  expect(foldedOf(files)).toEqual(corpus.folded)
})
