import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
  isNext,
  readAny,
  readBooleanDefaultFalse,
  readConstructed,
  readGeneralizedTime,
  readInteger,
  readNamedBits,
  readNull,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  readSet,
  readSmallInteger,
  Tag,
} from '@entrepot/asn1'
import { MAXIMUM_PATH_LENGTH } from '../limits.ts'
import { readGeneralName, readGeneralNames } from '../name/read-general-name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import type {
  AccessDescription,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificateExtensions,
  DirectoryAttribute,
  PrivateKeyUsagePeriod,
} from './certificate.ts'
import { readDistributionPoint } from './distribution-point.ts'
import { readExtensions } from './extension.ts'
import { type KeyUsage, keyUsages } from './key-usage.ts'
import { readListOf } from './list.ts'
import { readNameConstraints } from './name-constraints.ts'
import { readCount, readPolicies, readPolicyConstraints, readPolicyMappings } from './policies.ts'

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

/** A certificate without extensions. */
export const noCertificateExtensions: CertificateExtensions = {
  basicConstraints: undefined,
  keyUsage: undefined,
  extendedKeyUsage: undefined,
  subjectKeyIdentifier: undefined,
  authorityKeyIdentifier: undefined,
  certificatePolicies: undefined,
  policyMappings: undefined,
  policyConstraints: undefined,
  inhibitAnyPolicy: undefined,
  nameConstraints: undefined,
  subjectAlternativeNames: undefined,
  issuerAlternativeNames: undefined,
  crlDistributionPoints: undefined,
  freshestCrl: undefined,
  authorityInformationAccess: undefined,
  subjectInformationAccess: undefined,
  subjectDirectoryAttributes: undefined,
  privateKeyUsagePeriod: undefined,
  ocspNoCheck: false,
  all: [],
}

type Field = Exclude<keyof CertificateExtensions, 'all' | 'ocspNoCheck'>

const fieldReaders: { readonly [Name in Field]: (inside: Cursor) => NonNullable<CertificateExtensions[Name]> } = {
  basicConstraints: readBasicConstraints,
  keyUsage: readKeyUsage,
  extendedKeyUsage: (inside) => readListOf(inside, (list) => readObjectIdentifier(list)),
  subjectKeyIdentifier: (inside) => readOctetString(inside),
  authorityKeyIdentifier: readAuthorityKeyIdentifier,
  certificatePolicies: readPolicies,
  policyMappings: readPolicyMappings,
  policyConstraints: readPolicyConstraints,
  inhibitAnyPolicy: (inside) => readCount(inside),
  nameConstraints: readNameConstraints,
  subjectAlternativeNames: readNames,
  issuerAlternativeNames: readNames,
  crlDistributionPoints: (inside) => readListOf(inside, readDistributionPoint),
  freshestCrl: (inside) => readListOf(inside, readDistributionPoint),
  authorityInformationAccess: readAccess,
  subjectInformationAccess: readAccess,
  subjectDirectoryAttributes: (inside) => readListOf(inside, readDirectoryAttribute),
  privateKeyUsagePeriod: readPrivateKeyUsagePeriod,
}

type Reader = (inside: Cursor, found: Mutable<CertificateExtensions>) => void

function intoField<Name extends Field>(name: Name): Reader {
  const read = fieldReaders[name]
  return (inside, found) => {
    found[name] = read(inside)
  }
}

const fields = Object.keys(fieldReaders).filter((name): name is Field => name in fieldReaders)

const readers: ReadonlyMap<string, Reader> = new Map([
  ...fields.map((name): [string, Reader] => [extensionTypes[name], intoField(name)]),
  [
    extensionTypes.ocspNoCheck,
    (inside, found) => {
      readNull(inside)
      found.ocspNoCheck = true
    },
  ],
])

/** Reads the extensions of a certificate (RFC 5280 4.2). */
export function readCertificateExtensions(cursor: Cursor): CertificateExtensions {
  const found: Mutable<CertificateExtensions> = { ...noCertificateExtensions }
  found.all = readExtensions(cursor, readers, found)
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

/** Reads an AuthorityKeyIdentifier (RFC 5280 4.2.1.1); issuer and serial number stand together or not at all. */
export function readAuthorityKeyIdentifier(cursor: Cursor): AuthorityKeyIdentifier {
  const sequence = readSequence(cursor)
  const offset = sequence.offset
  const hasKey = isNext(sequence, contextPrimitive(0))
  const keyIdentifier = hasKey ? readOctetString(sequence, contextPrimitive(0)) : undefined
  const hasIssuer = isNext(sequence, contextConstructed(1))
  const issuer = hasIssuer ? readGeneralNames(readConstructed(sequence, contextConstructed(1))) : undefined
  const hasSerial = isNext(sequence, contextPrimitive(2))
  const serial = hasSerial ? readInteger(sequence, contextPrimitive(2)) : undefined
  if (hasIssuer !== hasSerial) sequence.fail('x509/authority-key-identifier', offset)
  close(sequence)
  return { keyIdentifier, issuer, serial }
}

function readNames(cursor: Cursor) {
  return readGeneralNames(readSequence(cursor))
}

function readAccess(cursor: Cursor): AccessDescription[] {
  return readListOf(cursor, (list) => {
    const fields = readSequence(list)
    const method = readObjectIdentifier(fields)
    const location = readGeneralName(fields)
    close(fields)
    return { method, location }
  })
}

function readDirectoryAttribute(list: Cursor): DirectoryAttribute {
  const fields = readSequence(list)
  const type = readObjectIdentifier(fields)
  const set = readSet(fields)
  if (set.atEnd) set.fail('x509/empty-extension', set.offset)
  const values: Uint8Array[] = []
  while (!set.atEnd) values.push(readAny(set).raw)
  close(fields)
  return { type, values }
}

function readPrivateKeyUsagePeriod(cursor: Cursor): PrivateKeyUsagePeriod {
  const period = readSequence(cursor)
  if (period.atEnd) period.fail('x509/empty-extension', period.offset)
  const readOptional = (tag: number) => (isNext(period, tag) ? readGeneralizedTime(period, tag) : undefined)
  const notBefore = readOptional(contextPrimitive(0))
  const notAfter = readOptional(contextPrimitive(1))
  close(period)
  return { notBefore, notAfter }
}
