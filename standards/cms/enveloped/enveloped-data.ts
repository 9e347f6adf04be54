import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
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
import { type Attribute, readAttributes } from '../attribute.ts'
import { type AttributeSet, readAttributeSet } from '../attribute-set.ts'
import { readAnyForm } from '../ber/read-any-form.ts'
import { readContentInfo } from '../content-info.ts'
import { MAXIMUM_MESSAGE_BYTES, MAXIMUM_RECIPIENTS } from '../limits.ts'
import { contentTypes } from '../object-identifiers.ts'
import { readOpaque } from '../opaque.ts'
import { type KeyAgreement, readKeyAgreement } from './key-agreement.ts'
import { type KeyTransport, readKeyTransport } from './key-transport.ts'

/** Messages that are opened by a recipient's key (RFC 5652 6, RFC 5083). */
export type EnvelopeType = typeof contentTypes.envelopedData | typeof contentTypes.authEnvelopedData

/** A RecipientInfo (RFC 5652 6.2); kinds that are not opened here are passed over. */
export type RecipientInfo = KeyTransport | KeyAgreement

/** EnvelopedData or AuthEnvelopedData that was read, not opened. Octets are views of the message. */
export interface EnvelopedData extends EnvelopeHead, EnvelopeTail {
  readonly type: EnvelopeType
  /** The encrypted content; `undefined` when it is detached, or went by. */
  readonly ciphertext: Uint8Array | undefined
}

/** What stands before the encrypted content. */
export interface EnvelopeHead {
  readonly recipients: readonly RecipientInfo[]
  readonly contentType: string
  readonly cipher: AlgorithmIdentifier
}

/** What stands after the encrypted content. */
export interface EnvelopeTail {
  /** Of AuthEnvelopedData. */
  readonly authenticated: AttributeSet | undefined
  /** Of AuthEnvelopedData. */
  readonly tag: Uint8Array
  readonly unprotected: readonly Attribute[]
}

/** Reads a message of one of the two types that is whole in memory, in DER or BER. */
export function readEnvelope(type: EnvelopeType, message: Uint8Array): Decoded<EnvelopedData> {
  return readAnyForm(type, message, (der, content) => readEnvelopeDer(type, der, content))
}

/** Reads a message from DER; the encrypted content is given when it went by before. */
export function readEnvelopeDer(type: EnvelopeType, der: Uint8Array, content?: Uint8Array): Decoded<EnvelopedData> {
  const cursor = open(der, MAXIMUM_MESSAGE_BYTES)
  const { info, inside } = readContentInfo(cursor, type)
  const sequence = readSequence(inside)
  const { ciphertext, ...head } = readHead(sequence, type)
  const tail = type === contentTypes.authEnvelopedData ? readAuthenticatedTail(sequence) : readTail(sequence)
  for (const entered of [sequence, inside, info]) close(entered)
  return finish(cursor, { type, ...head, ...tail, ciphertext: content ?? ciphertext })
}

const MAXIMUM_VERSION = 4

function readHead(sequence: Cursor, type: EnvelopeType): EnvelopeHead & Pick<EnvelopedData, 'ciphertext'> {
  const offset = sequence.offset
  const version = readSmallInteger(sequence, MAXIMUM_VERSION)
  if (type === contentTypes.authEnvelopedData && version !== 0) sequence.fail('cms/version', offset)
  if (isNext(sequence, contextConstructed(0))) readOpaque(sequence)
  const recipients = readRecipients(readConstructed(sequence, Tag.set))
  const content = readSequence(sequence)
  const fields = readContentFields(content)
  const isHere = isNext(content, contextPrimitive(0))
  const ciphertext = isHere ? readOctetString(content, contextPrimitive(0)) : undefined
  close(content)
  return { recipients, ...fields, ciphertext }
}

/** Reads what stands before the encrypted content in EncryptedContentInfo (RFC 5652 6.1). */
export function readContentFields(content: Cursor): Pick<EnvelopeHead, 'contentType' | 'cipher'> {
  const contentType = readObjectIdentifier(content)
  return { contentType, cipher: readAlgorithmIdentifier(content) }
}

/** Reads RecipientInfos from inside their set. */
export function readRecipients(set: Cursor): RecipientInfo[] {
  if (set.atEnd) set.fail('cms/no-recipients', set.offset)
  const recipients: RecipientInfo[] = []
  for (let count = 0; !set.atEnd; count++) {
    if (count >= MAXIMUM_RECIPIENTS) set.fail('cms/too-many-recipients', set.offset)
    if (isNext(set, Tag.sequence)) recipients.push(readKeyTransport(set))
    else if (isNext(set, contextConstructed(1))) recipients.push(readKeyAgreement(set, contextConstructed(1)))
    else readOpaque(set)
  }
  return recipients
}

const nothing = new Uint8Array(0)

function readTail(sequence: Cursor): EnvelopeTail {
  return { authenticated: undefined, tag: nothing, unprotected: readOptionalAttributes(sequence, 1) }
}

function readAuthenticatedTail(sequence: Cursor): EnvelopeTail {
  const hasAttributes = isNext(sequence, contextConstructed(1))
  const authenticated = hasAttributes ? readAttributeSet(sequence, contextConstructed(1)) : undefined
  const tag = readOctetString(sequence)
  return { authenticated, tag, unprotected: readOptionalAttributes(sequence, 2) }
}

function readOptionalAttributes(sequence: Cursor, number: number): Attribute[] {
  if (!isNext(sequence, contextConstructed(number))) return []
  return readAttributes(readConstructed(sequence, contextConstructed(number)))
}
