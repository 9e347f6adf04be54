import { type Commitment, elementAt, type FileState } from '@entrepot/trade/file'
import type pg from 'pg'
import { z } from 'zod'
import { type Shards, transactOn } from '../database/index.ts'
import { enqueue, type Handler, type Letter } from '../delivery/outbox/index.ts'
import type { Caller } from './answer.ts'
import { strikeCopies, without } from './copies.ts'
import { sightOf } from './evidence.ts'
import type { Port } from './port.ts'

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
const copies = z.object({ commitment: z.string() })

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
  const letter: Letter = { file, topic: ERASE_COPIES, payload: JSON.stringify({ commitment }) }
  await transactOn(port.shards.ofFile(file), async (client) => {
    await strikeAct(client, { file, seq: act.receipt.seq, commitment })
    await client.query(
      `insert into erasure (file_id, commitment, seq, path, organisation_id, erased_ms, reason)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [file, commitment, act.receipt.seq, statement.path, caller.organisation, port.now(), reason],
    )
    await enqueue(client, [letter], port.now())
  })
  port.files.forget(file)
  try {
    await erasing(port.shards, port.files.forget)[ERASE_COPIES]?.(letter.payload, file)
  } catch (error) {
    port.log(error)
  }
  return 'erased'
}

/**
 * Strikes the copies of an erased disclosure that citing files carry; again without change.
 *
 * Who cites is looked up after the erasure stands, and who comes to cite looks for erasures after it stands in that list
 * (`project.ts`): whichever of the two is second finds the other.
 */
export function erasing(shards: Shards, forget: (file: string) => void): Readonly<Record<string, Handler>> {
  return {
    async [ERASE_COPIES](payload, file) {
      const { commitment } = copies.parse(JSON.parse(payload))
      const { rows } = await shards
        .ofFile(file)
        .query<{ citing_file: string }>('select distinct citing_file from citing where file_id = $1', [file])
      for (const { citing_file: citing } of rows)
        await strikeCopies(shards, { citing, cited: file, erased: new Set([commitment]), forget })
    },
  }
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
  readonly file: string
  readonly seq: number
  readonly commitment: Commitment
}

async function strikeAct(client: pg.PoolClient, { file, seq, commitment }: Struck): Promise<void> {
  const { rows } = await client.query<{ disclosures: string }>(
    'select disclosures from act where file_id = $1 and seq = $2 for update',
    [file, seq],
  )
  for (const { disclosures } of rows)
    await client.query('update act set disclosures = $3 where file_id = $1 and seq = $2', [
      ...[file, seq, without(disclosures, new Set([commitment]))],
    ])
}
