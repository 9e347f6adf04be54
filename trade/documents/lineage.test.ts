import { type Commitment, type FileState, sameValue, type Value } from '@entrepot/trade/file'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cifCredit } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'
import { computeDocument, type DocumentDefinition, documents, field } from './index.ts'
import { changed, other, statementsOf } from './testing.ts'

const played = play(cifCredit())
const issued = [...played.files.values()].flatMap((home) =>
  [...home.documents.values()].map((document) => ({
    home,
    document,
    before: computed(home, document.id, played.files),
  })),
)
const elements = statementsOf(played.files)

function computed(home: FileState, id: string, files: ReadonlyMap<string, FileState>, as?: DocumentDefinition) {
  const document = home.documents.get(id)
  const definition = as ?? (document && documents.get(document.definition))
  const at = files.get(home.id)
  if (!definition || !document || !at) throw new Error(`no document ${id}`)
  const { subject, using } = document
  const standpoint = {
    dossier: { root: at, files },
    home: at,
    ...(subject ? { subject } : {}),
    ...(using ? { using } : {}),
  }
  return computeDocument(definition, standpoint).fields
}

const valuesOf = (fields: ReturnType<typeof computed>) => new Map(fields.map(({ name, value }) => [name, value]))

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameValue(a, b)
}

type Issued = (typeof issued)[number] & { readonly as?: DocumentDefinition }

/** Fields that change with an element which they do not trace. */
function movedUntraced(
  { home, document, before, as }: Issued,
  element: (typeof elements)[number],
  seed: number,
): string[] {
  const after = valuesOf(computed(home, document.id, changed(played.files, element, other(element, seed)), as))
  const { file, version } = element
  return before
    .filter(({ name, value, from }) => !from.includes(version.commitment) && !isSame(after.get(name), value))
    .map(({ name }) => `${name} with ${file.kind.name}:${version.path}`)
}

test('changing an element that a field does not trace never changes the field', () => {
  const indexes = [fc.nat(issued.length - 1), fc.nat(elements.length - 1), fc.integer({ min: 1, max: 99_999 })] as const
  fc.assert(
    fc.property(...indexes, (which, what, seed) => {
      const [at, element] = [issued[which], elements[what]]
      if (!at || !element) throw new Error('no such document or element')
      expect(movedUntraced(at, element, seed)).toEqual([])
    }),
    { numRuns: 1500 },
  )
})

test.each(issued.map((each) => [each.document.definition, each] as const))(
  'in %s, changing or taking away an element that a field traces can change the field, each of them',
  (_, { home, document, before }) => {
    const traced = new Map<Commitment, Set<string>>()
    for (const { name, from } of before)
      for (const commitment of from) traced.set(commitment, (traced.get(commitment) ?? new Set()).add(name))
    const idle: string[] = []
    for (const element of elements) {
      const names = traced.get(element.version.commitment)
      if (!names) continue
      const outcomes = [other(element, 7), other(element, 4321), undefined].map((value) =>
        valuesOf(computed(home, document.id, changed(played.files, element, value))),
      )
      for (const { name, value } of before)
        if (names.has(name) && outcomes.every((after) => isSame(after.get(name), value)))
          idle.push(`${name} traces ${element.file.kind.name}:${element.version.path}`)
    }
    expect(idle).toEqual([])
  },
)

test('every document of the release was issued, and every field that it computed is traced', () => {
  expect(new Set(issued.map(({ document }) => document.definition))).toEqual(new Set(documents.keys()))
  const untraced = issued.flatMap(({ document, before }) =>
    before.filter(({ from }) => from.length === 0).map(({ name }) => `${document.definition} ${name}`),
  )
  // A quotation is named by the identity of the offer that it writes down: no element says it.
  expect(untraced).toEqual(['quotation/1 number', 'quotation/1 number'])
})

test('a field that looks past the recorder is found out', () => {
  const [at] = issued.filter(({ document }) => document.definition === 'commercial-invoice/1')
  const element = elements.find(({ version }) => version.path === '/lines/l1/price')
  if (!at || !element) throw new Error('no invoice or no price')
  const invoice = documents.get('commercial-invoice/1')
  const peeks = field('Peeks', '偷看', ({ home }) => home.file.elements.get('/lines/l1/price')?.at(-1)?.value)
  const as = invoice && { ...invoice, fields: { ...invoice.fields, peeks } }
  if (!as) throw new Error('no definition')
  const before = computed(at.home, at.document.id, played.files, as)
  expect(movedUntraced({ ...at, before, as }, element, 7)).toEqual(['peeks with sale:/lines/l1/price'])
})
