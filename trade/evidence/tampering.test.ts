import { approve, nextHead, readReceipt, type SealedAct, signReceipt } from '@entrepot/trade/act'
import { decodeDisclosure, encodeDisclosure } from '@entrepot/sd-jwt'
import { expect, test } from 'vitest'
import { openEvidence } from './evidence.ts'
import type { Entry, FileEvidence } from './format.ts'
import { headOf, receiptClaims } from './testing/index.ts'
import { testCatalogue, testKnowledge, testTrade } from './testing/index.ts'

type Trade = ReturnType<typeof testTrade>

const inputOf = (trade: Trade) => ({
  ...{ trust: trade.trust.trust(), anchor: trade.trust.anchor, catalogue: testCatalogue, knowledge: testKnowledge },
})

function faults(trade: Trade, files: readonly FileEvidence[]): string[] {
  const opened = openEvidence({ files, ...inputOf(trade) })
  if ('ok' in opened) throw new Error(opened.code)
  return opened.findings
    .filter(({ severity }) => severity === 'fault')
    .map(({ code, place: { seq, path }, detail }) =>
      [code, seq, path, detail].filter((part) => part !== undefined).join(' '),
    )
}

const inDeal = (trade: Trade, change: (entries: readonly Entry[]) => readonly Entry[]): FileEvidence[] =>
  trade
    .files()
    .map((evidence) =>
      evidence.file === trade.dealFile ? { ...evidence, entries: change(evidence.entries) } : evidence,
    )

const withAct = (seq: number, change: (act: SealedAct) => SealedAct) => (entries: readonly Entry[]) =>
  entries.map((entry) => (entry.seq === seq && 'act' in entry ? { ...entry, act: change(entry.act) } : entry))

const actOf = (entry: Entry | undefined): SealedAct => {
  if (!entry || !('act' in entry)) throw new Error('no act here')
  return entry.act
}

const renumber = (entries: readonly Entry[]): Entry[] => entries.map((entry, i) => ({ ...entry, seq: i + 1 }))

/** Flips a bit within the signature, which is the last part of a JWT. */
const forged = (jwt: string): string => `${jwt.slice(0, -10)}${jwt.at(-10) === 'A' ? 'B' : 'A'}${jwt.slice(-9)}`

