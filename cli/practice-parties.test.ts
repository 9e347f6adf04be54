import { scenarios } from '@entrepot/scenarios'
import { expect, test } from 'vitest'
import { practiceParties } from './practice-parties.ts'

test('every organisation of every scenario has a person of its own at a practice port', () => {
  const parties = practiceParties()
  const organisations = Object.values(scenarios).flatMap((make) =>
    Object.values(make().parties).map(({ organisation }) => organisation),
  )
  expect(new Set(parties.map(({ organisation }) => organisation))).toEqual(new Set(organisations))
  expect(new Set(parties.map(({ email }) => email)).size).toBe(parties.length)
  expect(parties.filter(({ role }) => role === 'carrier').map(({ email }) => email)).toEqual([
    'carrier@practice.example',
    'carrier.practice-nl-104@practice.example',
  ])
})
