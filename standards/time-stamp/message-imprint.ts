import {
  close,
  type Cursor,
  type DerNode,
  isNext,
  readNull,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  Tag,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '@entrepot/asn1'
import { digest } from '@entrepot/crypto'

/** Hash functions of what is stamped (RFC 5754 2); older ones are refused by name. */
export type ImprintAlgorithm = 'SHA-256' | 'SHA-384' | 'SHA-512'

/** What is stamped: a hash of it (RFC 3161 2.4.1). */
export interface MessageImprint {
  readonly algorithm: ImprintAlgorithm
  readonly digest: Uint8Array
}

const known: Readonly<Record<ImprintAlgorithm, { readonly objectIdentifier: string; readonly digestBytes: number }>> = {
  'SHA-256': { objectIdentifier: '2.16.840.1.101.3.4.2.1', digestBytes: 32 },
  'SHA-384': { objectIdentifier: '2.16.840.1.101.3.4.2.2', digestBytes: 48 },
  'SHA-512': { objectIdentifier: '2.16.840.1.101.3.4.2.3', digestBytes: 64 },
}

const byObjectIdentifier = new Map<string, ImprintAlgorithm>([
  [known['SHA-256'].objectIdentifier, 'SHA-256'],
  [known['SHA-384'].objectIdentifier, 'SHA-384'],
  [known['SHA-512'].objectIdentifier, 'SHA-512'],
])

/** Hashes what is to be stamped. */
export function imprintOf(data: Uint8Array, algorithm: ImprintAlgorithm = 'SHA-256'): MessageImprint {
  return { algorithm, digest: digest(algorithm, data) }
}

/** Whether two imprints are the same. */
export function sameImprint(a: MessageImprint, b: MessageImprint): boolean {
  return (
    a.algorithm === b.algorithm &&
    a.digest.length === b.digest.length &&
    a.digest.every((octet, at) => octet === b.digest[at])
  )
}

/** Reads a MessageImprint; `undefined` for a hash function that is not known. */
export function readMessageImprint(cursor: Cursor): MessageImprint | undefined {
  const sequence = readSequence(cursor)
  const identifier = readSequence(sequence)
  const algorithm = byObjectIdentifier.get(readObjectIdentifier(identifier))
  // Parameters are absent or NULL (RFC 5754 2); those of an unknown function are not looked at.
  if (isNext(identifier, Tag.null)) readNull(identifier)
  if (algorithm !== undefined) close(identifier)
  const offset = sequence.offset
  const octets = readOctetString(sequence)
  close(sequence)
  if (algorithm === undefined) return undefined
  if (octets.length !== known[algorithm].digestBytes) cursor.fail('time-stamp/digest-length', offset)
  return { algorithm, digest: octets }
}

/** Writes a MessageImprint. Asserts the digest's length. */
export function writeMessageImprint({ algorithm, digest }: MessageImprint): DerNode {
  const { objectIdentifier, digestBytes } = known[algorithm]
  if (digest.length !== digestBytes) throw new Error(`time-stamp: ${algorithm} has ${digestBytes} octets`)
  // NULL, as every authority has read it for twenty years.
  const identifier = writeSequence([writeObjectIdentifier(objectIdentifier), writeNull()])
  return writeSequence([identifier, writeOctetString(digest)])
}
