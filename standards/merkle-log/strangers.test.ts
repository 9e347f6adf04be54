import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testUnless, testWith } from '../../checks/testing-programs.ts'
import { leafHash } from './hash.ts'
import { formatLogProof } from './log-proof.ts'
import { type Log, openLog, tileReader } from './log.ts'
import { MAX_BATCH_ENTRIES } from './limits.ts'
import { isMalformed } from './malformed.ts'
import { formatKey, formatNote, parseNote } from './note.ts'
import { type LogStorage, memoryStorage } from './storage.ts'
import { buildGoJudge, hasGo, type Question } from './testing/judges/go.ts'
import {
  sigstoreHead,
  sigstoreInclusion,
  transmuteConsistency,
  transmuteProof,
  transmuteRoot,
  transmuteTree,
} from './testing/judges/npm.ts'
import { entriesUpTo } from './testing/reference.ts'
import { signer } from './testing/signer.ts'
import { bundlePath, MAX_TILE_LEVEL, tilePath, widthIn } from './tile.ts'
import { verifyInclusion } from './verify.ts'

const go = hasGo ? buildGoJudge() : undefined
afterAll(() => go?.remove())
const goVerdicts = (questions: readonly Question[]): string[] => go?.verdicts(questions) ?? []

const withGo = testUnless(hasGo ? undefined : 'no Go, or not with x/mod/sumdb and x/crypto')

/** Go's package reads heads of one log alone, by the first line. */
const ORIGIN = 'go.sum database tree'
const owner = signer('log.example', 'ed25519', 1)
const witness = signer('witness.example/w1', 'cosignature', 2)
const stranger = signer('log.example', 'ed25519', 9)
const keys = [formatKey(owner.key)]

const SECONDS = 1_795_000_000

/** Sizes at which trees change their shape: powers of two and their neighbours, full tiles, a tile of tiles. */
const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 255, 256, 257, 300, 511, 512, 513, 700]
const LARGE = 65_536 + 300

interface Grown {
  readonly log: Log
  readonly storage: LogStorage
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
  readonly entries: readonly Uint8Array[]
}

async function grown(size: number): Promise<Grown> {
  const storage = memoryStorage()
  const log = await openLog(storage, {
    origin: ORIGIN,
    sign: (text) => [owner.sign(text), witness.cosign(text, SECONDS)],
  })
  const entries = entriesUpTo(size)
  if (size > MAX_BATCH_ENTRIES) await log.append(entries.slice(0, size - MAX_BATCH_ENTRIES))
  const { checkpoint, note } = await log.append(entries.slice(-MAX_BATCH_ENTRIES))
  return { log, storage, size, root: checkpoint.root, note, entries }
}

/** All tiles of a tree, as its readers find them. */
async function tilesOf({ storage, size }: Grown): Promise<Record<string, Uint8Array>> {
  const read = tileReader(storage)
  const tiles: Record<string, Uint8Array> = {}
  for (let level = 0; level <= MAX_TILE_LEVEL; level++)
    for (let index = 0; widthIn(size, level, index) > 0; index++) {
      const tile = { level, index, width: widthIn(size, level, index) }
      const octets = await read(tile)
      if (octets !== undefined) tiles[tilePath(tile)] = octets
    }
  return tiles
}

const bundleOf = async ({ storage }: Grown, index: number, width: number): Promise<Uint8Array> =>
  (await storage.read(bundlePath({ index, width }))) ?? new Uint8Array(0)

const flipped = (octets: Uint8Array, at = octets.length - 1): Uint8Array => octets.with(at, (octets[at] ?? 0) ^ 1)

/** Leaves that stand at the edges of subtrees. */
const indexesOf = (size: number): number[] =>
  [...new Set([0, size >> 1, (size >> 1) - 1, size - 2, size - 1])].filter((i) => i >= 0)

const trees = await Promise.all(SIZES.map(grown))
const large = await grown(LARGE)

describe('checkpoints', () => {
  test('Sigstore’s verifier reads a checkpoint, its size and its root, under the log’s key', () => {
    for (const { note, size, root } of [...trees, large]) {
      const head = sigstoreHead(note, owner.key)
      expect(head).toMatchObject({ origin: ORIGIN, logSize: BigInt(size), rest: [] })
      expect(new Uint8Array(head.logHash)).toEqual(root)
    }
  })

  test('Sigstore’s verifier refuses a checkpoint of another key, and one that was changed', () => {
    const { note } = large
    expect(() => sigstoreHead(note, stranger.key)).toThrow('invalid checkpoint signature')
    expect(() => sigstoreHead(note.replace(String(LARGE), String(LARGE + 1)), owner.key)).toThrow(
      'invalid checkpoint signature',
    )
  })

  withGo('Go’s sumdb/note and sumdb/tlog read a checkpoint, and refuse what ours refuses', () => {
    const cases: [question: Question, verdict: string][] = [...trees, large].map(({ note, size, root }) => [
      { kind: 'head', note, keys, size, root },
      '',
    ])
    const { note, size, root } = large
    const changed = note.replace(`\n${size}\n`, `\n${size - 1}\n`)
    cases.push(
      [{ kind: 'head', note, keys: [formatKey(stranger.key)], size, root }, 'note has no verifiable signatures'],
      [{ kind: 'note', note: changed, keys }, `invalid signature for key log.example+${keys[0]?.split('+')[1]}`],
    )
    expect(goVerdicts(cases.map(([question]) => question))).toEqual(cases.map(([, verdict]) => verdict))
  })
})

