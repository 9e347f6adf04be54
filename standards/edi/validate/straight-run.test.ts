import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding } from '../finding.ts'
import { Findings } from '../findings.ts'
import { Tokenizer } from '../read/tokenizer.ts'
import type { Directory, ElementDefinition } from '../structure.ts'
import { findingsIn, LATIN_1, SEPARATORS, SEPARATORS_3 } from '../testing/index.ts'
import { NONE, type Separators } from '../token.ts'
import { compileMessage } from './compile.ts'
import { createValidator } from './validator.ts'

const ELEMENTS: readonly ElementDefinition[] = [
  { code: 'text', representation: 'an', min: 1, max: 4 },
  { code: 'fixed', representation: 'an', min: 2, max: 3 },
  { code: 'letters', representation: 'a', min: 1, max: 3 },
  { code: 'number', representation: 'n', min: 1, max: 4 },
  { code: 'figures', representation: 'n', min: 3, max: 3 },
  { code: 'decimal', representation: 'R', min: 1, max: 4 },
  { code: 'whole', representation: 'N2', min: 1, max: 4 },
  { code: 'coded', representation: 'an', min: 1, max: 3, codes: listOf('1', '12', 'AB', 'ABC', '9') },
  { code: 'long', representation: 'an', min: 1, max: 6, codes: listOf('1', 'ABCD', 'ABCDEF', 'A?B') },
  { code: 'strict', representation: 'a', min: 1, max: 3, codes: listOf('AB', 'A1', 'LONG') },
]

function listOf(...codes: readonly string[]): { complete: true; values: Map<string, undefined> } {
  return { complete: true, values: new Map(codes.map((code) => [code, undefined])) }
}

/** Two segments, one of which needs what the other does not, in any number. A new one each time: nothing is learned yet. */
function directory(): Directory {
  const uses = ELEMENTS.map(({ code }) => ({ code, mandatory: false, repeat: code === 'text' ? 3 : 1 }))
  const composite = {
    code: 'C1',
    components: ELEMENTS.slice(0, 5).map(({ code }, at) => ({ code, mandatory: at === 1 })),
  }
  const used = (code: string, mandatory: boolean) => ({ code, mandatory, repeat: 1 })
  return {
    name: 'test',
    messages: new Map([
      [
        'T',
        {
          type: 'T',
          release: 'test',
          items: ['A', 'BCD'].map((tag) => ({
            group: `G${tag}`,
            mandatory: false,
            repeat: 99,
            items: [{ tag, mandatory: true, repeat: 9 }],
          })),
        },
      ],
    ]),
    segments: new Map([
      ['A', { tag: 'A', elements: [used('coded', true), used('C1', false), used('C1', false)] }],
      ['BCD', { tag: 'BCD', elements: uses, conditions: [{ kind: 'P', positions: [2, 3] }] }],
    ]),
    composites: new Map([['C1', composite]]),
    elements: new Map(ELEMENTS.map((element) => [element.code, element])),
  }
}

const VALUES = [
  '',
  '',
  '',
  '1',
  '12',
  'AB',
  'ABC',
  'ABCD',
  'ABCDEF',
  '1.2',
  '1,2',
  '.5',
  '5.',
  '-3',
  '123',
  '12345',
  '1.2.3',
  'A1',
  'A??B',
  '?+',
  'é',
  'éé',
]
const segment = fc
  .tuple(
    fc.constantFrom('A', 'BCD', 'BCD', 'B', 'ABCD'),
    fc.array(fc.array(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 3 }), { maxLength: 10 }),
    fc.constantFrom('', '', '\n', '\r\n'),
    fc.constantFrom(':', ':', '*'),
  )
  .map(([tag, elements, before, inner]) => `${before}${[tag, ...elements.map((each) => each.join(inner))].join('+')}'`)

interface Syntax {
  readonly separators: Separators
  readonly decimalMarks: string
}
const SYNTAXES: readonly Syntax[] = [
  { separators: SEPARATORS, decimalMarks: '.,' },
  { separators: SEPARATORS_3, decimalMarks: ',' },
  { separators: { ...SEPARATORS, release: NONE }, decimalMarks: '.' },
]

/** Reads with the tokenizer, and validates the same message again and again, so that each shape is known the second time. */
function foundInPassing(text: string, times: number, { separators, decimalMarks }: Syntax): readonly Finding[] {
  const message = compileMessage(directory(), 'T')
  if (message === undefined) throw new Error('the directory has a message')
  const bytes = new TextEncoder().encode(text)
  let last: readonly Finding[] = []
  for (let time = 0; time < times; time++) {
    const findings = new Findings(1e6)
    const validator = createValidator(message, { findings, separators, characters: LATIN_1, decimalMarks })
    const tokenizer = new Tokenizer()
    tokenizer.setAlphabet({ separators })
    validator.begin()
    for (let at = 0; at < bytes.length; ) {
      at += tokenizer.fill(bytes, at)
      while (tokenizer.next() === 'segments') validator.segments(tokenizer.tokens, 0, tokenizer.tokens.count)
    }
    validator.end(bytes.length)
    last = findings.list
  }
  return last
}

const ELEMENT_CODES = /segment-|group-/

test('what is found in passing is what a careful look at each segment alone finds', () => {
  fc.assert(
    fc.property(
      fc.array(segment, { minLength: 60, maxLength: 120 }),
      fc.constantFrom(...SYNTAXES),
      (segments, syntax) => {
        const warm = foundInPassing(segments.join(''), 3, syntax)
        const alone = segments.map((text) =>
          findingsIn(directory(), 'T', text.trimStart(), { ...syntax, characters: LATIN_1 }),
        )
        segments.forEach((_, at) => {
          const here = warm.filter((finding) => finding.segment === at + 2 && !ELEMENT_CODES.test(finding.code))
          const told = ({ code, element, repetition, component, found, expected }: Finding) =>
            [code, element, repetition, component, found, expected].join(' ')
          const careful = (alone[at] ?? []).filter(({ code }) => !ELEMENT_CODES.test(code))
          expect(here.map(told)).toEqual(careful.map(told))
        })
      },
    ),
    { numRuns: 60 },
  )
})

test('what is known already changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(segment, { minLength: 60, maxLength: 200 }),
      fc.constantFrom(...SYNTAXES),
      (segments, syntax) => {
        const text = segments.join('')
        expect(foundInPassing(text, 3, syntax)).toEqual(foundInPassing(text, 1, syntax))
      },
    ),
    { numRuns: 60 },
  )
})