const cases: { name: string; files: (trade: Trade) => FileEvidence[]; expected: readonly (string | RegExp)[] }[] = [
  {
    name: 'an act removed from the middle',
    files: (trade) => inDeal(trade, (entries) => entries.filter(({ seq }) => seq !== 3)),
    expected: ['sequence/missing 3'],
  },
  {
    name: 'an act removed, the rest numbered anew',
    files: (trade) => inDeal(trade, (entries) => renumber(entries.filter(({ seq }) => seq !== 3))),
    expected: ['receipt/other-place 3 4', 'receipt/other-place 4 5', 'sequence/missing 5'],
  },
  {
    name: 'the last acts cut off',
    files: (trade) => inDeal(trade, (entries) => entries.slice(0, 3)),
    expected: ['sequence/missing 4 4 to 5'],
  },
  {
    name: 'two acts listed in another order',
    files: (trade) => inDeal(trade, ([a, b, c, d, e]) => [a, b, d, c, e].filter((entry) => entry !== undefined)),
    expected: ['sequence/reordered 3'],
  },
  {
    name: 'two acts in each other’s place',
    files: (trade) =>
      inDeal(trade, ([a, b, c, d, e]) => renumber([a, b, d, c, e].filter((entry) => entry !== undefined))),
    expected: [/^receipt\/other-place 3 4/, /^receipt\/other-place 4 3/],
  },
  {
    name: 'two acts exchanged under each other’s receipts',
    files: (trade) =>
      inDeal(trade, (entries) =>
        entries.map((entry) => {
          const other = entry.seq === 3 ? entries[3] : entry.seq === 4 ? entries[2] : undefined
          return other ? { ...entry, act: actOf(other) } : entry
        }),
      ),
    expected: ['receipt/other-act 3', 'receipt/other-act 4'],
  },
  {
    name: 'an act added twice',
    files: (trade) => inDeal(trade, (entries) => [...entries, ...entries.slice(4)]),
    expected: ['sequence/twice 5'],
  },
  {
    name: 'an act added with a receipt that a party signed',
    files: (trade) =>
      inDeal(trade, (entries) => {
        const last = readReceipt(entries[4]?.receipt ?? '')
        const identity = trade.done.asked.act.identity
        if (!last.ok) throw new Error(last.code)
        const head = nextHead(last.claims.head, 6, identity)
        const claims = receiptClaims({ ...last.claims, act: identity, seq: 6, head, order: 30 })
        const receipt = signReceipt(claims, trade.parties.seller.key)
        return [...entries, { seq: 6, receipt, act: trade.done.asked.sealed }]
      }),
    expected: ['receipt/signer 6 certificate/not-an-operator', 'sequence/added 6'],
  },
  {
    name: 'a head that a party signed',
    files: (trade) =>
      trade.files().map((evidence) => ({
        ...evidence,
        head: headOf(evidence.file, { count: 5, head: 'A'.repeat(43) }, trade.parties.seller.key),
      })),
    expected: ['head/signer /head certificate/not-an-operator', 'head/signer /head certificate/not-an-operator'],
  },
  {
    name: 'a head of another hash',
    files: (trade) => {
      const [deal, ...rest] = trade.files()
      if (!deal) throw new Error('no file')
      return [{ ...deal, head: headOf(deal.file, { count: 5, head: 'A'.repeat(43) }, trade.operator) }, ...rest]
    },
    expected: ['head/other-hash 5'],
  },
  {
    name: 'a receipt of another file',
    files: (trade) => {
      const [deal, cover] = trade.files()
      if (!deal || !cover) throw new Error('no file')
      const receipt = cover.entries[0]?.receipt ?? ''
      return [
        { ...deal, entries: deal.entries.map((entry) => (entry.seq === 1 ? { ...entry, receipt } : entry)) },
        cover,
      ]
    },
    expected: [/^receipt\/other-file 1/],
  },
  {
    name: 'an act’s signature forged',
    files: (trade) =>
      inDeal(
        trade,
        withAct(3, (act) => ({ ...act, jwt: forged(act.jwt) })),
      ),
    expected: ['act/signature 3'],
  },
  {
    name: 'a disclosure changed',
    files: (trade) =>
      inDeal(
        trade,
        withAct(3, (act) => ({
          ...act,
          disclosures: act.disclosures.map((each, i) => (i ? each : `${each.slice(0, -4)}AAAA`)),
        })),
      ),
    expected: [/^sd-jwt\/.* 3/],
  },
  {
    name: 'a disclosure of another act',
    files: (trade) =>
      inDeal(trade, (entries) =>
        withAct(1, (act) => ({
          ...act,
          disclosures: [...act.disclosures, ...actOf(entries[2]).disclosures.slice(0, 1)],
        }))(entries),
      ),
    expected: ['sd-jwt/unreferenced-disclosure 1 1'],
  },
  {
    name: 'an approval of another act',
    files: (trade) =>
      inDeal(
        trade,
        withAct(3, (act) => ({
          ...act,
          approvals: [
            approve(
              trade.done.asked.act.identity,
              '2026-12-01T10:00+08:00',
              trade.trust.party('Seller', 'CN', 'second').key,
            ),
          ],
        })),
      ),
    expected: ['approval/invalid 3 approval 1 of another act'],
  },
  {
    name: 'an approval by another organisation',
    files: (trade) =>
      inDeal(
        trade,
        withAct(3, (act) => ({
          ...act,
          approvals: [approve(trade.done.bid.act.identity, '2026-12-01T10:00+08:00', trade.parties.buyer.key)],
        })),
      ),
    expected: ['approval/invalid 3 approval 1 of another organisation'],
  },
]

test.each(cases)('named with its place: $name', ({ files, expected }) => {
  const trade = testTrade()
  const found = faults(trade, files(trade))
  for (const each of expected)
    expect(
      found.some((line) => (typeof each === 'string' ? line === each : each.test(line))),
      `${String(each)} in\n${found.join('\n')}`,
    ).toBe(true)
})

test('a second person’s approval stands', () => {
  const trade = testTrade()
  const second = trade.trust.party('Seller', 'CN', 'second')
  const approval = approve(trade.done.bid.act.identity, '2026-12-01T10:00+08:00', second.key)
  expect(
    faults(
      trade,
      inDeal(
        trade,
        withAct(3, (act) => ({ ...act, approvals: [approval] })),
      ),
    ),
  ).toEqual([])
})

test('an operator’s key rolls: receipts before and after stand under the certificates of their time', () => {
  const trade = testTrade()
  const second = trade.trust.operator('Operator 2')
  const files = trade.filesSignedBy((order) => (order < 5 ? trade.operator : second))
  expect(faults(trade, files)).toEqual([])
})

