import { type CodeList, compileMessage, createValidator, type Directory, type Finding } from '@entrepot/edi'
import {
  generateMessage,
  isAllowedOrder,
  LATIN_1,
  mutate,
  MUTATIONS,
  type MutationKind,
  Random,
  SEPARATORS_3,
  textOf,
  tokensOf,
} from '@entrepot/edi/testing'
import { describe, expect, test } from 'vitest'
import { builtInDirectories, directoryFor } from '../index.ts'

const AROUND = { outside: ['UNH', 'UNT'] }
/** Messages generated of each type, and changed in each way. */
const MESSAGES = 40
/** Longer ones would take the exact judge too long. */
const MAX_SEGMENTS = 300

/**
 * Our own lists are marked as not complete; here they are taken for complete, so that a wrong code can be told, whatever agency was made up to stand
 * beside it.
 */
function withCompleteLists(directory: Directory): Directory {
  const complete = (codes: CodeList): CodeList => ({ ...codes, complete: true })
  const elements = Array.from(
    directory.elements,
    ([code, element]) => [code, element.codes ? { ...element, codes: complete(element.codes) } : element] as const,
  )
  const { name, messages, segments, composites } = directory
  return { name, messages, segments, composites, elements: new Map(elements) }
}

const TYPES = builtInDirectories.flatMap((directory) =>
  Array.from(directory.messages.keys(), (type) => ({ type, directory })),
)

function directoryOf(type: string, name: string): Directory {
  const [version = '', release = ''] = name.split('.')
  const chosen = directoryFor({ type, version, release, agency: 'UN', syntaxVersion: '4' })
  if (chosen === undefined) throw new Error(`no directory has ${type}`)
  return withCompleteLists(chosen.directory)
}

/** Validates bodies of one type, one after another. */
function validatorOf(directory: Directory, type: string): (text: string) => readonly Finding[] {
  const message = compileMessage(directory, type, AROUND)
  if (message === undefined) throw new Error(`no message ${type}`)
  let found: Finding[] = []
  const findings = { isFull: false, report: (finding: Finding) => found.push(finding) }
  const validator = createValidator(message, { findings, separators: SEPARATORS_3, characters: LATIN_1 })
  return (text) => {
    found = []
    const tokens = tokensOf(text, SEPARATORS_3)
    validator.begin()
    validator.segments(tokens, 0, tokens.count)
    validator.end(text.length)
    return found
  }
}

interface Tally {
  /** Changed messages that are wrong now. */
  wrong: number
  /** Those with exactly one finding. */
  one: number
  /** Those with exactly one finding, at most two segments from the change. */
  inPlace: number
}

/** Segments between a change and where it can first be noticed: swapped neighbours, what is missing behind a trigger. */
const NEAR = 2

const tallies = new Map<MutationKind, Tally>(MUTATIONS.map((kind) => [kind, { wrong: 0, one: 0, inPlace: 0 }]))

/** Kinds after which the order may still be one that the structure allows. */
const OF_ORDER: ReadonlySet<MutationKind> = new Set([
  'segment dropped',
  'segment doubled',
  'segments swapped',
  'segment added',
])

describe.each(TYPES)('$type', ({ type, directory: { name } }) => {
  const directory = directoryOf(type, name)
  const structure = directory.messages.get(type)
  const validate = validatorOf(directory, type)
  if (structure === undefined) throw new Error(`no message ${type}`)

  test('a valid message has no findings; one mistake is noticed, and a change that is none is not', () => {
    const random = new Random(11 + TYPES.findIndex((one) => one.type === type))
    for (let count = 0; count < MESSAGES; count++) {
      const message = generateMessage(directory, structure, random, AROUND)
      const valid = textOf(
        message.map(({ segment }) => segment),
        SEPARATORS_3,
      )
      expect(validate(valid), valid).toEqual([])
      if (message.length > MAX_SEGMENTS) continue
      for (const kind of MUTATIONS) {
        const mutant = mutate(kind, message, directory, random)
        if (mutant === undefined) continue
        const text = textOf(mutant.segments, SEPARATORS_3)
        const found = validate(text)
        const tags = mutant.segments.map(({ tag }) => tag)
        if (OF_ORDER.has(kind) && isAllowedOrder(structure, tags, AROUND.outside)) {
          expect(found, `${kind}: ${text}`).toEqual([])
          continue
        }
        expect(found.length, `${kind}: ${text}`).toBeGreaterThan(0)
        note(kind, found, mutant.at + NEAR)
      }
    }
  })
})

/** @param position The changed segment's, UNH being 1. */
function note(kind: MutationKind, found: readonly Finding[], position: number): void {
  const tally = tallies.get(kind)
  if (tally === undefined) return
  tally.wrong++
  const [first] = found
  if (found.length !== 1 || first === undefined) return
  tally.one++
  if (Math.abs(first.segment - position) <= NEAR) tally.inPlace++
}

describe('of the mistakes of all types together', () => {
  test.each(MUTATIONS)('%s: at least 95 %% have exactly one finding, where they were made', (kind) => {
    const { wrong, one, inPlace } = tallies.get(kind) ?? { wrong: 0, one: 0, inPlace: 0 }
    expect(wrong).toBeGreaterThan(10)
    expect(one / wrong).toBeGreaterThanOrEqual(0.95)
    expect(inPlace / wrong).toBeGreaterThanOrEqual(0.95)
  })
})
