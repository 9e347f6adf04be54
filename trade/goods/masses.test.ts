import { computeDocument, documents } from '@entrepot/trade/documents'
import { emptyFile, type ElementVersion, type Path, viewFile } from '@entrepot/trade/file'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carriage } from './carriage.ts'
import { massDifferences } from './masses.ts'
import { consignment, people } from './testing.ts'

// Case 3 of the core's hard cases: declared, verified and outturn gross mass.

const mass = (statement: 'declared' | 'verified' | 'outturn'): Path => `/containers/c1/grossMass/${statement}`
const outturn = (kg: string) => ({ keyed: { [mass('outturn')]: kg } })

test('declared, verified and outturn mass stand beside each other, each its party’s own, within tolerance', () => {
  const { tries, does, upTo, state } = consignment()
  upTo('discharge/1')
  expect(tries('discharge/1').judgement).toEqual({ is: 'ok' })
  does('discharge/1')
  const view = viewFile(state())
  const stand = (['declared', 'verified', 'outturn'] as const).map((statement) => {
    const reading = view.read(mass(statement))
    return reading.is === 'present' ? [reading.value, reading.version.organisation] : reading.is
  })
  const { seller, rotterdam } = people
  expect(stand).toEqual([
    ['9105.00', seller.signer.organisation],
    ['11400', seller.signer.organisation],
    ['11385', rotterdam.signer.organisation],
  ])
})

test('an outturn beyond tolerance is told against each statement that it differs from, and stops nothing', () => {
  const { tries, does, upTo, state } = consignment()
  upTo('discharge/1')
  const { judgement } = tries('discharge/1', outturn('11250'))
  const found = { kg: ['11400', '11250'], differenceKg: '-150', toleranceKg: '100' }
  expect(judgement).toMatchObject({
    is: 'advised',
    advice: [
      { code: 'mass/differs', at: mass('outturn'), found: { ...found, between: [mass('declared'), mass('outturn')] } },
      { code: 'mass/differs', at: mass('outturn'), found: { ...found, between: [mass('verified'), mass('outturn')] } },
    ],
  })
  does('discharge/1', outturn('11250'))
  expect(viewFile(state()).text(mass('verified'))).toBe('11400')
})

//     outturn      what is said; tolerance 100 kg
test.each([
  ['11300', 'ok'],
  ['11299.999', 'advised'],
  ['11500', 'ok'],
  ['11500.001', 'advised'],
])('11400 kg verified and %s kg at outturn: %s', (kg, is) => {
  const { tries, upTo } = consignment()
  upTo('discharge/1')
  expect(tries('discharge/1', outturn(kg)).judgement.is).toBe(is)
})

/** The packed container weighs 11,600 kg on the scales; its papers make it 11,400. */
function weighedHeavier() {
  const way = consignment()
  way.upTo('declare-verified-mass/1')
  const weighed = way.world.act({
    ...{ type: 'weigh-container/1', by: people.seller, as: 'shipper', file: way.file, at: '2027-01-06T08:00+08:00' },
    keyed: { '/containers/c1/method': '1', [mass('verified')]: '11600' },
  })
  return { ...way, weighed }
}

test('what the scales say differs from what is declared: the shipping instructions are told which two', () => {
  const { tries, weighed } = weighedHeavier()
  expect(weighed.composed.judgement).toEqual({ is: 'ok' })
  expect(tries('instruct-shipping/1').judgement).toMatchObject({
    is: 'advised',
    advice: [{ found: { between: [mass('declared'), mass('verified')], kg: ['11355', '11600'], differenceKg: '245' } }],
  })
})

test('a bill of lading does not show a mass in doubt, unless its clause says which', () => {
  const { tries, upTo } = weighedHeavier()
  upTo('issue-bill/1', ['declare-verified-mass/1'])
  expect(tries('issue-bill/1').judgement).toMatchObject({
    is: 'refused',
    refusal: { code: 'bill/mass-in-doubt', at: mass('declared'), found: { kg: ['11355', '11600'] } },
  })
  const clause = { '/bill/clauses': ['weight as declared by shipper; verified gross mass 11600 kg'] }
  expect(tries('issue-bill/1', { keyed: clause }).judgement).toEqual({ is: 'ok' })
})

test('the bill of lading shows the declared mass of its container under that name, whatever else was weighed', () => {
  const { upTo, state } = consignment()
  upTo('the end')
  const home = state()
  const definition = documents.get('bill-of-lading/1')
  if (!definition) throw new Error('no bill of lading')
  const dossier = { root: home, files: new Map([[home.id, home]]) }
  const { fields } = computeDocument(definition, { dossier, home })
  const shown = fields.find(({ name }) => name === 'containers/c1/grossKg')
  const declared = viewFile(home).read(mass('declared'))
  expect(shown).toMatchObject({ value: '9105.00', from: [declared.is === 'present' && declared.version.commitment] })
  expect(definition.tables?.['containers']?.columns['grossKg']?.label.en).toContain('declared')
})

test('two statements differ when and only when they lie further apart than the tolerance', () => {
  const grams = fc.integer({ min: 0, max: 40_000_000 })
  const kilograms = (of: number) => `${Math.trunc(of / 1000)}.${String(of % 1000).padStart(3, '0')}`
  fc.assert(
    fc.property(grams, grams, fc.option(grams), (verified, landed, tolerance) => {
      const stated: [Path, number | null][] = [
        [mass('verified'), verified],
        [mass('outturn'), landed],
        ['/containers/c1/toleranceKg', tolerance],
      ]
      const overlay = new Map<Path, ElementVersion>()
      for (const [path, of] of stated)
        if (of !== null)
          overlay.set(path, {
            ...{
              path,
              value: kilograms(of),
              commitment: path,
              how: 'keyed',
              act: 'a',
              seq: 1,
              by: 'x',
              organisation: 'X',
            },
          })
      const differences = massDifferences(viewFile(emptyFile('f', carriage), { overlay }), 'c1')
      return differences.length === (Math.abs(verified - landed) > (tolerance ?? 0) ? 1 : 0)
    }),
  )
})
