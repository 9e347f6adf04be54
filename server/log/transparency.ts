import { base64url, type PrivateKey, sign, utf8 } from '@entrepot/crypto'
import {
  CHECKPOINT_PATH,
  formatKey,
  formatLogProof,
  isMalformed,
  type Log,
  type LogStorage,
  noteKey,
  parsePath,
  proveInclusion,
  type ReadTile,
  tilePath,
} from '@entrepot/merkle-log'
import type { SealingKey } from '@entrepot/trade/act'
import { type LogEvidence, type LoggedAct, signLog } from '@entrepot/trade/evidence'
import type { Shards } from '../database/index.ts'
import { startSequencer } from './sequencer.ts'
import { leavesOf } from './waiting.ts'

/** The port's transparency log: every act that it took in stands there, in an order that it cannot change any more. */
export interface Transparency {
  /** Name of the log, the first line of its checkpoints. */
  readonly origin: string
  /** Its public key in one line (C2SP signed-note). */
  readonly key: string
  /** Says that acts were appended. */
  nudge(): void
  /** Which log is the operator's, under which key: signed by the operator. */
  statement(): string
  /** The signed head. */
  checkpoint(): Promise<string>
  /** Proofs for acts of some files; whatever stands is logged first. */
  evidenceFor(files: readonly { readonly file: string; readonly seqs: readonly number[] }[]): Promise<LogEvidence>
  /** The proof file of one act (C2SP tlog-proof); `undefined` where it is not logged yet. */
  proofOf(file: string, seq: number): Promise<string | undefined>
  /** A checkpoint, tile or bundle by its path, as anybody may read it; `undefined` where there is none. */
  read(path: string): Promise<Uint8Array | undefined>
  stop(): Promise<void>
}

/** What a log is opened from. */
export interface TransparencyPlace {
  readonly shards: Shards
  readonly storage: LogStorage
  readonly origin: string
  /** Ed25519. */
  readonly key: PrivateKey
  /** The operator's key as it is now; it rolls. */
  readonly operator: () => SealingKey
  /** Real time, epoch milliseconds. */
  readonly now: () => number
  readonly fault: (error: unknown) => void
}

/** Bytes of a SubjectPublicKeyInfo before an Ed25519 point (RFC 8410). */
const SPKI_HEAD_BYTES = 12

/** Opens the port's log and starts to fill it. */
export function openTransparency(place: TransparencyPlace): Transparency {
  const { shards, storage, origin, key, fault } = place
  const named = noteKey(origin, 'ed25519', key.publicKey.spki.subarray(SPKI_HEAD_BYTES))
  if (isMalformed(named)) throw new Error('log/key: the log is signed by an Ed25519 key')
  const { name, id } = named
  const sequencer = startSequencer({
    ...{ shards, storage, origin, fault },
    sign: (text) => [{ name, id, signature: sign(key, utf8.encode(text)) }],
  })
  const statement = (): string =>
    signLog({ origin, key: formatKey(named), at: new Date(place.now()).toISOString() }, place.operator())
  return {
    ...{ origin, key: formatKey(named), statement, nudge: sequencer.nudge, stop: sequencer.stop },
    checkpoint: async () => headOf(await sequencer.settled()).note,
    async evidenceFor(files) {
      const log = await sequencer.settled()
      const { note, checkpoint } = headOf(log)
      const proofs = createProofs(log, checkpoint.size)
      const acts: LoggedAct[] = []
      for (const { file, seqs } of files) {
        const leaves = await leavesOf(shards, file)
        for (const seq of seqs) {
          const leaf = leaves.get(seq)
          if (leaf !== undefined && leaf < checkpoint.size)
            acts.push({ file, seq, leaf, path: await proofs.path(leaf) })
        }
      }
      return { statement: statement(), checkpoint: note, hashes: proofs.hashes(), acts }
    },
    async proofOf(file, seq) {
      const leaf = (await leavesOf(shards, file)).get(seq)
      if (leaf === undefined) return undefined
      const log = await sequencer.log()
      const { note, checkpoint } = headOf(log)
      if (leaf >= checkpoint.size) return undefined
      return formatLogProof({ index: leaf, proof: await log.proveInclusion(leaf, checkpoint.size), checkpoint: note })
    },
    read: (path) =>
      path === CHECKPOINT_PATH || !('code' in parsePath(path)) ? storage.read(path) : Promise.resolve(undefined),
  }
}

function headOf(log: Log): NonNullable<Log['head']> {
  if (!log.head) throw new Error('log/no-head: a log that was opened has a head')
  return log.head
}

/** Proofs under one head; neighbours read the same tiles and share most of their hashes. */
function createProofs(log: Log, size: number) {
  const tiles = new Map<string, ReturnType<ReadTile>>()
  const read: ReadTile = (tile) => {
    const path = tilePath(tile)
    const known = tiles.get(path) ?? log.readTile(tile)
    tiles.set(path, known)
    return known
  }
  const places = new Map<string, number>()
  return {
    hashes: (): string[] => [...places.keys()],
    async path(leaf: number): Promise<number[]> {
      const proof = await proveInclusion(read, leaf, size)
      return proof.map((hash) => {
        const text = base64url.encode(hash)
        const at = places.get(text) ?? places.size
        places.set(text, at)
        return at
      })
    },
  }
}
