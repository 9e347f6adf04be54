import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
  isNext,
  readBooleanDefaultFalse,
  readConstructed,
  readInteger,
  readSequence,
} from '@entrepot/asn1'
import type { AuthorityKeyIdentifier, DistributionPoint } from '../certificate/certificate.ts'
import { readDistributionPoint, readDistributionPointName, readReasonFlags } from '../certificate/distribution-point.ts'
import { type ExtensionReader, firstUnknownCritical, readExtensions } from '../certificate/extension.ts'
import { readListOf } from '../certificate/list.ts'
import { readAuthorityKeyIdentifier } from '../certificate/read-certificate-extensions.ts'
import { MAXIMUM_LIST_NUMBER_OCTETS } from '../limits.ts'
import type { GeneralName } from '../name/general-name.ts'
import { readGeneralNames } from '../name/read-general-name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import type { IssuingDistributionPoint } from './revocation-list.ts'

/** The extensions of a list that are understood (RFC 5280 5.2). */
export interface ListExtensions {
  number: bigint | undefined
  deltaBase: bigint | undefined
  authorityKeyIdentifier: AuthorityKeyIdentifier | undefined
  issuingDistributionPoint: IssuingDistributionPoint | undefined
  issuerAlternativeNames: readonly GeneralName[] | undefined
  freshestCrl: readonly DistributionPoint[] | undefined
}

const readers: ReadonlyMap<string, ExtensionReader<ListExtensions>> = new Map<string, ExtensionReader<ListExtensions>>([
  [
    extensionTypes.authorityKeyIdentifier,
    (inside, found) => (found.authorityKeyIdentifier = readAuthorityKeyIdentifier(inside)),
  ],
  [extensionTypes.crlNumber, (inside, found) => (found.number = readListNumber(inside))],
  [extensionTypes.deltaCrlIndicator, (inside, found) => (found.deltaBase = readListNumber(inside))],
  [
    extensionTypes.issuingDistributionPoint,
    (inside, found) => (found.issuingDistributionPoint = readIssuingDistributionPoint(inside)),
  ],
  [
    extensionTypes.issuerAlternativeNames,
    (inside, found) => (found.issuerAlternativeNames = readGeneralNames(readSequence(inside))),
  ],
  [extensionTypes.freshestCrl, (inside, found) => (found.freshestCrl = readListOf(inside, readDistributionPoint))],
])

/** Reads the optional extensions of a list; a version 1 list has none. */
export function readListExtensions(
  cursor: Cursor,
  isVersion2: boolean,
): { readonly known: ListExtensions; readonly unknownCritical: string | undefined } {
  const known: ListExtensions = {
    number: undefined,
    deltaBase: undefined,
    authorityKeyIdentifier: undefined,
    issuingDistributionPoint: undefined,
    issuerAlternativeNames: undefined,
    freshestCrl: undefined,
  }
  if (!isNext(cursor, contextConstructed(0))) return { known, unknownCritical: undefined }
  if (!isVersion2) cursor.fail('x509/version', cursor.offset)
  const tagged = readConstructed(cursor, contextConstructed(0))
  const all = readExtensions(tagged, readers, known)
  close(tagged)
  return { known, unknownCritical: firstUnknownCritical(all, readers) }
}

function readListNumber(cursor: Cursor): bigint {
  const offset = cursor.offset
  const number = readInteger(cursor)
  if (number < 0n || cursor.contentEnd - cursor.contentStart > MAXIMUM_LIST_NUMBER_OCTETS)
    cursor.fail('x509/list-number', offset)
  return number
}

/** RFC 5280 5.2.5: at most one of the three kinds of certificates, and not an empty sequence. */
function readIssuingDistributionPoint(cursor: Cursor): IssuingDistributionPoint {
  const start = cursor.offset
  const fields = readSequence(cursor)
  const offset = fields.offset
  if (fields.atEnd) fields.fail('x509/empty-extension', offset)
  const name = readDistributionPointName(fields)
  const users = readBooleanDefaultFalse(fields, contextPrimitive(1))
  const authorities = readBooleanDefaultFalse(fields, contextPrimitive(2))
  const hasReasons = isNext(fields, contextPrimitive(3))
  const onlySomeReasons = hasReasons ? readReasonFlags(fields, contextPrimitive(3)) : undefined
  const isIndirect = readBooleanDefaultFalse(fields, contextPrimitive(4))
  const attributes = readBooleanDefaultFalse(fields, contextPrimitive(5))
  close(fields)
  if (Number(users) + Number(authorities) + Number(attributes) > 1)
    fields.fail('x509/issuing-distribution-point', offset)
  const onlyContains = users ? 'users' : authorities ? 'authorities' : attributes ? 'attributes' : undefined
  return { raw: cursor.bytes.subarray(start, cursor.offset), name, onlyContains, onlySomeReasons, isIndirect }
}
