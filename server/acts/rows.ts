import type { SealedAct } from '@entrepot/trade/act'
import type { ActIdentity, Path } from '@entrepot/trade/file'
import type pg from 'pg'
import { MAX_ACTS } from './limits.ts'

/** An act as it lies in its file's shard: sealed bytes verbatim, disclosures apart from what is signed. */
export interface ActRow {
  readonly file: string
  readonly seq: number
  /** The client's act id. */
  readonly id: string
  readonly identity: ActIdentity
  readonly type: string
  readonly organisation: string
  readonly thumbprint: string
  readonly sealed: SealedAct
  readonly receipt: string
  readonly head: string
  readonly receivedMs: number
  readonly reached: string
}

/** A disclosure that was destroyed. */
export interface ErasureRow {
  readonly seq: number
  readonly path: Path
  readonly commitment: string
  readonly organisation: string
  readonly erasedMs: number
  readonly reason: string
}

/** Everything that lies in the shard of one file, in the order of its sequence. */
export interface FileRows {
  readonly kind: string
  readonly acts: readonly ActRow[]
  readonly erasures: readonly ErasureRow[]
}

/** Sealed texts hold no `~`: it parts disclosures, as in the compact form of RFC 9901. */
export const SEPARATOR = '~'

/** Parts a list of sealed texts. */
export const textsOf = (joined: string): string[] => (joined === '' ? [] : joined.split(SEPARATOR))

interface Act {
  readonly seq: number
  readonly act_id: string
  readonly identity: string
  readonly type: string
  readonly organisation_id: string
  readonly thumbprint: string
  readonly jwt: string
  readonly disclosures: string
  readonly approvals: string
  readonly receipt: string
  readonly head: string
  readonly received_ms: bigint
  readonly reached: string
}

interface Citation {
  readonly seq: number
  readonly cited_file: string
  readonly jwt: string
  readonly disclosures: string
}

interface Erased {
  readonly seq: number
  readonly path: Path
  readonly commitment: string
  readonly organisation_id: string
  readonly erased_ms: bigint
  readonly reason: string
}

/**
 * Reads a file, or what came after a sequence.
 *
 * @returns `undefined` where there is no such file.
 */
export async function readRows(pool: pg.Pool, file: string, after = 0): Promise<FileRows | undefined> {
  const found = await pool.query<{ kind: string }>('select kind from file where file_id = $1', [file])
  const kind = found.rows[0]?.kind
  if (kind === undefined) return undefined
  // Acts first: what is read later can only know more of them.
  const acts = await pool.query<Act>(
    `select seq, act_id, identity, type, organisation_id, thumbprint, jwt, disclosures, approvals, receipt, head, received_ms, reached
     from act where file_id = $1 and seq > $2 order by seq limit $3`,
    [file, after, MAX_ACTS],
  )
  const [citations, erasures] = await Promise.all([
    pool.query<Citation>(
      'select seq, cited_file, jwt, disclosures from citation where file_id = $1 and seq > $2 order by seq, position',
      [file, after],
    ),
    pool.query<Erased>(
      'select seq, path, commitment, organisation_id, erased_ms, reason from erasure where file_id = $1 order by erased_ms, commitment',
      [file],
    ),
  ])
  const cited = Map.groupBy(citations.rows, (row) => row.seq)
  return {
    kind,
    acts: acts.rows.map((row) => actOf(file, row, cited.get(row.seq) ?? [])),
    erasures: erasures.rows.map(erasureOf),
  }
}

function actOf(file: string, row: Act, citations: readonly Citation[]): ActRow {
  const approvals = textsOf(row.approvals)
  const cited = citations.map(({ cited_file, jwt, disclosures }) => ({
    ...{ file: cited_file, jwt, disclosures: textsOf(disclosures) },
  }))
  return {
    ...{
      file,
      seq: row.seq,
      id: row.act_id,
      identity: row.identity,
      type: row.type,
      organisation: row.organisation_id,
    },
    sealed: {
      jwt: row.jwt,
      disclosures: textsOf(row.disclosures),
      ...(approvals.length > 0 ? { approvals } : {}),
      ...(cited.length > 0 ? { citations: cited } : {}),
    },
    ...{ thumbprint: row.thumbprint, receipt: row.receipt, head: row.head, reached: row.reached },
    receivedMs: Number(row.received_ms),
  }
}

function erasureOf({ seq, path, commitment, organisation_id, erased_ms, reason }: Erased): ErasureRow {
  return { seq, path, commitment, organisation: organisation_id, erasedMs: Number(erased_ms), reason }
}
