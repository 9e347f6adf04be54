import fc from 'fast-check'
import { type FileState, standsAct, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import type { Done } from '../../act/testing.ts'
import { formationOf } from './formation.ts'
import { asSeenNow, enquired, send } from './testing.ts'

const RUNS = 150

type Move = {
  readonly does: keyof typeof TYPES
  /** How far back what it answers lies. */
  readonly back: number
  /** It was sealed before the last act was seen, and went out before that had reached. */
  readonly behind: boolean
}

const TYPES = {
  offer: 'offer/1',
  fixed: 'offer/1',
  accept: 'accept/2',
  acceptWithChange: 'accept/2',
  acceptLate: 'accept-late/1',
  reject: 'reject-offer/1',
  revoke: 'revoke-offer/1',
  object: 'object-to-acceptance/1',
  withdraw: 'withdraw-acceptance/1',
} as const

/** Done to what one said oneself; the others answer the other side. */
const OWN: ReadonlySet<Move['does']> = new Set(['revoke', 'withdraw'])

const move: fc.Arbitrary<Move> = fc.record({
  does: fc.constantFrom(
    ...(['offer', 'offer', 'fixed', 'accept', 'acceptWithChange', 'acceptWithChange', 'acceptLate'] as const),
    ...(['reject', 'revoke', 'revoke', 'object', 'object', 'withdraw'] as const),
  ),
  back: fc.constantFrom(0, 0, 0, 1, 1, 2),
  behind: fc.boolean(),
})

const two = (hour: number): string => String(hour).padStart(2, '0')
const clock = (hour: number, minute = 0): string => `2026-12-01T${two(hour + 1)}:${two(minute)}+08:00`

/** What a move says beside the price. */
function keyedOf({ does }: Move, by: string, hour: number) {
  if (does === 'fixed') return { '/offer/fixedUntil': clock(hour + 2, 30) } as const
  if (does !== 'acceptWithChange') return {}
  return by === 'buyer' ? ({ '/finalPlace': 'Utrecht' } as const) : ({ '/number': 'SC-1' } as const)
}

/** Plays moves an hour apart; those that are behind went out a quarter before the last one reached. */
function negotiate(moves: readonly Move[], after: (state: FileState, now: string) => void) {
  const { world, enquiry, offer, answer, state } = enquired()
  const made: Done[] = [enquiry]
  let seen = asSeenNow(state())
  for (const [hour, each] of moves.entries()) {
    const { does, back, behind } = each
    const to = made.at(-1 - (back % made.length)) ?? enquiry
    const by = OWN.has(does) === (to.act.as === 'seller') ? 'seller' : 'buyer'
    const reached = clock(hour)
    const isBehind = behind && hour > 0 && seen.byIdentity.has(to.act.identity)
    const at = isBehind ? clock(hour - 2, 45) : reached
    const more = { at, reached, keyed: keyedOf(each, by, hour), ...(isBehind ? { on: seen } : {}) }
    const before = asSeenNow(state())
    const deed = TYPES[does] === 'offer/1' ? offer(by, to, `1${hour}.00`, more) : answer(TYPES[does], by, to, more)
    const { done } = send(world, deed)
    seen = before
    if (done && !['reject', 'revoke', 'object', 'withdraw'].includes(does)) made.push(done)
    if (done) after(state(), reached)
  }
  return state()
}

test('whatever the parties do, a file has concluded exactly when the Convention says so, by the same acceptance and at its price', () => {
  fc.assert(
    fc.property(fc.array(move, { minLength: 5, maxLength: 16, size: 'max' }), (moves) => {
      negotiate(moves, (file, now) => {
        const { conclusion } = formationOf(file, { now }) ?? {}
        const standing = file.actsByName.get('accept')?.findLast(({ identity }) => !file.retracted.has(identity))
        expect(conclusion?.kind).toBe(standsAct(file, 'accept') ? 'concluded' : 'not-concluded')
        const contract = conclusion?.kind === 'concluded' ? conclusion.contract : undefined
        const held = file.byIdentity.get(standing?.answers ?? '')?.type === 'accept-late/1'
        expect(contract?.acceptance).toBe(held ? standing?.answers : standing?.identity)
        expect(viewFile(file).text('/lines/l1/price')).toBe(contract?.terms['price/l1'])
      })
    }),
    { numRuns: RUNS },
  )
})
