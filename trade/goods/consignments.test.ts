import { catalogue } from '@entrepot/trade/catalogue'
import { readAct } from '@entrepot/trade/act'
import { type Dossier, type FileState, viewDossier, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { testWorld } from '../act/testing.ts'
import { concludedSale, consignment, people } from './testing.ts'

// Case 14 of the core's hard cases: two consignments under one sale, one consignment for two sales.

const dossierOf = (root: FileState, ...others: readonly FileState[]): Dossier => ({
  root,
  files: new Map([root, ...others].map((file) => [file.id, file])),
})

/** One sale of two lines, shipped in two consignments, a line in each. */
function shippedInTwo() {
  const world = testWorld(catalogue, Object.values(people))
  const sale = concludedSale(world, { rule: 'CIF', place: 'NLRTM', lines: ['l1', 'l2'] })
  const [first, second] = [consignment({}, world), consignment({}, world)]
  for (const [way, line] of [
    [first, 'l1'],
    [second, 'l2'],
  ] as const)
    way.does('book/1', {
      cited: { [`/goods/${line}/description`]: sale.commitmentAt(`/lines/${line}/goods`) },
      keyed: { '/booking/from': 'CNTAO', '/booking/to': 'NLRTM' },
      bare: true,
    })
  return { world, sale, first, second, dossier: dossierOf(world.fileOf(sale.file), first.state(), second.state()) }
}

test('of two consignments under one sale none is meant until one is chosen', () => {
  const { dossier, first, second } = shippedInTwo()
  expect(viewDossier(dossier, dossier.root, {}).of('carriage')).toBeUndefined()
  expect(
    viewDossier(dossier, dossier.root, {})
      .all('carriage')
      .map(({ file }) => file.id),
  ).toEqual([first.file, second.file])
  for (const [way, goods] of [
    [first, ['l1']],
    [second, ['l2']],
  ] as const) {
    const chosen = viewDossier(dossier, dossier.root, { selection: { carriage: way.file } }).of('carriage')
    expect(chosen?.enumerate('/goods')).toEqual(goods)
  }
})

test('a choice that names no consignment of the dossier chooses none', () => {
  const { dossier } = shippedInTwo()
  const selection = { carriage: '01900000-0000-7000-8000-00000000ffff' }
  expect(viewDossier(dossier, dossier.root, { selection }).of('carriage')).toBeUndefined()
})

test('two consignments under one sale go their own ways, each with its own bill', () => {
  const { first, second } = shippedInTwo()
  first.upTo('arrive/1')
  second.upTo('transfer-control/1')
  const controllers = [first, second].map((way) => viewFile(way.state()).text('/bill/controller'))
  expect(controllers).toEqual([people.buyer.signer.organisation, people.seller.signer.organisation])
  expect(second.tries('surrender-bill/1').judgement).toMatchObject({
    is: 'refused',
    refusal: { code: 'bill/not-controller' },
  })
})

/** Two sales, whose goods travel together. */
function shippedTogether() {
  const world = testWorld(catalogue, Object.values(people))
  const sales = [
    concludedSale(world, { rule: 'CIF', place: 'NLRTM', lines: ['l1'] }),
    concludedSale(world, { rule: 'FOB', place: 'CNTAO', lines: ['l1'] }),
  ] as const
  const way = consignment({}, world)
  const booking = way.does('book/1', {
    cited: {
      '/goods/l1/description': sales[0].commitmentAt('/lines/l1/goods'),
      '/goods/l2/description': sales[1].commitmentAt('/lines/l1/goods'),
    },
  })
  return { world, sales, way, booking }
}

test('a consignment cites the goods of two sales, each with its own origin, and nothing else of them', () => {
  const { sales, way, booking, world } = shippedTogether()
  const view = viewFile(way.state())
  const origins = (['l1', 'l2'] as const).map((line) => {
    const reading = view.read(`/goods/${line}/description`)
    return reading.is === 'present'
      ? [reading.version.how, reading.version.origin?.file, reading.version.origin?.path]
      : []
  })
  expect(origins).toEqual([
    ['cited', sales[0].file, '/lines/l1/goods'],
    ['cited', sales[1].file, '/lines/l1/goods'],
  ])
  expect(booking.sealed.citations?.map(({ file, disclosures }) => [file, disclosures.length])).toEqual([
    [sales[0].file, 1],
    [sales[1].file, 1],
  ])
  const read = readAct(booking.sealed)
  expect(read.ok && read.citations.map(({ undisclosed }) => undisclosed > 0)).toEqual([true, true])
  way.upTo('the end')
  expect(viewFile(world.fileOf(way.file)).text('/containers/c1/grossMass/declared')).toBe('9105.00')
})

test('seen from the consignment, neither sale is meant until one is chosen', () => {
  const { world, sales, way } = shippedTogether()
  const dossier = dossierOf(way.state(), ...sales.map(({ file }) => world.fileOf(file)))
  const rule = (selection?: Readonly<Record<string, string>>) =>
    viewDossier(dossier, dossier.root, selection ? { selection } : {})
      .of('sale')
      ?.text('/incoterm/rule')
  expect([rule(), rule({ sale: sales[0].file }), rule({ sale: sales[1].file })]).toEqual([undefined, 'CIF', 'FOB'])
  expect(viewDossier(dossier, dossier.root, {}).all('sale')).toHaveLength(2)
})

test('each sale finds the consignment as the only one of its dossier', () => {
  const { world, sales, way } = shippedTogether()
  for (const { file } of sales) {
    const dossier = dossierOf(world.fileOf(file), way.state())
    expect(viewDossier(dossier, dossier.root, {}).of('carriage')?.file.id).toBe(way.file)
  }
})
