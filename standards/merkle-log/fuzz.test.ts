/**
 * Mutations of everything that a log shows or reads, seeded. ENTREPOT_FUZZ_CASES says how many; ENTREPOT_FUZZ_SEED where they
 * begin. Nothing throws but a missing tile, nothing takes long, nothing that was changed passes for what it was, and what is
 * read has one form.
 */
import { changedOctets, drawFrom, pick } from '@entrepot/mutation'
import { expect, test } from 'vitest'
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { readBundle, writeBundle } from './entry-bundle.ts'
import { leafHash, sameHash } from './hash.ts'
import { HASH_BYTES } from './limits.ts'
import { openLog } from './log.ts'
import { formatLogProof, parseLogProof, verifyLogProof } from './log-proof.ts'
import { isMalformed } from './malformed.ts'
import { formatKey, formatNote, parseKey, parseNote } from './note.ts'
import { packObjects, unpackObjects } from './packed.ts'
import { proveInclusion, type ReadTile, TileMissing } from './prove.ts'
import { memoryStorage } from './storage.ts'
import { entriesUpTo } from './testing/reference.ts'
import { signer } from './testing/signer.ts'
import { bundlePath, parsePath, tilePath } from './tile.ts'
import { verifyConsistency, verifyInclusion } from './verify.ts'

const cases = Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 20_000)
const seed = Number(process.env['ENTREPOT_FUZZ_SEED'] ?? 20_261_128)
/** Generous, as other programs share the machine; a quadratic reader would take minutes. */
const MS_PER_CASE = 2

const SIZE = 300
const INDEX = 17
const OLDER = 99

const log = signer('log.example', 'ed25519', 1)
const witness = signer('witness.example/w1', 'cosignature', 2)
const policy = { origin: 'log.example', log: log.key, witnesses: [witness.key], quorum: 1 }
const entries = entriesUpTo(SIZE)
const storage = memoryStorage()
const opened = await openLog(storage, {
  origin: 'log.example',
  sign: (text) => [log.sign(text), witness.cosign(text, 7)],
})
const { checkpoint: older } = await opened.append(entries.slice(0, OLDER))
const { note, checkpoint } = await opened.append(entries.slice(OLDER))
const { root } = checkpoint
const proof = await opened.proveInclusion(INDEX)
const consistency = await opened.proveConsistency(OLDER)
const tile = { level: 0, index: 0, width: 256 }
const row = await opened.readTile(tile)
if (row === undefined) throw new Error('the log has its first tile')
const bundle = writeBundle(entries.slice(0, 40))
const logProof = { index: INDEX, proof, checkpoint: note }

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
/** As a program reads text from elsewhere: what is no UTF-8 becomes replacement characters. */
const textOf = (octets: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets)
const joined = (hashes: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(hashes))
const hashesIn = (octets: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(octets.length / HASH_BYTES) }, (_, at) =>
    octets.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  )
const isSame = (a: Uint8Array, b: Uint8Array): boolean => sameHash(a, b)
const areSame = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean => isSame(joined(a), joined(b))

/** A reader of tiles of which one is changed. */
const reading =
  (changed: Uint8Array): ReadTile =>
  (asked) =>
    asked.level === 0 && asked.index === 0 ? Promise.resolve(changed) : opened.readTile(asked)

