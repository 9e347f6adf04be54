import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bind, fill, type Path, type PathTemplate, segmentsOf, variableOf } from './path.ts'

const name = fc.constantFrom('a', 'b', 'lines', 'l1', '')
const templateSegment = fc.oneof(name, fc.constantFrom('{a}', '{line}', '{', '}', '{}'))
const pathOf = (segment: fc.Arbitrary<string>) =>
  fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments): Path => `/${segments.join('/')}`)

/** What binding means, list by list. */
function bindByLists(template: PathTemplate, path: Path): ReadonlyMap<string, string> | undefined {
  const [shape, actual] = [segmentsOf(template), segmentsOf(path)]
  if (shape.length !== actual.length) return undefined
  const fits = shape.every((segment, i) => variableOf(segment) !== undefined || segment === actual[i])
  const bound = shape.flatMap((segment, i): [string, string][] => {
    const variable = variableOf(segment)
    return variable === undefined ? [] : [[variable, actual[i] ?? '']]
  })
  return fits ? new Map(bound) : undefined
}

test('a path binds to a template segment by segment', () => {
  fc.assert(
    fc.property(pathOf(templateSegment), pathOf(name), (template, path) => {
      expect(bind(template, path)).toEqual(bindByLists(template, path))
    }),
  )
})

test('what a template binds fills it again', () => {
  const path = '/lines/l1/price'
  const instances = bind('/lines/{line}/price', path)
  expect(instances).toEqual(new Map([['line', 'l1']]))
  expect(fill('/lines/{line}/price', instances ?? new Map())).toBe(path)
})

test.each([
  ['/lines/{line}/price', '/lines/l1'],
  ['/lines/{line}', '/lines/l1/price'],
  ['/lines/{line}/price', '/lines/l1/unit'],
  ['/number', '/numbers'],
] as const)('%s is not the shape of %s', (template, path) => {
  expect(bind(template, path)).toBeUndefined()
})