describe('cosignatures', () => {
  withGo('Go’s sumdb/note opens a checkpoint by the log’s and a witness’s signature', () => {
    const both = [...keys, formatKey(witness.key)]
    const later = formatNote(textOf(large.note), [owner.sign(textOf(large.note)), atAnotherTime(large.note)])
    const verdicts = goVerdicts([
      { kind: 'note', note: large.note, keys: both },
      { kind: 'note', note: later, keys: both },
    ])
    expect(verdicts).toEqual(['', expect.stringContaining('invalid signature for key witness.example/w1')])
  })
})

testWith('openssl')('OpenSSL verifies a witness’s signature over the message of C2SP tlog-cosignature', () => {
  const line = large.note.trimEnd().split('\n').at(-1) ?? ''
  const octets = Uint8Array.fromBase64(line.replace('— witness.example/w1 ', ''))
  const seconds = new DataView(octets.buffer).getBigUint64(4)
  const folder = mkdtempSync(join(tmpdir(), 'cosignature-'))
  try {
    const file = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const verified = (message: string) =>
      spawnSync('openssl', [
        ...['pkeyutl', '-verify', '-rawin', '-pubin', '-keyform', 'DER'],
        ...['-inkey', file('key', witness.key.publicKey.spki), '-sigfile', file('signature', octets.subarray(12))],
        ...['-in', file('message', message)],
      ]).status === 0
    expect(verified(`cosignature/v1\ntime ${seconds}\n${textOf(large.note)}`)).toBe(true)
    expect(verified(`cosignature/v1\ntime ${seconds + 1n}\n${textOf(large.note)}`)).toBe(false)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** A cosignature under which another time was written than the witness signed. */
function atAnotherTime(note: string) {
  const line = witness.cosign(textOf(note), SECONDS)
  return { ...line, signature: flipped(line.signature, 7) }
}

function textOf(note: string): string {
  const parsed = parseNote(note)
  if (isMalformed(parsed)) throw new Error(parsed.code)
  return parsed.text
}

describe('proofs of inclusion', () => {
  test('Sigstore’s verifier and Transmute’s RFC 9162 accept each, and refuse it for a neighbour', async () => {
    for (const { log, size, root, entries } of [...trees, large])
      for (const index of indexesOf(size)) {
        const proof = await log.proveInclusion(index)
        const entry = entries[index] ?? new Uint8Array(0)
        const proved = { entry, index, size, root, proof }
        expect(sigstoreInclusion(proved)).toBe('')
        expect(await transmuteRoot(proved)).toEqual(root)
        const other = { ...proved, entry: flipped(entry) }
        expect(sigstoreInclusion(other)).toContain('does not match')
        expect(await transmuteRoot(other)).not.toEqual(root)
      }
  })

  test('what Transmute’s RFC 9162 proves is accepted here', async () => {
    for (const { size, root, entries } of trees)
      for (const index of indexesOf(size)) {
        const proof = await transmuteProof(entries, index)
        const leaf = leafHash(entries[index] ?? new Uint8Array(0))
        expect(verifyInclusion({ leafHash: leaf, index, size, root, proof })).toBe(true)
        expect(verifyInclusion({ leafHash: flipped(leaf), index, size, root, proof })).toBe(false)
      }
  })

  withGo('Go’s sumdb/tlog accepts each, and refuses it for a neighbour', async () => {
    const questions: Question[] = []
    for (const { log, size, root, entries } of [...trees, large])
      for (const index of indexesOf(size)) {
        const entry = entries[index] ?? new Uint8Array(0)
        const asked = { kind: 'inclusion', index, size, root, proof: await log.proveInclusion(index) } as const
        questions.push({ ...asked, entry }, { ...asked, entry: flipped(entry) })
      }
    expect(goVerdicts(questions)).toEqual(
      questions.map((_each, i) => (i % 2 === 0 ? '' : 'invalid transparency proof')),
    )
  })
})

describe('proofs of consistency', () => {
  /** Every older head that a newer tree of a few hundred leaves can have, and some of a large one. */
  async function histories() {
    const [last] = trees.slice(-1)
    const newer = last ?? large
    const pairs = SIZES.filter((old) => old < newer.size).flatMap((old) =>
      [newer, large].map((tree) => ({ tree, old, oldRoot: trees[SIZES.indexOf(old)]?.root ?? newer.root })),
    )
    return Promise.all(
      pairs.map(async ({ tree, old, oldRoot }) => ({
        ...{ old, oldRoot, size: tree.size, root: tree.root },
        proof: await tree.log.proveConsistency(old),
      })),
    )
  }

  test('Transmute’s RFC 9162 accepts each, and refuses it for another older tree', async () => {
    for (const each of await histories()) {
      expect(await transmuteConsistency(each)).toBe(true)
      expect(await transmuteConsistency({ ...each, oldRoot: flipped(each.oldRoot) })).toBe(false)
    }
  })

  withGo('Go’s sumdb/tlog accepts each, and refuses it for another older tree', async () => {
    const questions = (await histories()).flatMap((each): Question[] => [
      { kind: 'consistency', ...each },
      { kind: 'consistency', ...each, oldRoot: flipped(each.oldRoot) },
    ])
    expect(goVerdicts(questions)).toEqual(
      questions.map((_each, i) => (i % 2 === 0 ? '' : 'invalid transparency proof')),
    )
  })
})

describe('tiles', () => {
  test('each hash of each tile is the root that Transmute’s RFC 9162 makes of the leaves under it', async () => {
    for (const tree of trees) {
      for (const [path, octets] of Object.entries(await tilesOf(tree))) {
        const [, level = '', index = ''] = path.split('/')
        const under = 256 ** Number(level)
        const width = octets.length / 32
        for (let i = 0; i < width; i++) {
          const from = (Number(index.split('.')[0]) * 256 + i) * under
          const hash = await transmuteTree(tree.entries.slice(from, from + under))
          expect(octets.subarray(i * 32, i * 32 + 32)).toEqual(hash)
        }
      }
    }
  })

  withGo('Go’s sumdb/tlog reads every hash of the tree out of its tiles, found by their paths', async () => {
    const questions: Question[] = []
    for (const tree of [...trees, large]) {
      const { size, root, entries } = tree
      questions.push({ kind: 'tiles', size, root, entries, tiles: await tilesOf(tree) })
    }
    const { size, root, entries } = large
    const tiles = await tilesOf(large)
    const changed = { ...tiles, 'tile/0/007': flipped(tiles['tile/0/007'] ?? new Uint8Array(1)) }
    questions.push({ kind: 'tiles', size, root, entries, tiles: changed })
    expect(goVerdicts(questions)).toEqual([...trees.map(() => ''), '', 'downloaded inconsistent tile'])
  })
})

describe('bundles of entries', () => {
  const all = [
    { index: 0, width: 256 },
    { index: 2, width: 700 - 512 },
  ]
  const tree = trees.at(-1) ?? large
  const entriesIn = (index: number, width: number) => tree.entries.slice(index * 256, index * 256 + width)

  withGo('Go’s cryptobyte reads the entries, and nothing behind them', async () => {
    const bundles = await Promise.all(all.map(({ index, width }) => bundleOf(tree, index, width)))
    const questions = all.map(({ index, width }, i): Question => {
      return { kind: 'bundle', bundle: bundles[i] ?? new Uint8Array(0), entries: entriesIn(index, width) }
    })
    const [whole] = bundles
    questions.push({ kind: 'bundle', bundle: (whole ?? new Uint8Array(1)).subarray(0, -1), entries: entriesIn(0, 256) })
    expect(goVerdicts(questions)).toEqual(['', '', 'entry 255 is cut off'])
  })

  testWith('perl')('Perl’s unpack reads the entries', async () => {
    for (const { index, width } of all) {
      const { stdout } = spawnSync(
        'perl',
        ['-0777', '-ne', 'print join ",", map { unpack "H*", $_ } unpack "(n/a*)*", $_'],
        {
          input: await bundleOf(tree, index, width),
          encoding: 'utf8',
        },
      )
      expect(stdout.split(',')).toEqual(entriesIn(index, width).map((entry) => entry.toHex()))
    }
  })
})

describe('proof files', () => {
  const index = 299
  const entry = large.entries[index] ?? new Uint8Array(0)
  const fileOf = async (extra?: Uint8Array) =>
    formatLogProof({
      ...{ index, proof: await large.log.proveInclusion(index), checkpoint: large.note },
      ...(extra === undefined ? {} : { extra }),
    })

  withGo('Go’s sumdb finds the entry under the checkpoint of a proof file', async () => {
    const file = await fileOf()
    const verdicts = goVerdicts([
      { kind: 'proof file', file, keys, entry },
      { kind: 'proof file', file: await fileOf(entry), keys, entry },
      { kind: 'proof file', file, keys, entry: flipped(entry) },
      { kind: 'proof file', file: file.replace('index 299', 'index 298'), keys, entry },
    ])
    expect(verdicts).toEqual(['', '', 'invalid transparency proof', 'invalid transparency proof'])
  })

  test('Sigstore’s verifier finds the entry under the checkpoint of a proof file', async () => {
    const [head = '', ...rest] = (await fileOf()).split('\n\n')
    const [title, place, ...hashes] = head.split('\n')
    expect([title, place]).toEqual(['c2sp.org/tlog-proof@v1', 'index 299'])
    const { logSize, logHash } = sigstoreHead(rest.join('\n\n'), owner.key)
    const proof = hashes.map((line) => Uint8Array.fromBase64(line))
    const proved = { index, proof, size: Number(logSize), root: new Uint8Array(logHash) }
    expect(sigstoreInclusion({ ...proved, entry })).toBe('')
    expect(sigstoreInclusion({ ...proved, entry: flipped(entry) })).toContain('does not match')
  })
})
