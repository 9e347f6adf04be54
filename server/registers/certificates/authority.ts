import { randomBytes } from 'node:crypto'
import type { PrivateKey } from '@entrepot/crypto'
import { sign } from '@entrepot/crypto'
import { timeStampingUsage } from '@entrepot/time-stamp'
import { type CertificateToIssue, issueCertificate, purposes, type Subject, thumbprint } from '@entrepot/x509'
import type { SealingKey } from '@entrepot/trade/act'
import type pg from 'pg'
import type { KeyFolder } from './keys.ts'
import { type CertificatePurpose, type CertificateRow, type Custody, type KnownCertificate, knownOf } from './known.ts'
import {
  AUTHORITY_DAYS,
  BACKDATE_MS,
  CERTIFICATE_DAYS,
  DAY_MS,
  OPERATOR_DAYS,
  OPERATOR_OVERLAP_DAYS,
  ROOT_DAYS,
} from './limits.ts'
import { publicPlaces } from './public-places.ts'

/** The demonstration authority of a port: root, issuing authority and operator, their keys in the data folder. */
export interface Authority {
  readonly root: KnownCertificate
  readonly issuing: KnownCertificate
  readonly rootKey: PrivateKey
  readonly issuingKey: PrivateKey
  readonly operator: KnownCertificate
  /** Signs receipts and heads. */
  readonly operatorKey: SealingKey
  /** What certificates say of where lists and the responder are; see `AuthorityPlace`. */
  readonly publicUrl: string | undefined
  readonly timeStamp: KnownCertificate
  readonly timeStampKey: PrivateKey
}

/** Where the authority works. */
export interface AuthorityPlace {
  readonly database: pg.Pool
  readonly keys: KeyFolder
  /** Real time, epoch milliseconds. */
  readonly now: () => number
  /** Where others reach the port, as `readPublicUrl` answers it; certificates that are issued from now on name places under it. */
  readonly publicUrl: string | undefined
}

const PORT = { country: 'NL', organization: 'Entrepot practice port (demonstration)' }
const ROOT: Subject = { ...PORT, commonName: 'Practice root (demonstration)' }
const ISSUING: Subject = { ...PORT, commonName: 'Practice issuing authority (demonstration)' }

/** The port's own signers, under the root. */
const OWN = {
  operator: { subject: { ...PORT, commonName: 'Operator' }, extensions: { keyUsage: ['digitalSignature'] } },
  'time-stamp': {
    subject: { ...PORT, commonName: 'Time-stamping authority (demonstration)' },
    extensions: { keyUsage: ['digitalSignature'], others: [timeStampingUsage] },
  },
} as const satisfies Record<string, Pick<CertificateToIssue, 'subject' | 'extensions'>>

/**
 * Document signing (RFC 9336); and protection of e-mail (RFC 5280 4.2.1.12), because readers of PDF that stand on NSS judge the signer of a
 * document by it.
 */
const SIGNING_PURPOSES = ['1.3.6.1.5.5.7.3.36', purposes.emailProtection]

/** Opens the authority of a data folder, making root, issuing authority and operator where they are not there yet. */
export async function openAuthority(place: AuthorityPlace): Promise<Authority> {
  const { keys, now, publicUrl } = place
  const rootKey = keys.keep('root')
  const issuingKey = keys.keep('issuing')
  const root = await keepCertificate(place, 'root', {
    ...content(ROOT, rootKey, now(), ROOT_DAYS),
    issuer: ROOT,
    extensions: { basicConstraints: { ca: true, pathLength: 1 }, keyUsage: ['keyCertSign', 'cRLSign'] },
    signedBy: rootKey,
  })
  const issuing = await keepCertificate(place, 'authority', {
    ...content(ISSUING, issuingKey, now(), AUTHORITY_DAYS),
    issuer: root.certificate.subject,
    extensions: {
      ...{ basicConstraints: { ca: true, pathLength: 0 }, keyUsage: ['keyCertSign', 'cRLSign'] },
      ...publicPlaces(publicUrl, 'root'),
    },
    signedBy: rootKey,
  })
  assertOwnKey(root, rootKey)
  assertOwnKey(issuing, issuingKey)
  const operator = await keepOwn(place, 'operator', { root, rootKey })
  const stamper = await keepOwn(place, 'time-stamp', { root, rootKey })
  return {
    ...{ root, issuing, rootKey, issuingKey, operator: operator.known, timeStamp: stamper.known, publicUrl },
    ...{ operatorKey: sealingKeyOf(operator.key, operator.known.thumbprint), timeStampKey: stamper.key },
  }
}

/** A private key as what signs for one certificate. */
export function sealingKeyOf(key: PrivateKey, print: string): SealingKey {
  return { algorithm: key.algorithm, thumbprint: print, sign: (input) => sign(key, input) }
}