/** Each says what is wrong with how changed octets were taken. */
const readers: readonly {
  readonly name: string
  readonly sample: Uint8Array
  readonly isWrong: (octets: Uint8Array) => boolean | Promise<boolean>
}[] = [
  {
    name: 'note',
    sample: bytes(note),
    isWrong(octets) {
      const read = parseNote(textOf(octets))
      return !isMalformed(read) && formatNote(read.text, read.signatures) !== textOf(octets)
    },
  },
  {
    name: 'checkpoint',
    sample: bytes(note),
    isWrong(octets) {
      const read = openCheckpoint(textOf(octets), policy)
      return read.ok && (read.checkpoint.size !== SIZE || !isSame(read.checkpoint.root, root))
    },
  },
  {
    name: 'text of a checkpoint',
    sample: bytes(formatCheckpoint(checkpoint)),
    isWrong(octets) {
      const read = parseCheckpoint(textOf(octets))
      return read.ok && formatCheckpoint(read) !== textOf(octets)
    },
  },
  {
    name: 'key',
    sample: bytes(formatKey(log.key)),
    isWrong(octets) {
      const read = parseKey(textOf(octets))
      return !isMalformed(read) && formatKey(read) !== textOf(octets)
    },
  },
  {
    name: 'proof file',
    sample: bytes(formatLogProof({ ...logProof, extra: bytes('extra') })),
    isWrong(octets) {
      const read = parseLogProof(textOf(octets))
      if (isMalformed(read) || !verifyLogProof(read, entries[INDEX]!, policy).ok) return false
      return read.index !== INDEX || !areSame(read.proof, proof)
    },
  },
  {
    name: 'path of a tile',
    sample: bytes(tilePath({ level: 1, index: 1_234_067, width: 112 })),
    isWrong(octets) {
      const read = parsePath(textOf(octets))
      if ('code' in read) return false
      return (read.is === 'tile' ? tilePath(read) : bundlePath(read)) !== textOf(octets)
    },
  },
  {
    name: 'bundle',
    sample: bundle,
    isWrong(octets) {
      const read = readBundle(octets)
      return !('code' in read) && !isSame(writeBundle(read), octets)
    },
  },
  {
    name: 'batch that was staged',
    sample: packObjects(new Map([[tilePath(tile), row.subarray(0, 99)]])),
    isWrong(octets) {
      const read = unpackObjects(octets)
      // A path may stand twice in what was changed; then the later object counts.
      return read !== undefined && packObjects(read).length > octets.length
    },
  },
  {
    name: 'tile',
    sample: row,
    async isWrong(octets) {
      try {
        const made = await proveInclusion(reading(octets), INDEX, SIZE)
        const stated = { leafHash: leafHash(entries[INDEX]!), index: INDEX, size: SIZE, proof: made, root }
        return verifyInclusion(stated) && !areSame(made, proof)
      } catch (error) {
        return !(error instanceof TileMissing)
      }
    },
  },
  {
    name: 'inclusion proof',
    sample: joined(proof),
    isWrong(octets) {
      const stated = { leafHash: leafHash(entries[INDEX]!), index: INDEX, size: SIZE, proof: hashesIn(octets), root }
      return verifyInclusion(stated) && !isSame(octets, joined(proof))
    },
  },
  {
    name: 'consistency proof',
    sample: joined(consistency),
    isWrong(octets) {
      const stated = { first: OLDER, firstRoot: older.root, second: SIZE, secondRoot: root }
      return verifyConsistency({ ...stated, proof: hashesIn(octets) }) && !isSame(octets, joined(consistency))
    },
  },
]

/** What means something in notes, paths, lengths and Base64. */
const telling = [...'\n +/=-—0129Axp.\0\u00ff'].map((character) => new TextEncoder().encode(character))

const samples = readers.map(({ sample }) => sample)

test('what the samples are, unchanged, holds', () => {
  expect(openCheckpoint(note, policy)).toMatchObject({ ok: true, checkpoint: { size: SIZE } })
  expect(verifyLogProof(logProof, entries[INDEX]!, policy).ok).toBe(true)
  const stated = { first: OLDER, firstRoot: older.root, second: SIZE, secondRoot: root, proof: consistency }
  expect(verifyConsistency(stated)).toBe(true)
})

test(`${cases} changed notes, checkpoints, proofs, tiles and bundles: none throws, none takes long, none passes (seed ${seed})`, {
  timeout: 60_000 + cases * MS_PER_CASE,
}, async () => {
  const draw = drawFrom(seed)
  const wrong: string[] = []
  const started = performance.now()
  for (let count = 0; count < cases; count++) {
    const reader = pick(readers, draw)
    const octets = changedOctets(reader.sample, { telling, others: samples }, draw)
    if (await reader.isWrong(octets)) wrong.push(`${reader.name} ${count}`)
  }
  expect(wrong).toEqual([])
  expect(performance.now() - started).toBeLessThan(10_000 + cases * MS_PER_CASE)
})
