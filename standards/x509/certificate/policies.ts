import {
  type Cursor,
  close,
  contextPrimitive,
  isNext,
  readAny,
  readInteger,
  readObjectIdentifier,
  readSequence,
} from '@entrepot/asn1'
import type { PolicyConstraints, PolicyInformation, PolicyMapping, PolicyQualifier } from './certificate.ts'
import { readListOf } from './list.ts'

/** Reads CertificatePolicies (RFC 5280 4.2.1.4). */
export function readPolicies(cursor: Cursor): PolicyInformation[] {
  const offset = cursor.offset
  const policies = readListOf(cursor, readPolicyInformation)
  if (new Set(policies.map(({ policy }) => policy)).size !== policies.length) {
    cursor.fail('x509/duplicate-policy', offset)
  }
  return policies
}

function readPolicyInformation(cursor: Cursor): PolicyInformation {
  const fields = readSequence(cursor)
  const policy = readObjectIdentifier(fields)
  const qualifiers = fields.atEnd ? [] : readListOf(fields, readQualifier)
  close(fields)
  return { policy, qualifiers }
}

function readQualifier(cursor: Cursor): PolicyQualifier {
  const fields = readSequence(cursor)
  const type = readObjectIdentifier(fields)
  const value = readAny(fields).raw
  close(fields)
  return { type, value }
}

/** Reads PolicyMappings (RFC 5280 4.2.1.5). */
export function readPolicyMappings(cursor: Cursor): PolicyMapping[] {
  return readListOf(cursor, (list) => {
    const fields = readSequence(list)
    const issuerDomain = readObjectIdentifier(fields)
    const subjectDomain = readObjectIdentifier(fields)
    close(fields)
    return { issuerDomain, subjectDomain }
  })
}

/** Reads PolicyConstraints (RFC 5280 4.2.1.11): not an empty sequence. */
export function readPolicyConstraints(cursor: Cursor): PolicyConstraints {
  const fields = readSequence(cursor)
  if (fields.atEnd) fields.fail('x509/empty-extension', fields.offset)
  const requireExplicitPolicy = readOptionalCount(fields, 0)
  const inhibitPolicyMapping = readOptionalCount(fields, 1)
  close(fields)
  return { requireExplicitPolicy, inhibitPolicyMapping }
}

function readOptionalCount(fields: Cursor, number: number): number | undefined {
  const tag = contextPrimitive(number)
  return isNext(fields, tag) ? readCount(fields, tag) : undefined
}

/** A number of certificates; one beyond any path's length counts like the largest number that is exact. */
export function readCount(cursor: Cursor, tag?: number): number {
  const offset = cursor.offset
  const value = tag === undefined ? readInteger(cursor) : readInteger(cursor, tag)
  if (value < 0n) cursor.fail('asn1/integer-out-of-range', offset)
  return Number(value > LARGEST_COUNT ? LARGEST_COUNT : value)
}

const LARGEST_COUNT = BigInt(Number.MAX_SAFE_INTEGER)
