import { TreeBuilder } from '@entrepot/edi'
import { InterchangeValidator, validateInterchange } from '@entrepot/edifact'
import { expect, test } from 'vitest'
import { interchangeOf } from './interchange.ts'
import { hasOfficial, officialDirectory, playedTrades } from './testing.ts'

const cases = playedTrades().flatMap(({ name, correspondence }) =>
  correspondence.sent.map((message, i) => ({ title: `${name} ${i + 1} ${message.definition.message}`, message })),
)

test.each(cases)('$title validates without a finding, and its groups are those of the structure', ({ message }) => {
  const written = interchangeOf(message)
  if (!written.ok) throw new Error(JSON.stringify(written.findings))
  const builders: TreeBuilder[] = []
  const validator = new InterchangeValidator({
    handlerFor: ({ type }) => {
      const builder = new TreeBuilder(type)
      builders.push(builder)
      return builder
    },
  })
  validator.push(written.bytes)
  validator.end()
  expect(validateInterchange(written.bytes).findings).toEqual([])
  expect(builders.map((builder) => message.definition.mapping.decode(builder.tree()))).toMatchObject([
    { fields: message.fields, notUnderstood: [] },
  ])
})

const where = hasOfficial ? '' : ' (left out: it is not at hand, see ENTREPOT_EDIFACT_DIRECTORIES)'

test.skipIf(!hasOfficial)(`by the official D.01B, too, no message has a finding${where}`, () => {
  const directories = [officialDirectory()]
  const found = cases.flatMap(({ title, message }) => {
    const written = interchangeOf(message)
    if (!written.ok) return [title]
    const { findings } = validateInterchange(written.bytes, { directories })
    // Trade terms are codes of the ICC, as 3055 says beside them; the directory's own list has none.
    const others = findings.filter(({ code, expected }) => !(code === 'edi/code-unknown' && expected === '4053'))
    return others.map((finding) => `${title}: ${JSON.stringify(finding)}`)
  })
  expect(found).toEqual([])
})

test('the same trade gives the same bytes', () => {
  const bytes = () =>
    playedTrades().flatMap(({ correspondence }) => correspondence.sent.map((message) => interchangeOf(message)))
  expect(bytes()).toEqual(bytes())
})
