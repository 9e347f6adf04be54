import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
  isNext,
  readConstructed,
  readNamedBits,
  readSequence,
} from '@entrepot/asn1'
import { type RevocationReason, reasonFlags } from '../crl/reason.ts'
import { readGeneralNames } from '../name/read-general-name.ts'
import { readNamePart } from '../name/read-name.ts'
import type { DistributionPoint, DistributionPointName } from './certificate.ts'

/** Reads a DistributionPoint (RFC 5280 4.2.1.13). */
export function readDistributionPoint(cursor: Cursor): DistributionPoint {
  const point = readSequence(cursor)
  const name = readDistributionPointName(point)
  const reasons = isNext(point, contextPrimitive(1)) ? readReasonFlags(point, contextPrimitive(1)) : undefined
  const crlIssuer = isNext(point, contextConstructed(2))
    ? readGeneralNames(readConstructed(point, contextConstructed(2)))
    : undefined
  close(point)
  return { name, reasons, crlIssuer }
}

/** Reads the optional `[0]` DistributionPointName, a CHOICE and hence tagged explicitly. */
export function readDistributionPointName(point: Cursor): DistributionPointName | undefined {
  if (!isNext(point, contextConstructed(0))) return undefined
  const tagged = readConstructed(point, contextConstructed(0))
  const name: DistributionPointName = isNext(tagged, contextConstructed(1))
    ? { relativeName: readNamePart(readConstructed(tagged, contextConstructed(1))) }
    : { fullName: readGeneralNames(readConstructed(tagged, contextConstructed(0))) }
  close(tagged)
  return name
}

/** Reads ReasonFlags; bits that have no meaning yet are passed over. */
export function readReasonFlags(cursor: Cursor, tag: number): RevocationReason[] {
  return readNamedBits(cursor, tag).flatMap((bit) => reasonFlags[bit] ?? [])
}
