import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  alsoRead,
  along,
  coded,
  count,
  type DateFormats,
  dated,
  decimal,
  each,
  type Fields,
  following,
  group,
  instant,
  type MappingTemplate,
  messageMapping,
  money,
  ordinal,
  segment,
  text,
  usual,
} from './index.ts'
import { smallDirectory } from './testing.ts'

const formats: DateFormats = { '102': 'CCYYMMDD', '203': 'CCYYMMDDHHmm', '205': 'CCYYMMDDHHmmZHHMM' }

const order: MappingTemplate = {
  type: 'TESTER',
  items: [
    segment('BGM', usual('220'), text('number')),
    segment('DTM', ['137', dated('date', '102', formats)]),
    segment('DTM', ['63', instant('until', '205', formats)]),
    each('remarks', segment('FTX', 'AAI', text(''))),
    group(
      'SG1',
      segment('NAD', 'BY', [text('buyerId'), along(usualAgency())], text('buyer', 3)),
      segment('MOA', ['86', money('limit')]),
    ),
    group('SG1', segment('NAD', 'SU', '', text('seller', 3))),
    each(
      'lines',
      group(
        'SG2',
        segment('LIN', ordinal('lineNumber')),
        segment('QTY', ['21', decimal('quantity'), along(text('unit'))]),
        segment('MOA', ['203', decimal('amount'), along(text('/currency'))]),
        group('SG3', segment('PRI', ['AAA', decimal('price')])),
      ),
    ),
    segment('UNS', 'S'),
    segment('MOA', ['86', decimal('total'), along(text('currency'))]),
  ],
}

/** The agency of the buyer's identification stands only beside it. */
function usualAgency() {
  return coded('agency', { ours: 'ZZZ', theirs: '91' })
}

const mapping = messageMapping(order, smallDirectory)

const fields: Fields = {
  number: 'PO-1',
  date: '2026-12-08',
  until: '2026-12-08T17:00+08:00',
  remarks: ['Fragile', 'Keep dry'],
  buyer: 'Utrecht Practice Supply',
  currency: 'USD',
  total: '50100.00',
  lines: [
    { quantity: '2400', unit: 'PCE', price: '14.85', amount: '35640.00' },
    { quantity: '1500', unit: 'SET', price: '9.64', amount: '14460.00' },
  ],
}

test('fields become segments in their groups, a group for each row, and what is empty is left out', () => {
  const { tree, unsayable } = mapping.encode(fields)
  expect(unsayable).toEqual([])
  expect(tree).toEqual({
    type: 'TESTER',
    items: [
      { tag: 'BGM', elements: [[['220']], [['PO-1']]] },
      { tag: 'DTM', elements: [[['137', '20261208', '102']]] },
      { tag: 'DTM', elements: [[['63', '202612081700+0800', '205']]] },
      { tag: 'FTX', elements: [[['AAI']], [['Fragile']]] },
      { tag: 'FTX', elements: [[['AAI']], [['Keep dry']]] },
      { group: 'SG1', items: [{ tag: 'NAD', elements: [[['BY']], [], [['Utrecht', 'Practice', 'Supply']]] }] },
      {
        group: 'SG2',
        items: [
          { tag: 'LIN', elements: [[['1']]] },
          { tag: 'QTY', elements: [[['21', '2400', 'PCE']]] },
          { tag: 'MOA', elements: [[['203', '35640.00', 'USD']]] },
          { group: 'SG3', items: [{ tag: 'PRI', elements: [[['AAA', '14.85']]] }] },
        ],
      },
      {
        group: 'SG2',
        items: [
          { tag: 'LIN', elements: [[['2']]] },
          { tag: 'QTY', elements: [[['21', '1500', 'SET']]] },
          { tag: 'MOA', elements: [[['203', '14460.00', 'USD']]] },
          { group: 'SG3', items: [{ tag: 'PRI', elements: [[['AAA', '9.64']]] }] },
        ],
      },
      { tag: 'UNS', elements: [[['S']]] },
      { tag: 'MOA', elements: [[['86', '50100.00', 'USD']]] },
    ],
  })
})

