import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { utf8 } from '@entrepot/crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Contract, orderFrom } from './order-from.ts'
import { orders } from './orders.ts'
import { readInterchanges } from './read-interchange.ts'
import { saysSame } from './same-said.ts'
import { composeMessage, isSent } from './compose.ts'
import { standpointOf } from './testing.ts'

const signed = play(cifCredit(), { until: 'contract issued' })
const contract: Contract = {
  dossier: { root: signed.file('sale'), files: signed.files },
  file: signed.file('sale'),
  organisation: signed.parties.get('buyer')?.signer.organisation ?? '',
}

/** An order as a partner's own system writes it: other spellings, other order of lines, what we have no place for. */
const PARTNER = `UNA:+.? '
UNB+UNOC:3+5412345000013:14+PRACTICE-CN-0001:ZZZ+261208:0915+4711'
UNH+1+ORDERS:D:01B:UN'
BGM+220+PO-88/2026+9'
DTM+137:202612080000:203'
DTM+38:20270120:102'
RFF+CT:sc-2026-118'
NAD+BY+++UTRECHT PRACTICE SUPPLY'
NAD+SU+PRACTICE-CN-0001::ZZZ'
CUX+2:USD:9'
TOD+6++CIF'
LOC+1+NLRTM'
LIN+10'
IMD+F++:::Combination Spanner Set, 12 pieces, model W-12'
QTY+21:1500,000:SET'
PRI+AAA:9.640'
LIN+20'
IMD+F++:::ELECTRIC IMPACT DRILL 230V 750W corded model D750'
QTY+21:2400:EA'
MOA+203:35640'
PRI+AAA:14.8500'
UNS+S'
MOA+79:50100.0'
CNT+2:2'
UNT+23+1'
UNZ+1+4711'
`

