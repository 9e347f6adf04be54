import { expect, test } from 'vitest'
import { applies, type SaleFacts } from './applies.ts'
import { mayModify } from './modification.ts'
import { reaches } from './reaches.ts'

const sale: SaleFacts = {
  sellerState: 'CN',
  buyerState: 'NL',
  contractingStates: new Set(['CN', 'NL', 'US', 'DE']),
  article95States: new Set(['CN', 'US']),
  foreignPlaceApparent: true,
  consumer: false,
  kind: 'goods',
  excluded: false,
}

test.each([
  ['both States are bound', {}, 'CISG art. 1(1)(a)'],
  ['both places in one State', { buyerState: 'CN' }, 'cisg/not-international'],
  ['the foreign place was not apparent', { foreignPlaceApparent: false }, 'cisg/foreign-place-not-apparent'],
  ['one State is not bound, the conflict rules unknown', { buyerState: 'GB' }, 'cisg/conflict-of-laws-unknown'],
  ['the conflict rules lead to a bound State', { buyerState: 'GB', conflictRulesLeadTo: 'DE' }, 'CISG art. 1(1)(b)'],
  [
    'they lead to a State that declared under art. 95',
    { buyerState: 'GB', conflictRulesLeadTo: 'CN' },
    'cisg/not-contracting-states',
  ],
  [
    'they lead to a State that is not bound',
    { buyerState: 'GB', conflictRulesLeadTo: 'GB' },
    'cisg/not-contracting-states',
  ],
  ['a consumer buys', { consumer: true }, 'cisg/consumer-sale'],
  ['a consumer buys, the conflict rules unknown', { consumer: true, buyerState: 'GB' }, 'cisg/consumer-sale'],
  ['sold by auction', { kind: 'auction' }, 'cisg/kind-excluded'],
  ['a ship is sold', { kind: 'ship-or-aircraft' }, 'cisg/kind-excluded'],
  ['mostly services', { kind: 'mostly-labour-or-services' }, 'cisg/labour-preponderant'],
  ["made from the buyer's materials", { kind: 'made-from-buyers-materials' }, 'cisg/materials-supplied-by-buyer'],
  ['the parties excluded it', { excluded: true }, 'cisg/excluded-by-parties'],
] as const)('the Convention, where %s', (_, given, expected) => {
  const found = applies({ ...sale, ...given })
  expect('applies' in found ? found.rule : found.code).toBe(expected)
})

test('a message reaches at its first delivery that counts (art. 24)', () => {
  const home = { at: '2026-12-01T10:00Z', place: 'habitual-residence' } as const
  const office = { at: '2026-12-02T10:00Z', place: 'place-of-business' } as const
  expect(reaches([office, home], { hasPlaceOfBusinessOrMailingAddress: true })).toBe('2026-12-02T10:00:00+00:00')
  expect(reaches([office, home], { hasPlaceOfBusinessOrMailingAddress: false })).toBe('2026-12-01T10:00:00+00:00')
  expect(reaches([{ ...home, place: 'elsewhere' }], { hasPlaceOfBusinessOrMailingAddress: true })).toBeUndefined()
  expect(reaches([{ ...home, at: 'soon' }], { hasPlaceOfBusinessOrMailingAddress: true })).toMatchObject({
    code: 'cisg/malformed-instant',
  })
})

test.each([
  ['mere agreement', {}, undefined],
  ['no agreement', { agreed: false }, 'cisg/no-acceptance'],
  ['a writing clause and mere words', { writingRequired: true }, 'cisg/written-form-agreed'],
  ['a writing clause and a writing', { writingRequired: true, inWriting: true }, undefined],
  ['a writing clause and conduct relied upon', { writingRequired: true, conductReliedUpon: true }, undefined],
])('a contract is modified by %s (art. 29)', (_, given, code) => {
  const facts = { agreed: true, writingRequired: false, inWriting: false, conductReliedUpon: false, ...given }
  expect(mayModify(facts)?.code).toBe(code)
})
