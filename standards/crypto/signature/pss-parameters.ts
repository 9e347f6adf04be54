/** RSASSA-PSS-params (RFC 4055 3.1). */
import {
  type Cursor,
  close,
  contextConstructed,
  type DerNode,
  isNext,
  readConstructed,
  readNull,
  readSmallInteger,
  writeConstructed,
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeSequence,
} from '@entrepot/asn1'
import { enterAlgorithm, readFields } from './der.ts'
import { MAXIMUM_MODULUS_BITS } from './limits.ts'
import type { HashName } from './scheme.ts'

const MGF1 = '1.2.840.113549.1.1.8'

/** RFC 3279 2.1, RFC 5754 2. */
const hashIdentifiers: Readonly<Record<HashName, string>> = {
  'SHA-1': '1.3.14.3.2.26',
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
}

const hashNames: readonly HashName[] = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']

/** Values that stand for themselves when nothing is written (RFC 4055 3.1). */
const DEFAULT_SALT_BYTES = 20
const DEFAULT_TRAILER = 1

/** What a PSS signature, or a key that signs with PSS only, says of itself. */
export interface PssParameters {
  readonly hash: HashName
  readonly saltBytes: number
}

/** Reads RSASSA-PSS-params; `undefined` for an unknown hash, another mask than MGF1 with the same hash, another trailer. */
export function readPssParameters(cursor: Cursor): PssParameters | undefined {
  return readFields(cursor, (fields) => {
    const hash = readTagged(fields, 0, readHash) ?? 'SHA-1'
    const maskHash = readTagged(fields, 1, readMask) ?? 'SHA-1'
    const saltBytes = readNumber(fields, 2, DEFAULT_SALT_BYTES)
    const trailer = readNumber(fields, 3, DEFAULT_TRAILER)
    const isSupported = hash !== 'other' && hash === maskHash && trailer === DEFAULT_TRAILER
    return isSupported ? { hash, saltBytes } : undefined
  })
}

function readTagged<Value>(fields: Cursor, number: number, read: (inside: Cursor) => Value): Value | undefined {
  if (!isNext(fields, contextConstructed(number))) return undefined
  const inside = readConstructed(fields, contextConstructed(number))
  const value = read(inside)
  close(inside)
  return value
}

function readNumber(fields: Cursor, number: number, preset: number): number {
  const offset = fields.offset
  const value = readTagged(fields, number, (inside) => readSmallInteger(inside, MAXIMUM_MODULUS_BITS / 8))
  if (value === preset) fields.fail('asn1/default-encoded', offset)
  return value ?? preset
}

/** The parameters of a hash are NULL or absent (RFC 4055 2.1). */
function readHash(cursor: Cursor): HashName | 'other' {
  const { identifier, parameters } = enterAlgorithm(cursor)
  if (!parameters.atEnd) readNull(parameters)
  close(parameters)
  return hashNames.find((name) => hashIdentifiers[name] === identifier) ?? 'other'
}

function readMask(cursor: Cursor): HashName | 'other' {
  const { identifier, parameters } = enterAlgorithm(cursor)
  const hash = readHash(parameters)
  close(parameters)
  return identifier === MGF1 ? hash : 'other'
}

/** Writes RSASSA-PSS-params. */
export function writePssParameters({ hash, saltBytes }: PssParameters): DerNode {
  const hashNode = writeSequence([writeObjectIdentifier(hashIdentifiers[hash]), writeNull()])
  const mask = writeSequence([writeObjectIdentifier(MGF1), hashNode])
  const fields = hash === 'SHA-1' ? [] : [tagged(0, hashNode), tagged(1, mask)]
  return writeSequence(saltBytes === DEFAULT_SALT_BYTES ? fields : [...fields, tagged(2, writeInteger(saltBytes))])
}

const tagged = (number: number, node: DerNode): DerNode => writeConstructed(contextConstructed(number), [node])
