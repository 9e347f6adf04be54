import { approve, readAct, type SealedAct } from '@entrepot/trade/act'
import { decodeDisclosure, encodeDisclosure } from '@entrepot/sd-jwt'
import type { Path, Value } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { openEvidence } from './evidence.ts'
import { evidenceFor } from './restrict.ts'
import type { FileEvidence } from './format.ts'
import { testCatalogue, testKnowledge, testTrade } from './testing/index.ts'

/** Whoever would have something said to be checked that is not: signers who name other inputs, and makers of bundles. */

type Trade = ReturnType<typeof testTrade>

function open(trade: Trade, files: readonly FileEvidence[] = trade.files(), reader?: string) {
  const opened = openEvidence({
    ...{ files, trust: trade.trust.trust(), anchor: trade.trust.anchor },
    ...{ catalogue: testCatalogue, knowledge: testKnowledge, ...(reader ? { reader } : {}) },
  })
  if ('ok' in opened) throw new Error(opened.code)
  const faults = opened.findings.filter(({ severity }) => severity === 'fault')
  return { ...opened, faults: faults.map(({ code, place }) => `${code} ${place.seq} ${place.path}`) }
}

type Field = readonly [name: string, value: Value, from: readonly string[]]

/** An invoice as its issuer likes it, past any port; the whole of its true fields is goods, total and room. */
function invoiceOf(trade: Trade, fields: readonly Field[]) {
  const composed = trade.world.attempt({
    ...{ type: 'issue/2', by: trade.parties.seller, as: 'seller', file: trade.dealFile },
    issues: { document: 'inv2', definition: 'invoice/1', language: 'en' },
    fields: fields.map(([name, value, from]) => ({ path: `/documents/inv2/${name}` as Path, value, from })),
  })
  trade.world.take(composed, trade.parties.seller)
  return open(trade).documents.find(({ document }) => document === 'inv2')
}

function inputs(trade: Trade) {
  const at = (path: Path) => trade.commitmentOf(trade.dealFile, path)
  const goods: Field = ['goods', 'drills', [at('/goods')]]
  const total: Field = ['total', '1000.00', [at('/price')]]
  const room: Field = ['room', '900.00', [at('/reserve')]]
  return { goods, total, room }
}

test('a document that says what its file says is checked', () => {
  const trade = testTrade()
  const { goods, total, room } = inputs(trade)
  expect(invoiceOf(trade, [goods, total, room])).toMatchObject({ verdict: 'checked', fields: { checked: 3 } })
})

test('a document pinned to a version that was replaced before it was issued is not checked', () => {
  const trade = testTrade()
  const { goods, total, room } = inputs(trade)
  trade.inDeal('say/1', trade.parties.seller, 'seller', { keyed: { '/price': '1100.00' } })
  expect(invoiceOf(trade, [goods, total, room])).toMatchObject({
    ...{ verdict: 'attested', fields: { checked: 2, attested: 1 } },
  })
})

test('a document pinned to a proposal that nobody agreed to is not checked', () => {
  const trade = testTrade()
  const { goods, room } = inputs(trade)
  const { statements } = trade.inDeal('bid/1', trade.parties.seller, 'seller', {
    keyed: { '/price': '7.00', '/reserve': '5.00' },
  }).act
  const proposed = statements.find(({ path }) => path === '/price')?.commitment ?? ''
  expect(invoiceOf(trade, [goods, ['total', '7.00', [proposed]], room])).toMatchObject({ verdict: 'attested' })
})

test('a field left out is found by whoever sees all that it is computed from', () => {
  const trade = testTrade()
  const { goods, total } = inputs(trade)
  expect(invoiceOf(trade, [goods, total])).toMatchObject({ verdict: 'failed' })
  expect(open(trade).faults).toEqual(['document/field-left-out 6 /documents/inv2/room'])
  // The buyer does not see the reserve: nobody can tell it whether the field belongs there.
  const reader = trade.parties.buyer.signer.organisation
  const seen = [...open(trade).files.values()].flatMap((file) => evidenceFor(file, reader) ?? [])
  expect(open(trade, seen, reader).faults).toEqual([])
})

test('a figure that names no inputs, or others, is its issuer’s word though it is right', () => {
  for (const from of [[], ['A'.repeat(43)], undefined]) {
    const trade = testTrade()
    const { goods, total, room } = inputs(trade)
    const other: Field = [total[0], total[1], from ?? goods[2]]
    expect(invoiceOf(trade, [goods, other, room])).toMatchObject({ verdict: 'attested', fields: { checked: 2 } })
  }
})

