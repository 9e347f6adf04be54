import { utf8, verify } from '@entrepot/crypto'
import type { NoteKey, SignatureLine } from './note.ts'

const TIME_BYTES = 8

/** What a witness signs: the time, then the checkpoint's text (C2SP tlog-cosignature, Ed25519). */
export function cosignedMessage(text: string, seconds: number): Uint8Array {
  return utf8.encode(`cosignature/v1\ntime ${seconds}\n${text}`)
}

/**
 * Puts a witness's signature into the form of a note's line.
 *
 * @param seconds since 1970, when the witness saw the tree
 * @param signature over `cosignedMessage`
 */
export function cosignatureLine(key: NoteKey, seconds: number, signature: Uint8Array): SignatureLine {
  const bytes = new Uint8Array(TIME_BYTES + signature.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seconds))
  bytes.set(signature, TIME_BYTES)
  return { name: key.name, id: key.id, signature: bytes }
}

/** When a witness cosigned a checkpoint's text, in seconds since 1970; `undefined` where the signature does not hold. */
export function cosignedAt(key: NoteKey, text: string, { signature }: SignatureLine): number | undefined {
  if (key.type !== 'cosignature' || signature.length <= TIME_BYTES) return undefined
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
  if (seconds > BigInt(Number.MAX_SAFE_INTEGER)) return undefined
  const message = cosignedMessage(text, Number(seconds))
  return verify(key.publicKey, message, signature.subarray(TIME_BYTES)) ? Number(seconds) : undefined
}
