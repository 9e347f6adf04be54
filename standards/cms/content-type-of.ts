import { type Decoded, readObjectIdentifier } from '@entrepot/asn1'
import { BerReader } from './ber/reader.ts'
import { readValue } from './signed/signed-attributes.ts'

/** Octets of an object identifier with its header that are looked at. */
const MAXIMUM_TYPE_BYTES = 66

/**
 * The content type of a message, in DER or BER, from its beginning (RFC 5652 3): one of `contentTypes`, or another.
 * Nothing else of the message is judged.
 */
export function contentTypeOf(message: Uint8Array): Decoded<string> {
  const collected: number[] = []
  let depth = 0
  let isDone = false
  const reader = new BerReader({
    begin(tag, at) {
      depth = at
      if (at === 0) return tag === SEQUENCE ? undefined : 'asn1/unexpected-tag'
      if (!isDone && tag !== OBJECT_IDENTIFIER) return 'asn1/unexpected-tag'
      return undefined
    },
    octets(octets) {
      if (!isDone) collected.push(...octets)
      return undefined
    },
    end() {
      isDone ||= depth === 1
      return undefined
    },
  })
  const failure = reader.push(message.subarray(0, MAXIMUM_TYPE_BYTES))
  const type = isDone
    ? readValue(Uint8Array.of(OBJECT_IDENTIFIER, collected.length, ...collected), (cursor) =>
        readObjectIdentifier(cursor),
      )
    : undefined
  if (type !== undefined) return { ok: true, value: type }
  return failure ?? { ok: false, code: isDone ? 'asn1/object-identifier' : 'asn1/truncated', offset: 0 }
}

const SEQUENCE = 0x30
const OBJECT_IDENTIFIER = 0x06
