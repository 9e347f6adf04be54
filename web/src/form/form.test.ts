import { catalogue } from '@entrepot/trade/catalogue'
import { type Capacity, emptyFile, type PathTemplate, viewFile } from '@entrepot/trade/file'
import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { expect, test } from 'vitest'
import { entryMismatch, intended, isEmpty, withEntry } from './entries.ts'
import { firstRows, newRow } from './instances.ts'
import { fieldsOf, formOf, type FormSection } from './shape.ts'
import { likelyLink, standingIn, suggestionsFor } from './suggest.ts'

function formFor(type: string, as: Capacity): FormSection {
  const definition = catalogue.acts.get(type)
  const kind = catalogue.kinds.get(definition?.kind ?? '')
  if (!definition || !kind) throw new Error(`no act ${type}`)
  return formOf(definition, kind, as)
}

const definitionOf = (type: string) => catalogue.acts.get(type)!
const templates = (form: FormSection): PathTemplate[] => fieldsOf(form).map(({ template }) => template)

test('a form asks for what an act must and may state, the elements of each line together', () => {
  const form = formFor('enquire/1', 'buyer')
  expect(form.sections.map(({ prefix, variable }) => [prefix, variable])).toEqual([['/lines/{line}', 'line']])
  expect(form.sections[0]?.fields.map(({ template }) => template)).toEqual([
    '/lines/{line}/goods',
    '/lines/{line}/quantity',
    '/lines/{line}/unit',
  ])
  expect(form.fields.map(({ template }) => template)).toContain('/currency')
})

test('a buyer is not asked for what only a seller states', () => {
  expect(templates(formFor('offer/1', 'seller'))).toContain('/lines/{line}/hs6')
  expect(templates(formFor('offer/1', 'buyer'))).not.toContain('/lines/{line}/hs6')
})

test('instances within instances stand within their section', () => {
  const [invoice] = formFor('invoice/1', 'seller').sections
  expect(invoice?.sections.map(({ prefix }) => prefix)).toEqual(['/invoices/{invoice}/deductions/{deduction}'])
})

const played = play(cifCredit(), { until: 'invoice issued' })

function sceneFor(type: string, as: Capacity, extra: { answers?: string } = {}) {
  const answered = extra.answers === undefined ? undefined : played.acts.get(extra.answers)
  return {
    definition: definitionOf(type),
    view: viewFile(played.file('sale')),
    ...{ as, organisation: played.parties.get(as)?.signer.organisation ?? '' },
    ...(answered ? { answered } : {}),
  }
}

test('a form about goods starts with the lines of the sale', () => {
  const [lines] = formFor('pack/1', 'seller').sections
  const rows = firstRows(lines!, new Map(), sceneFor('pack/1', 'seller'))
  expect(rows.map(({ instances, stands }) => [instances.get('line'), stands])).toEqual([
    ['l1', true],
    ['l2', true],
  ])
})

test('a further invoice gets the next free number, because the first is issued once', () => {
  const [invoices] = formFor('invoice/1', 'seller').sections
  const rows = firstRows(invoices!, new Map(), sceneFor('invoice/1', 'seller'))
  expect(rows.map(({ instances, stands }) => [instances.get('invoice'), stands])).toEqual([['i2', false]])
})

test('a party signs as itself', () => {
  const [signatures] = formFor('sign-contract/1', 'seller').sections
  const rows = firstRows(signatures!, new Map(), sceneFor('sign-contract/1', 'seller'))
  expect(rows.map(({ instances }) => instances.get('capacity'))).toEqual(['seller'])
})

test('a new line gets an id that no line has', () => {
  const [lines] = formFor('enquire/1', 'buyer').sections
  const row = newRow(lines!, new Map(), { view: viewFile(played.file('sale')), taken: ['l3'] })
  expect(row.instances.get('line')).toBe('l4')
})

test('a new file of a trade is about the lines of its sale', () => {
  const [lines] = formFor('book/1', 'booker').sections.filter(({ variable }) => variable === 'line')
  const view = viewFile(emptyFile('f', catalogue.kinds.get('carriage')!))
  const scene = { definition: definitionOf('book/1'), view, as: 'booker', organisation: 'o' }
  const rows = firstRows(lines!, new Map(), { ...scene, root: viewFile(played.file('sale')) })
  expect(rows.map(({ instances }) => instances.get('line'))).toEqual(['l1', 'l2'])
})

const seller = played.parties.get('seller')!.signer.organisation
const standing = standingIn(played.dossierOf('seller').files.values(), seller)

function wanting(kindName: string, path: `/${string}`, template: PathTemplate) {
  const kind = catalogue.kinds.get(kindName)!
  return { path, kind, file: played.fileIds.get(kindName) ?? '', definition: kind.elements[template]! }
}

test('the credit number of an invoice is offered from the file of the credit', () => {
  const suggestions = suggestionsFor(wanting('sale', '/invoices/i2/credit', '/invoices/{invoice}/credit'), standing)
  const likely = likelyLink(suggestions)
  expect(likely?.kind.name).toBe('credit')
  expect(likely?.place.path).toBe('/number')
})

test('the order number is offered from the contract, and not from another order', () => {
  const suggestions = suggestionsFor(wanting('sale', '/orders/o2/number', '/orders/{order}/number'), standing)
  expect(suggestions.map(({ place }) => place.path)).toContain('/number')
})

test('an element is never offered for its own place', () => {
  const suggestions = suggestionsFor(wanting('sale', '/lines/l1/price', '/lines/{line}/price'), standing)
  expect(suggestions.some(({ place }) => place.path === '/lines/l1/price')).toBe(false)
})

test('nothing is offered from a file that its kind may not cite', () => {
  const suggestions = suggestionsFor(wanting('licence', '/quantity', '/quantity'), standing)
  for (const { kind, place } of suggestions)
    expect(catalogue.kinds.get('licence')!.citesFrom.includes(kind.name) || place.file === '').toBe(true)
})

test('what is cleared is not said, and what is linked is cited and never keyed', () => {
  const keyed = withEntry(new Map(), '/number', { is: 'keyed', value: ' SC-1 ' })
  const cleared = withEntry(keyed, '/number', { is: 'keyed', value: '  ' })
  const place = { file: 'f', path: '/number' } as const
  const linked = withEntry(keyed, '/number', { is: 'linked', place, value: 'SC-1' })
  expect(intended(keyed).keyed).toEqual(new Map([['/number', 'SC-1']]))
  expect(cleared.size).toBe(0)
  expect(intended(linked)).toMatchObject({ keyed: new Map(), cited: new Map([['/number', place]]) })
})

test('an amount without figures is empty, whatever its currency; one out of range says so', () => {
  expect(isEmpty({ amount: '', currency: 'USD' })).toBe(true)
  const type = { is: 'decimal', unit: 'CTN', scale: 0, min: '1' } as const
  expect(entryMismatch(type, { is: 'keyed', value: '1.5' })?.code).toBe('value/too-many-decimals')
  expect(entryMismatch(type, { is: 'keyed', value: '0' })?.code).toBe('value/out-of-range')
  expect(entryMismatch(type, { is: 'keyed', value: '12' })).toBeUndefined()
})
