import { contextConstructed, encode, Tag, writeObjectIdentifier } from '@entrepot/asn1'
import { startCbcEncryption, startGcmEncryption } from '@entrepot/crypto/encryption'
import { beginIndefinite, endIndefinite, OctetStringWriter } from '../ber/writer.ts'
import { MAXIMUM_GCM_BYTES } from '../limits.ts'
import { joinOctets } from '../octets.ts'
import type { MessageWriting } from '../signed/sign-stream.ts'
import { type Envelope, type Enveloping, prepareEnvelope, writeEnd } from './envelope.ts'

/** EncryptedContentInfo and its `[0]`. */
const CONTENT_LAYERS = 2
/** The message, its `[0]`, ContentInfo. */
const MESSAGE_LAYERS = 3

/**
 * Starts to encrypt content of any length to recipients, as `envelope` does; of AES-GCM at most `MAXIMUM_GCM_BYTES`.
 *
 * The lengths are not known before the end, so the message is BER: indefinite lengths around the content, the content in
 * pieces of 64 KiB, and DER for all that is authenticated.
 */
export function startEnvelope(enveloping: Enveloping): MessageWriting {
  const prepared = prepareEnvelope(enveloping)
  const pieces = new OctetStringWriter()
  const encryption = startEncryption(prepared)
  let beginning: Uint8Array[] = [writeBeginning(prepared)]
  let contentBytes = 0
  const begin = (): Uint8Array[] => {
    const begun = beginning
    beginning = []
    return begun
  }
  return {
    push(octets) {
      contentBytes += octets.length
      if (prepared.mode === 'GCM' && contentBytes > MAXIMUM_GCM_BYTES) throw new RangeError('cms: MAXIMUM_GCM_BYTES')
      return joinOctets([...begin(), ...pieces.push(encryption.update(octets))])
    },
    finish() {
      const { rest, tag } = encryption.finish()
      const content = [...begin(), ...pieces.push(rest), ...pieces.finish(), endIndefinite(CONTENT_LAYERS)]
      const end = writeEnd(prepared, tag).map(encode)
      return joinOctets([...content, ...end, endIndefinite(MESSAGE_LAYERS)])
    },
  }
}

interface RunningEncryption {
  update(octets: Uint8Array): Uint8Array
  finish(): { readonly rest: Uint8Array; readonly tag: Uint8Array }
}

const nothing = new Uint8Array(0)

function startEncryption({ mode, aes, attributes }: Envelope): RunningEncryption {
  if (mode === 'GCM') {
    const encryption = startGcmEncryption(aes, attributes)
    return { update: encryption.update, finish: () => ({ rest: nothing, tag: encryption.finish() }) }
  }
  const encryption = startCbcEncryption(aes)
  return { update: encryption.update, finish: () => ({ rest: encryption.finish(), tag: nothing }) }
}

function writeBeginning({ type, before, contentFields }: Envelope): Uint8Array {
  return joinOctets([
    beginIndefinite(Tag.sequence),
    encode(writeObjectIdentifier(type)),
    beginIndefinite(contextConstructed(0)),
    beginIndefinite(Tag.sequence),
    ...before.map(encode),
    beginIndefinite(Tag.sequence),
    ...contentFields.map(encode),
    beginIndefinite(contextConstructed(0)),
  ])
}
