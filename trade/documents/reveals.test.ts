import { expect, test } from 'vitest'
import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { defineDocument, field } from './define.ts'
import { computeDocument, documents } from './index.ts'
import { equationsOf, knownTo, readersOf, revelations, workedOut } from './reveals.ts'

const played = play(cifCredit())
const sale = played.file('sale')
const dossier = { root: sale, files: played.files }
const issued = [...played.files.values()].flatMap((home) =>
  [...home.documents.values()].map((document) => ({ home, document })),
)

function revealedBy(definition = documents.get('bill-of-lading/1'), home = played.file('carriage')) {
  if (!definition) throw new Error('no such document')
  return revelations({ definition, home, fields: computeDocument(definition, { dossier, home }).fields }, dossier)
}

test.each(issued.map(({ home, document }) => [document.definition, home, document] as const))(
  '%s tells no reader what it may not see, even with the whole trade before it',
  (definition, home, document) => {
    const known = documents.get(definition)
    if (!known) throw new Error(definition)
    const { subject, using } = document
    const standpoint = { dossier, home, ...(subject ? { subject } : {}), ...(using ? { using } : {}) }
    const { fields } = computeDocument(known, standpoint)
    expect(revelations({ definition: known, home, fields }, dossier)).toEqual([])
  },
)

const billWith = (name: string, kind: string, path: `/${string}`, more = {}) => {
  const bill = documents.get('bill-of-lading/1')
  if (!bill) throw new Error('no bill of lading')
  const planted = field('Planted', '植入', ({ dossier: files }) => files.of(kind)?.value(path))
  return defineDocument({ ...bill, definition: 'planted-bill/1', fields: { ...bill.fields, [name]: planted }, ...more })
}

test('a bill of lading that prints the insured value gives away the value of the goods, and is refused', () => {
  const found = revealedBy(billWith('insured', 'cover', '/insuredValue'))
  const carrier = played.parties.get('carrier')?.signer.organisation
  const elements = found.filter(({ reader }) => reader === carrier).map(({ element }) => element)
  expect(elements).toContain('cover:/insuredValue')
  expect(elements, '110 % of it is the price').toContain('cover:/value')
})

test('what a definition declassifies, with its reason, is meant', () => {
  const declassifies = [
    { element: 'licence:/number', fields: ['licence'], because: 'the carrier shows it at the terminal' },
  ]
  expect(revealedBy(billWith('licence', 'licence', '/number')).map(({ element }) => element)).toContain(
    'licence:/number',
  )
  expect(revealedBy(billWith('licence', 'licence', '/number', { declassifies }))).toEqual([])
})

test('carrier, agent, terminals and haulier cannot work out price, value, insured value or premium from anything they get', () => {
  const secrets = [
    ...sale.children
      .get('/lines')!
      .values()
      .map((line) => ['sale', `/lines/${line}/price`] as const),
    ['cover', '/value'] as const,
    ['cover', '/insuredValue'] as const,
    ['cover', '/premium'] as const,
    ['credit', '/terms/amount'] as const,
  ].map(([kind, path]) => {
    const file = [...played.files.values()].find((each) => each.kind.name === kind)
    const version = file?.elements.get(path)?.at(-1)
    if (!version) throw new Error(`${kind}:${path} was never stated`)
    return version.commitment
  })
  for (const name of ['carrier', 'carrierAgent', 'terminalLoading', 'terminalDischarge', 'haulier']) {
    const organisation = played.parties.get(name)?.signer.organisation
    if (organisation === undefined) throw new Error(`no party ${name}`)
    const theirs = issued.flatMap(({ home, document }) => {
      const definition = documents.get(document.definition)
      const reads = definition && readersOf(definition, home).includes(organisation)
      return reads ? [...document.fields.values()].map(({ from }) => from ?? []) : []
    })
    const known = workedOut(knownTo(dossier, organisation), [...equationsOf(dossier), ...theirs])
    expect(
      secrets.filter((secret) => known.has(secret)),
      name,
    ).toEqual([])
  }
})

test('a reader who knows all of a formula but one works that one out, and two unknowns stay unknown', () => {
  const formula = [['insured', 'percent', 'price']]
  expect(workedOut(new Set(['insured', 'percent']), formula)).toContain('price')
  expect(workedOut(new Set(['insured']), formula)).not.toContain('price')
})
