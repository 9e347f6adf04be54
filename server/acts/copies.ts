import { disclosureDigest } from '@entrepot/sd-jwt'
import type { Commitment } from '@entrepot/trade/file'
import { type Shards, transactOn } from '../database/index.ts'
import { SEPARATOR, textsOf } from './rows.ts'

/** Copies of what was erased in one file, carried by another. */
export interface Copies {
  readonly citing: string
  readonly cited: string
  readonly erased: ReadonlySet<Commitment>
  /** Forgets a folded file in memory, which still has the values. */
  readonly forget: (file: string) => void
}

/** Strikes the copies of erased disclosures that one file carries of another; again without change. */
export async function strikeCopies(shards: Shards, { citing, cited, erased, forget }: Copies): Promise<void> {
  const isStruck = await transactOn(shards.ofFile(citing), async (client) => {
    const { rows } = await client.query<{ seq: number; position: number; disclosures: string }>(
      'select seq, position, disclosures from citation where file_id = $1 and cited_file = $2 for update',
      [citing, cited],
    )
    const changed = rows.flatMap((row) => {
      const kept = without(row.disclosures, erased)
      return kept === row.disclosures ? [] : [{ ...row, kept }]
    })
    for (const { seq, position, kept } of changed)
      await client.query('update citation set disclosures = $4 where file_id = $1 and seq = $2 and position = $3', [
        ...[citing, seq, position, kept],
      ])
    return changed.length > 0
  })
  if (isStruck) forget(citing)
}

/** A joined list of disclosures without those that commit to this. */
export function without(disclosures: string, erased: ReadonlySet<Commitment>): string {
  return textsOf(disclosures)
    .filter((text) => !erased.has(disclosureDigest(text)))
    .join(SEPARATOR)
}
