import type { Caller } from './answer.ts'
import { MAX_PAGE } from './limits.ts'
import type { Port } from './port.ts'
import { readerOf } from '@entrepot/trade/file'

/** A file in an organisation's list. */
export interface ListedFile {
  readonly file: string
  readonly kind: string
  readonly parties: Readonly<Record<string, string>>
  /** Whether the organisation has entered, or is invited only. */
  readonly entered: boolean
  readonly count: number
  /** Business time of the last act, an instant with offset. */
  readonly lastReached: string
}

/** A page of a list; `next` is given as `after` for the page that follows. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

/** What a page asks for. */
export interface PageWish {
  readonly after?: string
  readonly limit?: number
}

interface Member {
  readonly file_id: string
}

/** The files of which an organisation is a party or an agent, newest first. */
export async function listFiles(
  port: Port,
  { organisation }: Pick<Caller, 'organisation'>,
  { after, limit = MAX_PAGE }: PageWish = {},
): Promise<Page<ListedFile>> {
  const size = Math.min(limit, MAX_PAGE)
  const { rows } = await port.shards.ofOrganisation(organisation).query<Member>(
    `select file_id from membership where organisation_id = $1 and ($2::uuid is null or file_id < $2)
     order by file_id desc limit $3`,
    [organisation, after ?? null, size + 1],
  )
  const today = (await port.clock.now()).slice(0, 10)
  const items: ListedFile[] = []
  const page = rows.slice(0, size).map(({ file_id }) => file_id)
  const files = await port.files.fresh(page)
  for (const file of page) {
    const known = files.get(file)
    const reader = known && readerOf(known.state, organisation, today)
    if (!known || reader?.sees === 'nothing') continue
    const { state, lastReached } = known
    items.push({
      ...{ file: state.id, kind: state.kind.name, entered: reader?.sees === 'content' },
      parties: Object.fromEntries([...state.parties.values()].map((party) => [party.capacity, party.organisation])),
      ...{ count: state.acts.length, lastReached: lastReached ?? '' },
    })
  }
  const last = rows.length > size ? rows[size - 1]?.file_id : undefined
  return { items, ...(last === undefined ? {} : { next: last }) }
}

/** Ids of all files of an organisation, at most `limit`; newest first. */
export async function memberships(port: Port, organisation: string, limit: number): Promise<readonly string[]> {
  const { rows } = await port.shards
    .ofOrganisation(organisation)
    .query<Member>('select file_id from membership where organisation_id = $1 order by file_id desc limit $2', [
      organisation,
      limit,
    ])
  return rows.map(({ file_id }) => file_id)
}
