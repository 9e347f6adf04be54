import { base64url, type PrivateKey, sha256 } from '@entrepot/crypto'
import {
  type Certificate,
  issueRevocationList,
  parseRevocationList,
  type RevocationList,
  type RevocationReason,
  revocationReasons,
} from '@entrepot/x509'
import type pg from 'pg'
import type { KnownCertificate } from './known.ts'
import { DAY_MS, LIST_ATTEMPTS, LIST_DAYS } from './limits.ts'

/** A revocation list as it stands in the register. */
export interface KnownList {
  readonly list: RevocationList
  readonly der: Uint8Array
  /** base64url SHA-256 of its DER: how receipts name it. */
  readonly sha256: string
}

/** Who issues lists. */
export interface ListIssuer {
  readonly issuer: KnownCertificate
  readonly key: PrivateKey
}

interface ListRow {
  readonly number: bigint
  readonly der: Buffer
}

interface RevocationRow {
  readonly serial: string
  readonly revoked_ms: bigint
  readonly reason: string
  readonly invalidity_ms: bigint | null
}

/** The newest list of an issuer; a new one is made where there is none, or half of its time is over. */
export async function currentList(database: pg.Pool, issuer: ListIssuer, nowMs: number): Promise<KnownList> {
  const newest = await newestList(database, issuer.issuer.thumbprint)
  if (newest && newest.list.nextUpdate - nowMs > (LIST_DAYS * DAY_MS) / 2) return newest
  return issueList(database, issuer, nowMs)
}

/**
 * Issues a list with every revocation that is recorded.
 *
 * Two processes that do so at once take different numbers; the one with the higher number was made from the later state,
 * because it is made again when its number was taken.
 */
export async function issueList(database: pg.Pool, { issuer, key }: ListIssuer, nowMs: number): Promise<KnownList> {
  for (let attempt = 1; attempt <= LIST_ATTEMPTS; attempt += 1) {
    const number = ((await newestNumber(database, issuer.thumbprint)) ?? 0n) + 1n
    const revocations = await database.query<RevocationRow>(
      'select serial::text as serial, revoked_ms, reason, invalidity_ms from revocation where issuer = $1 order by revoked_ms',
      [issuer.thumbprint],
    )
    const entries = revocations.rows.map((row) => ({
      serial: BigInt(row.serial),
      date: Number(row.revoked_ms),
      ...(isReason(row.reason) ? { reason: row.reason } : {}),
      ...(row.invalidity_ms === null ? {} : { invalidityDate: Number(row.invalidity_ms) }),
    }))
    const validity = { thisUpdate: nowMs, nextUpdate: nowMs + LIST_DAYS * DAY_MS }
    const der = issueRevocationList({ issuer: issuer.certificate.subject, number, entries, ...validity }, key)
    const known = knownList(der)
    const { rowCount } = await database.query(
      `insert into revocation_list (issuer, number, sha256, der, this_update_ms, next_update_ms)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [issuer.thumbprint, number, known.sha256, Buffer.from(der), validity.thisUpdate, validity.nextUpdate],
    )
    if (rowCount === 1) return known
  }
  throw new Error(`certificates/list-contended: no number for a list after ${LIST_ATTEMPTS} attempts`)
}

/** Records that a certificate is revoked; a second time changes nothing. */
export async function recordRevocation(
  database: pg.Pool,
  issuer: KnownCertificate,
  revoked: {
    readonly certificate: Certificate
    readonly reason: RevocationReason
    readonly atMs: number
    readonly invalidityMs?: number
  },
): Promise<void> {
  const { certificate, reason, atMs, invalidityMs } = revoked
  await database.query(
    `insert into revocation (issuer, serial, revoked_ms, reason, invalidity_ms)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [issuer.thumbprint, String(certificate.serial), atMs, reason, invalidityMs ?? null],
  )
}

/** Lists that receipts name, and the newest of each issuer, as DER. */
export async function listsNamed(database: pg.Pool, named: readonly string[]): Promise<readonly Uint8Array[]> {
  const { rows } = await database.query<{ der: Buffer }>(
    `select der from revocation_list l
     where sha256 = any($1) or number = (select max(number) from revocation_list n where n.issuer = l.issuer)
     order by issuer, number`,
    [named],
  )
  return rows.map(({ der }) => new Uint8Array(der))
}

/** Tells whether a text is a reason of RFC 5280 5.3.1. */
export const isReason = (text: string): text is RevocationReason => revocationReasons.some((reason) => reason === text)

async function newestNumber(database: pg.Pool, issuer: string): Promise<bigint | undefined> {
  const { rows } = await database.query<{ number: bigint | null }>(
    'select max(number) as number from revocation_list where issuer = $1',
    [issuer],
  )
  return rows[0]?.number ?? undefined
}

async function newestList(database: pg.Pool, issuer: string): Promise<KnownList | undefined> {
  const { rows } = await database.query<ListRow>(
    'select number, der from revocation_list where issuer = $1 order by number desc limit 1',
    [issuer],
  )
  return rows[0] && knownList(rows[0].der)
}

function knownList(der: Uint8Array): KnownList {
  const parsed = parseRevocationList(der)
  if (!parsed.ok) throw new Error(`a revocation list of ours does not read: ${parsed.code}`)
  return { list: parsed.value, der: parsed.value.raw, sha256: base64url.encode(sha256(der)) }
}
