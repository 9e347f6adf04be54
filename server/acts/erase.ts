import { disclosureDigest } from '@entrepot/sd-jwt'
import { type Commitment, elementAt, type FileState } from '@entrepot/trade/file'
import type pg from 'pg'
import { z } from 'zod'
import { type Shards, transactOn } from '../database/index.ts'
import { enqueue, type Handler, type Letter } from '../delivery/outbox/index.ts'
import type { Caller } from './answer.ts'
import { sightOf } from './evidence.ts'
import type { Port } from './port.ts'
import { SEPARATOR, textsOf } from './rows.ts'

/** A wish to destroy a disclosure. */
export interface ErasureWish {
  readonly file: string
  readonly commitment: Commitment
  readonly reason: string
}

/** What became of it. */
export type Erased = 'erased' | 'unknown' | 'not-yours' | 'retained'

/** Years from its act on for which an element is kept before its keyer may erase it; `personal` may go at any time. */
const RETENTION_YEARS: Readonly<Record<'trade' | 'payment' | 'declaration', number>> = {
  trade: 10,
  payment: 10,
  declaration: 10,
}

const ERASE_COPIES = 'acts/erase-copies'
const copies = z.object({ cited: z.uuid(), commitment: z.string() })

/**
 * Destroys a disclosure, at the wish of the organisation that stated it: its text goes from the file and from every file that
 * cites it; commitment, signature and sequence stay, and still verify.
 */
export async function erase(port: Port, caller: Caller, { file, commitment, reason }: ErasureWish): Promise<Erased> {
  const sight = await sightOf(port, caller, file)
  if (!sight) return 'unknown'
  const { state } = sight
  const act = state.acts.find(({ statements }) => statements.some((each) => each.commitment === commitment))
  const statement = act?.statements.find((each) => each.commitment === commitment)
  if (!act || !statement) return sight.known.erased.has(commitment) ? 'erased' : 'unknown'
  if (act.signer.organisation !== caller.organisation) return 'not-yours'
  const reached = (await port.clock.now()).slice(0, 10)
  if (!mayGo(state, { path: statement.path, at: act.at, today: reached })) return 'retained'
  const letters = await copiesOf(port, file, commitment)
  await transactOn(port.shards.ofFile(file), async (client) => {
    await strike(client, { table: 'act', file, seq: act.receipt.seq, commitment })
    await client.query(
      `insert into erasure (file_id, commitment, seq, path, organisation_id, erased_ms, reason)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [file, commitment, act.receipt.seq, statement.path, caller.organisation, port.now(), reason],
    )
    await enqueue(client, letters, port.now())
  })
  port.files.forget(file)
  const handlers = erasing(port.shards)
  const outcomes = await Promise.allSettled(letters.map(async ({ topic, payload }) => handlers[topic]?.(payload, file)))
  for (const outcome of outcomes) if (outcome.status === 'rejected') port.log(outcome.reason)
  return 'erased'
}

/** Strikes the copies of an erased disclosure that citing files carry; again without change. */
export function erasing(shards: Shards): Readonly<Record<string, Handler>> {
  return {
    async [ERASE_COPIES](payload) {
      const { cited, commitment } = copies.parse(JSON.parse(payload))
      await transactOn(shards.ofFile(cited), (client) =>
        strike(client, { table: 'citation', file: cited, seq: undefined, commitment }),
      )
    },
  }
}

/** One letter for each file that cites from this one; the letter lies in this file's shard, the copy in the citing one's. */
async function copiesOf(port: Port, file: string, commitment: Commitment): Promise<Letter[]> {
  const { rows } = await port.shards
    .ofFile(file)
    .query<{ citing_file: string }>('select distinct citing_file from citing where file_id = $1', [file])
  return rows.map(({ citing_file }) => ({
    ...{ file, topic: ERASE_COPIES },
    payload: JSON.stringify({ cited: citing_file, commitment }),
  }))
}

function mayGo(
  state: FileState,
  { path, at, today }: { readonly path: `/${string}`; readonly at: string; readonly today: string },
): boolean {
  // A hash and a random key are nobody's personal data, and a document without them could not be told from a forgery.
  if (state.acts.some(({ statements }) => statements.some((each) => each.path === path && each.how === 'rendered')))
    return false
  const retention = elementAt(state.kind, path)?.definition.retention ?? 'trade'
  if (retention === 'personal') return true
  const end = `${Number(at.slice(0, 4)) + RETENTION_YEARS[retention]}${at.slice(4, 10)}`
  return today > end
}

interface Struck {
  readonly table: 'act' | 'citation'
  readonly file: string
  readonly seq: number | undefined
  readonly commitment: Commitment
}

async function strike(client: pg.PoolClient, { table, file, seq, commitment }: Struck): Promise<void> {
  const position = table === 'citation' ? 'position' : '0 as position'
  const { rows } = await client.query<{ seq: number; position: number; disclosures: string }>(
    `select seq, ${position}, disclosures from ${table} where file_id = $1 and ($2::int is null or seq = $2) for update`,
    [file, seq ?? null],
  )
  for (const row of rows) {
    const texts = textsOf(row.disclosures)
    const kept = texts.filter((text) => disclosureDigest(text) !== commitment)
    if (kept.length === texts.length) continue
    const of = table === 'citation' ? 'and position = $4' : 'and $4::int is not null'
    await client.query(`update ${table} set disclosures = $3 where file_id = $1 and seq = $2 ${of}`, [
      ...[file, row.seq, kept.join(SEPARATOR), row.position],
    ])
  }
}
