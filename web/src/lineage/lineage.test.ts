import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { expect, test } from 'vitest'
import { leavesOf, lineageOf } from './lineage.ts'

const played = play(cifCredit(), { until: 'invoice issued' })

function fieldOfInvoice(name: string) {
  const version = played.file('sale').documents.get('invoice')?.fields.get(name)
  if (!version) throw new Error(`the invoice has no field ${name}`)
  return version
}

const tracedIn = (party: string, name: string) =>
  lineageOf(fieldOfInvoice(name), { files: played.dossierOf(party).files, acts: new Map() })

test('an invoice amount leads to the price and the quantity that were keyed', () => {
  const leaves = leavesOf(tracedIn('seller', 'lines/l1/amount'))
  const keyed = leaves.filter(({ seen }) => seen?.how === 'keyed').map(({ seen }) => seen?.path)
  expect(keyed).toEqual(expect.arrayContaining(['/lines/l1/price', '/lines/l1/quantity', '/currency']))
})

test('a price leads to the party that keyed it last, with its act and time', () => {
  const price = leavesOf(tracedIn('seller', 'lines/l1/amount')).find(({ seen }) => seen?.path === '/lines/l1/price')
  expect(price?.seen?.act?.type).toBe('offer/1')
  expect(price?.seen?.act?.at).toMatch(/^2026-12-0\d/)
})

test('the credit number of an invoice leads into the file of the credit', () => {
  const [leaf] = leavesOf(tracedIn('seller', 'credit'))
  expect(leaf?.seen?.file?.kind.name).toBe('credit')
  expect(leaf?.seen?.path).toBe('/number')
})

test('an origin in a file that its reader does not see is told by whom, and by no more', () => {
  const own = new Map([...played.dossierOf('buyer').files].filter(([, file]) => file.kind.name === 'sale'))
  const [leaf] = leavesOf(lineageOf(fieldOfInvoice('credit'), { files: own, acts: new Map() }))
  expect(leaf?.seen?.file).toBeUndefined()
  expect(leaf?.seen?.organisation).not.toBe('')
})

test('an input that its reader does not see is told as not visible', () => {
  const version = { ...fieldOfInvoice('number'), from: ['unknown-commitment'] }
  const step = lineageOf(version, { files: played.dossierOf('seller').files, acts: new Map() })
  expect(step.children.map(({ verdict, seen }) => [verdict, seen])).toEqual([['not-visible', undefined]])
})