/** Issues an organisation's certificate, under the issuing authority. */
export function issueFor(
  { issuing, issuingKey, publicUrl }: Authority,
  subject: Subject,
  given: { readonly publicKeySpki: Uint8Array; readonly nowMs: number },
): Uint8Array {
  const { publicKeySpki, nowMs } = given
  return issueCertificate(
    {
      ...{ subject, issuer: issuing.certificate.subject, publicKeySpki, serial: newSerial() },
      ...{ notBefore: nowMs - BACKDATE_MS, notAfter: nowMs + CERTIFICATE_DAYS * DAY_MS },
      extensions: {
        ...{ keyUsage: ['digitalSignature', 'nonRepudiation'], extendedKeyUsage: SIGNING_PURPOSES },
        ...publicPlaces(publicUrl, 'issuing'),
      },
    },
    issuingKey,
  )
}

/** Writes a certificate into the register; one that stands there already stays as it is. */
export async function recordCertificate(
  { database, now }: Pick<AuthorityPlace, 'database' | 'now'>,
  der: Uint8Array,
  kind: { readonly purpose: CertificatePurpose; readonly custody: Custody },
): Promise<KnownCertificate> {
  const known = knownOf({ der: Buffer.from(der), ...kind })
  await database.query(
    `insert into certificate (thumbprint, organisation_id, purpose, custody, serial, der, issued_ms)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      ...[thumbprint(der), known.signer?.organisation ?? null, kind.purpose, kind.custody],
      ...[String(known.certificate.serial), Buffer.from(der), now()],
    ],
  )
  return known
}

/** A serial number that nobody can guess (RFC 5280 4.1.2.2). */
export const newSerial = (): bigint => (BigInt(`0x${randomBytes(15).toString('hex')}`) | (1n << 119n)) + 0n

type Content = Pick<CertificateToIssue, 'subject' | 'publicKeySpki' | 'serial' | 'notBefore' | 'notAfter'>

const content = (subject: Subject, key: PrivateKey, nowMs: number, days: number): Content => ({
  ...{ subject, publicKeySpki: key.publicKey.spki, serial: newSerial() },
  ...{ notBefore: nowMs - BACKDATE_MS, notAfter: nowMs + days * DAY_MS },
})

async function keepCertificate(
  place: AuthorityPlace,
  purpose: 'root' | 'authority',
  { signedBy, ...toIssue }: CertificateToIssue & { readonly signedBy: PrivateKey },
): Promise<KnownCertificate> {
  const known = await newestOf(place.database, purpose)
  if (known) return known
  await recordCertificate(place, issueCertificate(toIssue, signedBy), { purpose, custody: 'port' })
  // Read again: another process may have been first.
  const kept = await newestOf(place.database, purpose)
  if (!kept) throw new Error(`the ${purpose} certificate was not kept`)
  return kept
}

/** A certificate of the port's own rolls: a new one is made, with a key of its own, before the old one ends. */
async function keepOwn(
  place: AuthorityPlace,
  purpose: keyof typeof OWN,
  { root, rootKey }: Pick<Authority, 'root' | 'rootKey'>,
): Promise<{ known: KnownCertificate; key: PrivateKey }> {
  const newest = await newestOf(place.database, purpose)
  const key = newest && place.keys.find(ownKeyName(purpose, newest.certificate.notBefore))
  const ends = newest?.certificate.notAfter ?? 0
  if (newest && key && ends - OPERATOR_OVERLAP_DAYS * DAY_MS > place.now()) return { known: newest, key }
  const notBefore = Math.floor((place.now() - BACKDATE_MS) / 1000) * 1000
  const fresh = place.keys.keep(ownKeyName(purpose, notBefore))
  const { subject, extensions } = OWN[purpose]
  const der = issueCertificate(
    {
      ...content(subject, fresh, place.now(), OPERATOR_DAYS),
      ...{ notBefore, issuer: root.certificate.subject },
      extensions: { ...extensions, ...publicPlaces(place.publicUrl, 'root') },
    },
    rootKey,
  )
  return { known: await recordCertificate(place, der, { purpose, custody: 'port' }), key: fresh }
}

const ownKeyName = (purpose: string, notBeforeMs: number): string => `${purpose}-${Math.floor(notBeforeMs / 1000)}`

async function newestOf(database: pg.Pool, purpose: CertificatePurpose): Promise<KnownCertificate | undefined> {
  const { rows } = await database.query<CertificateRow>(
    'select der, purpose, custody from certificate where purpose = $1 order by issued_ms desc limit 1',
    [purpose],
  )
  return rows[0] && knownOf(rows[0])
}

/** A data folder and a database that do not belong together would sign what nobody can verify. */
function assertOwnKey(known: KnownCertificate, key: PrivateKey): void {
  if (Buffer.compare(known.publicKey.spki, key.publicKey.spki) === 0) return
  throw new Error(`certificates/other-folder: the ${known.purpose} key in the data folder is not that of this database`)
}
