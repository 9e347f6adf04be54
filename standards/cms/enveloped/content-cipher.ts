import {
  type Cursor,
  close,
  type DerNode,
  finish,
  isNext,
  open,
  readOctetString,
  readSequence,
  readSmallInteger,
  Tag,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '@entrepot/asn1'
import type { AlgorithmIdentifier } from '../algorithm-identifier.ts'

/** Ciphers of content: GCM authenticates (RFC 5084), CBC does not (RFC 3565). */
export type ContentCipher =
  | 'AES-128-GCM'
  | 'AES-192-GCM'
  | 'AES-256-GCM'
  | 'AES-128-CBC'
  | 'AES-192-CBC'
  | 'AES-256-CBC'

interface CipherFacts {
  readonly objectIdentifier: string
  readonly keyBytes: 16 | 24 | 32
  readonly mode: 'GCM' | 'CBC'
}

/** RFC 3565 4.1, RFC 5084 3.2. */
export const contentCiphers: Readonly<Record<ContentCipher, CipherFacts>> = {
  'AES-128-CBC': { objectIdentifier: '2.16.840.1.101.3.4.1.2', keyBytes: 16, mode: 'CBC' },
  'AES-192-CBC': { objectIdentifier: '2.16.840.1.101.3.4.1.22', keyBytes: 24, mode: 'CBC' },
  'AES-256-CBC': { objectIdentifier: '2.16.840.1.101.3.4.1.42', keyBytes: 32, mode: 'CBC' },
  'AES-128-GCM': { objectIdentifier: '2.16.840.1.101.3.4.1.6', keyBytes: 16, mode: 'GCM' },
  'AES-192-GCM': { objectIdentifier: '2.16.840.1.101.3.4.1.26', keyBytes: 24, mode: 'GCM' },
  'AES-256-GCM': { objectIdentifier: '2.16.840.1.101.3.4.1.46', keyBytes: 32, mode: 'GCM' },
}

const byObjectIdentifier = new Map(Object.values(contentCiphers).map((facts) => [facts.objectIdentifier, facts]))

/** Octets of the starting value that each mode takes; other lengths of a GCM nonce are not read (RFC 5084 3.2 recommends 12). */
export const startBytes = { GCM: 12, CBC: 16 } as const

/** Octets of the tag that is written. */
const TAG_BYTES = 16
/** The shortest tag (RFC 5084 3.2), which stands when nothing is written. */
const SHORTEST_TAG_BYTES = 12

/** How content was encrypted. */
export interface EncryptedBy {
  readonly mode: 'GCM' | 'CBC'
  readonly keyBytes: number
  readonly start: Uint8Array
  /** Of GCM. */
  readonly tagBytes: number
}

/** What is named, or why it is not used. */
export type CipherAnswer = EncryptedBy | 'cms/unsupported-content-encryption' | 'cms/tag-length'

/** Reads a ContentEncryptionAlgorithmIdentifier. */
export function readContentCipher(algorithm: AlgorithmIdentifier): CipherAnswer {
  const facts = byObjectIdentifier.get(algorithm.objectIdentifier)
  const parameters = algorithm.parameters
  if (facts === undefined || parameters === undefined) return 'cms/unsupported-content-encryption'
  const cursor = open(parameters)
  const read = facts.mode === 'GCM' ? readGcm(cursor) : { start: readOctetString(cursor), tagBytes: 0 }
  const { mode, keyBytes } = facts
  const isRead = finish(cursor, read).ok
  if (isRead && mode === 'GCM' && (read.tagBytes < SHORTEST_TAG_BYTES || read.tagBytes > TAG_BYTES)) {
    return 'cms/tag-length'
  }
  if (!isRead || read.start.length !== startBytes[mode]) return 'cms/unsupported-content-encryption'
  return { mode, keyBytes, ...read }
}

/** Tag lengths that are told apart from what is no length at all. */
const MAXIMUM_NAMED_TAG_BYTES = 255

/** GCMParameters (RFC 5084 3.2). */
function readGcm(cursor: Cursor): { start: Uint8Array; tagBytes: number } {
  const sequence = readSequence(cursor)
  const start = readOctetString(sequence)
  const isNamed = isNext(sequence, Tag.integer)
  const tagBytes = isNamed ? readSmallInteger(sequence, MAXIMUM_NAMED_TAG_BYTES) : SHORTEST_TAG_BYTES
  close(sequence)
  return { start, tagBytes }
}

/** Writes a ContentEncryptionAlgorithmIdentifier. */
export function writeContentCipher(cipher: ContentCipher, start: Uint8Array): DerNode {
  const { objectIdentifier, mode } = contentCiphers[cipher]
  const written = writeOctetString(start)
  const parameters = mode === 'GCM' ? writeSequence([written, writeInteger(TAG_BYTES)]) : written
  return writeSequence([writeObjectIdentifier(objectIdentifier), parameters])
}