test('a computed element that names no inputs is its signer’s word though it is right', () => {
  const trade = testTrade()
  const { seller } = trade.parties
  const bid = { type: 'bid/1', by: seller, as: 'seller', file: trade.dealFile, keyed: { '/price': '2000.00' } } as const
  const composed = trade.world.attempt(bid)
  const disclosures = composed.disclosures.map((encoded) => {
    const read = decodeDisclosure(encoded)
    if (!read.ok || read.name !== '/twice') return encoded
    return encodeDisclosure(read.salt, read.name, { $derived: '4000.00', $from: [] })
  })
  trade.world.take({ ...composed, disclosures }, seller)
  // Whoever judges it again with everything in sight refuses it, as the port did.
  expect(open(trade).faults).toEqual(['judge/derivation/other-inputs 6 /twice'])
  const reader = trade.parties.buyer.signer.organisation
  const seen = trade.files().flatMap((file) => (file.file === trade.dealFile ? [cut(file, 3, '/reserve')] : []))
  expect(open(trade, seen, reader).acts.get(trade.dealFile)?.[5]).toMatchObject({ verdict: 'attested' })
})

const nameOf = (encoded: string): string => {
  const read = decodeDisclosure(encoded)
  return read.ok ? read.name : ''
}

const cut = (evidence: FileEvidence, seq: number, path: string): FileEvidence => ({
  ...evidence,
  entries: evidence.entries.map((entry) =>
    entry.seq === seq && 'act' in entry
      ? { ...entry, act: { ...entry.act, disclosures: entry.act.disclosures.filter((each) => nameOf(each) !== path) } }
      : entry,
  ),
})

const withoutRoom = (act: SealedAct): SealedAct => ({
  ...act,
  citations: (act.citations ?? []).map((cited) => ({
    ...cited,
    disclosures: cited.disclosures.filter((each) => nameOf(each) !== '/documents/inv1/room'),
  })),
})

test('a document cited without one of its fields does not enter a file', () => {
  const trade = testTrade()
  const composed = trade.world.attempt({
    ...{ type: 'request/1', by: trade.parties.seller, as: 'insured', file: trade.world.nextId() },
    opens: { kind: 'cover', parties: { insured: 'TEST-Seller', insurer: 'TEST-Insurer' } },
    cited: { '/value': trade.commitmentOf(trade.dealFile, '/price') },
    documents: { '/invoice': trade.done.invoiced.act.identity },
  })
  const { citations = [] } = withoutRoom({ jwt: '', disclosures: [], citations: composed.citations })
  expect(() => trade.world.take({ ...composed, citations }, trade.parties.seller)).toThrow(
    'act/citation-incomplete at /invoice',
  )
})

test('a document of which a bundle lacks a field says how many of its fields are not visible', () => {
  const trade = testTrade()
  const reader = trade.parties.insurer.signer.organisation
  const seen = [...open(trade).files.values()]
    .flatMap((file) => evidenceFor(file, reader) ?? [])
    .map((evidence) => ({
      ...evidence,
      entries: evidence.entries.map((entry) => ('act' in entry ? { ...entry, act: withoutRoom(entry.act) } : entry)),
    }))
  expect(open(trade, seen, reader).documents.find(({ definition }) => definition === 'invoice/1')).toMatchObject({
    fields: { checked: 0, attested: 2, hidden: 1 },
  })
})

test('who acts for another without a recorded authority does not hold, for readers of half a file too', () => {
  const trade = testTrade()
  const { insurer, seller, buyer } = trade.parties
  trade.inDeal('whisper/1', seller, 'seller', { keyed: { '/packing': 'boxes' } })
  const forged = trade.world.attempt({
    ...{ type: 'say/1', by: insurer, as: 'seller', for: seller.signer.organisation, file: trade.dealFile },
    keyed: { '/packing': 'sacks' },
  })
  trade.world.take(forged, insurer)
  const reader = buyer.signer.organisation
  const seen = [...open(trade).files.values()].flatMap((file) => evidenceFor(file, reader) ?? [])
  expect(open(trade).faults).toEqual(['act/no-authority 7 undefined'])
  expect(open(trade, seen, reader).faults).toEqual([])
  const whole = trade.files().map((file) => (file.file === trade.dealFile ? stubbed(file, 6) : file))
  expect(open(trade, whole, reader).faults).toContain('act/no-authority 7 undefined')
})

function stubbed(evidence: FileEvidence, seq: number): FileEvidence {
  return {
    ...evidence,
    entries: evidence.entries.map((entry) => {
      const read = entry.seq === seq && 'act' in entry ? readAct(entry.act) : undefined
      return read?.ok ? { seq, receipt: entry.receipt, identity: read.identity } : entry
    }),
  }
}

test('one key under two certificates is one person', () => {
  const trade = testTrade()
  const facts = { organisation: 'TEST-Seller', name: 'Test Seller', country: 'CN', place: 'Testville' }
  const same = trade.trust.certify(facts, 'Seller')
  expect(same.key.thumbprint).not.toBe(trade.parties.seller.key.thumbprint)
  const approval = approve(trade.done.bid.act.identity, '2026-12-01T10:00+08:00', same.key)
  const files = trade.files().map((file) =>
    file.file === trade.dealFile
      ? {
          ...file,
          entries: file.entries.map((entry) =>
            entry.seq === 3 && 'act' in entry ? { ...entry, act: { ...entry.act, approvals: [approval] } } : entry,
          ),
        }
      : file,
  )
  expect(open(trade, files).faults).toEqual(['approval/invalid 3 approval 1'])
})
