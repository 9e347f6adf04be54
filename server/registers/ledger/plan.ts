import {
  type Hold,
  isMalformed,
  type Money,
  parseMoney,
  type PostPending,
  type Transfer,
  type VoidPending,
} from '@entrepot/money'
import type { RegisterEffect } from '@entrepot/trade/act'
import { termsOf } from '@entrepot/trade/capital'
import { MAX_EFFECT_NAME, MAX_EFFECTS } from './limits.ts'
import type { KeptHold } from './page.ts'
import { type BooksRefusal, refuseEffect } from './refusals.ts'

/** One effect made ready: which transfer prepares it and which one settles or undoes it. Kept as JSON. */
export interface PlannedEffect {
  readonly kind: RegisterEffect['kind']
  readonly name: string
  /** The transfer's id: of act, effect name and attempt. */
  readonly id: string
  readonly debit: string
  readonly credit: string
  /** Minor units, decimal text. */
  readonly amount: string
  readonly currency: string
  /** The id of the hold that it ends. */
  readonly ends?: string
}

/** Which preparation of which act. */
export interface Preparing {
  readonly keeper: string
  readonly act: string
  readonly attempt: number
}

const NAME = new RegExp(`^[A-Za-z0-9-]{1,${MAX_EFFECT_NAME}}$`)

/** The id of an effect's transfer: the same for the same act and name, another one after an abandoned attempt. */
function transferId(act: string, name: string, attempt: number): string {
  return attempt === 1 ? `${act}:${name}` : `${act}:${name}:${attempt}`
}

/** Makes effects ready, or gives the first refusal of their form. `heldAs` finds the hold that an act's effect made. */
export function planEffects(
  preparing: Preparing,
  effects: readonly RegisterEffect[],
  heldAs: (act: string, name: string) => string | undefined,
): readonly PlannedEffect[] | BooksRefusal {
  if (effects.length > MAX_EFFECTS) return refuseEffect('effect/too-many')
  const names = new Set(effects.map(({ name }) => name))
  if (names.size < effects.length || !effects.every(({ name }) => NAME.test(name)))
    return refuseEffect('effect/name-malformed')
  const planned: PlannedEffect[] = []
  for (const effect of effects) {
    const one = planOne(preparing, effect, heldAs)
    if ('code' in one) return one
    planned.push(one)
  }
  return planned
}

function planOne(
  { keeper, act, attempt }: Preparing,
  effect: RegisterEffect,
  heldAs: (act: string, name: string) => string | undefined,
): PlannedEffect | BooksRefusal {
  const { kind, name, currency, hold } = effect
  const debit = termsOf(keeper, effect.debit, currency)
  const credit = termsOf(keeper, effect.credit, currency)
  if (debit === undefined || credit === undefined) return refuseEffect('effect/account-unknown')
  const amount = parseMoney(effect.amount, currency)
  if (isMalformed(amount)) return refuseEffect('effect/amount-malformed')
  const id = transferId(act, name, attempt)
  const base = { kind, name, id, debit: debit.id, credit: credit.id, amount: String(amount.amount), currency }
  if (kind === 'post' || kind === 'hold') return base
  if (hold === undefined) return refuseEffect('effect/hold-not-named')
  return { ...base, ends: heldAs(hold.act, hold.name) ?? transferId(hold.act, hold.name, 1) }
}

/** The holds by which `post` and `hold` are prepared. */
export function newHolds(plan: readonly PlannedEffect[]): Hold[] {
  return plan.flatMap((each) => {
    const { kind, id, debit, credit } = each
    return kind === 'post' || kind === 'hold'
      ? [{ kind: 'hold' as const, id, debit, credit, amount: amountOf(each) }]
      : []
  })
}

/** The transfers that end other acts' holds. */
export function endings(plan: readonly PlannedEffect[]): (PostPending | VoidPending)[] {
  return plan.flatMap((each): (PostPending | VoidPending)[] => {
    const { kind, id, ends } = each
    if (ends === undefined) return []
    if (kind === 'postHold') return [{ kind: 'postPending', id, hold: ends, amount: amountOf(each) }]
    return kind === 'voidHold' ? [{ kind: 'voidPending', id, hold: ends }] : []
  })
}

/** What settles a plan once its act stands: posts what was held for posting, ends what was claimed, keeps lasting holds. */
export function settling(plan: readonly PlannedEffect[]): Transfer[] {
  const posts = plan.filter(({ kind }) => kind === 'post')
  return [...posts.map(({ id }) => ({ kind: 'postPending' as const, id: `${id}#post`, hold: id })), ...endings(plan)]
}

/** What undoes a plan whose act does not stand; claims are given up beside it. */
export function undoing(plan: readonly PlannedEffect[]): VoidPending[] {
  return newHolds(plan).map(({ id }) => ({ kind: 'voidPending', id: `${id}#void`, hold: id }))
}

/** Tells whether a hold may be claimed by a preparation for one planned ending, beyond what the pure ledger asks. */
export function objectToClaim(hold: KeptHold, effect: PlannedEffect, claim: string): BooksRefusal | undefined {
  if (!hold.lasting) return refuseEffect('effect/hold-not-lasting')
  const { debit, credit } = hold.transfer
  if (debit !== effect.debit || credit !== effect.credit) return refuseEffect('effect/hold-of-other-accounts')
  return hold.claimedBy === undefined || hold.claimedBy === claim ? undefined : refuseEffect('effect/hold-claimed')
}

function amountOf({ amount, currency }: PlannedEffect): Money {
  return { amount: BigInt(amount), currency }
}