test('each element that was written tells which field it says, and what the mapping itself says tells none', () => {
  const { elements } = mapping.encode(fields)
  const at = (path: string) =>
    elements.filter((each) => each.path === path).map(({ text: said, field }) => [said, field])
  expect(at('BGM[1]')).toEqual([
    ['220', undefined],
    ['PO-1', '/number'],
  ])
  expect(at('DTM[1]')).toEqual([
    ['137', undefined],
    ['20261208', '/date'],
    ['102', '/date'],
  ])
  expect(at('FTX[2]')).toEqual([
    ['AAI', undefined],
    ['Keep dry', '/remarks/1'],
  ])
  expect(at('SG2[2]/MOA[1]')).toEqual([
    ['203', undefined],
    ['14460.00', '/lines/1/amount'],
    ['USD', '/currency'],
  ])
  expect(at('SG2[2]/LIN[1]')).toEqual([['2', undefined]])
  expect(at('SG2[2]/SG3[1]/PRI[1]')[1]).toEqual(['9.64', '/lines/1/price'])
})

test('what was written is read as the same fields, and all of it is understood', () => {
  const { tree, elements } = mapping.encode(fields)
  const said = elements.filter(({ field }) => field !== undefined)
  expect(mapping.decode(tree)).toEqual({ fields, elements: said, notUnderstood: [] })
})

test('the names of its fields are known', () => {
  expect([...mapping.fields]).toEqual([
    ...['number', 'date', 'until', 'remarks', 'buyerId', 'agency', 'buyer', 'limit', 'seller'],
    ...['lines/quantity', 'lines/unit', 'lines/amount', 'currency', 'lines/price', 'total'],
  ])
})

/** Words of every length, with spaces where they like. */
const words = (maxLength: number) =>
  fc
    .string({ unit: fc.constantFrom('a', 'b', ' ', 'ü', '漢', '😀'), minLength: 1, maxLength })
    .filter((said) => said.trim() !== '')
