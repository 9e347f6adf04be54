import { sameValue } from '@entrepot/trade/file'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changed, other, type StatedElement, statementsOf } from '../documents/testing.ts'
import { computeFields, nested, type TradeMessage } from './compose.ts'
import type { Standpoint } from './standpoint.ts'
import { playedTrades, standpointOf } from './testing.ts'

const cases = playedTrades().flatMap(({ name, played, correspondence }) =>
  correspondence.sent.map((message, i) => {
    const at = standpointOf(played, message)
    const stated = statementsOf(at.dossier.files)
    return { title: `${name} ${i + 1} ${message.definition.message}`, message, at, stated }
  }),
)

/** Data elements of a message computed in a trade where something is said otherwise, each by its field and its place among the like. */
function written({ definition }: TradeMessage, at: Standpoint): { readonly key: string; readonly text: string }[] {
  const { elements } = definition.mapping.encode(nested(computeFields(definition, at)))
  return elements.map(({ path, element, component, text, field }) => ({
    key: `${field} ${path.replaceAll(/\[\d+\]/g, '')} ${element} ${component}`,
    text,
  }))
}

function otherwise(at: Standpoint, element: StatedElement, value: Parameters<typeof changed>[2]): Standpoint {
  const files = changed(at.dossier.files, element, value)
  const home = files.get(at.home.id)
  if (!home) throw new Error('no home')
  return { ...at, home, dossier: { root: home, files } }
}

/** Data elements that changed, by the names of their fields. */
function moved({ message, at }: (typeof cases)[number], after: Standpoint): Set<string> {
  const said = new Map(written(message, after).map(({ key, text }) => [key, text]))
  // What the mapping itself says has no field, and comes and goes with the fields beside it.
  const names = written(message, at).flatMap(({ key, text }, i) =>
    said.get(key) === text ? [] : (message.elements[i]?.field ?? []),
  )
  return new Set(names)
}

const tracedBy = ({ elements }: TradeMessage, { version }: StatedElement): Set<string> => {
  const reads = elements.filter(({ from }) => from.some(({ commitment }) => commitment === version.commitment))
  return new Set(reads.flatMap(({ field }) => field ?? []))
}

test.each(cases)('in $title every data element is traced to statements, or to an envelope', ({ message }) => {
  const untraced = message.elements.filter(({ field, from }) => field !== undefined && from.length === 0)
  // A number of lines or containers counts rows; no element says it.
  const { tables = {} } = message.definition
  expect(untraced.filter(({ field }) => field === undefined || !Object.hasOwn(tables, field))).toEqual([])
})

test('saying otherwise what a data element does not trace never changes it', () => {
  fc.assert(
    fc.property(
      fc.nat(cases.length - 1),
      fc.nat(1_000_000),
      fc.integer({ min: 1, max: 99_999 }),
      (which, what, seed) => {
        const at = cases[which]
        const element = at?.stated[what % at.stated.length]
        if (!at || !element) throw new Error('no such message or statement')
        const traced = tracedBy(at.message, element)
        const names = [...moved(at, otherwise(at.at, element, other(element, seed)))]
        expect(names.filter((name) => !traced.has(name))).toEqual([])
      },
    ),
    { numRuns: 1500 },
  )
})

test.each(cases)('in $title saying otherwise what a data element traces, or not at all, can change it', (each) => {
  const { message, at, stated } = each
  const idle = stated.flatMap((element) => {
    const traced = tracedBy(message, element)
    if (traced.size === 0) return []
    const outcomes = [other(element, 7), other(element, 4321), undefined].filter(
      (value) => value === undefined || !sameValue(value, element.version.value),
    )
    const changes = outcomes.map((value) => moved(each, otherwise(at, element, value)))
    return [...traced].filter((name) => !changes.some((names) => names.has(name)))
  })
  expect(idle).toEqual([])
})
