import { contextConstructed, type Decoded, encode, type Malformed, Tag, writeObjectIdentifier } from '@entrepot/asn1'
import { CONSTRUCTED_OCTET_STRING } from '../ber/collector.ts'
import { MessageReader } from '../ber/message-reader.ts'
import { beginIndefinite, endIndefinite, OctetStringWriter } from '../ber/writer.ts'
import { contentTypes } from '../object-identifiers.ts'
import { joinOctets } from '../octets.ts'
import type { MessageWriting } from '../signed/sign-stream.ts'
import type { Unverified } from '../signed/verify-stream.ts'
import { readCompressedDer, writeCompressedHead } from './compressed-data.ts'
import { Compressor, Expander } from './zlib.ts'

/** Octet string, its `[0]`, EncapsulatedContentInfo, CompressedData, its `[0]`, ContentInfo. */
const LAYERS = 6

/** Starts to compress content of any length. The message is BER: indefinite lengths, the content in pieces of 64 KiB. */
export function startCompressing(contentType: string = contentTypes.data): MessageWriting {
  const compressor = new Compressor()
  const pieces = new OctetStringWriter()
  let beginning: Uint8Array[] = [writeBeginning(contentType)]
  const written = (octets: Uint8Array): Uint8Array[] => {
    const begun = beginning
    beginning = []
    return [...begun, ...pieces.push(octets)]
  }
  return {
    push: (octets) => joinOctets(written(compressor.push(octets))),
    finish: () => joinOctets([...written(compressor.finish()), ...pieces.finish(), endIndefinite(LAYERS)]),
  }
}

function writeBeginning(contentType: string): Uint8Array {
  return joinOctets([
    beginIndefinite(Tag.sequence),
    encode(writeObjectIdentifier(contentTypes.compressedData)),
    beginIndefinite(contextConstructed(0)),
    beginIndefinite(Tag.sequence),
    ...writeCompressedHead().map(encode),
    beginIndefinite(Tag.sequence),
    encode(writeObjectIdentifier(contentType)),
    beginIndefinite(contextConstructed(0)),
    beginIndefinite(CONSTRUCTED_OCTET_STRING),
  ])
}

/** A compressed message that is being expanded. */
export interface Expanding {
  /** Takes the next octets of the message; those of its content, whose checksum comes at the end. */
  push(octets: Uint8Array): Unverified | Malformed
  /** Ends the message: the type of its content, and the last octets of it. */
  finish(): Decoded<{ readonly contentType: string; readonly unverified: Uint8Array }>
}

/** Starts to expand a message of any length, in DER or BER, to at most so many octets. */
export function startExpanding(maximumBytes: number): Expanding {
  const expander = new Expander(maximumBytes)
  let pieces: Uint8Array[] = []
  const reader = new MessageReader(contentTypes.compressedData, {
    head: () => undefined,
    content(octets) {
      const expanded = expander.push(octets)
      if (typeof expanded === 'string') return expanded
      pieces.push(expanded)
      return undefined
    },
  })
  return {
    push(octets) {
      pieces = []
      return reader.push(octets) ?? { ok: true, unverified: joinOctets(pieces) }
    },
    finish() {
      const split = reader.finish()
      if (!split.ok) return split
      const decoded = readCompressedDer(split.value.shell)
      if (!decoded.ok) return decoded
      if (!split.value.hasContent) return { ok: false, code: 'cms/content-missing', offset: 0 }
      const rest = expander.finish()
      if (typeof rest === 'string') return { ok: false, code: rest, offset: 0 }
      return { ok: true, value: { contentType: decoded.value.contentType, unverified: rest } }
    },
  }
}
