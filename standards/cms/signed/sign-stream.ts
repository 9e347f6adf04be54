import { contextConstructed, encode, Tag, writeObjectIdentifier } from '@entrepot/asn1'
import { createDigest, type Digest, type HashName } from '@entrepot/crypto'
import { CONSTRUCTED_OCTET_STRING } from '../ber/collector.ts'
import { beginIndefinite, endIndefinite, OctetStringWriter } from '../ber/writer.ts'
import { contentTypes } from '../object-identifiers.ts'
import { joinOctets } from '../octets.ts'
import { type ContentToSign, type Signing, writeHead, writeSignedMessage, writeTail } from './sign-data.ts'
import { digestFor } from './signature-scheme.ts'

/** Content that is being signed without a message around it. */
export interface DetachedSigning {
  /** Takes the next octets of the content. */
  push(octets: Uint8Array): void
  /** Signs: the message in DER, without the content. */
  finish(): Uint8Array
}

/** A message that is being written around its content. */
export interface MessageWriting {
  /** Takes the next octets of the content; the next octets of the message, none at times. */
  push(octets: Uint8Array): Uint8Array
  /** Ends the content; the last octets of the message. */
  finish(): Uint8Array
}

/** Starts to sign content of any length that stays outside the message, as a PDF or a large file does. Every signer has signed attributes. */
export function startDetachedSigning(signing: Signing): DetachedSigning {
  const digests = new Digests(signing)
  return {
    push(octets) {
      digests.update(octets)
    },
    finish: () => writeSignedMessage(signing, digests.finish()),
  }
}

/**
 * Starts to sign content of any length within the message. Every signer has signed attributes.
 *
 * The lengths are not known before the end, so the message is BER, like that of other programs that stream: indefinite
 * lengths around it, the content in pieces of 64 KiB, and DER for all that is signed.
 */
export function startSigning(signing: Signing): MessageWriting {
  const digests = new Digests(signing)
  const pieces = new OctetStringWriter()
  let isBegun = false
  const begin = (): Uint8Array[] => {
    if (isBegun) return []
    isBegun = true
    return [writeBeginning(signing)]
  }
  return {
    push(octets) {
      digests.update(octets)
      return joinOctets([...begin(), ...pieces.push(octets)])
    },
    finish() {
      const content = [...begin(), ...pieces.finish(), endIndefinite(CONTENT_LAYERS)]
      const tail = writeTail(signing, digests.finish()).map(encode)
      return joinOctets([...content, ...tail, endIndefinite(MESSAGE_LAYERS)])
    },
  }
}

/** Octet string, its `[0]`, EncapsulatedContentInfo. */
const CONTENT_LAYERS = 3
/** SignedData, its `[0]`, ContentInfo. */
const MESSAGE_LAYERS = 3

function writeBeginning(signing: Signing): Uint8Array {
  return joinOctets([
    beginIndefinite(Tag.sequence),
    encode(writeObjectIdentifier(contentTypes.signedData)),
    beginIndefinite(contextConstructed(0)),
    beginIndefinite(Tag.sequence),
    ...writeHead(signing).map(encode),
    beginIndefinite(Tag.sequence),
    encode(writeObjectIdentifier(signing.contentType ?? contentTypes.data)),
    beginIndefinite(contextConstructed(0)),
    beginIndefinite(CONSTRUCTED_OCTET_STRING),
  ])
}

/** The digests of the signers over content that goes by. */
class Digests {
  readonly #running: ReadonlyMap<HashName, Digest>

  constructor({ signers }: Signing) {
    if (signers.some(({ attributes }) => attributes === 'none')) {
      throw new Error('cms: content that goes by in pieces has signed attributes')
    }
    this.#running = new Map(signers.map((signer) => [digestFor(signer), createDigest(digestFor(signer))]))
  }

  update(octets: Uint8Array): void {
    for (const digest of this.#running.values()) digest.update(octets)
  }

  finish(): ContentToSign {
    const digests = new Map([...this.#running].map(([name, digest]) => [name, digest.finish()]))
    const digestOf = (name: HashName): Uint8Array => digests.get(name) ?? new Uint8Array(0)
    return { digestOf, direct: undefined, encapsulated: undefined }
  }
}
