import { randomBytes } from 'node:crypto'
import { base64url, sha256 } from '@entrepot/crypto'
import type { FileState, Path } from '@entrepot/trade/file'
import { asPath } from '@entrepot/trade/file'
import type { OrderIntent } from '@entrepot/trade/messages'
import { uuidV7 } from '@entrepot/trade/party'
import { type Api, isProblem, ownContext, type PartyStore, type Problem, type Standing } from '../client/index.ts'

/** An order that was taken down: the act that keeps its original, and the act that it is. */
export interface TakenDown {
  readonly ok: true
  readonly original: Pick<Standing, 'act' | 'identity' | 'seq' | 'file'>
  readonly order: Pick<Standing, 'act' | 'identity' | 'seq' | 'file'>
}

/** Who takes down, and what. */
export interface Scribe {
  readonly api: Api
  readonly store: PartyStore
  readonly bytes: Uint8Array
}

/** Media type of an interchange (RFC 1767). */
const MEDIA_TYPE = 'application/EDIFACT'

/**
 * Keeps an order's original in the file and seals the order that was read off it, in the buyer's name where the buyer has
 * recorded that this organisation may; the port refuses it otherwise.
 *
 * An original that is kept already is not kept again, so that what broke off goes on where it stood.
 */
export async function takeDown(scribe: Scribe, intent: OrderIntent, file: FileState): Promise<TakenDown | Problem> {
  const { api, store, bytes } = scribe
  const clock = await api.clock()
  if (isProblem(clock)) return clock
  const content = base64url.encode(bytes)
  const name = base64url.encode(sha256(bytes))
  const id = `edi-${name.replaceAll('_', '-').slice(0, ID_LENGTH)}`
  const at = asPath(`/originals/${id}/content`)
  const common = { ...inWhoseName(store, file), file: file.id, at: clock.now }
  const act = (): string => uuidV7(Date.now(), (length) => new Uint8Array(randomBytes(length)))
  const context = ownContext(clock.now)
  const kept = keptAs(file, at, content)
  const original =
    kept ??
    (await store.do({
      name: `original ${name}`,
      context,
      intent: { ...common, act: act(), type: 'keep-original/1', transcribed: originalOf(id, content) },
    }))
  if (isProblem(original)) return original
  const { type, transcribed } = intent
  const readFrom = { file: file.id, path: at }
  const order = await store.do({
    name: `order ${name}`,
    context,
    intent: { ...common, act: act(), type, transcribed, readFrom },
  })
  return isProblem(order) ? order : { ok: true, original: told(original), order: told(order) }
}

/** Characters of the hash by which an original is called. */
const ID_LENGTH = 22

const originalOf = (id: string, content: string): ReadonlyMap<Path, string> =>
  new Map([
    [asPath(`/originals/${id}/content`), content],
    [asPath(`/originals/${id}/mediaType`), MEDIA_TYPE],
  ])

/** The capacity is the buyer's; another organisation acts for it. */
function inWhoseName({ desk }: PartyStore, file: FileState): { readonly as: string; readonly for?: string } {
  const buyer = file.parties.get('buyer')?.organisation
  return buyer === undefined || buyer === desk.organisation ? { as: 'buyer' } : { as: 'buyer', for: buyer }
}

function keptAs(file: FileState, path: Path, content: string): TakenDown['original'] | undefined {
  const version = file.elements.get(path)?.at(-1)
  const act = version?.value === content ? file.byIdentity.get(version.act) : undefined
  return act && { act: act.id, identity: act.identity, seq: act.receipt.seq, file: file.id }
}

const told = ({ act, identity, seq, file }: TakenDown['original']): TakenDown['original'] => ({
  ...{ act, identity, seq, file },
})
