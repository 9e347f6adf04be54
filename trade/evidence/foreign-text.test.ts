import { expect, test } from 'vitest'
import { foreignText } from './foreign-text.ts'

const run = (text: string, page = 1) => ({ text, page })
const wording = ['Commercial invoice', '商业发票', 'Total', 'Goods are of Chinese origin.', 'Page 1 of 2', 'UCP 600']

const cases: { name: string; runs: string[]; fields: string[]; foreign: string[] }[] = [
  {
    name: 'wording and fields',
    runs: ['Commercial invoice 商业发票', 'Total', '50,100.00'],
    fields: ['50,100.00'],
    foreign: [],
  },
  { name: 'a line that wraps', runs: ['Goods are of', 'Chinese origin.'], fields: [], foreign: [] },
  {
    name: 'a word that is hyphenated',
    runs: ['Electric im-', 'pact drill'],
    fields: ['Electric impact drill'],
    foreign: [],
  },
  { name: 'a hyphen of its own at a line end', runs: ['on-', 'board'], fields: ['on-board'], foreign: [] },
  { name: 'ligatures', runs: ['ﬁnal oﬃce'], fields: ['final office'], foreign: [] },
  { name: 'Chinese without spaces, broken anywhere', runs: ['商', '业发', '票'], fields: [], foreign: [] },
  { name: 'wording more often than once', runs: ['Total', 'Total'], fields: [], foreign: [] },
  {
    name: 'a planted literal',
    runs: ['Total', '50,100.00', 'Special discount agreed'],
    fields: ['50,100.00'],
    foreign: ['Special discount agreed'],
  },
  { name: 'a value printed once more than it should be', runs: ['X-1', 'X-1'], fields: ['X-1'], foreign: ['X -1'] },
  { name: 'another digit', runs: ['50,100.01'], fields: ['50,100.00'], foreign: ['50,100.01'] },
  { name: 'a separator moved', runs: ['5,0100.00'], fields: ['50,100.00'], foreign: ['5,0100.00'] },
  { name: 'a sign', runs: ['-5'], fields: ['5'], foreign: ['-5'] },
  { name: 'digits within a longer number', runs: ['12345'], fields: ['234'], foreign: ['12345'] },
  { name: 'a date', runs: ['2027-01-10'], fields: ['2027-01-10'], foreign: [] },
  { name: 'another date', runs: ['2027-01-11'], fields: ['2027-01-10'], foreign: ['2027-01-11'] },
  { name: 'a number of the wording by itself', runs: ['UCP 600', '600'], fields: [], foreign: ['600'] },
  { name: 'a value within wording is not taken twice', runs: ['Page 1 of 2', '1'], fields: ['1'], foreign: [] },
  { name: 'a container number', runs: ['PRXU4102378'], fields: ['PRXU4102378'], foreign: [] },
]

test.each(cases)('$name', ({ runs, fields, foreign }) => {
  expect(
    foreignText(
      runs.map((text) => run(text)),
      { wording, fields },
    ).map(({ text }) => text),
  ).toEqual(foreign)
})

test('foreign text says on which page it stands', () => {
  expect(foreignText([run('Total'), run('planted', 2)], { wording, fields: [] })).toEqual([
    { text: 'planted', page: 2 },
  ])
})
