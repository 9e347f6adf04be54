import {
  type Cursor,
  close,
  contextConstructed,
  type Decoded,
  finish,
  isNext,
  open,
  readConstructed,
  readEnumerated,
  readGeneralizedTime,
  readInteger,
  readSequence,
  readSmallInteger,
  Tag,
} from '@entrepot/asn1'
import { type Extension, type ExtensionReader, readExtensions } from '../certificate/extension.ts'
import { MAXIMUM_LIST_NUMBER_OCTETS, MAXIMUM_REVOCATION_LIST_BYTES } from '../limits.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { readSerial } from '../certificate/parse-certificate.ts'
import { readAuthorityKeyIdentifier } from '../certificate/read-certificate-extensions.ts'
import { readName } from '../name/read-name.ts'
import { type Revocation, type RevocationList, type RevocationReason, revocationReasons } from './revocation-list.ts'
import { readSignature, readSignedWith } from '../signed/signed.ts'
import { isTimeNext, readTime } from '../time.ts'

/**
 * Parses a revocation list (RFC 5280 5.1) of version 1 or 2 from strict DER. Parsing judges form only: no signature, no time.
 *
 * @returns the list, or a code of `asn1Rules` or `x509Rules` with the byte offset.
 */
export function parseRevocationList(der: Uint8Array): Decoded<RevocationList> {
  const raw = der.length > MAXIMUM_REVOCATION_LIST_BYTES ? der : der.slice()
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
  const sequence = readSequence(cursor)
  const isVersion2 = readIsVersion2(sequence)
  const inner = readSignedWith(sequence)
  const issuerAt = sequence.offset
  const issuer = readName(sequence)
  if (issuer.parts.length === 0) sequence.fail('x509/empty-issuer', issuerAt)
  const thisUpdate = readTime(sequence)
  if (!isTimeNext(sequence)) sequence.fail('x509/next-update', sequence.offset)
  const nextUpdate = readTime(sequence)
  const entries = readEntries(sequence, isVersion2)
  const extensions = readListExtensions(sequence, isVersion2)
  close(sequence)
  const { number, authorityKeyIdentifier } = extensions
  const unknownCriticalExtension = extensions.unknownCritical ?? entries.unknownCritical
  const known = { issuer, thisUpdate, nextUpdate, number, authorityKeyIdentifier, entries: entries.bySerial }
  return { inner, ...known, unknownCriticalExtension }
}

/** Version 1 is the default and never written; a written one must be 1, for version 2. */
function readIsVersion2(cursor: Cursor): boolean {
  if (!isNext(cursor, Tag.integer)) return false
  const offset = cursor.offset
  if (readSmallInteger(cursor, Number.MAX_SAFE_INTEGER) !== 1) cursor.fail('x509/version', offset)
  return true
}

function readEntries(cursor: Cursor, isVersion2: boolean) {
  const bySerial = new Map<bigint, Revocation>()
  let unknownCritical: string | undefined
  if (!isNext(cursor, Tag.sequence)) return { bySerial, unknownCritical }
  const list = readSequence(cursor)
  if (list.atEnd) list.fail('x509/no-entries', list.offset)
  while (!list.atEnd) {
    const offset = list.offset
    const entry = readEntry(list, isVersion2)
    if (bySerial.has(entry.revocation.serial)) list.fail('x509/duplicate-entry', offset)
    bySerial.set(entry.revocation.serial, entry.revocation)
    unknownCritical ??= entry.unknownCritical
  }
  return { bySerial, unknownCritical }
}

function readEntry(list: Cursor, isVersion2: boolean) {
  let reason: RevocationReason = 'unspecified'
  let invalidityDate: number | undefined
  const entry = readSequence(list)
  const serial = readSerial(entry)
  const date = readTime(entry)
  let extensions: readonly Extension[] = []
  const readers = new Map<string, ExtensionReader>([
    [extensionTypes.reasonCode, (inside) => (reason = readReason(inside))],
    [extensionTypes.invalidityDate, (inside) => (invalidityDate = readGeneralizedTime(inside))],
  ])
  if (!entry.atEnd) {
    if (!isVersion2) entry.fail('x509/version', entry.offset)
    extensions = readExtensions(entry, readers)
  }
  close(entry)
  return { revocation: { serial, date, reason, invalidityDate }, unknownCritical: firstUnknown(extensions, readers) }
}

function readReason(cursor: Cursor): RevocationReason {
  const offset = cursor.offset
  const reason = revocationReasons[readEnumerated(cursor, Number.MAX_SAFE_INTEGER)]
  if (reason === undefined) cursor.fail('x509/reason-code', offset)
  return reason ?? 'unspecified'
}

function readListExtensions(cursor: Cursor, isVersion2: boolean) {
  let number: bigint | undefined
  let authorityKeyIdentifier: Uint8Array | undefined
  const readers = new Map<string, ExtensionReader>([
    [extensionTypes.crlNumber, (inside) => (number = readListNumber(inside))],
    [extensionTypes.authorityKeyIdentifier, (inside) => (authorityKeyIdentifier = readAuthorityKeyIdentifier(inside))],
  ])
  let extensions: readonly Extension[] = []
  if (isNext(cursor, contextConstructed(0))) {
    if (!isVersion2) cursor.fail('x509/version', cursor.offset)
    const tagged = readConstructed(cursor, contextConstructed(0))
    extensions = readExtensions(tagged, readers)
    close(tagged)
  }
  return { number, authorityKeyIdentifier, unknownCritical: firstUnknown(extensions, readers) }
}

function readListNumber(cursor: Cursor): bigint {
  const offset = cursor.offset
  const number = readInteger(cursor)
  if (number < 0n || cursor.contentEnd - cursor.contentStart > MAXIMUM_LIST_NUMBER_OCTETS)
    cursor.fail('x509/list-number', offset)
  return number
}

function firstUnknown(
  extensions: readonly Extension[],
  known: ReadonlyMap<string, ExtensionReader>,
): string | undefined {
  return extensions.find(({ critical, type }) => critical && !known.has(type))?.type
}