/** The partner's order with something else in the place of something. */
function ordered(...changes: readonly (readonly [string, string])[]) {
  let text = PARTNER
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the order does not say ${from}`)
    text = text.replace(from, to)
  }
  const [message] = readInterchanges(utf8.encode(text)).messages
  if (!message) throw new Error('no message')
  return orderFrom(message.tree, contract)
}

test('an order that says what was agreed in its own spelling, order and numbering is an order without a difference', () => {
  expect(readInterchanges(utf8.encode(PARTNER)).findings).toEqual([])
  const { intent, differences, notUnderstood } = ordered()
  expect(differences).toEqual([])
  expect(notUnderstood).toEqual([])
  expect(intent).toEqual({
    ...{ type: 'order/1', as: 'buyer' },
    transcribed: new Map([['/orders/o1/number', 'PO-88/2026']]),
  })
})

describe('every difference is told field by field, with its place', () => {
  test.each([
    [
      'a price',
      [['PRI+AAA:14.8500', 'PRI+AAA:14.58']],
      [
        {
          ...{ kind: 'differs', field: 'lines/l1/price', ordered: '14.58', agreed: '14.85' },
          place: { path: 'SG28[2]/SG32[1]/PRI[1]', element: 1, component: 2 },
        },
      ],
    ],
    [
      'a quantity, and the amount and total that do not follow from it',
      [['QTY+21:2400:EA', 'QTY+21:2500:EA']],
      [
        { kind: 'differs', field: 'lines/l1/quantity', ordered: '2500', agreed: '2400' },
        { kind: 'differs', field: 'lines/l1/amount', ordered: '35640', agreed: '37125.00' },
        { kind: 'differs', field: 'total', ordered: '50100.0', agreed: '51585.00' },
      ],
    ],
    [
      'a currency',
      [['CUX+2:USD', 'CUX+2:EUR']],
      [{ kind: 'differs', field: 'currency', ordered: 'EUR', agreed: 'USD' }],
    ],
    ['a unit', [['2400:EA', '2400:SET']], [{ kind: 'differs', field: 'lines/l1/unit', ordered: 'SET', agreed: 'PCE' }]],
    [
      'the last day of shipment',
      [['DTM+38:20270120', 'DTM+38:20270131']],
      [{ kind: 'differs', field: 'latestShipment', ordered: '2027-01-31', agreed: '2027-01-20' }],
    ],
    [
      'the trade term',
      [['TOD+6++CIF', 'TOD+6++CIP']],
      [{ kind: 'differs', field: 'incoterm', ordered: 'CIP', agreed: 'CIF' }],
    ],
    [
      'the named place',
      [['LOC+1+NLRTM', 'LOC+1+BEANR']],
      [{ kind: 'differs', field: 'incotermPlace', ordered: 'BEANR' }],
    ],
    [
      'a figure in the description',
      [['230V', '110V']],
      [{ kind: 'differs', field: 'lines/l1/goods', ordered: 'ELECTRIC IMPACT DRILL 110V 750W corded model D750' }],
    ],
    [
      'a total that is not the sum of its lines',
      [['MOA+79:50100.0', 'MOA+79:50000']],
      [{ kind: 'differs', field: 'total', ordered: '50000', agreed: '50100.00' }],
    ],
  ] as const)('%s', (_, changes, differences) => {
    expect(ordered(...changes).differences).toMatchObject(differences)
    expect(ordered(...changes).intent, 'it is an order nevertheless').toBeDefined()
  })

  test('a line too few and a line too many', () => {
    const spanners = PARTNER.slice(PARTNER.indexOf('LIN+10'), PARTNER.indexOf('LIN+20'))
    const wrench = spanners.replace('Combination Spanner Set, 12 pieces, model W-12', 'Torque wrench')
    expect(ordered([spanners, ''], ['CNT+2:2', 'CNT+2:1'], ['50100.0', '35640']).differences).toEqual([
      {
        ...{ kind: 'line-missing', field: 'lines/l2' },
        agreed: '1500 SET Combination spanner set, 12 pieces, model W12',
      },
    ])
    const { differences } = ordered(['UNS+S', `${wrench}UNS+S`], ['CNT+2:2', 'CNT+2:3'])
    expect(differences).toMatchObject([{ kind: 'line-extra', field: 'lines/3', ordered: '1500.000 SET Torque wrench' }])
  })

  test('what the order says and the contract does not', () => {
    expect(ordered(['TOD+6++CIF', "TDT+20'\nLOC+20+:::Utrecht'\nTOD+6++CIF"]).differences).toEqual([])
    const { dossier, file, ...rest } = contract
    const elements = new Map([...file.elements].filter(([path]) => path !== '/lines/l2/origin'))
    const bare = { ...file, elements }
    const [message] = readInterchanges(utf8.encode(PARTNER.replace("1500,000:SET'", "1500,000:SET'\nALI+CN'"))).messages
    if (!message) throw new Error('no message')
    const without = { ...rest, file: bare, dossier: { ...dossier, root: bare } }
    expect(orderFrom(message.tree, without).differences).toMatchObject([
      { kind: 'added', field: 'lines/l2/origin', ordered: 'CN' },
    ])
  })
})

test('a quantity within the tolerance of the contract is told, and that it is within', () => {
  const { file, dossier } = contract
  const [tolerance] = file.elements.get('/quantityTolerance') ?? []
  if (!tolerance) throw new Error('no tolerance')
  const elements = new Map(file.elements).set('/quantityTolerance', [{ ...tolerance, value: 'plus or minus 5 %' }])
  const loose = { ...file, elements }
  const under = { ...contract, file: loose, dossier: { ...dossier, root: loose } }
  const withQuantity = (quantity: string) => {
    const text = PARTNER.replace('2400:EA', `${quantity}:EA`)
    const [message] = readInterchanges(utf8.encode(text)).messages
    if (!message) throw new Error('no message')
    return orderFrom(message.tree, under).differences.find(({ field }) => field === 'lines/l1/quantity')
  }
  expect(withQuantity('2520')).toMatchObject({ within: 'plus or minus 5 %' })
  expect(withQuantity('2280')).toMatchObject({ within: 'plus or minus 5 %' })
  expect(withQuantity('2521')).not.toHaveProperty('within')
  expect(withQuantity('2400')).toBeUndefined()
})

test.each([
  ['a cancellation', [["+9'", "+1'"]], 'order/not-original'],
  ['no number', [['BGM+220+PO-88/2026+9', 'BGM+220++9']], 'order/no-number'],
  ['another contract', [['RFF+CT:sc-2026-118', 'RFF+CT:SC-2026-119']], 'order/other-contract'],
  ['another buyer', [['UTRECHT PRACTICE SUPPLY', 'Somebody Else']], 'order/other-buyer'],
  ['another seller', [['NAD+SU+PRACTICE-CN-0001', 'NAD+SU+PRACTICE-CN-9999']], 'order/other-seller'],
] as const)('%s is no order under this contract', (_, changes, reason) => {
  const read = ordered(...changes)
  expect(read.reason).toBe(reason)
  expect(read.intent).toBeUndefined()
})

test('an order whose number stands already is not taken again', () => {
  const later = play(cifCredit(), { until: 'order' })
  const file = later.file('sale')
  const under = { dossier: { root: file, files: later.files }, file }
  const [message] = readInterchanges(utf8.encode(PARTNER.replace('PO-88/2026', 'SC-2026-118'))).messages
  if (!message) throw new Error('no message')
  expect(orderFrom(message.tree, under)).toMatchObject({ reason: 'order/number-taken', number: 'SC-2026-118' })
  const [other] = readInterchanges(utf8.encode(PARTNER)).messages
  expect(other && [...(orderFrom(other.tree, under).intent?.transcribed.keys() ?? [])]).toEqual(['/orders/o2/number'])
})

test('what has no place in an order of ours is listed, and never dropped', () => {
  const { notUnderstood, differences } = ordered(
    ['DTM+38', "DTM+2:20270125:102'\nDTM+38"],
    ['LIN+10', 'LIN+10++4012345678901:EN'],
  )
  expect(differences).toEqual([])
  expect(notUnderstood).toMatchObject([
    { code: 'mapping/no-place', path: 'DTM[2]', found: '2 20270125 102' },
    { code: 'mapping/no-place', path: 'SG28[1]/LIN[1]', element: 3, component: 1, found: '4012345678901' },
    { code: 'mapping/no-place', path: 'SG28[1]/LIN[1]', element: 3, component: 2, found: 'EN' },
  ])
})

test('an order of our own under its own contract has no difference', () => {
  const played = play(cifCredit(), { until: 'order issued' })
  const act = played.acts.get('order issued')
  const home = played.file('sale')
  if (!act) throw new Error('no order')
  const at = standpointOf(played, { file: home.id, act: act.identity })
  const own = composeMessage(orders, at)
  expect(isSent(own) && orderFrom(own.tree, contract).differences).toEqual([])
})

test('another kind of message is no order', () => {
  expect(orderFrom({ type: 'INVOIC', items: [] }, contract)).toMatchObject({ reason: 'order/not-orders' })
})

test.each([
  ['12 pieces', '12 PIECES,', true],
  ['1500', '1500.000', true],
  ['PCE', 'H87', true],
  ['Ｄ７５０', 'd750', true],
  ['model D-750', 'model D750', true],
  ['PCE', 'SET', false],
  ['1.5 mm', '15 mm', false],
  ['-20 °C', '20 °C', false],
  ['10 %', '10', false],
  ['1/2 inch', '12 inch', false],
  ['', 'CIF', false],
])('"%s" and "%s" say the same: %s', (a, b, same) => {
  expect(saysSame(a, b)).toBe(same)
})

test('spaces, letter case and width never make a difference, another letter or figure always does', () => {
  const words = fc.array(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(words, fc.constantFrom('x', '7', '%'), (parts, more) => {
      const text = parts.join(' ')
      expect(saysSame(text, ` ${parts.join('  ').toUpperCase()}, `)).toBe(true)
      expect(saysSame(`a ${text}`, `a ${text}${more}`)).toBe(false)
    }),
  )
})
