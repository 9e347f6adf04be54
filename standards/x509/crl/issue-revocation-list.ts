import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  writeBoolean,
  writeConstructed,
  writeEnumerated,
  writeGeneralizedTime,
  writeInteger,
  writeSequence,
} from '@entrepot/asn1'
import type { SignatureScheme, SigningKey } from '@entrepot/crypto'
import { writeExtension } from '../certificate/extension.ts'
import { assertSerial } from '../issue/issue-certificate.ts'
import {
  type DistributionPointNameToIssue,
  type DistributionPointToIssue,
  writeDistributionPointName,
  writeDistributionPoints,
  writeReasonFlags,
} from '../issue/write-distribution-point.ts'
import { extensionTypeNode, writeAuthorityKeyIdentifier } from '../issue/write-extensions.ts'
import { MAXIMUM_LIST_NUMBER_OCTETS } from '../limits.ts'
import type { Name, Subject } from '../name/name.ts'
import { writeGeneralName } from '../name/write-general-name.ts'
import { writeName } from '../name/write-name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { keyIdentifier } from '../signed/public-key.ts'
import { writeSigned, writeSignedWith } from '../signed/signed.ts'
import { writeTime } from '../time.ts'
import { type RevocationReason, revocationReasons } from './reason.ts'

/** An entry to be listed. Times are milliseconds since 1970 UTC, cut to seconds. */
export interface RevocationToIssue {
  readonly serial: bigint
  readonly date: number
  /** Default: unspecified. */
  readonly reason?: RevocationReason
  readonly invalidityDate?: number
  /** In an indirect list: who issued the certificate. Left out: who issued that of the entry before, in the end the list's issuer. */
  readonly certificateIssuer?: Name | Subject
}

/** What a partitioned or indirect list is about (RFC 5280 5.2.5); it says at least one thing. */
export interface IssuingDistributionPointToIssue {
  readonly name?: DistributionPointNameToIssue
  readonly onlyContains?: 'users' | 'authorities' | 'attributes'
  readonly onlySomeReasons?: readonly RevocationReason[]
  readonly isIndirect?: boolean
}

/** A revocation list to be issued. Times are milliseconds since 1970 UTC, cut to seconds. */
export interface RevocationListToIssue {
  /** The subject of the issuer's certificate, as `Name`, so that its DER is repeated exactly. */
  readonly issuer: Name | Subject
  /** Greater than that of every earlier list of this issuer (RFC 5280 5.2.3). */
  readonly number: bigint
  readonly thisUpdate: number
  readonly nextUpdate: number
  readonly entries: readonly RevocationToIssue[]
  /** The issuer certificate's subject key identifier. Default: the one that `keyIdentifier` makes of the issuer's key. */
  readonly authorityKeyIdentifier?: Uint8Array
  /** Makes it a delta list: the number of the complete list whose changes it tells (RFC 5280 5.2.4). */
  readonly deltaBase?: bigint
  readonly issuingDistributionPoint?: IssuingDistributionPointToIssue
  /** Of a complete list: where its delta lists are (RFC 5280 5.2.6). */
  readonly freshestCrl?: readonly (string | DistributionPointToIssue)[]
  /** How it is signed. Default: the usual scheme of the issuer's kind of key. */
  readonly scheme?: SignatureScheme
}

/** Issues a version 2 revocation list (RFC 5280 5) as DER; what RFC 5280 forbids an issuer to write is asserted. */
export function issueRevocationList(content: RevocationListToIssue, issuerKey: SigningKey): Uint8Array {
  assertIssuable(content)
  const { issuer, thisUpdate, nextUpdate, entries, scheme } = content
  const toBeSigned = writeSequence([
    writeInteger(1),
    writeSignedWith(issuerKey, scheme),
    writeName(issuer),
    writeTime(thisUpdate),
    writeTime(nextUpdate),
    ...(entries.length === 0 ? [] : [writeSequence(entries.map(writeEntry))]),
    writeConstructed(contextConstructed(0), [writeSequence(extensionNodes(content, issuerKey))]),
  ])
  return writeSigned(toBeSigned, issuerKey, scheme)
}

