import {
  type Cursor,
  close,
  type DerNode,
  readObjectIdentifier,
  readSequence,
  Tag,
  writeObjectIdentifier,
  writeSequence,
} from '@entrepot/asn1'
import type { HashName } from '@entrepot/crypto'
import { sameOctets } from './octets.ts'
import { readOpaque } from './opaque.ts'

/** An AlgorithmIdentifier (RFC 5280 4.1.1.2): views of what was read. */
export interface AlgorithmIdentifier {
  readonly objectIdentifier: string
  /** The DER of the parameters; `undefined` when there are none. */
  readonly parameters: Uint8Array | undefined
  readonly raw: Uint8Array
}

/** Reads an AlgorithmIdentifier; an IMPLICIT tag in place of the sequence's is given. */
export function readAlgorithmIdentifier(cursor: Cursor, tag: number = Tag.sequence): AlgorithmIdentifier {
  const start = cursor.offset
  const sequence = readSequence(cursor, tag)
  const objectIdentifier = readObjectIdentifier(sequence)
  const parameters = sequence.atEnd ? undefined : readOpaque(sequence)
  close(sequence)
  return { objectIdentifier, parameters, raw: cursor.bytes.subarray(start, cursor.offset) }
}

const writtenNull = Uint8Array.of(Tag.null, 0)

/** Whether parameters are absent or NULL, which hash functions hold for the same (RFC 5754 2). */
export function hasNoParameters({ parameters }: AlgorithmIdentifier): boolean {
  return parameters === undefined || sameOctets(parameters, writtenNull)
}

/** Hash functions by object identifier (RFC 5754 2; RFC 3370 2.1). */
const digestObjectIdentifiers: Readonly<Record<HashName, string>> = {
  'SHA-1': '1.3.14.3.2.26',
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
}

const digestAlgorithms = new Map<string, HashName>([
  [digestObjectIdentifiers['SHA-1'], 'SHA-1'],
  [digestObjectIdentifiers['SHA-256'], 'SHA-256'],
  [digestObjectIdentifiers['SHA-384'], 'SHA-384'],
  [digestObjectIdentifiers['SHA-512'], 'SHA-512'],
])

/** The hash function that is named, SHA-1 included; `undefined` for one that is not known, or with parameters. */
export function digestAlgorithmOf(identifier: AlgorithmIdentifier): HashName | undefined {
  return hasNoParameters(identifier) ? digestAlgorithms.get(identifier.objectIdentifier) : undefined
}

const digestNodes: Readonly<Record<HashName, DerNode>> = {
  'SHA-1': writeSequence([writeObjectIdentifier(digestObjectIdentifiers['SHA-1'])]),
  'SHA-256': writeSequence([writeObjectIdentifier(digestObjectIdentifiers['SHA-256'])]),
  'SHA-384': writeSequence([writeObjectIdentifier(digestObjectIdentifiers['SHA-384'])]),
  'SHA-512': writeSequence([writeObjectIdentifier(digestObjectIdentifiers['SHA-512'])]),
}

/** Writes a hash function's AlgorithmIdentifier, without parameters (RFC 5754 2). */
export function writeDigestAlgorithm(algorithm: HashName): DerNode {
  return digestNodes[algorithm]
}
