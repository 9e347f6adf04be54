import { type MessageTree, TreeBuilder } from '@entrepot/edi'
import { InterchangeValidator, validateInterchange } from '@entrepot/edifact'
import { findingsIn, inspect } from '@entrepot/trade/interchange'
import { unofficialSchemas, Validation } from '@entrepot/x12'
import { expect, test } from 'vitest'
import { testUnless } from '../../checks/testing-programs.ts'
import { interchangeOf } from './interchange.ts'
import { officialDirectory, playedTrades, withoutOfficial } from './testing.ts'

const cases = playedTrades().flatMap(({ name, correspondence }) =>
  correspondence.sent.map((message, i) => ({ title: `${name} ${i + 1} ${message.definition.message}`, message })),
)

/** The messages of an interchange as trees. */
function treesIn(bytes: Uint8Array, isX12: boolean): MessageTree[] {
  const builders: TreeBuilder[] = []
  const building = (type: string): TreeBuilder => {
    const builder = new TreeBuilder(type)
    builders.push(builder)
    return builder
  }
  const validator = isX12
    ? new Validation({ schemas: unofficialSchemas, handlerFor: ({ identifier }) => building(identifier) })
    : new InterchangeValidator({ handlerFor: ({ type }) => building(type) })
  validator.push(bytes)
  validator.end()
  return builders.map((builder) => builder.tree())
}

test.each(cases)('$title validates without a finding, and its groups are those of the structure', ({ message }) => {
  const written = interchangeOf(message)
  if (!written.ok) throw new Error(JSON.stringify(written.findings))
  expect(findingsIn(inspect(written.bytes))).toEqual([])
  const trees = treesIn(written.bytes, message.definition.functionalGroup !== undefined)
  expect(trees.map((tree) => message.definition.mapping.decode(tree))).toMatchObject([
    { fields: message.fields, notUnderstood: [] },
  ])
})

testUnless(withoutOfficial)('by the official directories, too, no message has a finding', () => {
  const directories = [officialDirectory('d01b'), officialDirectory('d21b')]
  const official = cases.filter(({ message }) => message.definition.functionalGroup === undefined)
  const found = official.flatMap(({ title, message }) => {
    const written = interchangeOf(message)
    if (!written.ok) return [title]
    const { findings } = validateInterchange(written.bytes, { directories })
    return findings.map((finding) => `${title}: ${JSON.stringify(finding)}`)
  })
  expect(found).toEqual([])
})

test('the same trade gives the same bytes', () => {
  const bytes = () =>
    playedTrades().flatMap(({ correspondence }) => correspondence.sent.map((message) => interchangeOf(message)))
  expect(bytes()).toEqual(bytes())
})
