import { asPath, decimal, defineKind, label, type Path, said, text, type Value } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { catalogueOf, defineAct } from './define.ts'
import { generalActs } from './general.ts'
import { MAX_INSTANCES, MAX_STATEMENTS } from './sealed.ts'
import { testParty, testWorld } from './testing.ts'

const deal = defineKind({
  name: 'deal',
  label: label('Deal', '交易'),
  flow: 'business',
  capacities: { seller: label('Seller', '卖方') },
  citesFrom: [],
  elements: {
    '/lines/{line}/goods': said('seller', text(10), ['Goods', '货物']),
    '/lines/{line}/place': said('seller', decimal('C62', 0), ['Place', '位次']),
  },
})
const act = (type: string, more: Partial<Parameters<typeof defineAct>[0]>) =>
  defineAct({ type, kind: 'deal', label: label(type, type), effect: 'states', by: ['seller'], ...more })
const catalogue = catalogueOf(
  [deal],
  [
    act('open/1', { opens: true, may: ['/lines/{line}/goods'] }),
    act('add/1', { may: ['/lines/{line}/goods'] }),
    act('count/1', {
      derives: { '/lines/{line}/place': (file, at) => String(file.enumerate('/lines').indexOf(at.get('line') ?? '')) },
    }),
    ...generalActs,
  ],
)
const seller = testParty('Seller', 'CN')

const lines = (from: number, to: number): Record<Path, Value> =>
  Object.fromEntries(Array.from({ length: to - from }, (_, i) => [asPath(`/lines/l${from + i}/goods`), 'x']))

function withLines(count: number) {
  const world = testWorld(catalogue, [seller])
  const file = world.nextId()
  const opens = { kind: 'deal', parties: { seller: seller.signer.organisation } }
  world.act({ type: 'open/1', by: seller, as: 'seller', file, opens })
  for (let from = 0; from < count; from += MAX_STATEMENTS)
    world.act({
      ...{ type: 'add/1', by: seller, as: 'seller', file },
      keyed: lines(from, Math.min(count, from + MAX_STATEMENTS)),
    })
  const told = (type: string, keyed: Record<Path, Value> = {}) => {
    const { judgement } = world.attempt({ type, by: seller, as: 'seller', file, keyed })
    return judgement.is === 'refused' ? judgement.refusal.code : judgement.is
  }
  return { told }
}

test('a file takes so many lines and not one more; what stands is still stated anew', () => {
  const { told } = withLines(MAX_INSTANCES)
  expect(told('add/1', lines(MAX_INSTANCES, MAX_INSTANCES + 1))).toBe('element/too-many-instances')
  expect(told('add/1', lines(0, 1))).toBe('ok')
})

test('an act that would have to compute more elements than it can carry is refused, before they are all computed', () => {
  expect(withLines(MAX_STATEMENTS + 1).told('count/1')).toBe('derivation/too-many')
})
