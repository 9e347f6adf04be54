import { fromBase64, toBase64 } from './base64.ts'
import { cosignedAt } from './cosignature.ts'
import { HASH_BYTES, MAX_TREE_SIZE } from './limits.ts'
import { isMalformed, type Malformed, malformed } from './malformed.ts'
import { isBy, type Note, type NoteKey, parseNote, verifiesText } from './note.ts'

/** A tree's head: whose log, how many leaves, which root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  readonly extensions: readonly string[]
}

/** The text of a checkpoint, which its log and its witnesses sign. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: CheckpointToSign): string {
  return [origin, String(size), toBase64(root), ...extensions].map((line) => `${line}\n`).join('')
}

/** A checkpoint before it is signed. */
export type CheckpointToSign = Omit<Checkpoint, 'extensions'> & Partial<Pick<Checkpoint, 'extensions'>>

const DECIMAL = /^(?:0|[1-9]\d{0,15})$/u

/** Reads the text of a checkpoint. */
export function parseCheckpoint(text: string): (Checkpoint & { readonly ok: true }) | Malformed {
  const lines = text.split('\n')
  const end = lines.pop()
  const [origin = '', size = '', encoded = '', ...extensions] = lines
  if (end !== '' || lines.length < 3 || lines.includes('')) return malformed('log/checkpoint-shape')
  const leaves = Number(size)
  if (!DECIMAL.test(size) || leaves > MAX_TREE_SIZE) return malformed('log/checkpoint-size', { line: 2 })
  const root = fromBase64(encoded)
  if (root?.length !== HASH_BYTES) return malformed('log/checkpoint-root', { line: 3 })
  return { ok: true, origin, size: leaves, root, extensions }
}

/** Whom one trusts for a log: its own key, and witnesses of whom a number must have cosigned. */
export interface LogPolicy {
  readonly origin: string
  readonly log: NoteKey
  readonly witnesses?: readonly NoteKey[]
  readonly quorum?: number
}

/** Why a signed checkpoint is not relied on. */
export type CheckpointRefusal =
  | 'log/other-origin'
  | 'log/not-signed'
  | 'log/signature'
  | 'log/cosignature'
  | 'log/too-few-witnesses'

/** A checkpoint whose signatures hold. */
export interface SignedCheckpoint {
  readonly ok: true
  readonly checkpoint: Checkpoint
  /** The whole note. */
  readonly note: string
  /** Witnesses that cosigned, each with its time in seconds since 1970. */
  readonly witnesses: readonly { readonly name: string; readonly seconds: number }[]
}

/**
 * Opens a signed checkpoint.
 *
 * Signatures of unknown keys are passed over; one of a known key that does not hold refuses the whole note.
 */
export function openCheckpoint(
  text: string,
  policy: LogPolicy,
): SignedCheckpoint | Malformed | { readonly ok: false; readonly refused: CheckpointRefusal } {
  const note = parseNote(text)
  if (isMalformed(note)) return note
  const checkpoint = parseCheckpoint(note.text)
  if (isMalformed(checkpoint)) return checkpoint
  const { ok, ...head } = checkpoint
  if (head.origin !== policy.origin) return { ok: false, refused: 'log/other-origin' }
  const own = note.signatures.filter((line) => isBy(policy.log, line))
  if (own.length === 0) return { ok: false, refused: 'log/not-signed' }
  if (!own.every(({ signature }) => verifiesText(policy.log, note.text, signature)))
    return { ok: false, refused: 'log/signature' }
  const witnesses = cosignaturesOf(note, policy.witnesses ?? [])
  if (witnesses === undefined) return { ok: false, refused: 'log/cosignature' }
  if (witnesses.length < (policy.quorum ?? 0)) return { ok: false, refused: 'log/too-few-witnesses' }
  return { ok, checkpoint: head, note: text, witnesses }
}

/** A witness counts once, however often it signed; its latest time stands. */
function cosignaturesOf(note: Note, keys: readonly NoteKey[]): SignedCheckpoint['witnesses'] | undefined {
  const latest = new Map<string, { name: string; seconds: number }>()
  for (const key of keys)
    for (const line of note.signatures.filter((each) => isBy(key, each))) {
      const seconds = cosignedAt(key, note.text, line)
      if (seconds === undefined) return undefined
      const id = key.publicKey.spki.toHex()
      if (seconds >= (latest.get(id)?.seconds ?? 0)) latest.set(id, { name: key.name, seconds })
    }
  return [...latest.values()]
}
