import { base64url, importPrivateKey, keyPairFromSeed, sign, utf8 } from '@entrepot/crypto'
import { formatKey, isMalformed, memoryStorage, noteKey, openLog } from '@entrepot/merkle-log'
import { readReceipt, signReceipt } from '@entrepot/trade/act'
import { expect, test } from 'vitest'
import { openEvidence } from './evidence.ts'
import type { FileEvidence, LogEvidence, LoggedAct } from './format.ts'
import { logEntry } from './log.ts'
import { signLog } from './statement.ts'
import { testCatalogue, testKnowledge, testTrade } from './testing/index.ts'

type Trade = ReturnType<typeof testTrade>

const ORIGIN = 'test.example/log'
const AT = '2026-12-24T00:00:00Z'

function logKey(seed: number) {
  const pair = keyPairFromSeed('Ed25519', new Uint8Array(32).fill(seed))
  const key = importPrivateKey(pair.privateKeyPkcs8)
  const named = noteKey(ORIGIN, 'ed25519', pair.publicKeySpki.subarray(12))
  if (!key || isMalformed(named)) throw new Error('no key')
  return {
    line: formatKey(named),
    sign: (text: string) => [{ name: ORIGIN, id: named.id, signature: sign(key, utf8.encode(text)) }],
  }
}

/** Logs what is listed, in that order, between two acts of other people. */
async function logged(
  trade: Trade,
  files: readonly FileEvidence[],
  { signed = logKey(1), named = logKey(1) } = {},
): Promise<LogEvidence> {
  const placed = files.flatMap(({ file, entries }) => entries.map(({ seq, receipt }) => ({ file, seq, receipt })))
  const leaves = placed.map(({ receipt }) => {
    const entry = logEntry(receipt)
    if ('code' in entry) throw new Error(entry.code)
    return entry
  })
  const log = await openLog(memoryStorage(), { origin: ORIGIN, sign: signed.sign })
  const { note } = await log.append([new Uint8Array(64), ...leaves, new Uint8Array(64).fill(1)])
  const hashes: string[] = []
  const acts: LoggedAct[] = []
  for (const [i, { file, seq }] of placed.entries()) {
    const proof = await log.proveInclusion(i + 1)
    acts.push({ file, seq, leaf: i + 1, path: proof.map((hash) => hashes.push(base64url.encode(hash)) - 1) })
  }
  const statement = signLog({ origin: ORIGIN, key: named.line, at: AT }, trade.operator)
  return { statement, checkpoint: note, hashes, acts }
}

function open(trade: Trade, files: readonly FileEvidence[], log: LogEvidence, made = AT) {
  const opened = openEvidence({
    ...{ files, log, made, trust: trade.trust.trust(), anchor: trade.trust.anchor },
    ...{ catalogue: testCatalogue, knowledge: testKnowledge },
  })
  if ('ok' in opened) throw new Error(opened.code)
  const said = opened.findings.filter(({ code }) => code.startsWith('log/'))
  return { report: opened.log, said: said.map(({ severity, code, place }) => [severity, code, place.seq]) }
}

/** Receipts that promise the log by a time. */
function promised(trade: Trade, logBy: string): FileEvidence[] {
  return trade.files().map((evidence) => ({
    ...evidence,
    entries: evidence.entries.map((entry) => {
      const read = readReceipt(entry.receipt)
      if (!read.ok) throw new Error(read.code)
      return { ...entry, receipt: signReceipt({ ...read.claims, logBy }, trade.operator) }
    }),
  }))
}

const total = (files: readonly FileEvidence[]): number => files.reduce((sum, { entries }) => sum + entries.length, 0)

test('every act that stands in the operator’s log is counted', async () => {
  const trade = testTrade()
  const files = trade.files()
  const { report, said } = open(trade, files, await logged(trade, files))
  expect(said).toEqual([])
  expect(report).toEqual({ origin: ORIGIN, size: total(files) + 2, logged: total(files), waiting: 0 })
})

test('an act that is not there yet is waited for until its receipt’s time, and then is a broken promise', async () => {
  const trade = testTrade()
  const files = promised(trade, '2026-12-20T00:00:00.000Z')
  const whole = await logged(trade, files)
  const missing = { ...whole, acts: whole.acts.filter(({ file, seq }) => file !== trade.dealFile || seq !== 2) }
  const early = open(trade, files, missing, '2026-12-19T00:00:00Z')
  expect([early.said, early.report?.waiting]).toEqual([[['mark', 'log/not-yet', 2]], 1])
  expect(open(trade, files, missing).said).toEqual([['fault', 'log/promise-broken', 2]])
})

test('another receipt than the logged one is found out', async () => {
  const trade = testTrade()
  const files = promised(trade, '2026-12-20T00:00:00.000Z')
  const log = await logged(trade, trade.files())
  expect(open(trade, files, log).said).toContainEqual(['fault', 'log/not-included', 2])
})

const wrong: { name: string; change: (log: LogEvidence) => LogEvidence; code: string }[] = [
  {
    name: 'another leaf',
    change: (log) => moved(log, (act) => ({ ...act, leaf: act.leaf + 1 })),
    code: 'log/not-included',
  },
  {
    name: 'a cut path',
    change: (log) => moved(log, (act) => ({ ...act, path: act.path.slice(1) })),
    code: 'log/not-included',
  },
  {
    name: 'a path into nothing',
    change: (log) => moved(log, (act) => ({ ...act, path: [9999] })),
    code: 'log/not-included',
  },
  {
    name: 'a hash that is none',
    change: (log) => ({ ...log, hashes: log.hashes.map(() => '*') }),
    code: 'log/not-included',
  },
  {
    name: 'an act of another file',
    change: (log) => moved(log, (act) => ({ ...act, file: 'x' })),
    code: 'log/no-such-act',
  },
  {
    name: 'a changed head',
    change: (log) => ({ ...log, checkpoint: log.checkpoint.replace(/\n\d+\n/, '\n3\n') }),
    code: 'log/checkpoint',
  },
  { name: 'no head', change: (log) => ({ ...log, checkpoint: '' }), code: 'log/checkpoint' },
  { name: 'no statement', change: (log) => ({ ...log, statement: 'a.b.c' }), code: 'log/statement' },
]

const moved = (log: LogEvidence, change: (act: LoggedAct) => LoggedAct): LogEvidence => ({
  ...log,
  acts: log.acts.map((act, i) => (i === 0 ? change(act) : act)),
})

test.each(wrong)('$name is found out', async ({ change, code }) => {
  const trade = testTrade()
  const files = trade.files()
  const { said } = open(trade, files, change(await logged(trade, files)))
  expect(said[0]?.slice(0, 2)).toEqual(['fault', code])
})

test('a log that is not the operator’s proves nothing', async () => {
  const trade = testTrade()
  const files = trade.files()
  const foreignLog = await logged(trade, files, { signed: logKey(2) })
  expect(open(trade, files, foreignLog)).toEqual({ report: undefined, said: [['fault', 'log/checkpoint', undefined]] })
  const byParty = signLog({ origin: ORIGIN, key: logKey(1).line, at: AT }, trade.trust.party('SELLER').key)
  const named = { ...(await logged(trade, files)), statement: byParty }
  expect(open(trade, files, named).said).toEqual([['fault', 'log/statement', undefined]])
})
