import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formationOf } from './formation.ts'
import { asSeenNow, enquired, send } from './testing.ts'

const RUNS = 40

type Move = {
  readonly by: 'seller' | 'buyer'
  readonly does: 'offer' | 'accept' | 'reject' | 'revoke'
  readonly on: number
  readonly behind: boolean
}

const move: fc.Arbitrary<Move> = fc.record({
  by: fc.constantFrom('seller', 'buyer'),
  does: fc.constantFrom('offer', 'offer', 'accept', 'reject', 'revoke'),
  on: fc.nat(5),
  behind: fc.boolean(),
})

const TYPES = { accept: 'accept/2', reject: 'reject-offer/1', revoke: 'revoke-offer/1' } as const

/** Plays moves an hour apart, some of them composed before the last act was seen. */
function negotiate(moves: readonly Move[]) {
  const { world, enquiry, offer, answer, state } = enquired()
  const offers = [enquiry]
  let seen = asSeenNow(state())
  for (const [hour, { by, does, on, behind }] of moves.entries()) {
    const to = offers[on % offers.length] ?? enquiry
    const at = `2026-12-01T${String(hour + 1).padStart(2, '0')}:00+08:00`
    const late = behind && seen.byIdentity.has(to.act.identity) ? { on: seen } : {}
    const price = `1${hour}.00`
    const before = asSeenNow(state())
    const { done } = send(
      world,
      does === 'offer' ? offer(by, to, price, { at, ...late }) : answer(TYPES[does], by, to, { at, ...late }),
    )
    seen = before
    if (done && does === 'offer') offers.push(done)
  }
  return state()
}

test('whatever the parties do, a file has concluded exactly when the Convention says so, and by the same offer', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 14 }), (moves) => {
      const file = negotiate(moves)
      const accepted = file.actsByName.get('accept')?.[0]
      const { conclusion } = formationOf(file, { now: '2026-12-02T00:00+08:00' }) ?? {}
      expect(conclusion?.kind).toBe(accepted ? 'concluded' : 'not-concluded')
      if (conclusion?.kind === 'concluded') expect(conclusion.contract.offer).toBe(accepted?.answers)
    }),
    { numRuns: RUNS },
  )
})
