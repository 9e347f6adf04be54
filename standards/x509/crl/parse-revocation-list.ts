import {
  type Cursor,
  close,
  type Decoded,
  finish,
  isNext,
  open,
  readSequence,
  readSmallInteger,
  Tag,
} from '@entrepot/asn1'
import type { DeviationCode } from '../deviation.ts'
import { MAXIMUM_REVOCATION_LIST_BYTES } from '../limits.ts'
import { readName } from '../name/read-name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { readSignature, readSignedWith } from '../signed/signed.ts'
import { isTimeNext, readTime } from '../time.ts'
import { readEntries } from './read-entries.ts'
import { readListExtensions } from './read-list-extensions.ts'
import type { RevocationList } from './revocation-list.ts'

/**
 * Parses a revocation list (RFC 5280 5) of version 1 or 2 from strict DER: complete or delta, direct or indirect, whole or
 * partitioned. Parsing judges form only: no signature, no time.
 *
 * @returns the list, or a code of `asn1Rules` or `x509Rules` with the byte offset.
 */
export function parseRevocationList(der: Uint8Array): Decoded<RevocationList> {
  const raw = der.length > MAXIMUM_REVOCATION_LIST_BYTES ? der : new Uint8Array(der)
  const cursor = open(raw, MAXIMUM_REVOCATION_LIST_BYTES)
  const list = readSequence(cursor)
  const start = list.offset
  const { inner, ...fields } = readToBeSigned(list)
  const signedOctets = raw.subarray(start, list.offset)
  const signature = readSignature(list, inner)
  close(list)
  return finish(cursor, { raw, signedOctets, ...signature, ...fields })
}

function readToBeSigned(cursor: Cursor) {
  const deviations: DeviationCode[] = []
  const sequence = readSequence(cursor)
  const isVersion2 = readIsVersion2(sequence)
  const inner = readSignedWith(sequence)
  const issuerAt = sequence.offset
  const issuer = readName(sequence)
  if (issuer.parts.length === 0) sequence.fail('x509/empty-issuer', issuerAt)
  const thisUpdate = readTime(sequence, deviations)
  if (!isTimeNext(sequence)) sequence.fail('x509/next-update', sequence.offset)
  const nextUpdate = readTime(sequence, deviations)
  const entries = readEntries(sequence, { issuer, isVersion2, deviations })
  const { known, extensions, unknownCritical } = readListExtensions(sequence, isVersion2)
  close(sequence)
  // Entries of other issuers belong into a list that says that it has such (RFC 5280 5.3.3).
  const isMisplaced = entries.indirect.size > 0 && known.issuingDistributionPoint?.isIndirect !== true
  const misplaced = isMisplaced ? extensionTypes.certificateIssuer : undefined
  return {
    ...{ inner, issuer, thisUpdate, nextUpdate, extensions, ...known },
    ...{ entries: entries.own, indirectEntries: entries.indirect },
    unknownCriticalExtension: unknownCritical ?? entries.unknownCritical ?? misplaced,
    deviations,
  }
}

/** Version 1 is the default and never written; a written one must be 1, for version 2. */
function readIsVersion2(cursor: Cursor): boolean {
  if (!isNext(cursor, Tag.integer)) return false
  const offset = cursor.offset
  if (readSmallInteger(cursor, Number.MAX_SAFE_INTEGER) !== 1) cursor.fail('x509/version', offset)
  return true
}
