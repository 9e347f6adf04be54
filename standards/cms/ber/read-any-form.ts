import type { Decoded } from '@entrepot/asn1'
import { MAXIMUM_MESSAGE_BYTES } from '../limits.ts'
import { joinOctets } from '../octets.ts'
import { MessageReader } from './message-reader.ts'

/** Failures of DER that BER may not have. */
const berOnly: ReadonlySet<string> = new Set([
  'asn1/length-indefinite',
  'asn1/length-not-minimal',
  'asn1/length-too-large',
  'asn1/unexpected-tag',
])

/**
 * Reads a message that is whole in memory: as DER, and if it is none, as BER made into DER.
 *
 * @param read reads DER; it is given the content of a BER message apart, as its DER comes without.
 * @returns what was read. Offsets in a BER message are those of its DER.
 */
export function readAnyForm<Value>(
  contentType: string,
  message: Uint8Array,
  read: (der: Uint8Array, content?: Uint8Array) => Decoded<Value>,
): Decoded<Value> {
  const strict = read(message)
  if (strict.ok || !berOnly.has(strict.code) || message.length > MAXIMUM_MESSAGE_BYTES) return strict
  const pieces: Uint8Array[] = []
  const reader = new MessageReader(contentType, {
    head: () => undefined,
    content(octets) {
      pieces.push(octets)
      return undefined
    },
  })
  reader.push(message)
  const split = reader.finish()
  if (!split.ok) return split
  const { shell, hasContent } = split.value
  return read(shell, hasContent ? joinOctets(pieces) : undefined)
}
