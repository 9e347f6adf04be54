import { emptyFile, type Statement, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { type EvidenceInput, openEvidence } from './evidence.ts'
import { describePlace } from './finding.ts'
import type { FileEvidence } from './format.ts'
import { evidenceFor } from './restrict.ts'
import { erase, receivedAt } from './testing/index.ts'
import { dealKind, hashOf, renderingOf, testCatalogue, testKnowledge, testTrade } from './testing/index.ts'

type Trade = ReturnType<typeof testTrade>

function open(trade: Trade, files: readonly FileEvidence[], more: Partial<EvidenceInput> = {}) {
  const opened = openEvidence({
    ...{ files, trust: trade.trust.trust(), anchor: trade.trust.anchor },
    ...{ catalogue: testCatalogue, knowledge: testKnowledge, ...more },
  })
  if ('ok' in opened) throw new Error(opened.code)
  return opened
}

function seenBy(trade: Trade, reader: string, files = trade.files()): FileEvidence[] {
  const whole = open(trade, files)
  return [...whole.files.values()].flatMap((file) => evidenceFor(file, reader) ?? [])
}

const codes = (opened: ReturnType<typeof open>) =>
  opened.findings.map(({ severity, code, place }) => `${severity} ${code} at ${describePlace(place)}`)

/** One line an act: `3 bid/1 attested by TEST-Seller, 1 hidden`. */
function table(opened: ReturnType<typeof open>, file: string): string[] {
  return (opened.acts.get(file) ?? []).map(({ seq, type, verdict, attestedBy, hidden, erased }) => {
    const by = attestedBy.length > 0 ? ` by ${attestedBy.join(' and ')}` : ''
    return `${seq} ${type ?? '-'} ${verdict}${by}${hidden ? `, ${hidden} hidden` : ''}${erased ? `, ${erased} erased` : ''}`
  })
}

const papers = (opened: ReturnType<typeof open>): string[] =>
  opened.documents.map(({ definition, verdict, fields, state, rendering }) => {
    const { checked, attested, hidden } = fields
    return `${definition} ${verdict} ${checked}/${attested}/${hidden} ${state} ${rendering}`
  })

test('the whole evidence of a trade is checked from end to end', () => {
  const trade = testTrade()
  const opened = open(trade, trade.files())
  expect(codes(opened)).toEqual([])
  expect(table(opened, trade.dealFile)).toEqual([
    '1 ask/1 checked',
    '2 enter/1 checked',
    '3 bid/1 checked',
    '4 agree/1 checked',
    '5 issue/2 checked',
  ])
  expect(table(opened, trade.coverFile)).toEqual([
    '1 request/1 checked',
    '2 enter/1 checked',
    '3 quote/1 checked',
    '4 issue/2 checked',
    '5 issue/2 checked',
  ])
  expect(papers(opened)).toEqual([
    'invoice/1 checked 3/0/0 current not-here',
    'policy/1 checked 2/0/0 current not-here',
    'schedule/1 checked 2/0/0 current not-here',
  ])
  expect(opened.acts.get(trade.dealFile)?.every(({ judgedAgain }) => judgedAgain)).toBe(true)
})

test('evidence of an earlier release, whose acts are superseded now, still verifies', () => {
  const trade = testTrade()
  const superseded = new Map(
    [...testCatalogue.acts].map(([type, definition]) => [
      type,
      type === 'agree/1' ? { ...definition, upcast: (statements: readonly Statement[]) => statements } : definition,
    ]),
  )
  const opened = open(trade, trade.files(), { catalogue: { ...testCatalogue, acts: superseded } })
  expect(codes(opened)).toEqual([])
  expect(table(opened, trade.dealFile)).toContain('4 agree/1 checked')
  const again = opened.acts.get(trade.dealFile)?.map(({ type, judgedAgain }) => [type, judgedAgain])
  expect(again).toContainEqual(['agree/1', false])
  expect(again).toContainEqual(['issue/2', true])
})

test('hard case 5: whoever sees half of a dossier is told of each part what it may say, and nothing wrong', () => {
  const trade = testTrade()
  const { seller, buyer, insurer } = trade.parties
  const views = Object.fromEntries(
    [seller, buyer, insurer].map(({ signer: { organisation } }) => {
      const opened = open(trade, seenBy(trade, organisation), { reader: organisation })
      expect(codes(opened)).toEqual([])
      return [organisation, [...table(opened, trade.dealFile), ...table(opened, trade.coverFile), ...papers(opened)]]
    }),
  )
  expect(views).toEqual({
    'TEST-Seller': [
      '1 ask/1 checked',
      '2 enter/1 checked',
      '3 bid/1 checked',
      '4 agree/1 checked',
      '5 issue/2 checked',
      '1 request/1 checked',
      '2 enter/1 checked',
      '3 quote/1 attested by TEST-Insurer, 1 hidden',
      '4 issue/2 checked',
      '5 issue/2 checked',
      'invoice/1 checked 3/0/0 current not-here',
      'policy/1 checked 2/0/0 current not-here',
      'schedule/1 checked 2/0/0 current not-here',
    ],
    // The buyer sees the price and not the reserve, so what was computed from the reserve stays the seller's word.
    'TEST-Buyer': [
      '1 ask/1 checked',
      '2 enter/1 checked',
      '3 bid/1 attested by TEST-Seller, 1 hidden',
      '4 agree/1 checked',
      '5 issue/2 attested by TEST-Seller',
      'invoice/1 attested 2/1/0 current not-here',
    ],
    // The insurer has nothing but the citations: the price it can check, the room and the invoice are the seller's word.
    'TEST-Insurer': [
      '1 request/1 attested by TEST-Seller',
      '2 enter/1 checked',
      '3 quote/1 checked',
      '4 issue/2 checked',
      '5 issue/2 attested by TEST-Seller',
      'policy/1 checked 2/0/0 current not-here',
      'schedule/1 attested 1/1/0 current not-here',
      'invoice/1 attested 0/3/0 current not-here',
    ],
  })
})

test('hard case 7: an element is erased, and everything still verifies; what was computed from it is its signer’s word', () => {
  const trade = testTrade()
  const commitment = trade.commitmentOf(trade.dealFile, '/reserve')
  const files = erase(trade.files(), { file: trade.dealFile, seq: 3, path: '/reserve', commitment })
  const opened = open(trade, files)
  expect(codes(opened)).toEqual([])
  expect(table(opened, trade.dealFile)).toEqual([
    '1 ask/1 checked',
    '2 enter/1 checked',
    '3 bid/1 attested by TEST-Seller, 1 erased',
    '4 agree/1 checked',
    '5 issue/2 attested by TEST-Seller',
  ])
  expect(papers(opened)[0]).toBe('invoice/1 attested 2/1/0 current not-here')
  expect(viewFile(opened.states.get(trade.dealFile) ?? emptyFile('', dealKind)).read('/reserve').is).toBe('erased')
})

test('an erasure of what its act never committed to is named', () => {
  const trade = testTrade()
  const files = erase(trade.files(), { file: trade.dealFile, seq: 3, path: '/reserve', commitment: 'A'.repeat(43) })
  expect(codes(open(trade, files))).toEqual([
    `fault erasure/not-committed at files/${trade.dealFile}.json, file ${trade.dealFile}, act 3 (bid/1), /reserve`,
  ])
})

test('hard case 8: an origin withdrawn later leaves its citation standing, marked, and dependent documents stale', () => {
  const trade = testTrade()
  const { seller } = trade.parties
  const said = trade.inDeal('say/1', seller, 'seller', { keyed: { '/deposit': '100.00' } })
  const again = trade.inDeal('say/1', seller, 'seller', {
    cited: { '/deposit': trade.commitmentOf(trade.dealFile, '/deposit') },
  })
  trade.inDeal('unsay/1', seller, 'seller', { answers: said.act.identity })
  const opened = open(trade, trade.files())
  expect(codes(opened)).toEqual([
    `mark citation/origin-withdrawn at files/${trade.dealFile}.json, file ${trade.dealFile}, act ${again.act.receipt.seq} (say/1), /deposit`,
  ])
  expect(opened.findings.every(({ severity }) => severity === 'mark')).toBe(true)
})

test('hard case 8: a key revoked from before marks what it signed and makes stale what rests on it, but only from then on', () => {
  const trade = testTrade()
  const { seller } = trade.parties
  const revokedFrom = (order: number) =>
    trade.trust.trust([
      { serial: seller.serial, date: receivedAt(50), reason: 'keyCompromise', invalidityDate: receivedAt(order) },
    ])
  const before = open(trade, trade.files(), { trust: revokedFrom(3) })
  expect(before.findings.some(({ severity }) => severity === 'fault')).toBe(false)
  expect(codes(before).filter((line) => line.includes(trade.dealFile) && line.includes('act/'))).toEqual([
    `mark act/signer-revoked-from-before at files/${trade.dealFile}.json, file ${trade.dealFile}, act 3 (bid/1)`,
    `mark act/signer-revoked-from-before at files/${trade.dealFile}.json, file ${trade.dealFile}, act 5 (issue/2)`,
  ])
  expect(papers(before).map((line) => line.split(' ').at(-2))).toEqual(['stale', 'stale', 'stale'])
  // The bid came before the loss, so what was taken from it stands.
  const after = open(trade, trade.files(), { trust: revokedFrom(4) })
  expect(codes(after).filter((line) => line.includes('(bid/1)'))).toEqual([])
  expect(codes(after).filter((line) => line.includes('citation/')).length).toBe(1)
  const late = open(trade, trade.files(), { trust: revokedFrom(40) })
  expect(codes(late)).toEqual([])
  expect(papers(late).every((line) => line.includes(' current '))).toBe(true)
})

test('an act under a certificate that was revoked already when it was received does not hold', () => {
  const trade = testTrade()
  const revoked = trade.trust.trust([{ serial: trade.parties.insurer.serial, date: receivedAt(1) }])
  const opened = open(trade, trade.files(), { trust: revoked })
  expect(table(opened, trade.coverFile).map((line) => line.split(' ')[2])).toEqual([
    'checked',
    'failed',
    'failed',
    'failed',
    'checked',
  ])
})

test('a document whose input has changed since is stale, and says by which field', () => {
  const trade = testTrade()
  const { buyer } = trade.parties
  trade.inDeal('say/1', buyer, 'buyer', { keyed: { '/goods': 'spanners' } })
  const opened = open(trade, trade.files())
  expect(opened.documents[0]).toMatchObject({
    ...{ definition: 'invoice/1', verdict: 'checked', state: 'stale', fields: { checked: 3, attested: 0, hidden: 0 } },
    stale: [{ field: 'goods', file: trade.dealFile, path: '/goods', because: 'changed' }],
  })
  expect(papers(opened).map((line) => line.split(' ').at(-2))).toEqual(['stale', 'current', 'current'])
})

test('a price that changes in its own file makes stale what another file computed from its citation', () => {
  const trade = testTrade()
  trade.inDeal('say/1', trade.parties.seller, 'seller', { keyed: { '/price': '1001.00' } })
  const opened = open(trade, trade.files())
  expect(papers(opened).map((line) => line.split(' ').at(-2))).toEqual(['stale', 'stale', 'stale'])
})

test('a document that its issuer took back is withdrawn', () => {
  const trade = testTrade()
  trade.inDeal('unsay/1', trade.parties.seller, 'seller', { answers: trade.done.invoiced.act.identity })
  expect(open(trade, trade.files()).documents[0]).toMatchObject({ definition: 'invoice/1', state: 'withdrawn' })
})

test('an act outside of a reader’s audience is a stub to it, and nothing after is judged again', () => {
  const trade = testTrade()
  const { seller, buyer } = trade.parties
  trade.inDeal('whisper/1', seller, 'seller', { keyed: { '/packing': 'boxes' } })
  trade.inDeal('say/1', buyer, 'buyer', { keyed: { '/packing': 'crates' } })
  const reader = buyer.signer.organisation
  const opened = open(trade, seenBy(trade, reader), { reader })
  expect(codes(opened)).toEqual([])
  expect(table(opened, trade.dealFile).slice(5)).toEqual(['6 - not-visible', '7 say/1 checked'])
  expect(opened.acts.get(trade.dealFile)?.map(({ judgedAgain }) => judgedAgain)).toEqual([
    ...[true, true, false, false, false, false, false],
  ])
})

test('a rendering is the one that its issuer signed, or it is named', () => {
  const trade = testTrade()
  const act = trade.done.invoiced.act.identity
  const right = open(trade, trade.files(), { renderings: new Map([[act, hashOf(renderingOf('inv1'))]]) })
  expect(right.documents[0]?.rendering).toBe('matches')
  const wrong = open(trade, trade.files(), { renderings: new Map([[act, hashOf(renderingOf('inv2'))]]) })
  expect(wrong.documents[0]).toMatchObject({ rendering: 'differs' })
  expect(codes(wrong)).toEqual([`fault rendering/changed at file ${trade.dealFile}, act 5`])
  expect(table(wrong, trade.dealFile)[4]).toBe('5 issue/2 failed')
})

test('a rendering of which its reader does not see the hash that was signed is no rendering that it knows', () => {
  const trade = testTrade()
  const act = trade.done.invoiced.act.identity
  const files = trade.files().map((file) => ({
    ...file,
    entries: file.entries.map((entry) =>
      'act' in entry ? { ...entry, act: { ...entry.act, disclosures: entry.act.disclosures.filter(isNoHash) } } : entry,
    ),
  }))
  expect(open(trade, files).documents[0]).toMatchObject({ rendering: 'not-here', fields: { hidden: 1 } })
  const given = open(trade, files, { renderings: new Map([[act, hashOf(renderingOf('inv1'))]]) })
  expect(given.documents[0]).toMatchObject({ rendering: 'differs', verdict: expect.any(String) })
  expect(codes(given)).toEqual([`fault rendering/hash-not-visible at file ${trade.dealFile}, act 5`])
})

const isNoHash = (disclosure: string): boolean =>
  !Buffer.from(disclosure, 'base64url').toString().includes('"$rendering"')

test('a document of the first version, whose hash stands in clear, verifies, is cited and finds its rendering as ever', () => {
  const trade = testTrade()
  const { seller } = trade.parties
  const rendering = hashOf(renderingOf('inv2'))
  const issues = { document: 'inv2', definition: 'invoice/1', language: 'en' } as const
  const composed = trade.world.attempt({
    ...{ type: 'issue/1', by: seller, as: 'seller', file: trade.dealFile, issues },
    fields: (['goods', 'total', 'room'] as const).map((name, i) => {
      const path = (['/goods', '/price', '/reserve'] as const)[i] ?? '/goods'
      const from = [trade.commitmentOf(trade.dealFile, path)]
      return { path: `/documents/inv2/${name}`, value: ['drills', '1000.00', '900.00'][i] ?? '', from }
    }),
  })
  // Nobody adds one any more.
  expect(composed.judgement).toMatchObject({ refusal: { code: 'act/superseded' } })
  const disclosures = composed.disclosures.filter(isNoHash)
  const claims = { ...composed.claims, issues: { ...issues, rendering } }
  const { act } = trade.world.take({ ...composed, claims, disclosures }, seller)
  trade.inCover('request/1', seller, 'insured', { documents: { '/invoice': act.identity } })
  const opened = open(trade, trade.files(), { renderings: new Map([[act.identity, rendering]]) })
  expect(codes(opened)).toEqual([])
  expect(table(opened, trade.dealFile)[5]).toBe('6 issue/1 checked')
  expect(papers(opened)).toContain('invoice/1 checked 3/0/0 current matches')
  const cited = opened.states.get(trade.coverFile)?.citedDocuments.get('/invoice')
  expect([cited?.rendering, cited?.codeKey, cited?.fields.size]).toEqual([rendering, undefined, 3])
})
