import {
  contextConstructed,
  type DerNode,
  writeConstructed,
  writeEnumerated,
  writeGeneralizedTime,
  writeInteger,
  writeObjectIdentifier,
  writeSequence,
} from '@entrepot/asn1'
import type { SignatureScheme, SigningKey } from '@entrepot/crypto'
import { writeExtension } from '../certificate/extension.ts'
import { assertSerial, writeAuthorityKeyIdentifier } from '../issue/issue-certificate.ts'
import { MAXIMUM_LIST_NUMBER_OCTETS } from '../limits.ts'
import type { Name, Subject } from '../name/name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { keyIdentifier } from '../signed/public-key.ts'
import { type RevocationReason, revocationReasons } from './revocation-list.ts'
import { writeSigned, writeSignedWith } from '../signed/signed.ts'
import { writeTime } from '../time.ts'
import { writeName } from '../name/write-name.ts'

/** An entry to be listed. Times are milliseconds since 1970 UTC, cut to seconds. */
export interface RevocationToIssue {
  readonly serial: bigint
  readonly date: number
  /** Default: unspecified. */
  readonly reason?: RevocationReason
  readonly invalidityDate?: number
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
  /** How it is signed. Default: the usual scheme of the issuer's kind of key. */
  readonly scheme?: SignatureScheme
}

/** Issues a complete version 2 revocation list (RFC 5280 5.1) as DER; what RFC 5280 forbids an issuer to write is asserted. */
export function issueRevocationList(content: RevocationListToIssue, issuerKey: SigningKey): Uint8Array {
  const { issuer, number, thisUpdate, nextUpdate, entries, authorityKeyIdentifier } = content
  if (number < 0n || number >= 1n << BigInt(MAXIMUM_LIST_NUMBER_OCTETS * 8 - 1))
    throw new Error('x509: a list has a number from 0 on, of at most 20 octets')
  if (nextUpdate < thisUpdate) throw new Error('x509: the next list comes after this one')
  if (new Set(entries.map((entry) => entry.serial)).size !== entries.length) {
    throw new Error('x509: a certificate is listed once')
  }
  const key = authorityKeyIdentifier ?? keyIdentifier(issuerKey.publicKey.spki)
  const extensions = [writeAuthorityKeyIdentifier(key), writeExtension(types.crlNumber, writeInteger(number))]
  const toBeSigned = writeSequence([
    writeInteger(1),
    writeSignedWith(issuerKey, content.scheme),
    writeName(issuer),
    writeTime(thisUpdate),
    writeTime(nextUpdate),
    ...(entries.length === 0 ? [] : [writeSequence(entries.map(writeEntry))]),
    writeConstructed(contextConstructed(0), [writeSequence(extensions)]),
  ])
  return writeSigned(toBeSigned, issuerKey, content.scheme)
}

const types = {
  crlNumber: writeObjectIdentifier(extensionTypes.crlNumber),
  reasonCode: writeObjectIdentifier(extensionTypes.reasonCode),
  invalidityDate: writeObjectIdentifier(extensionTypes.invalidityDate),
}

function writeEntry({ serial, date, reason, invalidityDate }: RevocationToIssue): DerNode {
  assertSerial(serial)
  const extensions: DerNode[] = []
  // RFC 5280 5.3.1: unspecified is said by leaving the reason out.
  if (reason !== undefined && reason !== 'unspecified') {
    extensions.push(writeExtension(types.reasonCode, writeEnumerated(revocationReasons.indexOf(reason))))
  }
  if (invalidityDate !== undefined) {
    extensions.push(writeExtension(types.invalidityDate, writeGeneralizedTime(invalidityDate)))
  }
  const fields = [writeInteger(serial), writeTime(date)]
  return writeSequence(extensions.length === 0 ? fields : [...fields, writeSequence(extensions)])
}
