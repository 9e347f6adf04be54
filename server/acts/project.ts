import { verificationCode } from '@entrepot/trade/documents'
import type { ReadAct } from '@entrepot/trade/act'
import { type FoldableAct, issuedBy } from '@entrepot/trade/file'
import { z } from 'zod'
import { strikeCopies } from './copies.ts'
import type { Shards } from '../database/index.ts'
import type { Handler, Letter } from '../delivery/outbox/index.ts'

/** What an act writes into lists that lie in other shards; each entry may be written again without change. */
const MEMBERSHIP = 'acts/membership'
const CITING = 'acts/citing'
const VERIFICATION = 'acts/verification'

const membership = z.object({ organisation: z.string(), kind: z.string(), entered: z.boolean() })
const citing = z.object({ cited: z.uuid(), seq: z.int() })
const verification = z.object({ code: z.string(), identity: z.string() })

/** The letters that an act sends: to the lists of its parties, to the files that it cites, to the public list of documents. */
export function lettersOf(
  act: FoldableAct,
  { file, kind, read }: { readonly file: string; readonly kind: string; readonly read: ReadAct },
): Letter[] {
  const letter = (topic: string, content: object): Letter => ({ file, topic, payload: JSON.stringify(content) })
  const own = act.onBehalfOf ?? act.signer.organisation
  const members = new Map<string, boolean>()
  for (const organisation of Object.values(act.opens?.parties ?? {})) members.set(organisation, false)
  for (const { path, value } of act.statements)
    if (/^\/authorities\/[^/]+\/agent$/.test(path) && typeof value === 'string') members.set(value, true)
  if (act.opens || act.enters) members.set(own, true)
  const issued = issuedBy(act)
  const cited = new Set(read.citations.map(({ claims }) => claims.file))
  return [
    ...[...members].map(([organisation, entered]) => letter(MEMBERSHIP, { organisation, kind, entered })),
    ...[...cited].map((id) => letter(CITING, { cited: id, seq: act.receipt.seq })),
    ...(issued
      ? [letter(VERIFICATION, { code: verificationCode(file, act.id, issued.codeKey), identity: act.identity })]
      : []),
  ]
}

/** Writes what letters say, each into the shard where it is read; copies of what was erased before a citation was known here go. */
export function projections(shards: Shards, forget: (file: string) => void): Readonly<Record<string, Handler>> {
  return {
    async [MEMBERSHIP](payload, file) {
      const { organisation, kind, entered } = membership.parse(JSON.parse(payload))
      await shards.ofOrganisation(organisation).query(
        `insert into membership (organisation_id, file_id, kind, entered) values ($1, $2, $3, $4)
         on conflict (organisation_id, file_id) do update set entered = membership.entered or excluded.entered`,
        [organisation, file, kind, entered],
      )
    },
    async [CITING](payload, file) {
      const { cited, seq } = citing.parse(JSON.parse(payload))
      const shard = shards.ofFile(cited)
      await shard.query(
        'insert into citing (file_id, citing_file, citing_seq) values ($1, $2, $3) on conflict do nothing',
        [cited, file, seq],
      )
      const { rows } = await shard.query<{ commitment: string }>('select commitment from erasure where file_id = $1', [
        cited,
      ])
      if (rows.length === 0) return
      const erased = new Set(rows.map(({ commitment }) => commitment))
      await strikeCopies(shards, { citing: file, cited, erased, forget })
    },
    async [VERIFICATION](payload, file) {
      const { code, identity } = verification.parse(JSON.parse(payload))
      await shards.home.query(
        'insert into verification (code, file_id, identity) values ($1, $2, $3) on conflict do nothing',
        [code, file, identity],
      )
    },
  }
}
