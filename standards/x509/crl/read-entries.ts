import { type Cursor, close, isNext, readEnumerated, readGeneralizedTime, readSequence, Tag } from '@entrepot/asn1'
import { type Extension, type ExtensionReader, firstUnknownCritical, readExtensions } from '../certificate/extension.ts'
import { readSerial } from '../certificate/parse-certificate.ts'
import type { DeviationCode } from '../deviation.ts'
import { comparableName } from '../name/compare-name.ts'
import type { GeneralName } from '../name/general-name.ts'
import type { Name } from '../name/name.ts'
import { readGeneralNames } from '../name/read-general-name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { readTime } from '../time.ts'
import { type RevocationReason, revocationReasons } from './reason.ts'
import type { Revocation } from './revocation-list.ts'

/** The entries of a list. */
export interface Entries {
  readonly own: Map<bigint, Revocation>
  readonly indirect: Map<string, Map<bigint, Revocation>>
  unknownCritical: string | undefined
}

interface EntryExtensions {
  reason: RevocationReason
  invalidityDate: number | undefined
  certificateIssuer: readonly GeneralName[] | undefined
}

const readers: ReadonlyMap<string, ExtensionReader<EntryExtensions>> = new Map<
  string,
  ExtensionReader<EntryExtensions>
>([
  [extensionTypes.reasonCode, (inside, found) => (found.reason = readReason(inside))],
  [extensionTypes.invalidityDate, (inside, found) => (found.invalidityDate = readGeneralizedTime(inside))],
  [
    extensionTypes.certificateIssuer,
    (inside, found) => (found.certificateIssuer = readGeneralNames(readSequence(inside))),
  ],
])

const noExtensions: readonly Extension[] = []

/** Reads revokedCertificates (RFC 5280 5.1.2.6, 5.3), where there are some. */
export function readEntries(
  cursor: Cursor,
  list: { readonly issuer: Name; readonly isVersion2: boolean; readonly deviations: DeviationCode[] },
): Entries {
  const entries: Entries = { own: new Map(), indirect: new Map(), unknownCritical: undefined }
  if (!isNext(cursor, Tag.sequence)) return entries
  const sequence = readSequence(cursor)
  if (sequence.atEnd) sequence.fail('x509/no-entries', sequence.offset)
  // An entry without an issuer of its own has that of the one before it (RFC 5280 5.3.3).
  let into = entries.own
  while (!sequence.atEnd) {
    const offset = sequence.offset
    const { revocation, unknownCritical, certificateIssuer } = readEntry(sequence, list)
    if (certificateIssuer !== undefined) into = mapOf(entries, list.issuer, certificateIssuer)
    if (into.has(revocation.serial)) sequence.fail('x509/duplicate-entry', offset)
    into.set(revocation.serial, revocation)
    entries.unknownCritical ??= unknownCritical
  }
  return entries
}

/** The map of an issuer's entries; an issuer that is no directory name names nobody, and the list says nothing. */
function mapOf(entries: Entries, listIssuer: Name, names: readonly GeneralName[]): Map<bigint, Revocation> {
  const issuer = names.flatMap((name) => (name.form === 'directoryName' ? [name.name] : []))[0]
  if (issuer === undefined) {
    entries.unknownCritical ??= extensionTypes.certificateIssuer
    return new Map()
  }
  const key = comparableName(issuer)
  if (key === comparableName(listIssuer)) return entries.own
  const known = entries.indirect.get(key) ?? new Map<bigint, Revocation>()
  entries.indirect.set(key, known)
  return known
}

function readEntry(list: Cursor, { isVersion2, deviations }: { isVersion2: boolean; deviations: DeviationCode[] }) {
  const entry = readSequence(list)
  const serial = readSerial(entry, deviations)
  const date = readTime(entry, deviations)
  const found: EntryExtensions = { reason: 'unspecified', invalidityDate: undefined, certificateIssuer: undefined }
  let all = noExtensions
  if (!entry.atEnd) {
    if (!isVersion2) entry.fail('x509/version', entry.offset)
    all = readExtensions(entry, readers, found)
  }
  close(entry)
  const revocation = { serial, date, reason: found.reason, invalidityDate: found.invalidityDate }
  const unknownCritical = firstUnknownCritical(all, readers)
  return { revocation, unknownCritical, certificateIssuer: found.certificateIssuer }
}

function readReason(cursor: Cursor): RevocationReason {
  const offset = cursor.offset
  const reason = revocationReasons[readEnumerated(cursor, Number.MAX_SAFE_INTEGER)]
  if (reason === undefined) cursor.fail('x509/reason-code', offset)
  return reason ?? 'unspecified'
}
