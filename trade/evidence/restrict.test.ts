import { type FileState, readerOf, seesErasure, stateFor } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { type OpenedEvidence, openEvidence } from './evidence.ts'
import type { FileEvidence } from './format.ts'
import { evidenceFor } from './restrict.ts'
import { erase, pictureOf, testCatalogue, testKnowledge, testTrade } from './testing/index.ts'

/** One rule of sight for who keeps a file and for who was given a part of it: here both are laid beside each other. */

type Trade = ReturnType<typeof testTrade>

function open(trade: Trade, files: readonly FileEvidence[], reader?: string): OpenedEvidence {
  const opened = openEvidence({
    ...{ files, trust: trade.trust.trust(), anchor: trade.trust.anchor },
    ...{ catalogue: testCatalogue, knowledge: testKnowledge, ...(reader ? { reader } : {}) },
  })
  if ('ok' in opened) throw new Error(opened.code)
  return opened
}

const dayOf = ({ acts }: FileState): string => acts.at(-1)?.receipt.reached.slice(0, 10) ?? ''

/** What a reader is given of a deal, what it folds from that, and what its keeper takes it to see. */
function sightOf(trade: Trade, reader: string, files = trade.files()) {
  const whole = open(trade, files)
  const deal = whole.files.get(trade.dealFile)
  const given = deal && evidenceFor(deal, reader)
  if (!deal || !given) return undefined
  const opened = open(trade, [given], reader)
  expect(opened.findings.filter(({ severity }) => severity === 'fault')).toEqual([])
  const folded = opened.states.get(trade.dealFile)
  const kept = stateFor(deal.state, readerOf(deal.state, reader, dayOf(deal.state)))
  return { given, kept, folded: folded && pictureOf(folded), expected: pictureOf(kept) }
}

const SELLER = 'TEST-Seller'
const BUYER = 'TEST-Buyer'
const INSURER = 'TEST-Insurer'

function authority(trade: Trade, until?: string) {
  const { seller } = trade.parties
  return trade.inDeal('grant-authority/1', seller, 'seller', {
    keyed: {
      '/authorities/a1/agent': INSURER,
      '/authorities/a1/capacity': 'seller',
      '/authorities/a1/acts': ['say'],
      ...(until === undefined ? {} : { '/authorities/a1/until': until }),
    },
  })
}

const situations: { name: string; plant: (trade: Trade) => unknown; readers: readonly string[] }[] = [
  { name: 'a hidden element and what is computed from it', plant: () => undefined, readers: [SELLER, BUYER] },
  {
    name: 'an act that is a stub to the other side',
    plant: (trade) => trade.inDeal('whisper/1', trade.parties.seller, 'seller', { keyed: { '/packing': 'boxes' } }),
    readers: [SELLER, BUYER],
  },
  {
    name: 'a link to what the other side does not see',
    plant: (trade) =>
      trade.inDeal('say/1', trade.parties.seller, 'seller', {
        cited: { '/deposit': trade.commitmentOf(trade.dealFile, '/reserve') },
      }),
    readers: [SELLER, BUYER],
  },
  { name: 'an agent of the seller', plant: (trade) => authority(trade), readers: [SELLER, BUYER, INSURER] },
  {
    name: 'an act that an agent did for its principal, in an audience of the principal',
    plant(trade) {
      authority(trade)
      const { insurer, seller } = trade.parties
      const forSeller = { for: seller.signer.organisation, keyed: { '/reserve': '850.00' } } as const
      trade.inDeal('say/1', insurer, 'seller', forSeller)
    },
    readers: [SELLER, BUYER, INSURER],
  },
]

test.each(situations)('what a reader folds is what its keeper takes it to see: $name', ({ plant, readers }) => {
  const trade = testTrade()
  plant(trade)
  for (const reader of readers) {
    const sight = sightOf(trade, reader)
    expect(sight?.folded, reader).toEqual(sight?.expected)
    expect(sight?.kept.acts.length, reader).toBeGreaterThan(0)
  }
})

test('who is no party of a file, and an agent whose authority was ended or has run out, sees nothing of it', () => {
  expect(sightOf(testTrade(), INSURER)).toBeUndefined()
  const ended = testTrade()
  const { identity: answers } = authority(ended).act
  expect(sightOf(ended, INSURER)).toBeDefined()
  ended.inDeal('end-authority/1', ended.parties.seller, 'seller', { answers })
  expect(sightOf(ended, INSURER)).toBeUndefined()
  const over = testTrade()
  authority(over, '2026-12-05')
  expect(sightOf(over, INSURER)).toBeDefined()
  over.inDeal('say/1', over.parties.buyer, 'buyer', { at: '2026-12-06T10:00+08:00', keyed: { '/packing': 'x' } })
  expect(sightOf(over, INSURER)).toBeUndefined()
})

test('an invitation is the envelope of the opening act, without approvals and disclosures, and a sequence of stubs', () => {
  const trade = testTrade()
  const whole = open(trade, trade.files()).files.get(trade.coverFile)
  if (!whole) throw new Error('the cover stands')
  // As it stood before the insurer entered.
  const state = { ...whole.state, parties: new Map(whole.state.parties) }
  state.parties.set('insurer', { capacity: 'insurer', organisation: INSURER, entered: false })
  const given = evidenceFor({ ...whole, state, entries: whole.entries.slice(0, 1) }, INSURER)
  expect(given?.entries).toMatchObject([{ seq: 1, act: { jwt: expect.any(String), disclosures: [] } }])
  expect(given?.entries.every((entry) => 'act' in entry && !entry.act.approvals && !entry.act.citations)).toBe(true)
})

test('a link to what its reader does not see does not show which commitment it points at', () => {
  const trade = testTrade()
  const hidden = trade.commitmentOf(trade.dealFile, '/reserve')
  trade.inDeal('say/1', trade.parties.seller, 'seller', { cited: { '/deposit': hidden } })
  const shown = (reader: string) =>
    sightOf(trade, reader)?.given.entries.flatMap((entry) => ('act' in entry ? entry.act.disclosures : [])) ?? []
  const named = (reader: string) =>
    shown(reader).some((each) => Buffer.from(each, 'base64url').toString().includes(`"$cite":"${hidden}"`))
  expect([named(SELLER), named(BUYER)]).toEqual([true, false])
})

test('that a hidden element was erased is told to those who might have seen it', () => {
  const trade = testTrade()
  const commitment = trade.commitmentOf(trade.dealFile, '/reserve')
  const files = erase(trade.files(), { file: trade.dealFile, seq: 3, path: '/reserve', commitment })
  const [his, hers] = [sightOf(trade, SELLER, files), sightOf(trade, BUYER, files)]
  expect([his?.given.erasures.length, hers?.given.erasures.length]).toEqual([1, 0])
  expect([his?.kept.erased.size, hers?.kept.erased.size]).toEqual([1, 0])
  for (const sight of [his, hers]) expect(sight?.folded).toEqual(sight?.expected)
  const { state } = open(trade, files).files.get(trade.dealFile) ?? {}
  if (!state) throw new Error('the deal stands')
  const unknown = { seq: 99, path: '/goods' } as const
  expect(seesErasure(state, readerOf(state, SELLER, dayOf(state)), unknown)).toBe(false)
})
