import { importPublicPoint, type PublicKey, sha256, utf8, verify } from '@entrepot/crypto'
import { fromBase64, toBase64 } from './base64.ts'
import { MAX_KEY_NAME_CHARACTERS, MAX_NOTE_BYTES, MAX_SIGNATURES } from './limits.ts'
import { type Malformed, malformed } from './malformed.ts'

/** How a note may be signed: by Ed25519 over its text, or by an Ed25519 cosignature with a time (C2SP signed-note, tlog-cosignature). */
export const signatureTypes = { ed25519: 0x01, cosignature: 0x04 } as const
export type SignatureType = keyof typeof signatureTypes

/** Who may sign a note: a key under a name. */
export interface NoteKey {
  readonly name: string
  readonly type: SignatureType
  /** 32 bytes (RFC 8032). */
  readonly point: Uint8Array
  readonly publicKey: PublicKey
  /** Four bytes that tell keys of one name apart. */
  readonly id: Uint8Array
}

/** One line of signature, as it stands. */
export interface SignatureLine {
  readonly name: string
  readonly id: Uint8Array
  readonly signature: Uint8Array
}

/** A note taken apart; nothing of it is verified. */
export interface Note {
  readonly ok: true
  /** With its last line end: what is signed. */
  readonly text: string
  readonly signatures: readonly SignatureLine[]
}

const KEY_ID_BYTES = 4
const POINT_BYTES = 32
const DASH = '— '
const KEY_NAME = /^[^\s+]+$/u
/** Controls other than the line feed may not stand in a note. */
const CONTROL = /[\p{Cc}--[\n]]/v

/** Makes the key under which somebody's signatures on notes are looked for. */
export function noteKey(name: string, type: SignatureType, point: Uint8Array): NoteKey | Malformed {
  const publicKey = isKeyName(name) && point.length === POINT_BYTES ? importPublicPoint('Ed25519', point) : undefined
  if (publicKey === undefined) return malformed('log/key')
  const head = utf8.encode(`${name}\n`)
  const input = new Uint8Array([...head, signatureTypes[type], ...point])
  return { name, type, point, publicKey, id: sha256(input).subarray(0, KEY_ID_BYTES) }
}

/** A key in one line, `NAME+ID+BASE64`, as logs and witnesses publish theirs. */
export function formatKey({ name, type, point, id }: NoteKey): string {
  return `${name}+${id.toHex()}+${toBase64(new Uint8Array([signatureTypes[type], ...point]))}`
}

/** Reads a key's line; refuses one whose identifier is not that of its key. */
export function parseKey(line: string): NoteKey | Malformed {
  const [name = '', id = '', ...rest] = line.split('+')
  // Base64 has a plus sign of its own.
  const bytes = fromBase64(rest.join('+'))
  const found = Object.entries(signatureTypes).find(([, byte]) => byte === bytes?.[0])
  if (!bytes || !found) return malformed('log/key')
  const key = noteKey(name, found[0] === 'ed25519' ? 'ed25519' : 'cosignature', bytes.subarray(1))
  return 'code' in key || key.id.toHex() === id ? key : malformed('log/key')
}

/** Writes a note: a text that ends in a line feed, and its signatures. */
export function formatNote(text: string, signatures: readonly SignatureLine[]): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`
}

/** One line of signature. */
export function formatSignature({ name, id, signature }: SignatureLine): string {
  return `${DASH}${name} ${toBase64(new Uint8Array([...id, ...signature]))}\n`
}

/** Takes a note apart (C2SP signed-note); refuses what is no note. */
export function parseNote(note: string): Note | Malformed {
  if (note.length > MAX_NOTE_BYTES) return malformed('log/size')
  if (CONTROL.test(note) || !note.isWellFormed()) return malformed('log/encoding')
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0 || !note.endsWith('\n')) return malformed('log/note-shape')
  const text = note.slice(0, blank + 1)
  const lines = note.slice(blank + 2, -1).split('\n')
  if (lines.length > MAX_SIGNATURES) return malformed('log/size')
  const signatures: SignatureLine[] = []
  const before = text.split('\n').length
  for (const [i, line] of lines.entries()) {
    const signature = parseSignature(line)
    if (signature === undefined) return malformed('log/note-signature-line', { line: before + 1 + i })
    signatures.push(signature)
  }
  return { ok: true, text, signatures }
}

function parseSignature(line: string): SignatureLine | undefined {
  const [name = '', encoded = '', ...more] = line.startsWith(DASH) ? line.slice(DASH.length).split(' ') : []
  const bytes = isKeyName(name) && more.length === 0 ? fromBase64(encoded) : undefined
  if (bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined
  return { name, id: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) }
}

const isKeyName = (name: string): boolean => name.length <= MAX_KEY_NAME_CHARACTERS && KEY_NAME.test(name)

/** Whether a line claims to be by a key: same name, same identifier. */
export function isBy(key: NoteKey, line: SignatureLine): boolean {
  return line.name === key.name && line.id.every((byte, i) => byte === key.id[i])
}

/** Whether a plain Ed25519 signature on a note's text holds. */
export function verifiesText(key: NoteKey, text: string, signature: Uint8Array): boolean {
  return key.type === 'ed25519' && verify(key.publicKey, utf8.encode(text), signature)
}
