import { availableOf, formatMoney } from '@entrepot/money'
import type { RegisterEffect } from '@entrepot/trade/act'
import type pg from 'pg'
import { LostRace } from '../../database/index.ts'
import { termsOfId } from '@entrepot/trade/capital'
import { loadPage } from './load.ts'
import { keepHold, makeChain, type Origin, type Page, tryChain } from './page.ts'
import { endings, newHolds, objectToClaim, type PlannedEffect, planEffects, settling, undoing } from './plan.ts'
import type { BooksRefusal } from './refusals.ts'
import { savePage } from './save.ts'

/** Something to do in one keeper's books, for one preparation of an act. */
export type BooksTask =
  | {
      readonly do: 'prepare'
      readonly act: string
      readonly attempt: number
      readonly file: string
      readonly reached: string
      readonly effects: readonly RegisterEffect[]
    }
  | { readonly do: 'settle' | 'abandon'; readonly act: string; readonly attempt: number }

/** What became of it. `otherwise`: this attempt was prepared with other effects; `abandoned`: it is no longer held. */
export type BooksAnswer =
  | { readonly is: 'prepared' | 'settled' | 'abandoned' | 'otherwise' }
  | { readonly is: 'refused'; readonly refusal: BooksRefusal; readonly funds?: Funds }

/** What an account has left, and who may be told. */
export interface Funds {
  readonly owner: string
  /** Decimal text with currency. */
  readonly available: string
}

interface Reservation {
  readonly act: string
  readonly attempt: number
  readonly file: string
  readonly reached: string
  readonly plan: readonly PlannedEffect[]
  readonly state: 'held' | 'settled' | 'released'
}

interface Desk {
  readonly page: Page
  readonly reservations: Map<string, Reservation>
  readonly changed: Map<string, 'made' | 'ended'>
  readonly plans: ReadonlyMap<BooksTask, readonly PlannedEffect[] | BooksRefusal>
}

/** Does a batch of tasks in one keeper's books, in the caller's transaction; each is answered by itself. */
export async function runTasks(
  client: pg.PoolClient,
  keeper: string,
  { tasks, atMs }: { readonly tasks: readonly BooksTask[]; readonly atMs: number },
): Promise<readonly BooksAnswer[]> {
  const reservations = await lockReservations(client, keeper, tasks)
  const plans = await planTasks(client, keeper, tasks)
  const transfers = tasks.flatMap((task) => {
    if (task.do !== 'prepare') {
      const plan = reservations.get(keyOf(task))?.plan ?? []
      return task.do === 'settle' ? settling(plan) : [...undoing(plan), ...endings(plan)]
    }
    const plan = plans.get(task)
    return plan === undefined || 'code' in plan ? [] : [...newHolds(plan), ...endings(plan)]
  })
  const page = await loadPage(client, { keeper, transfers, atMs, termsOf: (id) => termsOfId(keeper, id) })
  const desk: Desk = { page, reservations, changed: new Map(), plans }
  const answers = tasks.map((task) => doTask(desk, task))
  await savePage(client, page)
  await saveReservations(client, keeper, desk)
  return answers
}

function doTask(desk: Desk, task: BooksTask): BooksAnswer {
  switch (task.do) {
    case 'prepare':
      return prepare(desk, task)
    case 'settle':
      return settle(desk, task)
    case 'abandon':
      return abandon(desk, task)
  }
}

function prepare(desk: Desk, task: Extract<BooksTask, { do: 'prepare' }>): BooksAnswer {
  const plan = desk.plans.get(task)
  if (plan === undefined) throw new Error('a preparation without its plan')
  const present = desk.reservations.get(keyOf(task))
  if (present?.state === 'released') return { is: 'abandoned' }
  if (present) return { is: JSON.stringify(present.plan) === JSON.stringify(plan) ? 'prepared' : 'otherwise' }
  if ('code' in plan) return { is: 'refused', refusal: plan }
  const { act, attempt, file, reached } = task
  const reservation: Reservation = { act, attempt, file, reached, plan, state: 'held' }
  const refusal = reserve(desk.page, reservation)
  if (refusal) return refused(desk.page, refusal)
  desk.reservations.set(keyOf(task), reservation)
  desk.changed.set(keyOf(task), 'made')
  return { is: 'prepared' }
}

/** Claims what is to end, then holds what is new; all or none. */
function reserve(page: Page, reservation: Reservation): BooksRefusal | undefined {
  const { plan } = reservation
  const claim = keyOf(reservation)
  const unendable = tryChain(page, endings(plan))
  if (unendable) return unendable
  const claimed = plan.flatMap((effect) => {
    const hold = effect.ends === undefined ? undefined : page.holds.get(effect.ends)
    return hold ? [{ hold, effect }] : []
  })
  for (const { hold, effect } of claimed) {
    const objection = objectToClaim(hold, effect, claim)
    if (objection) return objection
  }
  const refusal = makeChain(page, newHolds(plan), originOf(reservation))
  if (refusal) return refusal
  for (const { hold } of claimed) keepHold(page, { ...hold, claimedBy: claim })
  return undefined
}

function settle(desk: Desk, task: BooksTask): BooksAnswer {
  const reservation = desk.reservations.get(keyOf(task))
  if (reservation?.state === 'settled') return { is: 'settled' }
  if (reservation?.state !== 'held') throw new Error(`an act stands of which nothing is held: ${keyOf(task)}`)
  const refusal = makeChain(desk.page, settling(reservation.plan), originOf(reservation))
  if (refusal) throw new Error(`what was held does not settle: ${keyOf(task)} ${refusal.code}`)
  end(desk, reservation, 'settled')
  return { is: 'settled' }
}

