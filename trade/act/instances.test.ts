import { date, decimal, defineKind, label, said, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { catalogueOf, defineAct } from './define.ts'
import { testParty, testWorld } from './testing.ts'
import { advise } from './verdict.ts'

const grams = decimal('GRM', 0)
const shelf = defineKind({
  name: 'shelf',
  label: label('Shelf', '货架'),
  flow: 'goods',
  capacities: { keeper: label('Keeper', '保管人') },
  citesFrom: [],
  elements: {
    '/boxes/{box}/net': said('keeper', grams, ['Net', '净重']),
    '/boxes/{box}/packed': said('keeper', date, ['Packed', '装箱日']),
    '/labels/{box}/net': said('keeper', grams, ['Net on the label', '标签净重']),
  },
})
const pack = defineAct({
  type: 'pack-boxes/1',
  kind: 'shelf',
  label: label('Pack', '装箱'),
  effect: 'states',
  by: ['keeper'],
  opens: true,
  requires: ['/boxes/{box}/net'],
  dates: { '/boxes/{box}/packed': 'date' },
})
const repack = defineAct({
  ...pack,
  type: 'repack-boxes/1',
  once: '/boxes/{box}/net',
  derives: { '/labels/{box}/net': (file, instances) => file.text(`/boxes/${instances.get('box') ?? ''}/net`) },
  rules: [
    {
      name: 'box/was',
      cites: 'test',
      judge: ({ file, before }) =>
        advise('box/was', 'test', {
          found: [before.text('/boxes/b1/net') ?? '', file.text('/boxes/b1/net') ?? ''],
        }),
    },
  ],
})
const keeper = testParty('Keeper')

function packed() {
  const world = testWorld(catalogueOf([shelf], [pack, repack]), [keeper])
  const file = world.nextId()
  const deed = { by: keeper, as: 'keeper', file }
  world.act({
    ...{ ...deed, type: 'pack-boxes/1', opens: { kind: 'shelf', parties: { keeper: keeper.signer.organisation } } },
    ...{ keyed: { '/boxes/b1/net': '100', '/boxes/b2/net': '200' }, at: '2026-12-01T10:00+08:00' },
  })
  return { world, file, deed: { ...deed, type: 'repack-boxes/1' } }
}

test('an act dates every instance that it names', () => {
  const { world, file } = packed()
  const view = viewFile(world.fileOf(file))
  expect([view.text('/boxes/b1/packed'), view.text('/boxes/b2/packed')]).toEqual(['2026-12-01', '2026-12-01'])
})

test('an element is derived for the instances of the act’s other elements, though nothing stands at its own place yet', () => {
  const { world, file, deed } = packed()
  world.act({ ...deed, keyed: { '/boxes/b1/net': '110' } })
  const view = viewFile(world.fileOf(file))
  expect([view.text('/labels/b1/net'), view.text('/labels/b2/net')]).toEqual(['110', '200'])
})

test('what is done once for an instance is not done again together with another', () => {
  const { world, deed } = packed()
  world.act({ ...deed, keyed: { '/boxes/b1/net': '110', '/boxes/b2/net': '210' } })
  const { judgement } = world.attempt({ ...deed, keyed: { '/boxes/b2/net': '220', '/boxes/b3/net': '300' } })
  expect(judgement).toMatchObject({ is: 'refused', refusal: { code: 'act/already-done' } })
  expect(world.attempt({ ...deed, keyed: { '/boxes/b3/net': '300' } }).judgement.is).toBe('advised')
})

test('a rule sees the file before the act and with it', () => {
  const { world, deed } = packed()
  const { judgement } = world.attempt({ ...deed, keyed: { '/boxes/b1/net': '110' } })
  expect(judgement).toMatchObject({ is: 'advised', advice: [{ found: ['100', '110'] }] })
})
