import {
  close,
  contextConstructed,
  type Decoded,
  type DerNode,
  finish,
  open,
  readSequence,
  readSmallInteger,
  writeConstructed,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '@entrepot/asn1'
import { hasNoParameters, readAlgorithmIdentifier } from '../algorithm-identifier.ts'
import { readAnyForm } from '../ber/read-any-form.ts'
import { readContentInfo, writeContentInfo } from '../content-info.ts'
import { MAXIMUM_MESSAGE_BYTES } from '../limits.ts'
import { contentTypes } from '../object-identifiers.ts'
import { joinOctets } from '../octets.ts'
import { readEncapsulated } from '../signed/signed-data.ts'
import { Compressor, Expander } from './zlib.ts'

/** RFC 3274 2.1. */
const ZLIB_COMPRESS = '1.2.840.113549.1.9.16.3.8'

/** What was in a compressed message. */
export interface Expanded {
  readonly contentType: string
  readonly content: Uint8Array
}

/** Version and algorithm, which stand before the content (RFC 3274 1.1). */
export function writeCompressedHead(): DerNode[] {
  return [writeInteger(0), writeSequence([writeObjectIdentifier(ZLIB_COMPRESS)])]
}

/** Compresses content: CompressedData (RFC 3274) in DER. Compression hides nothing, and protects nothing. */
export function compress(content: Uint8Array, contentType: string = contentTypes.data): Uint8Array {
  const compressor = new Compressor()
  const compressed = joinOctets([compressor.push(content), compressor.finish()])
  const inside = writeConstructed(contextConstructed(0), [writeOctetString(compressed)])
  const middle = writeSequence([writeObjectIdentifier(contentType), inside])
  return writeContentInfo(contentTypes.compressedData, writeSequence([...writeCompressedHead(), middle]))
}

/**
 * Expands CompressedData that is whole in memory, in DER or BER.
 *
 * @param maximumBytes of the content: a small message may expand a thousand times.
 * @returns the content; or where the message is malformed, `cms/expands-too-far` included.
 */
export function expand(message: Uint8Array, maximumBytes: number): Decoded<Expanded> {
  const decoded = readAnyForm(contentTypes.compressedData, message, readCompressedDer)
  if (!decoded.ok) return decoded
  const { contentType, content: compressed } = decoded.value
  if (compressed === undefined) return { ok: false, code: 'cms/content-missing', offset: 0 }
  const expander = new Expander(maximumBytes)
  const begun = expander.push(compressed)
  const rest = expander.finish()
  if (typeof begun === 'string') return { ok: false, code: begun, offset: 0 }
  if (typeof rest === 'string') return { ok: false, code: rest, offset: 0 }
  return { ok: true, value: { contentType, content: joinOctets([begun, rest]) } }
}

/** A CompressedData that was read, not expanded. */
interface CompressedData {
  readonly contentType: string
  readonly content: Uint8Array | undefined
}

/** Reads CompressedData from DER; the compressed content is given when it went by before. */
export function readCompressedDer(der: Uint8Array, content?: Uint8Array): Decoded<CompressedData> {
  const cursor = open(der, MAXIMUM_MESSAGE_BYTES)
  const { info, inside } = readContentInfo(cursor, contentTypes.compressedData)
  const sequence = readSequence(inside)
  const offset = sequence.offset
  if (readSmallInteger(sequence, 1) !== 0) sequence.fail('cms/version', offset)
  const algorithmAt = sequence.offset
  const algorithm = readAlgorithmIdentifier(sequence)
  const isZlib = algorithm.objectIdentifier === ZLIB_COMPRESS && hasNoParameters(algorithm)
  if (!isZlib) sequence.fail('cms/compression-algorithm', algorithmAt)
  const encapsulated = readEncapsulated(readSequence(sequence))
  for (const entered of [sequence, inside, info]) close(entered)
  return finish(cursor, { contentType: encapsulated.contentType, content: content ?? encapsulated.content })
}
