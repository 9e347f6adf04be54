import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
  isNext,
  readAny,
  readBooleanDefaultFalse,
  readConstructed,
  readNamedBits,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  readSmallInteger,
  readText,
  Tag,
} from '@entrepot/asn1'
import type { BasicConstraints, CertificateExtensions } from './certificate.ts'
import { type ExtensionReader, readExtensions } from './extension.ts'
import { type KeyUsage, keyUsages } from './key-usage.ts'
import { MAXIMUM_PATH_LENGTH } from '../limits.ts'
import { extensionTypes } from '../object-identifiers.ts'

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

/** A certificate without extensions. */
export const noCertificateExtensions: CertificateExtensions = {
  basicConstraints: undefined,
  keyUsage: undefined,
  extendedKeyUsage: undefined,
  subjectKeyIdentifier: undefined,
  authorityKeyIdentifier: undefined,
  certificatePolicies: undefined,
  crlDistributionPoints: undefined,
  all: [],
}

/** Reads the extensions of a certificate (RFC 5280 4.2.1). */
export function readCertificateExtensions(cursor: Cursor): CertificateExtensions {
  const found: Mutable<CertificateExtensions> = { ...noCertificateExtensions }
  const readers = new Map<string, ExtensionReader>([
    [extensionTypes.basicConstraints, (inside) => (found.basicConstraints = readBasicConstraints(inside))],
    [extensionTypes.keyUsage, (inside) => (found.keyUsage = readKeyUsage(inside))],
    [extensionTypes.extendedKeyUsage, (inside) => (found.extendedKeyUsage = readExtendedKeyUsage(inside))],
    [extensionTypes.subjectKeyIdentifier, (inside) => (found.subjectKeyIdentifier = readOctetString(inside))],
    [
      extensionTypes.authorityKeyIdentifier,
      (inside) => (found.authorityKeyIdentifier = readAuthorityKeyIdentifier(inside)),
    ],
    [extensionTypes.certificatePolicies, (inside) => (found.certificatePolicies = readPolicies(inside))],
    [extensionTypes.crlDistributionPoints, (inside) => (found.crlDistributionPoints = readDistributionPoints(inside))],
  ])
  found.all = readExtensions(cursor, readers)
  return found
}

function readBasicConstraints(cursor: Cursor): BasicConstraints {
  const sequence = readSequence(cursor)
  const ca = readBooleanDefaultFalse(sequence)
  const offset = sequence.offset
  const pathLength = isNext(sequence, Tag.integer) ? readSmallInteger(sequence, MAXIMUM_PATH_LENGTH) : undefined
  if (pathLength !== undefined && !ca) sequence.fail('x509/basic-constraints', offset)
  close(sequence)
  return pathLength === undefined ? { ca } : { ca, pathLength }
}

function readKeyUsage(cursor: Cursor): KeyUsage[] {
  const offset = cursor.offset
  const bits = readNamedBits(cursor)
  const usages = bits.flatMap((bit) => keyUsages[bit] ?? [])
  if (usages.length === 0) cursor.fail('x509/empty-extension', offset)
  return usages
}

function readExtendedKeyUsage(cursor: Cursor): string[] {
  return readListOf(cursor, readObjectIdentifier)
}

/** Reads the key identifier alone; RFC 5280 does not ask a path to match issuer and serial number. */
export function readAuthorityKeyIdentifier(cursor: Cursor): Uint8Array | undefined {
  const sequence = readSequence(cursor)
  const hasKey = isNext(sequence, contextPrimitive(0))
  const key = hasKey ? readOctetString(sequence, contextPrimitive(0)) : undefined
  if (isNext(sequence, contextConstructed(1))) readAny(sequence)
  if (isNext(sequence, contextPrimitive(2))) readAny(sequence)
  close(sequence)
  return key
}

function readPolicies(cursor: Cursor): string[] {
  const offset = cursor.offset
  const policies = readListOf(cursor, (list) => {
    const sequence = readSequence(list)
    const policy = readObjectIdentifier(sequence)
    if (!sequence.atEnd) readAny(sequence)
    close(sequence)
    return policy
  })
  if (new Set(policies).size !== policies.length) cursor.fail('x509/duplicate-policy', offset)
  return policies
}

function readDistributionPoints(cursor: Cursor): string[] {
  return readListOf(cursor, readDistributionPoint).flat()
}

function readDistributionPoint(cursor: Cursor): string[] {
  const uris: string[] = []
  const point = readSequence(cursor)
  if (isNext(point, contextConstructed(0))) {
    const name = readConstructed(point, contextConstructed(0))
    if (isNext(name, contextConstructed(0))) uris.push(...readUris(readConstructed(name, contextConstructed(0))))
    else readAny(name)
    close(name)
  }
  if (isNext(point, contextPrimitive(1))) readAny(point)
  if (isNext(point, contextConstructed(2))) readAny(point)
  close(point)
  return uris
}

function readUris(names: Cursor): string[] {
  const uris: string[] = []
  while (!names.atEnd) {
    if (isNext(names, contextPrimitive(6))) uris.push(readText(names, Tag.ia5String, contextPrimitive(6)))
    else readAny(names)
  }
  return uris
}

function readListOf<Item>(cursor: Cursor, readItem: (list: Cursor) => Item): Item[] {
  const list = readSequence(cursor)
  if (list.atEnd) list.fail('x509/empty-extension', list.offset)
  const items: Item[] = []
  while (!list.atEnd) items.push(readItem(list))
  return items
}