const figure = fc
  .tuple(fc.nat(99_999), fc.nat(99))
  .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`)
const days = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const maybe = { requiredKeys: [] }
const row = fc.record({ quantity: figure, price: figure, amount: figure }, maybe)
const anyFields = fc.record(
  {
    ...{ number: words(35), date: days, buyer: words(20), seller: words(10), total: figure },
    until: days.map((day) => `${day}T23:59-03:30`),
    limit: fc.record({ amount: figure, currency: fc.constantFrom('USD', 'EUR') }),
    remarks: fc.array(words(20), { minLength: 1, maxLength: 3 }),
    lines: fc.array(row, { minLength: 1, maxLength: 3 }),
  },
  maybe,
)

test('whatever fields can be said are read back as they were', () => {
  fc.assert(
    fc.property(anyFields, (said) => {
      const { tree, unsayable } = mapping.encode(said)
      if (unsayable.length === 0) expect(mapping.decode(tree)).toMatchObject({ fields: said, notUnderstood: [] })
      else expect(unsayable).toMatchObject([{ code: 'mapping/too-long', field: '/buyer' }])
    }),
  )
})

test('a text that fits its components to the last character is kept; one character more is refused, not cut', () => {
  const whole = `${'a'.repeat(10)}${'b'.repeat(10)}${'c'.repeat(10)}`
  expect(mapping.decode(mapping.encode({ seller: whole }).tree).fields).toEqual({ seller: whole })
  expect(mapping.encode({ seller: `${whole}d` }).unsayable).toEqual([
    { code: 'mapping/too-long', field: '/seller', at: 'SG1/NAD', limit: '30' },
  ])
})

test.each([
  [{ number: 'one\ntwo' }, { code: 'mapping/line-end', field: '/number', at: 'BGM' }],
  [{ number: true }, { code: 'mapping/not-a-text', field: '/number', at: 'BGM' }],
  [{ date: '8 December' }, { code: 'mapping/not-a-date', field: '/date', at: 'DTM' }],
  [{ until: '2026-12-08T17:00:30+08:00' }, { code: 'mapping/not-a-date', field: '/until', at: 'DTM' }],
  [{ total: 'much' }, { code: 'mapping/not-a-number', field: '/total', at: 'MOA' }],
  [{ total: '1234567.89' }, { code: 'mapping/too-long', field: '/total', at: 'MOA', limit: '8' }],
  [{ limit: '100' }, { code: 'mapping/not-an-amount', field: '/limit', at: 'SG1/MOA' }],
  [
    { buyerId: 'x', agency: 'nobody' },
    { code: 'mapping/no-code', field: '/agency', at: 'SG1/NAD' },
  ],
  [{ lines: 'none' }, { code: 'mapping/not-rows', field: '/lines', at: 'SG2' }],
  [{ lines: [{}, {}, {}, {}] }, { code: 'mapping/too-many', field: '/lines/3', at: 'SG2', limit: '3' }],
])('%j cannot be said', (said, trouble) => {
  expect(mapping.encode(said).unsayable).toEqual([trouble])
})

test('sign and mark of a numeric element do not count, so that eight figures fit', () => {
  expect(mapping.encode({ total: '-123456.78' }).unsayable).toEqual([])
})

test('a partner’s figures and dates are read whichever way they are written', () => {
  const read = mapping.decode({
    type: 'TESTER',
    items: [
      { tag: 'DTM', elements: [[['137', '202612080000', '203']]] },
      { tag: 'MOA', elements: [[['86', '0050100,00', 'USD']]] },
    ],
  })
  expect(read).toMatchObject({ fields: { date: '2026-12-08', total: '50100.00', currency: 'USD' }, notUnderstood: [] })
})

const bgm = { tag: 'BGM', elements: [[['220']], [['PO-1']]] }

test.each([
  [
    'a segment without a place',
    [{ tag: 'ALI', elements: [[['CN']]] }],
    { code: 'mapping/no-place', path: 'ALI[1]', tag: 'ALI', found: 'CN' },
  ],
  [
    'a qualifier without a place',
    [{ tag: 'DTM', elements: [[['64', '20270101', '102']]] }],
    { code: 'mapping/no-place', path: 'DTM[1]', tag: 'DTM', found: '64 20270101 102' },
  ],
  [
    'a group without a place, segment by segment',
    [{ group: 'SG1', items: [{ tag: 'NAD', elements: [[['DP']]] }] }],
    { code: 'mapping/no-place', path: 'SG1[1]/NAD[1]', tag: 'NAD', found: 'DP' },
  ],
  ['a segment once too often', [bgm, bgm], { code: 'mapping/repeated', path: 'BGM[2]', tag: 'BGM', found: '220 PO-1' }],
  [
    'a component without a place',
    [{ tag: 'BGM', elements: [[['220', '', '9']], [['PO-1']]] }],
    { code: 'mapping/no-place', path: 'BGM[1]', tag: 'BGM', element: 1, repetition: 1, component: 3, found: '9' },
  ],
  [
    'a second repetition',
    [{ tag: 'BGM', elements: [[['220']], [['PO-1'], ['PO-2']]] }],
    { code: 'mapping/no-place', path: 'BGM[1]', tag: 'BGM', element: 2, repetition: 2, component: 1, found: 'PO-2' },
  ],
  [
    'another constant',
    [{ tag: 'BGM', elements: [[['221']], [['PO-1']]] }],
    {
      ...{ code: 'mapping/other-constant', path: 'BGM[1]', tag: 'BGM', element: 1, repetition: 1, component: 1 },
      found: '221',
      expected: '220',
    },
  ],
  [
    'an unknown code',
    [{ group: 'SG1', items: [{ tag: 'NAD', elements: [[['BY']], [['x', '9']]] }] }],
    { code: 'mapping/unknown-code', path: 'SG1[1]/NAD[1]', element: 2, component: 2, found: '9', expected: 'ZZZ 91' },
  ],
  [
    'a day that does not exist',
    [{ tag: 'DTM', elements: [[['137', '20260230', '102']]] }],
    { code: 'mapping/not-a-date', path: 'DTM[1]', element: 1, component: 2, found: '20260230' },
  ],
  [
    'a time of day that would be lost',
    [{ tag: 'DTM', elements: [[['137', '202612081230', '203']]] }],
    { code: 'mapping/time-of-day', path: 'DTM[1]', element: 1, component: 2, found: '202612081230' },
  ],
  [
    'a local time that does not say where',
    [{ tag: 'DTM', elements: [[['63', '202612081230', '203']]] }],
    { code: 'mapping/no-offset', path: 'DTM[1]', element: 1, component: 2 },
  ],
  [
    'a figure that is none',
    [{ tag: 'MOA', elements: [[['86', '1.000,00', 'USD']]] }],
    { code: 'mapping/not-a-number', path: 'MOA[1]', element: 1, component: 2, found: '1.000,00' },
  ],
])('%s is told, with its place', (_, items, trouble) => {
  expect(mapping.decode({ type: 'TESTER', items }).notUnderstood).toMatchObject([trouble])
})

test('a field that is said twice and otherwise is told, and the first is kept', () => {
  const line = (currency: string) => ({
    group: 'SG2',
    items: [
      { tag: 'LIN', elements: [[['1']]] },
      { tag: 'MOA', elements: [[['203', '1', currency]]] },
    ],
  })
  const { fields: read, notUnderstood } = mapping.decode({ type: 'TESTER', items: [line('USD'), line('EUR')] })
  expect(read['currency']).toBe('USD')
  expect(notUnderstood).toMatchObject([
    { code: 'mapping/contradicts', path: 'SG2[2]/MOA[1]', element: 1, component: 3, found: 'EUR' },
    // The second row calls itself the first: its own number comes back as a field, not as trouble.
  ])
  expect(read['lines']).toEqual([{ amount: '1' }, { amount: '1', lineNumber: '1' }])
})

test('rows that a partner numbers by tens keep their numbers, and are written with them again', () => {
  const items = ['10', '20'].map((number) => ({ group: 'SG2', items: [{ tag: 'LIN', elements: [[[number]]] }] }))
  const read = mapping.decode({ type: 'TESTER', items })
  expect(read).toMatchObject({ fields: { lines: [{ lineNumber: '10' }, { lineNumber: '20' }] }, notUnderstood: [] })
  expect(mapping.encode(read.fields).tree.items.slice(0, 2)).toMatchObject(items)
})

test('what partners say in another way is read, and never written so', () => {
  const total = segment('MOA', ['86', decimal('total')])
  const items = [total, alsoRead(segment('MOA', ['203', decimal('total')]))]
  const either = messageMapping({ type: 'TESTER', items: [segment('UNS', 'S'), ...items] }, smallDirectory)
  expect(either.encode({ total: '1' }).tree.items.slice(1)).toEqual([{ tag: 'MOA', elements: [[['86', '1']]] }])
  const read = either.decode({ type: 'TESTER', items: [{ tag: 'MOA', elements: [[['203', '1']]] }] })
  expect(read).toMatchObject({ fields: { total: '1' }, notUnderstood: [] })
})

test('a count of rows is written, and compared when it is read', () => {
  const items = [each('lines', group('SG2', segment('LIN', ordinal('lineNumber')))), segment('UNS', count('lines'))]
  const counted = messageMapping({ type: 'TESTER', items }, smallDirectory)
  const { tree } = counted.encode({ lines: [{}, {}] })
  expect(tree.items.at(-1)).toEqual({ tag: 'UNS', elements: [[['2']]] })
  expect(counted.decode(tree)).toMatchObject({ fields: { lines: [{}, {}] }, notUnderstood: [] })
  const short = { type: 'TESTER', items: tree.items.slice(1) }
  expect(counted.decode(short).notUnderstood).toMatchObject([
    { code: 'mapping/contradicts', path: 'UNS[1]', found: '2', expected: '1' },
  ])
})

test('a code that follows from a field is written beside it, and compared when it is read', () => {
  const kind = following('', (said) => (said === 'invoice' ? '220' : undefined))
  const remarks = each('papers', group('SG2', segment('LIN', kind), segment('QTY', ['21', text('')])))
  const papers = messageMapping({ type: 'TESTER', items: [remarks] }, smallDirectory)
  const { tree } = papers.encode({ papers: ['invoice', 'letter'] })
  expect(tree.items.map((node) => ('group' in node ? node.items[0] : node))).toEqual([
    { tag: 'LIN', elements: [[['220']]] },
    { tag: 'LIN', elements: [] },
  ])
  expect(papers.decode(tree)).toMatchObject({ fields: { papers: ['invoice', 'letter'] }, notUnderstood: [] })
  const [line, quantity] = [
    { tag: 'LIN', elements: [[['999']]] },
    { tag: 'QTY', elements: [[['21', 'invoice']]] },
  ]
  expect(
    papers.decode({ type: 'TESTER', items: [{ group: 'SG2', items: [line, quantity] }] }).notUnderstood,
  ).toMatchObject([{ code: 'mapping/contradicts', path: 'SG2[1]/LIN[1]', found: '999', expected: '220' }])
})

test('an agency is not written beside an empty identification, and a value that another place says is left out here', () => {
  const nad = segment('NAD', 'BY', [text('id'), usual('ZZZ')], text('name', 3))
  const remark = segment('FTX', 'AAI', [coded('kind', { plain: '', odd: 'ODD' })])
  const items = [remark, group('SG1', nad)]
  const small = messageMapping({ type: 'TESTER', items }, smallDirectory)
  expect(small.encode({ name: 'Utrecht', kind: 'plain' }).tree.items).toEqual([
    { group: 'SG1', items: [{ tag: 'NAD', elements: [[['BY']], [], [['Utrecht']]] }] },
  ])
  expect(small.encode({ id: 'X', kind: 'odd' }).tree.items).toEqual([
    { tag: 'FTX', elements: [[['AAI']], [['ODD']]] },
    { group: 'SG1', items: [{ tag: 'NAD', elements: [[['BY']], [['X', 'ZZZ']]] }] },
  ])
})

test('an element with implied decimals is written without its mark, and read with it', () => {
  const cents = messageMapping({ type: 'TESTER', items: [segment('TDS', decimal('total'))] }, smallDirectory)
  expect(cents.encode({ total: '501.5' }).tree.items).toEqual([{ tag: 'TDS', elements: [[['50150']]] }])
  expect(cents.encode({ total: '0.05' }).tree.items).toEqual([{ tag: 'TDS', elements: [[['5']]] }])
  expect(cents.encode({ total: '1.005' }).unsayable).toMatchObject([{ code: 'mapping/not-a-number' }])
  expect(cents.decode({ type: 'TESTER', items: [{ tag: 'TDS', elements: [[['5']]] }] }).fields).toEqual({
    total: '0.05',
  })
})

test.each([
  [
    'a segment that the message has not there',
    [segment('DTM', ['137', text('date')]), segment('BGM', usual('220'))],
    'BGM does not stand there',
  ],
  [
    'a group without its trigger',
    [group('SG1', segment('MOA', ['86', money('limit')]))],
    'SG1 does not begin with its trigger',
  ],
  [
    'an element that the segment has not',
    [segment('BGM', usual('220'), text('number'), text('more'))],
    'BGM has no element 3',
  ],
  ['more components than there are', [segment('BGM', usual('220'), text('number', 2))], 'BGM 2 has 1 components'],
  ['a code that is not in its list', [segment('DTM', ['136', text('date')])], 'DTM says 136, which 2005 does not hold'],
  ['a code of a table that is not in its list', [segment('BGM', coded('kind', { a: '999' }))], 'BGM says 999'],
])('a mapping with %s is a mistake of its author, told at once', (_, items, message) => {
  expect(() => messageMapping({ type: 'TESTER', items }, smallDirectory)).toThrow(message)
})
