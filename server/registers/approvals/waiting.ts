import type { SealedAct } from '@entrepot/trade/act'
import type { ActIdentity } from '@entrepot/trade/file'
import { z } from 'zod'
import type { Shards } from '../../database/index.ts'
import { MAX_MADE_BY, MAX_WAITING_ACTS } from './limits.ts'

/** A sealed act that waits for a second person. */
export interface WaitingAct {
  readonly act: string
  readonly file: string
  readonly identity: ActIdentity
  readonly type: string
  /** Certificate of the person who sealed it. */
  readonly thumbprint: string
  readonly opens: boolean
  readonly sealed: Omit<SealedAct, 'approvals'>
  readonly madeBy: string
  readonly madeMs: number
}

/** The acts of organisations that wait for a second person. */
export interface WaitingActs {
  /** Lays an act before the second person; again without change. Another act of this id, or too many, are refused. */
  lay(organisation: string, waiting: WaitingAct): Promise<'laid' | 'other-act' | 'too-many'>
  /** The oldest first. */
  list(organisation: string): Promise<readonly WaitingAct[]>
  /** Takes an act back, or away because it stands. False where it did not wait. */
  take(organisation: string, act: string): Promise<boolean>
}

/** As `lay` wrote it. */
const sealedShape = z.object({
  jwt: z.string(),
  disclosures: z.array(z.string()),
  citations: z.array(z.object({ file: z.string(), jwt: z.string(), disclosures: z.array(z.string()) })).exactOptional(),
})

interface Row {
  readonly act_id: string
  readonly file_id: string
  readonly identity: string
  readonly type: string
  readonly thumbprint: string
  readonly opens: boolean
  readonly sealed: string
  readonly made_by: string
  readonly made_ms: bigint
}

/** Opens the drawer, in each organisation's own shard. */
export function openWaitingActs(shards: Shards): WaitingActs {
  return {
    async lay(organisation, waiting) {
      const { act, file, identity, type, thumbprint, opens, sealed, madeBy, madeMs } = waiting
      const shard = shards.ofOrganisation(organisation)
      const { rowCount } = await shard.query(
        `insert into waiting_act (organisation_id, act_id, file_id, identity, type, thumbprint, opens, sealed, made_by, made_ms)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
         where (select count(*) from waiting_act where organisation_id = $1 and act_id <> $2) < ${MAX_WAITING_ACTS}
         on conflict (organisation_id, act_id) do nothing`,
        [
          ...[organisation, act, file, identity, type, thumbprint, opens, JSON.stringify(sealed)],
          ...[madeBy.slice(0, MAX_MADE_BY), madeMs],
        ],
      )
      if (rowCount === 1) return 'laid'
      const { rows } = await shard.query<{ identity: string }>(
        'select identity from waiting_act where organisation_id = $1 and act_id = $2',
        [organisation, act],
      )
      const [known] = rows
      return known === undefined ? 'too-many' : known.identity === identity ? 'laid' : 'other-act'
    },
    async list(organisation) {
      const { rows } = await shards
        .ofOrganisation(organisation)
        .query<Row>('select * from waiting_act where organisation_id = $1 order by made_ms, act_id limit $2', [
          organisation,
          MAX_WAITING_ACTS,
        ])
      return rows.map(waitingOf)
    },
    async take(organisation, act) {
      const { rowCount } = await shards
        .ofOrganisation(organisation)
        .query('delete from waiting_act where organisation_id = $1 and act_id = $2', [organisation, act])
      return rowCount === 1
    },
  }
}

function waitingOf({ act_id, file_id, made_by, made_ms, sealed, ...row }: Row): WaitingAct {
  const { identity, type, thumbprint, opens } = row
  return {
    ...{ act: act_id, file: file_id, identity, type, thumbprint, opens, madeBy: made_by, madeMs: Number(made_ms) },
    sealed: sealedShape.parse(JSON.parse(sealed)),
  }
}