test('an act signed by one organisation in the capacity of another does not hold', () => {
  const trade = testTrade()
  const composed = trade.world.attempt({
    type: 'say/1',
    by: trade.parties.buyer,
    as: 'seller',
    file: trade.dealFile,
    keyed: { '/packing': 'x' },
  })
  trade.world.take(composed, trade.parties.buyer)
  expect(faults(trade, trade.files())).toEqual(['act/capacity-of-another 6 seller, Test Buyer'])
})

test('a computed figure that its signer put otherwise is found by whoever sees what it rests on, and by no other', () => {
  const trade = testTrade()
  const { seller, buyer } = trade.parties
  const composed = trade.world.attempt({
    ...{
      type: 'bid/1',
      by: seller,
      as: 'seller',
      file: trade.dealFile,
      keyed: { '/price': '7.00', '/reserve': '5.00' },
    },
  })
  const otherwise = (path: string) => ({
    ...composed,
    disclosures: composed.disclosures.map((encoded) => {
      const read = decodeDisclosure(encoded)
      if (!read.ok || read.name !== path || typeof read.value !== 'object' || read.value === null) return encoded
      return encodeDisclosure(read.salt, path, { ...read.value, $derived: '1.00' })
    }),
  })
  trade.world.take(otherwise('/room'), seller)
  expect(faults(trade, trade.files())).toEqual(['derivation/differs 6 /room'])
  // The room is computed from the reserve, which the buyer does not see: to it, the figure stays the seller's word.
  const isReserve = (encoded: string) => {
    const read = decodeDisclosure(encoded)
    return read.ok && read.name === '/reserve'
  }
  const cut = (act: SealedAct) => ({ ...act, disclosures: act.disclosures.filter((each) => !isReserve(each)) })
  const seen = inDeal(trade, (entries) => withAct(6, cut)(withAct(3, cut)(entries)))
  const reader = buyer.signer.organisation
  const opened = openEvidence({ ...inputOf(trade), files: seen, reader })
  if ('ok' in opened) throw new Error(opened.code)
  expect(opened.findings).toEqual([])
  expect(opened.acts.get(trade.dealFile)?.[5]).toMatchObject({
    verdict: 'attested',
    attestedBy: ['TEST-Seller'],
    hidden: 1,
  })
})

test('a document’s field that differs from what its inputs give is found', () => {
  const trade = testTrade()
  const price = trade.commitmentOf(trade.dealFile, '/price')
  const composed = trade.world.attempt({
    ...{ type: 'issue/2', by: trade.parties.seller, as: 'seller', file: trade.dealFile },
    issues: { document: 'inv2', definition: 'invoice/1', language: 'en' },
    fields: [
      { path: '/documents/inv2/goods', value: 'drills', from: [trade.commitmentOf(trade.dealFile, '/goods')] },
      { path: '/documents/inv2/total', value: '999.00', from: [price] },
      { path: '/documents/inv2/room', value: '900.00', from: [trade.commitmentOf(trade.dealFile, '/reserve')] },
    ],
  })
  trade.world.take(composed, trade.parties.seller)
  expect(faults(trade, trade.files())).toEqual(['document/field-differs 6 /documents/inv2/total'])
})

test('a cited act that never stood in its file is found', () => {
  const trade = testTrade()
  const files = trade
    .files()
    .map((evidence) =>
      evidence.file === trade.dealFile ? { ...evidence, entries: evidence.entries.slice(0, 2) } : evidence,
    )
  expect(
    faults(trade, files)
      .filter((line) => line.startsWith('citation/'))
      .map((line) => line.split(' ')[0]),
  ).toEqual(['citation/not-in-its-file', 'citation/not-in-its-file'])
})

test('evidence under a root that its reader does not trust holds nowhere', () => {
  const trade = testTrade()
  const opened = openEvidence({
    ...{ files: trade.files(), trust: trade.trust.trust(), catalogue: testCatalogue },
    anchor: testTrade().trust.anchor,
  })
  const stranger = openEvidence({
    files: trade.files(),
    trust: trade.trust.trust(),
    catalogue: testCatalogue,
    anchor: trade.stranger,
  })
  if ('ok' in opened || 'ok' in stranger) throw new Error('no root')
  // The same names and keys make the same root.
  expect(opened.findings).toEqual([])
  expect(stranger.findings.length).toBeGreaterThan(9)
  expect([...stranger.acts.values()].flat().every(({ verdict }) => verdict === 'failed')).toBe(true)
})
