import type { Path, Value } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { openEvidence } from './evidence.ts'
import { rekeyed } from './rekeyed.ts'
import { testCatalogue, testKnowledge, testTrade } from './testing/index.ts'

type Trade = ReturnType<typeof testTrade>
type Keyed = Readonly<Record<Path, Value>>

function found(trade: Trade): string[] {
  const opened = openEvidence({
    ...{ files: trade.files(), trust: trade.trust.trust(), anchor: trade.trust.anchor },
    ...{ catalogue: testCatalogue, knowledge: testKnowledge },
  })
  if ('ok' in opened) throw new Error(opened.code)
  expect(opened.findings).toEqual([])
  return rekeyed(opened.files).map(
    ({ keyed, value, earlier }) =>
      `${keyed.organisation} ${keyed.path} ${JSON.stringify(value)} = ${earlier.path} ${earlier.seq}`,
  )
}

const say =
  (by: 'seller' | 'buyer', keyed: Keyed, type = 'say/1') =>
  (trade: Trade): void => {
    trade.inDeal(type, trade.parties[by], by, { keyed })
  }

const cases: { name: string; plant: (trade: Trade) => void; expected: string[] }[] = [
  { name: 'a trade in which everything is linked', plant: () => undefined, expected: [] },
  {
    name: 'a text keyed again by the other side, with other spacing',
    plant: say('buyer', { '/packing': ' drills ' }),
    expected: ['TEST-Buyer /packing " drills " = /goods 1'],
  },
  {
    name: 'an amount keyed again, written otherwise',
    plant: say('buyer', { '/deposit': '1000' }),
    expected: ['TEST-Buyer /deposit "1000" = /price 3'],
  },
  {
    name: 'a computed amount keyed',
    plant: say('buyer', { '/deposit': '2000.00' }),
    expected: ['TEST-Buyer /deposit "2000.00" = /twice 3'],
  },
  {
    name: 'an amount that its keyer could not read',
    plant: (trade) => {
      say('seller', { '/reserve': '555.00' })(trade)
      say('buyer', { '/deposit': '555.00' })(trade)
    },
    expected: [],
  },
  {
    name: 'the same by who could read it',
    plant: (trade) => {
      say('seller', { '/reserve': '555.00' })(trade)
      say('seller', { '/deposit': '555.00' })(trade)
    },
    expected: ['TEST-Seller /deposit "555.00" = /reserve 6'],
  },
  {
    name: 'what an issued document shows of something hidden',
    plant: say('buyer', { '/deposit': '900.00' }),
    expected: ['TEST-Buyer /deposit "900.00" = /documents/inv1/room 5'],
  },
  {
    name: 'a name that a certificate says',
    plant: say('buyer', { '/packing': 'Test Seller' }),
    expected: ['TEST-Buyer /packing "Test Seller" = /parties/seller/name 2'],
  },
  {
    name: 'the same number in another unit',
    plant: say('seller', { '/weight/declared': '1000.00' }),
    expected: [],
  },
  {
    name: 'a closed choice',
    plant: (trade) => (say('buyer', { '/mode': 'sea' })(trade), say('seller', { '/mode': 'sea' })(trade)),
    expected: [],
  },
  {
    name: 'the same fact as another party states it',
    plant: (trade) => {
      say('seller', { '/weight/declared': '10.5' })(trade)
      say('buyer', { '/weight/received': '10.50' })(trade)
    },
    expected: [],
  },
  {
    name: 'a price proposed anew by the other side',
    plant: say('buyer', { '/price': '1000.00' }, 'counter/1'),
    expected: [],
  },
  {
    name: 'a price that one side keys again itself',
    plant: say('seller', { '/price': '1000.00' }, 'counter/1'),
    expected: ['TEST-Seller /price "1000.00" = /price 3'],
  },
  { name: 'two values of one act', plant: say('buyer', { '/deposit': '77.00', '/packing': 'crates' }), expected: [] },
  {
    name: 'what a document of another file shows to its reader',
    plant: (trade) => {
      trade.inCover('quote/1', trade.parties.insurer, 'insurer', { keyed: { '/rate': '3' } })
      trade.inDeal('say/1', trade.parties.seller, 'seller', { keyed: { '/deposit': '1100.00' } })
    },
    expected: ['TEST-Seller /deposit "1100.00" = /insured 1'],
  },
  {
    name: 'what stands in a file that its keyer is no party of',
    plant: say('buyer', { '/deposit': '1100.00' }),
    expected: [],
  },
]

test.each(cases)('re-keying: $name', ({ plant, expected }) => {
  const trade = testTrade()
  plant(trade)
  expect(found(trade)).toEqual(expected)
})

const read =
  (by: 'seller' | 'buyer', transcribed: Keyed) =>
  (trade: Trade): void => {
    trade.inDeal('say/1', trade.parties[by], by, { transcribed })
  }
const both =
  (...steps: ((trade: Trade) => void)[]) =>
  (trade: Trade): void =>
    steps.forEach((step) => step(trade))

const transcriptions: typeof cases = [
  {
    name: 'calling a value transcribed makes it no link',
    plant: read('buyer', { '/packing': 'drills' }),
    expected: ['TEST-Buyer /packing "drills" = /goods 1'],
  },
  {
    name: 'an amount that is transcribed though the trade computed it',
    plant: read('buyer', { '/deposit': '2000' }),
    expected: ['TEST-Buyer /deposit "2000" = /twice 3'],
  },
  {
    name: 'what a foreign document says, in the place for it, is that document’s statement',
    plant: read('seller', { '/foreign/weight-list/goods': 'drills' }),
    expected: [],
  },
  {
    name: 'the same field of a foreign document, read off it twice',
    plant: both(
      read('seller', { '/foreign/weight-list/vessel': 'PRACTICE MERIDIAN' }),
      read('buyer', { '/foreign/weight-list/vessel': 'PRACTICE  MERIDIAN' }),
    ),
    expected: ['TEST-Buyer /foreign/weight-list/vessel "PRACTICE  MERIDIAN" = /foreign/weight-list/vessel 6'],
  },
  {
    name: 'two foreign documents that say the same',
    plant: both(
      read('seller', { '/foreign/weight-list/vessel': 'PRACTICE MERIDIAN' }),
      read('seller', { '/foreign/inspection/vessel': 'PRACTICE MERIDIAN' }),
    ),
    expected: [],
  },
  {
    name: 'keying, in the place for it, what was only to be transcribed',
    plant: say('seller', { '/foreign/weight-list/goods': 'drills' }),
    expected: ['TEST-Seller /foreign/weight-list/goods "drills" = /goods 1'],
  },
  {
    name: 'keying again what was read off a foreign document',
    plant: both(read('seller', { '/foreign/weight-list/packing': 'crates' }), say('buyer', { '/packing': 'crates' })),
    expected: ['TEST-Buyer /packing "crates" = /foreign/weight-list/packing 6'],
  },
  {
    name: 'transcribing what its keyer could not read',
    plant: both(say('seller', { '/reserve': '555.00' }), read('buyer', { '/deposit': '555.00' })),
    expected: [],
  },
]

test.each(transcriptions)('transcribing: $name', ({ plant, expected }) => {
  const trade = testTrade()
  plant(trade)
  expect(found(trade)).toEqual(expected)
})
