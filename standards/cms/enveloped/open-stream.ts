import {
  encode,
  finish,
  isNext,
  type Malformed,
  open,
  readConstructed,
  readSequence,
  Tag,
  writeSequence,
} from '@entrepot/asn1'
import { startCbcDecryption, startGcmDecryption } from '@entrepot/crypto/encryption'
import { type MessageHead, MessageReader } from '../ber/message-reader.ts'
import { MAXIMUM_GCM_BYTES } from '../limits.ts'
import { joinOctets } from '../octets.ts'
import { readOpaque } from '../opaque.ts'
import type { Unverified } from '../signed/verify-stream.ts'
import { type ContentKey, openContentKey, type Opener } from './content-key.ts'
import {
  type EnvelopeHead,
  type EnvelopeType,
  readContentFields,
  readEnvelopeDer,
  readRecipients,
} from './enveloped-data.ts'
import { judgeAuthenticated, opened, type Opened } from './open.ts'
import { type OpeningCode, type OpeningRefusal, openingRules, refuseOpening } from './refusal.ts'

/** A message that is being opened. */
export interface EnvelopeOpening {
  /**
   * Takes the next octets of the message; those of its content, which nothing vouches for before the end: whoever uses
   * them earlier uses what an attacker may have written (RFC 5083 4). Keep them aside until {@link finish} says `ok`.
   */
  push(octets: Uint8Array): Unverified | OpeningRefusal | Malformed
  /** Ends the message: what was found, and the last octets of the content, those of the padded block. */
  finish(): Opened | OpeningRefusal | Malformed
}

/**
 * Starts to open a message of any length, in DER or BER, as `openEnvelope` does.
 *
 * @param type the message's, as `contentTypeOf` tells from its beginning.
 */
export function startOpening(type: EnvelopeType, opener: Opener): EnvelopeOpening {
  const opening = new Opening(type, opener)
  return { push: (octets) => opening.push(octets), finish: () => opening.finish() }
}

interface Decrypting {
  readonly contentKey: ContentKey
  update(octets: Uint8Array): Uint8Array
  /** The rest of the content; `undefined` when it does not open. */
  finish(tag: Uint8Array, additional: Uint8Array): Uint8Array | undefined
}

const nothing = new Uint8Array(0)

class Opening {
  readonly #type: EnvelopeType
  readonly #opener: Opener
  readonly #reader: MessageReader
  #decrypting: Decrypting | undefined
  #pieces: Uint8Array[] = []
  #contentBytes = 0

  constructor(type: EnvelopeType, opener: Opener) {
    this.#type = type
    this.#opener = opener
    this.#reader = new MessageReader(type, {
      head: (head) => this.#begin(head),
      content: (octets) => this.#decrypt(octets),
    })
  }

  push(octets: Uint8Array): Unverified | OpeningRefusal | Malformed {
    this.#pieces = []
    const failure = this.#reader.push(octets)
    return failure === undefined ? { ok: true, unverified: joinOctets(this.#pieces) } : refusalOr(failure)
  }

  finish(): Opened | OpeningRefusal | Malformed {
    const split = this.#reader.finish()
    if (!split.ok) return refusalOr(split)
    const decoded = readEnvelopeDer(this.#type, split.value.shell)
    if (!decoded.ok) return decoded
    const decrypting = this.#decrypting
    if (decrypting === undefined) return { ok: false, code: 'cms/content-missing', offset: 0 }
    const { authenticated, tag } = decoded.value
    const code = judgeAuthenticated(decoded.value, decrypting.contentKey)
    if (code !== undefined) return refuseOpening(code)
    const rest = decrypting.finish(tag, authenticated?.octets ?? nothing)
    return rest === undefined ? refuseOpening('cms/not-opened') : opened(decoded.value, rest)
  }

  #begin(head: MessageHead): string | undefined {
    const read = readHead(head)
    if (typeof read === 'string') return read
    const contentKey = openContentKey(this.#type, read, this.#opener)
    if (typeof contentKey === 'string') return contentKey
    this.#decrypting = startDecrypting(contentKey)
    return undefined
  }

  #decrypt(octets: Uint8Array): string | undefined {
    this.#contentBytes += octets.length
    const isTooLong = this.#contentBytes > MAXIMUM_GCM_BYTES && this.#decrypting?.contentKey.mode === 'GCM'
    if (isTooLong) return 'cms/too-long'
    this.#pieces.push(this.#decrypting?.update(octets) ?? nothing)
    return undefined
  }
}

function startDecrypting(contentKey: ContentKey): Decrypting {
  if (contentKey.mode === 'CBC') {
    const decryption = startCbcDecryption(contentKey)
    return { contentKey, update: decryption.update, finish: () => decryption.finish() }
  }
  const decryption = startGcmDecryption(contentKey)
  return {
    contentKey,
    update: decryption.update,
    finish: (tag, additional) => (decryption.finish(tag, additional) ? nothing : undefined),
  }
}

function isOpeningCode(code: string): code is OpeningCode {
  return code in openingRules
}

/** A refusal that ended the reading is told as one. */
function refusalOr(failure: Malformed): OpeningRefusal | Malformed {
  return isOpeningCode(failure.code) ? refuseOpening(failure.code) : failure
}

/** Reads what stands before the encrypted content; a code where it is malformed. */
function readHead({ fields, contentFields }: MessageHead): EnvelopeHead | string {
  const before = open(encode(writeSequence(fields)))
  const sequence = readSequence(before)
  while (!sequence.atEnd && !isNext(sequence, Tag.set)) readOpaque(sequence)
  const recipients = finish(before, readRecipients(readConstructed(sequence, Tag.set)))
  if (!recipients.ok) return recipients.code
  const cursor = open(encode(writeSequence(contentFields)))
  const content = finish(cursor, readContentFields(readSequence(cursor)))
  return content.ok ? { recipients: recipients.value, ...content.value } : content.code
}
