import {
  type Cursor,
  close,
  contextConstructed,
  type Decoded,
  finish,
  isNext,
  open,
  readConstructed,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  readSmallInteger,
  Tag,
} from '@entrepot/asn1'
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../algorithm-identifier.ts'
import { readAnyForm } from '../ber/read-any-form.ts'
import { readContentInfo } from '../content-info.ts'
import {
  MAXIMUM_CERTIFICATES,
  MAXIMUM_DIGEST_ALGORITHMS,
  MAXIMUM_MESSAGE_BYTES,
  MAXIMUM_REVOCATION_ITEMS,
  MAXIMUM_SIGNERS,
} from '../limits.ts'
import { contentTypes } from '../object-identifiers.ts'
import { readOpaque } from '../opaque.ts'
import { readSignerInfo, type SignerInfo } from './signer-info.ts'

/** A SignedData (RFC 5652 5.1) that was read, not judged. Octets are views of the message. */
export interface SignedData {
  readonly version: number
  readonly digestAlgorithms: readonly AlgorithmIdentifier[]
  readonly contentType: string
  /** `undefined` when the content is detached. */
  readonly content: Uint8Array | undefined
  /** CertificateChoices as they stand: certificates, and whatever else a sender put beside them. */
  readonly certificates: readonly Uint8Array[]
  /** RevocationInfoChoices as they stand. */
  readonly revocationItems: readonly Uint8Array[]
  readonly signers: readonly SignerInfo[]
}

/** Reads a ContentInfo with SignedData that is whole in memory, in DER or BER, or in DER alone. */
export function readSignedMessage(
  message: Uint8Array,
  { encoding }: { readonly encoding?: 'DER' } = {},
): Decoded<SignedData> {
  return encoding === 'DER' ? readSignedDer(message) : readAnyForm(contentTypes.signedData, message, readSignedDer)
}

/** Reads a ContentInfo with SignedData from DER; the content is given when it went by before. */
export function readSignedDer(der: Uint8Array, content?: Uint8Array): Decoded<SignedData> {
  const cursor = open(der, MAXIMUM_MESSAGE_BYTES)
  const { info, inside } = readContentInfo(cursor, contentTypes.signedData)
  const signedData = readSignedData(inside)
  close(inside)
  close(info)
  return finish(cursor, content === undefined ? signedData : { ...signedData, content })
}

/** Versions of RFC 5652 5.1; 2 was never given. */
const MAXIMUM_VERSION = 5

function readSignedData(cursor: Cursor): SignedData {
  const sequence = readSequence(cursor)
  const version = readSmallInteger(sequence, MAXIMUM_VERSION)
  const digestAlgorithms = readItems(
    readConstructed(sequence, Tag.set),
    (set) => readAlgorithmIdentifier(set),
    algorithmsBound,
  )
  const { contentType, content } = readEncapsulated(readSequence(sequence))
  const certificates = readOptionalItems(sequence, 0, certificatesBound)
  const revocationItems = readOptionalItems(sequence, 1, revocationBound)
  const signers = readItems(readConstructed(sequence, Tag.set), readSignerInfo, signersBound)
  close(sequence)
  return { version, digestAlgorithms, contentType, content, certificates, revocationItems, signers }
}

/** Reads an EncapsulatedContentInfo (RFC 5652 5.2) from inside its sequence. */
export function readEncapsulated(sequence: Cursor): Pick<SignedData, 'contentType' | 'content'> {
  const contentType = readObjectIdentifier(sequence)
  if (!isNext(sequence, contextConstructed(0))) {
    close(sequence)
    return { contentType, content: undefined }
  }
  const explicit = readConstructed(sequence, contextConstructed(0))
  const content = readOctetString(explicit)
  close(explicit)
  close(sequence)
  return { contentType, content }
}

interface Bound {
  readonly maximum: number
  readonly code: string
}

const algorithmsBound: Bound = { maximum: MAXIMUM_DIGEST_ALGORITHMS, code: 'cms/too-many-algorithms' }
const certificatesBound: Bound = { maximum: MAXIMUM_CERTIFICATES, code: 'cms/too-many-certificates' }
const revocationBound: Bound = { maximum: MAXIMUM_REVOCATION_ITEMS, code: 'cms/too-many-revocation-items' }
const signersBound: Bound = { maximum: MAXIMUM_SIGNERS, code: 'cms/too-many-signers' }

function readItems<Item>(set: Cursor, read: (set: Cursor) => Item, { maximum, code }: Bound): Item[] {
  const items: Item[] = []
  while (!set.atEnd) {
    if (items.length >= maximum) set.fail(code, set.offset)
    items.push(read(set))
  }
  return items
}

function readOptionalItems(cursor: Cursor, number: number, bound: Bound): Uint8Array[] {
  if (!isNext(cursor, contextConstructed(number))) return []
  return readItems(readConstructed(cursor, contextConstructed(number)), readOpaque, bound)
}