function abandon(desk: Desk, task: BooksTask): BooksAnswer {
  const reservation = desk.reservations.get(keyOf(task))
  if (reservation === undefined || reservation.state === 'released') return { is: 'abandoned' }
  if (reservation.state === 'settled') throw new Error(`an act was settled that is abandoned: ${keyOf(task)}`)
  const refusal = makeChain(desk.page, undoing(reservation.plan), originOf(reservation))
  if (refusal) throw new Error(`what was held is not set free: ${keyOf(task)} ${refusal.code}`)
  for (const { ends } of reservation.plan) {
    const hold = ends === undefined ? undefined : desk.page.holds.get(ends)
    if (hold?.claimedBy !== keyOf(reservation)) continue
    const { claimedBy: _, ...free } = hold
    keepHold(desk.page, free)
  }
  end(desk, reservation, 'released')
  return { is: 'abandoned' }
}

function end(desk: Desk, reservation: Reservation, state: 'settled' | 'released'): void {
  const key = keyOf(reservation)
  desk.reservations.set(key, { ...reservation, state })
  if (desk.changed.get(key) !== 'made') desk.changed.set(key, 'ended')
}

function refused(page: Page, refusal: BooksRefusal): BooksAnswer {
  const account = refusal.accountId === undefined ? undefined : page.accounts.get(refusal.accountId)
  const available = account && availableOf(account)
  if (!account || !available) return { is: 'refused', refusal }
  const text = `${formatMoney(available)} ${available.currency}`
  return { is: 'refused', refusal, funds: { owner: account.owner, available: text } }
}

function originOf({ act, file, reached, plan }: Reservation): Origin {
  const holds = new Map(plan.map(({ id, name, kind }) => [id, { name, lasting: kind === 'hold' }]))
  return { act, file, reached, holds }
}

function keyOf({ act, attempt }: { readonly act: string; readonly attempt: number }): string {
  return `${act}:${attempt}`
}

interface ReservationRow {
  readonly act: string
  readonly attempt: number
  readonly file_id: string
  readonly reached: string
  readonly plan: string
  readonly state: Reservation['state']
}

async function lockReservations(
  client: pg.PoolClient,
  keeper: string,
  tasks: readonly BooksTask[],
): Promise<Map<string, Reservation>> {
  const { rows } = await client.query<ReservationRow>(
    `select act, attempt, file_id, reached, plan, state from ledger_reservation
     where keeper = $1 and (act, attempt) in (select * from unnest($2::text[], $3::integer[]))
     order by act, attempt for update`,
    [keeper, tasks.map(({ act }) => act), tasks.map(({ attempt }) => attempt)],
  )
  return new Map(rows.map(({ file_id, plan, ...row }) => [keyOf(row), { ...row, file: file_id, plan: readPlan(plan) }]))
}

function readPlan(text: string): readonly PlannedEffect[] {
  const plan: unknown = JSON.parse(text)
  if (!isPlan(plan)) throw new Error('a reservation is kept without its plan')
  return plan
}

function isPlan(value: unknown): value is readonly PlannedEffect[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && 'id' in each)
}

async function planTasks(
  client: pg.PoolClient,
  keeper: string,
  tasks: readonly BooksTask[],
): Promise<ReadonlyMap<BooksTask, readonly PlannedEffect[] | BooksRefusal>> {
  const preparing = tasks.filter((task) => task.do === 'prepare')
  const acts = preparing.flatMap(({ effects }) => effects.flatMap(({ hold }) => hold?.act ?? []))
  const heldIds = await holdsOf(client, keeper, [...new Set(acts)])
  return new Map(
    preparing.map((task) => [
      task,
      planEffects({ keeper, ...task }, task.effects, (act, name) => heldIds.get(`${act}:${name}`)),
    ]),
  )
}

/** The ids of acts' holds by `act:name`: of several attempts the one that was not undone. */
async function holdsOf(client: pg.PoolClient, keeper: string, acts: readonly string[]): Promise<Map<string, string>> {
  if (acts.length === 0) return new Map()
  const { rows } = await client.query<{ id: string; act: string; name: string }>(
    `select id, act, name from ledger_hold where keeper = $1 and act = any($2::text[])
     order by status <> 'voided', id`,
    [keeper, acts],
  )
  return new Map(rows.map(({ id, act, name }) => [`${act}:${name}`, id]))
}

async function saveReservations(client: pg.PoolClient, keeper: string, desk: Desk): Promise<void> {
  const of = (what: 'made' | 'ended') =>
    [...desk.changed].flatMap(([key, how]) => (how === what ? (desk.reservations.get(key) ?? []) : []))
  const made = of('made')
  if (made.length > 0) {
    const { rowCount } = await client.query(
      `insert into ledger_reservation (keeper, act, attempt, file_id, reached, plan, state)
       select $1, * from unnest($2::text[], $3::integer[], $4::uuid[], $5::text[], $6::text[], $7::text[])
       on conflict do nothing`,
      [
        keeper,
        made.map(({ act }) => act),
        made.map(({ attempt }) => attempt),
        made.map(({ file }) => file),
        made.map(({ reached }) => reached),
        made.map(({ plan }) => JSON.stringify(plan)),
        made.map(({ state }) => state),
      ],
    )
    if (rowCount !== made.length) throw new LostRace('an act was prepared by another transaction')
  }
  const ended = of('ended')
  if (ended.length === 0) return
  await client.query(
    `update ledger_reservation as kept set state = ended.state
     from unnest($2::text[], $3::integer[], $4::text[]) as ended (act, attempt, state)
     where kept.keeper = $1 and kept.act = ended.act and kept.attempt = ended.attempt`,
    [keeper, ended.map(({ act }) => act), ended.map(({ attempt }) => attempt), ended.map(({ state }) => state)],
  )
}