function assertIssuable(content: RevocationListToIssue): void {
  const { number, thisUpdate, nextUpdate, entries, deltaBase = 0n, issuingDistributionPoint, freshestCrl } = content
  for (const each of [number, deltaBase]) {
    if (each < 0n || each >= 1n << BigInt(MAXIMUM_LIST_NUMBER_OCTETS * 8 - 1))
      throw new Error('x509: a list has a number from 0 on, of at most 20 octets')
  }
  if (nextUpdate < thisUpdate) throw new Error('x509: the next list comes after this one')
  if (content.deltaBase !== undefined && (deltaBase >= number || freshestCrl !== undefined)) {
    throw new Error('x509: a delta list follows its base and points to no delta list (5.2.4, 5.2.6)')
  }
  const isIndirect = issuingDistributionPoint?.isIndirect === true
  if (!isIndirect && entries.some((entry) => entry.certificateIssuer !== undefined)) {
    throw new Error('x509: other issuers’ certificates stand in an indirect list (5.3.3)')
  }
  const serials = new Set(entries.map((entry) => entry.serial))
  if (!isIndirect && serials.size !== entries.length) throw new Error('x509: a certificate is listed once')
}

function extensionNodes(content: RevocationListToIssue, issuerKey: SigningKey): DerNode[] {
  const { number, authorityKeyIdentifier, deltaBase, issuingDistributionPoint, freshestCrl } = content
  const key = authorityKeyIdentifier ?? keyIdentifier(issuerKey.publicKey.spki)
  const nodes = [writeAuthorityKeyIdentifier(key), writeExtension(types.crlNumber, writeInteger(number))]
  if (deltaBase !== undefined) nodes.push(writeExtension(types.deltaCrlIndicator, writeInteger(deltaBase), true))
  if (issuingDistributionPoint !== undefined) {
    const point = issuingDistributionPointNode(issuingDistributionPoint)
    nodes.push(writeExtension(types.issuingDistributionPoint, point, true))
  }
  if (freshestCrl !== undefined) nodes.push(writeExtension(types.freshestCrl, writeDistributionPoints(freshestCrl)))
  return nodes
}

const types = {
  crlNumber: extensionTypeNode(extensionTypes.crlNumber),
  deltaCrlIndicator: extensionTypeNode(extensionTypes.deltaCrlIndicator),
  issuingDistributionPoint: extensionTypeNode(extensionTypes.issuingDistributionPoint),
  freshestCrl: extensionTypeNode(extensionTypes.freshestCrl),
  reasonCode: extensionTypeNode(extensionTypes.reasonCode),
  invalidityDate: extensionTypeNode(extensionTypes.invalidityDate),
  certificateIssuer: extensionTypeNode(extensionTypes.certificateIssuer),
}

const onlyContainsTags = { users: 1, authorities: 2, attributes: 5 } as const

function issuingDistributionPointNode(point: IssuingDistributionPointToIssue): DerNode {
  const { name, onlyContains, onlySomeReasons, isIndirect } = point
  const flag = (number: number): DerNode => writeBoolean(true, contextPrimitive(number))
  const only = onlyContains === undefined ? undefined : onlyContainsTags[onlyContains]
  const content: DerNode[] = []
  if (name !== undefined) content.push(writeDistributionPointName(name))
  if (only === 1 || only === 2) content.push(flag(only))
  if (onlySomeReasons !== undefined) content.push(writeReasonFlags(onlySomeReasons, contextPrimitive(3)))
  if (isIndirect === true) content.push(flag(4))
  if (only === 5) content.push(flag(only))
  if (content.length === 0) throw new Error('x509: an issuing distribution point says something (5.2.5)')
  return writeSequence(content)
}

function writeEntry({ serial, date, reason, invalidityDate, certificateIssuer }: RevocationToIssue): DerNode {
  assertSerial(serial)
  const extensions: DerNode[] = []
  // RFC 5280 5.3.1: unspecified is said by leaving the reason out.
  if (reason !== undefined && reason !== 'unspecified') {
    extensions.push(writeExtension(types.reasonCode, writeEnumerated(revocationReasons.indexOf(reason))))
  }
  if (invalidityDate !== undefined) {
    extensions.push(writeExtension(types.invalidityDate, writeGeneralizedTime(invalidityDate)))
  }
  if (certificateIssuer !== undefined) {
    const issuer = writeGeneralName({ form: 'directoryName', name: certificateIssuer })
    extensions.push(writeExtension(types.certificateIssuer, writeSequence([issuer]), true))
  }
  const fields = [writeInteger(serial), writeTime(date)]
  return writeSequence(extensions.length === 0 ? fields : [...fields, writeSequence(extensions)])
}
