import { expect, test } from 'vitest'
import { document, label, said, text } from './construct.ts'
import { defineKind, type ElementDefinition } from './kind.ts'
import type { PathTemplate } from './path.ts'

const kindWith = (elements: Readonly<Record<PathTemplate, ElementDefinition>>) =>
  defineKind({
    ...{ name: 'deal', label: label('Deal', '交易'), flow: 'business', citesFrom: [] },
    capacities: { seller: label('Seller', '卖方') },
    elements,
  })
const goods = said('seller', text(10), ['Goods', '货物'])
const paper = said('seller', document, ['Paper', '单证'])

test.each<[string, Readonly<Record<PathTemplate, ElementDefinition>>, string]>([
  [
    'a capacity that it does not have',
    { '/goods': said('buyer', text(10), ['Goods', '货物']) },
    'names no capacity buyer',
  ],
  ['an audience that it does not have', { '/goods': { ...goods, audience: ['bank'] } }, 'names no capacity bank'],
  [
    'an element where a cited document puts its fields',
    { '/paper': paper, '/paper/total': goods },
    'below the document',
  ],
  ['elements among the documents', { '/documents/{document}/total': goods }, 'where every kind keeps its own'],
  ['elements among the parties', { '/parties/seller/name': goods }, 'where every kind keeps its own'],
])('a kind does not have %s', (_, elements, message) => {
  expect(() => kindWith(elements)).toThrow(message)
})

test('elements beside a document are its kind’s own', () => {
  expect(() => kindWith({ '/paper': paper, '/papers': goods, '/paper-note': goods })).not.toThrow()
})
