import { type ChainRefusal, type RevocationReason, validateChain } from '@entrepot/x509'
import type { SealingKey } from '@entrepot/trade/act'
import type pg from 'pg'
import { type Authority, openAuthority, recordCertificate } from './authority.ts'
import { openKeyFolder, type KeyFolder } from './keys.ts'
import { type CertificateRow, type KnownCertificate, knownOf } from './known.ts'
import { currentList, issueList, type KnownList, type ListIssuer, listsNamed, recordRevocation } from './lists.ts'
import { openResponder, type Responder } from './responder.ts'
import { openStamper, type Stamper } from './stamper.ts'
import { MAX_CACHED, REFRESH_MS } from './limits.ts'

/** The port's certificates: who may sign, and whether that still held at a given time. */
export interface CertificateRegister {
  readonly authority: Authority
  readonly keys: KeyFolder
  readonly operatorKey: SealingKey
  /** A certificate that this port issued. */
  find(thumbprint: string): Promise<KnownCertificate | undefined>
  /** Certificates of an organisation, newest first. */
  ofOrganisation(organisation: string): Promise<readonly KnownCertificate[]>
  /**
   * Judges a certificate's chain and revocation as of a time (RFC 5280 6.1).
   *
   * @returns the list that said so, or the refusal.
   */
  judge(known: KnownCertificate, atMs: number): Promise<GoodCertificate | ChainRefusal>
  /** Takes a new organisation's certificate in. */
  record(der: Uint8Array, custody: 'party' | 'port'): Promise<KnownCertificate>
  revoke(known: KnownCertificate, revoked: RevocationOrder): Promise<void>
  /** The newest list of the root or of the issuing authority. DER. */
  currentList(issuer: 'root' | 'issuing'): Promise<Uint8Array>
  /** Answers whether certificates are revoked (RFC 6960). */
  readonly responder: Responder
  /** Says when something was there (RFC 3161). */
  readonly stamper: Stamper
  /** Newest list of each issuer, and those named by their SHA-256. DER. */
  lists(named?: readonly string[]): Promise<readonly Uint8Array[]>
}

/** A certificate that held. */
export interface GoodCertificate {
  readonly ok: true
  readonly list: KnownList
}

/** A wish to revoke. */
export interface RevocationOrder {
  readonly reason: RevocationReason
  /** Since when the key must be held to be lost, epoch milliseconds. */
  readonly invalidityMs?: number
}

/** Where the register works. */
export interface RegisterPlace {
  readonly database: pg.Pool
  readonly dataDir: string
  readonly now: () => number
  /** Where others reach the port; `readPublicUrl` reads it. Certificates say nothing of it where it is left out. */
  readonly publicUrl?: string
}

interface Lists {
  readonly root: KnownList
  readonly issuing: KnownList
  readonly readMs: number
}

/** Opens the register, with its authority made where the data folder has none. */
export async function openCertificates({
  database,
  dataDir,
  now,
  publicUrl,
}: RegisterPlace): Promise<CertificateRegister> {
  const keys = openKeyFolder(dataDir)
  const authority = await openAuthority({ database, keys, now, publicUrl })
  const ofRoot: ListIssuer = { issuer: authority.root, key: authority.rootKey }
  const ofIssuing: ListIssuer = { issuer: authority.issuing, key: authority.issuingKey }
  const readLists = async (): Promise<Lists> => ({
    root: await currentList(database, ofRoot, now()),
    issuing: await currentList(database, ofIssuing, now()),
    readMs: now(),
  })
  let lists = await readLists()
  let reading: Promise<Lists> | undefined
  const freshLists = async (): Promise<Lists> => {
    if (Math.abs(now() - lists.readMs) < REFRESH_MS) return lists
    reading ??= readLists().finally(() => {
      reading = undefined
    })
    lists = await reading
    return lists
  }
  const cache = new Map<string, KnownCertificate>()

  /** The port's own certificates are the root's, organisations' the issuing authority's. */
  const isIssued = async (issuer: KnownCertificate, serial: bigint): Promise<boolean> => {
    const isRoot = issuer.thumbprint === authority.root.thumbprint
    const { rowCount } = await database.query(
      `select 1 from certificate where serial = $1 and (purpose = 'organisation') <> $2 limit 1`,
      [String(serial), isRoot],
    )
    return rowCount === 1
  }
  return {
    ...{ authority, keys, operatorKey: authority.operatorKey },
    async find(thumbprint) {
      const cached = cache.get(thumbprint)
      if (cached) return cached
      const { rows } = await database.query<CertificateRow>(
        'select der, purpose, custody from certificate where thumbprint = $1',
        [thumbprint],
      )
      const known = rows[0] && knownOf(rows[0])
      if (known) keepBounded(cache, known)
      return known
    },
    async ofOrganisation(organisation) {
      const { rows } = await database.query<CertificateRow>(
        `select der, purpose, custody from certificate
         where organisation_id = $1 and purpose = 'organisation' order by issued_ms desc, thumbprint`,
        [organisation],
      )
      return rows.map(knownOf)
    },
    async judge(known, atMs) {
      const { root, issuing } = await freshLists()
      const chain = [known.certificate, authority.issuing.certificate]
      const valid = validateChain({
        ...{ chain, at: atMs, anchors: [authority.root.certificate], crls: [root.list, issuing.list] },
        purpose: { keyUsage: 'digitalSignature' },
      })
      return valid.ok ? { ok: true, list: issuing } : valid
    },
    record: (der, custody) => recordCertificate({ database, now }, der, { purpose: 'organisation', custody }),
    async revoke(known, { reason, invalidityMs }) {
      const revoked = { certificate: known.certificate, reason, atMs: now() }
      await recordRevocation(database, authority.issuing, {
        ...revoked,
        ...(invalidityMs === undefined ? {} : { invalidityMs }),
      })
      lists = { ...lists, issuing: await issueList(database, ofIssuing, now()) }
    },
    async currentList(issuer) {
      const { [issuer]: list } = await freshLists()
      return list.der
    },
    responder: openResponder({ authority, keys, now, lists: freshLists, isIssued }),
    stamper: openStamper(authority, now),
    lists: (named = []) => listsNamed(database, named),
  }
}

function keepBounded(cache: Map<string, KnownCertificate>, known: KnownCertificate): void {
  const oldest = cache.size >= MAX_CACHED ? cache.keys().next().value : undefined
  if (oldest !== undefined) cache.delete(oldest)
  cache.set(known.thumbprint, known)
}
