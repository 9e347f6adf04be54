import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
  isNext,
  readConstructed,
  readInteger,
  readSequence,
} from '@entrepot/asn1'
import { MAXIMUM_SUBTREES } from '../limits.ts'
import { readGeneralName } from '../name/read-general-name.ts'
import type { GeneralSubtree, NameConstraints } from './certificate.ts'

/** Reads NameConstraints (RFC 5280 4.2.1.10): not an empty sequence. */
export function readNameConstraints(cursor: Cursor): NameConstraints {
  const fields = readSequence(cursor)
  if (fields.atEnd) fields.fail('x509/empty-extension', fields.offset)
  const permitted = readSubtrees(fields, 0)
  const excluded = readSubtrees(fields, 1)
  close(fields)
  return { permitted, excluded }
}

function readSubtrees(fields: Cursor, number: number): GeneralSubtree[] {
  if (!isNext(fields, contextConstructed(number))) return []
  const list = readConstructed(fields, contextConstructed(number))
  if (list.atEnd) list.fail('x509/empty-extension', list.offset)
  const subtrees: GeneralSubtree[] = []
  while (!list.atEnd) {
    const offset = list.offset
    subtrees.push(readSubtree(list))
    if (subtrees.length > MAXIMUM_SUBTREES) list.fail('x509/too-many-items', offset)
  }
  return subtrees
}

function readSubtree(list: Cursor): GeneralSubtree {
  const fields = readSequence(list)
  const offset = fields.offset
  const base = readGeneralName(fields)
  // An address and its mask (RFC 5280 4.2.1.10).
  if (base.form === 'iPAddress' && base.octets.length !== 8 && base.octets.length !== 32) {
    fields.fail('x509/ip-address', offset)
  }
  const hasMinimum = readDistance(fields, 0)
  const hasMaximum = readDistance(fields, 1)
  close(fields)
  return { base, hasDistance: hasMinimum || hasMaximum }
}

function readDistance(fields: Cursor, number: number): boolean {
  const tag = contextPrimitive(number)
  if (!isNext(fields, tag)) return false
  const offset = fields.offset
  const value = readInteger(fields, tag)
  if (value < 0n) fields.fail('asn1/integer-out-of-range', offset)
  // The minimum's default is 0 and never written (X.690 11.5).
  if (number === 0 && value === 0n) fields.fail('asn1/default-encoded', offset)
  return true
}
