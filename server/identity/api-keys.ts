import { createHash, randomBytes, randomUUIDv7, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { KEY_FRESH_MS, LAST_USED_EVERY_MS, MAX_FRESH_KEYS, MAX_KEYS, MAX_LABEL, SECRET_BYTES } from './limits.ts'

/** What a key lets a program be: its organisation, or the operator of the port. */
export type KeyKind = 'program' | 'operator'

/** What may be shown of a key. */
export interface ApiKey {
  readonly id: string
  readonly organisation: string
  readonly kind: KeyKind
  readonly label: string
  /** The key's public beginning, to tell one from another. */
  readonly prefix: string
  readonly createdMs: number
  readonly lastUsedMs?: number
  readonly revokedMs?: number
}

/** A key just made; `key` is shown this once and kept nowhere. */
export interface NewApiKey extends ApiKey {
  readonly key: string
}

/** Why no key was made. */
export interface KeyRefusal {
  readonly code: 'key/label-malformed' | 'key/too-many'
  readonly limit: number
}

/** The keys of programs. */
export interface ApiKeys {
  create(
    organisation: string,
    options?: { readonly label?: string; readonly kind?: KeyKind },
  ): Promise<NewApiKey | KeyRefusal>
  /** Makes a key whose text is given, unless it is known already: for a key that a file of the data folder keeps. */
  ensure(key: string, organisation: string, options: { readonly label: string; readonly kind: KeyKind }): Promise<void>
  list(organisation: string): Promise<readonly ApiKey[]>
  /** False for a key that this organisation has not, or has revoked before. */
  revoke(organisation: string, id: string): Promise<boolean>
  /** Whose key it is; `undefined` for an unknown, malformed or revoked one, all in the same way. */
  find(key: string): Promise<Pick<ApiKey, 'organisation' | 'kind' | 'id'> | undefined>
}

const KEY = /^ek_([A-Za-z0-9]{12})_([A-Za-z0-9_-]{43})$/

/** A key's text, made of random bytes alone. */
export function newKeyText(): string {
  const prefix = randomBytes(6).toString('hex')
  return `ek_${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`
}

interface KeyRow {
  readonly organisation_id: string
  readonly id: string
  readonly prefix: string
  readonly secret_sha256: Buffer
  readonly kind: KeyKind
  readonly label: string
  readonly created_ms: bigint
  readonly last_used_ms: bigint | null
  readonly revoked_ms: bigint | null
}

interface Fresh {
  readonly row: KeyRow | undefined
  readonly readMs: number
}

const COLUMNS = 'organisation_id, id, prefix, secret_sha256, kind, label, created_ms, last_used_ms, revoked_ms'

/**
 * The keys kept in a database, as SHA-256 of their text (they are 256 random bits, so that a slow hash would add nothing).
 *
 * A row is remembered for `KEY_FRESH_MS`: a revocation holds here at once, and in other processes after that time.
 */
export function apiKeys(pool: pg.Pool, now: () => number): ApiKeys {
  const fresh = new Map<string, Fresh>()
  const used = new Map<string, number>()

  async function rowOf(prefix: string): Promise<KeyRow | undefined> {
    const known = fresh.get(prefix)
    if (known && now() - known.readMs < KEY_FRESH_MS) return known.row
    const { rows } = await pool.query<KeyRow>(`select ${COLUMNS} from api_key where prefix = $1`, [prefix])
    if (fresh.size >= MAX_FRESH_KEYS) fresh.clear()
    fresh.set(prefix, { row: rows[0], readMs: now() })
    return rows[0]
  }

  async function markUsed({ organisation_id, id }: KeyRow): Promise<void> {
    await pool.query(
      `update api_key set last_used_ms = $3
       where organisation_id = $1 and id = $2 and coalesce(last_used_ms, 0) <= $3::bigint - ${LAST_USED_EVERY_MS}`,
      [organisation_id, id, now()],
    )
  }

  async function insert(text: string, organisation: string, { label, kind }: { label: string; kind: KeyKind }) {
    const [, prefix] = KEY.exec(text) ?? []
    if (prefix === undefined) throw new Error('a key is ek_, a prefix of 12 and a secret of 43 characters')
    const { rows } = await pool.query<KeyRow>(
      `insert into api_key (organisation_id, id, prefix, secret_sha256, kind, label, created_ms)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (prefix) do nothing returning ${COLUMNS}`,
      [organisation, randomUUIDv7(), prefix, digest(text), kind, label, now()],
    )
    fresh.delete(prefix)
    return rows[0]
  }

  return {
    async create(organisation, { label = 'program', kind = 'program' } = {}) {
      if (label.length === 0 || label.length > MAX_LABEL) return { code: 'key/label-malformed', limit: MAX_LABEL }
      const { rows } = await pool.query<{ count: number }>(
        'select count(*)::int as count from api_key where organisation_id = $1 and revoked_ms is null',
        [organisation],
      )
      if ((rows[0]?.count ?? 0) >= MAX_KEYS) return { code: 'key/too-many', limit: MAX_KEYS }
      const key = newKeyText()
      const row = await insert(key, organisation, { label, kind })
      if (row === undefined) throw new Error('two random keys have one prefix')
      return { ...keyOf(row), key }
    },

    async ensure(key, organisation, options) {
      if ((await this.find(key)) === undefined) await insert(key, organisation, options)
    },

    async list(organisation) {
      const { rows } = await pool.query<KeyRow>(
        `select ${COLUMNS} from api_key where organisation_id = $1 order by created_ms desc, id limit ${MAX_KEYS}`,
        [organisation],
      )
      return rows.map(keyOf)
    },

    async revoke(organisation, id) {
      const { rows } = await pool.query<{ prefix: string }>(
        'update api_key set revoked_ms = $3 where organisation_id = $1 and id = $2 and revoked_ms is null returning prefix',
        [organisation, id, now()],
      )
      for (const { prefix } of rows) fresh.delete(prefix)
      return rows.length > 0
    },

    async find(key) {
      const [, prefix] = KEY.exec(key) ?? []
      if (prefix === undefined) return undefined
      const row = await rowOf(prefix)
      // Compared also where there is no row, so that time tells nothing.
      const isSame = timingSafeEqual(digest(key), row?.secret_sha256 ?? digest(''))
      if (row === undefined || !isSame || row.revoked_ms !== null) return undefined
      if (now() - (used.get(prefix) ?? 0) >= LAST_USED_EVERY_MS) {
        if (used.size >= MAX_FRESH_KEYS) used.clear()
        used.set(prefix, now())
        await markUsed(row)
      }
      return { organisation: row.organisation_id, kind: row.kind, id: row.id }
    },
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function keyOf(row: KeyRow): ApiKey {
  return {
    ...{ id: row.id, organisation: row.organisation_id, kind: row.kind, label: row.label, prefix: `ek_${row.prefix}` },
    createdMs: Number(row.created_ms),
    ...(row.last_used_ms === null ? {} : { lastUsedMs: Number(row.last_used_ms) }),
    ...(row.revoked_ms === null ? {} : { revokedMs: Number(row.revoked_ms) }),
  }
}
