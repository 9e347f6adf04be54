import { describe, expect, test } from 'vitest'
import { utf8Set } from '../characters/utf-8.ts'
import type { Condition, Directory, ElementDefinition, ElementUse } from '../structure.ts'
import { findingsIn, SEPARATORS } from '../testing/index.ts'
import type { ValidatorOptions } from './validator.ts'

/** A directory of one message with one segment `SEG`. */
function directoryWith(elements: readonly ElementUse[], definitions: readonly ElementDefinition[]): Directory {
  return {
    name: 'test',
    messages: new Map([['T', { type: 'T', release: 'test', items: [{ tag: 'SEG', mandatory: true, repeat: 9 }] }]]),
    segments: new Map([['SEG', { tag: 'SEG', elements }]]),
    composites: new Map([
      ['C1', { code: 'C1', components: [of('t3', true), of('t3', false), of('n3', true)] }],
      ['C2', { code: 'C2', components: [of('t3', false), of('t3', false)] }],
    ]),
    elements: new Map([...BASIC, ...definitions].map((definition) => [definition.code, definition])),
  }
}

const of = (code: string, mandatory: boolean) => ({ code, mandatory })
const use = (code: string, mandatory = false, repeat = 1): ElementUse => ({ code, mandatory, repeat })
const BASIC: readonly ElementDefinition[] = [
  { code: 't3', representation: 'an', min: 1, max: 3 },
  { code: 'n3', representation: 'n', min: 1, max: 3 },
]

/** What is found in a segment, as `code element.component`. */
function found(directory: Directory, segment: string, options: Partial<ValidatorOptions> = {}): string[] {
  return findingsIn(directory, 'T', `${segment}'`, options).map(({ code, element, repetition, component }) =>
    [code.slice(4), element, repetition && `*${repetition}`, component && `.${component}`].filter(Boolean).join(' '),
  )
}

describe('a value of a representation', () => {
  const check = (definition: Omit<ElementDefinition, 'code'>, value: string, options: Partial<ValidatorOptions> = {}) =>
    found(directoryWith([use('x')], [{ code: 'x', ...definition }]), `SEG+${value}`, options)

  test.each([
    ['an', 1, 3, 'A1b', ''],
    ['an', 1, 3, 'A1bc', 'too-long'],
    ['an', 1, 3, '?+?:??', ''],
    ['an', 3, 3, 'ABC', ''],
    ['an', 3, 3, 'AB', 'too-short'],
    ['an', 3, 3, 'A??', 'too-short'],
    ['a', 1, 3, 'A -', ''],
    ['a', 1, 3, 'A1', 'not-alphabetic'],
    ['a', 2, 2, 'A', 'too-short'],
    ['n', 1, 3, '123', ''],
    ['n', 1, 3, '-12.3', ''],
    ['n', 1, 3, '12,3', ''],
    ['n', 1, 3, '1234', 'too-long'],
    ['n', 1, 3, '12.34', 'too-long'],
    ['n', 3, 3, '12', 'too-short'],
    ['n', 1, 3, '-', 'not-numeric'],
    ['n', 1, 3, '?+1', 'not-numeric'],
    ['n', 1, 3, '1-', 'not-numeric'],
    ['n', 1, 3, '1 2', 'not-numeric'],
    ['n', 1, 3, '1E2', 'not-numeric'],
    ['n', 1, 3, '1.', 'digit-missing'],
    ['n', 1, 3, '.5', 'digit-missing'],
    ['n', 1, 3, '.', 'not-numeric'],
    ['n', 1, 3, '1.2.3', 'not-numeric'],
    ['N2', 1, 3, '-123', ''],
    ['N2', 1, 3, '1.2', 'not-numeric'],
    ['R', 1, 3, '-1.23', ''],
    ['R', 1, 3, '.5', ''],
    ['R', 1, 3, '1.5E2', ''],
    ['R', 1, 3, '1,5', 'not-numeric'],
    ['ID', 2, 2, 'ON', ''],
    ['AN', 2, 5, 'A', 'too-short'],
    ['DT', 6, 6, '261129', ''],
    ['DT', 8, 8, '20240229', ''],
    ['DT', 8, 8, '20260229', 'date'],
    ['DT', 8, 8, '20261301', 'date'],
    ['DT', 8, 8, '2026112', 'date'],
    ['DT', 8, 8, '261129', 'too-short'],
    ['TM', 4, 8, '2359', ''],
    ['TM', 4, 8, '23595999', ''],
    ['TM', 4, 8, '2360', 'time'],
    ['TM', 4, 8, '12345', 'time'],
    ['B', 1, 3, '\u0001\u0002', ''],
  ] as const)('%s %i..%i %s: %s', (representation, min, max, value, expected) => {
    const findings = check({ representation, min, max }, value)
    expect(findings).toEqual(expected === '' ? [] : [`${expected} 1`])
  })

  test.each([
    ['12,5', ',', ''],
    ['12.5', ',', 'decimal-mark'],
    ['12,5', '.', 'decimal-mark'],
    ['.5', ',', 'decimal-mark'],
    ['12.5', '.,', ''],
  ])('%s, where the decimal mark is %s: %s', (value, decimalMarks, expected) => {
    const findings = check({ representation: 'n', min: 1, max: 9 }, value, { decimalMarks })
    expect(findings).toEqual(expected === '' ? [] : [`${expected} 1`])
  })

  test.each([
    ['中文字', ''],
    ['中文字字', 'too-long'],
    ['é?+?:', ''],
  ])('%s counts characters and not bytes: %s', (value, expected) => {
    const findings = check({ representation: 'an', min: 1, max: 3 }, value, { characters: utf8Set('UNOY') })
    expect(findings).toEqual(expected === '' ? [] : [`${expected} 1`])
  })
})

describe('a code', () => {
  const values = new Map(['1', '10', 'ABC', 'ABCD1234', 'LONGER-THAN-8', '+'].map((code) => [code, undefined]))
  const element: ElementDefinition = {
    code: 'x',
    representation: 'an',
    min: 1,
    max: 17,
    codes: { complete: true, values },
  }
  test.each([
    ['1', []],
    ['10', []],
    ['ABC', []],
    ['ABCD1234', []],
    ['LONGER-THAN-8', []],
    ['?+', []],
    ['2', ['code-unknown 1']],
    ['01', ['code-unknown 1']],
    ['abc', ['code-unknown 1']],
    ['ABCD1235', ['code-unknown 1']],
    ['ABCD', ['code-unknown 1']],
    ['LONGER-THAN-9', ['code-unknown 1']],
    ['?:', ['code-unknown 1']],
    ['AAAAAAAAAAAAAAAAAA', ['too-long 1']],
  ])('%s of a complete list: %j', (value, expected) => {
    expect(found(directoryWith([use('x')], [element]), `SEG+${value}`)).toEqual(expected)
  })

  test('a list that is not complete refuses nothing', () => {
    const some = { ...element, codes: { complete: false, values } }
    expect(found(directoryWith([use('x')], [some]), 'SEG+2')).toEqual([])
  })
})

describe('elements, repetitions and components', () => {
  const directory = directoryWith([use('t3', true), use('C1'), use('C2', true), use('t3', false, 2), use('n3')], [])
  test.each([
    ['SEG+A++B', []],
    ['SEG+A+A::1+B:C+D*E+1', []],
    ['SEG', ['element-missing 1', 'element-missing 3']],
    ['SEG++A::1+B', ['element-missing 1']],
    ['SEG+A', ['element-missing 3']],
    ['SEG+A+A+B', ['component-missing 2 .3']],
    ['SEG+A+:B:1+B', ['component-missing 2 .1']],
    ['SEG+A+:B+B', ['component-missing 2 .1', 'component-missing 2 .3']],
    ['SEG+A+A::1:X:Y+B', ['component-too-many 2 .4']],
    ['SEG+A:B++B', ['component-too-many 1 .2']],
    ['SEG+A++B+D*E*F', ['repetition-too-many 4 *3']],
    ['SEG+A++B++1+X+Y', ['element-too-many 6']],
    ['SEG+A++B+DDDD*E', ['too-long 4 *1']],
    ['SEG+A++B+D*EEEE', ['too-long 4 *2']],
    ['SEG+A++B+D**E', ['repetition-too-many 4 *3']],
    ['SEG+A++B+', ['trailing-separator 4 *1']],
    ['SEG+A++B++', ['trailing-separator 5']],
    ['SEG+A++B:', ['trailing-separator 3']],
    ['SEG+A++B:+D', ['trailing-separator 3']],
    ['SEG+A++B+D*', ['trailing-separator 4 *2']],
    ['SEG+A++B+++++', ['trailing-separator 8']],
  ])('%s: %j', (segment, expected) => {
    expect(found(directory, segment, { separators: SEPARATORS })).toEqual(expected)
  })

  test('before syntax version 4 an element that may be repeated takes as many places', () => {
    expect(found(directory, 'SEG+A++B+D+E+1')).toEqual([])
    expect(found(directory, 'SEG+A++B+D+E+F')).toEqual(['not-numeric 6'])
    expect(found(directory, 'SEG+A++B+D*E')).toEqual([])
  })

  test('separators at an end may be tolerated', () => {
    expect(found(directory, 'SEG+A++B:++', { refusesTrailingSeparators: false })).toEqual([])
  })

  test('a finding says where, what was found and what was expected', () => {
    const [finding] = findingsIn(directory, 'T', "SEG+A++B'SEG+A+ABCDE::1+B'")
    expect(finding).toEqual({
      code: 'edi/too-long',
      offset: 15,
      segment: 3,
      path: 'SEG[2]',
      tag: 'SEG',
      element: 2,
      component: 1,
      found: 'ABCDE',
      expected: '3',
    })
  })
})

describe('a relational condition', () => {
  test.each<[Condition['kind'], number[], string, number | undefined]>([
    ['P', [1, 2], '', undefined],
    ['P', [1, 2], 'A+B', undefined],
    ['P', [1, 2], 'A', 2],
    ['P', [1, 2], '+B', 1],
    ['R', [1, 2, 3], '++C', undefined],
    ['R', [1, 2], '++C', 1],
    ['E', [1, 2, 3], '+B', undefined],
    ['E', [1, 2, 3], 'A++C', 3],
    ['C', [2, 3], 'A', undefined],
    ['C', [2, 3], '+B+C', undefined],
    ['C', [2, 3], '+B', 3],
    ['L', [1, 2, 3], '+B', undefined],
    ['L', [1, 2, 3], 'A++C', undefined],
    ['L', [1, 2, 3], 'A', 2],
  ])('%s%j of %s is broken at %s', (kind, positions, elements, expected) => {
    const plain = directoryWith([use('t3'), use('t3'), use('t3')], [])
    const conditions: Condition[] = [{ kind, positions }]
    const definition = { tag: 'SEG', elements: [use('t3'), use('t3'), use('t3')], conditions }
    const directory = { ...plain, segments: new Map([['SEG', definition]]) }
    expect(found(directory, elements === '' ? 'SEG' : `SEG+${elements}`)).toEqual(
      expected === undefined ? [] : [`condition ${expected}`],
    )
  })
})

describe('a code with a qualifier behind it', () => {
  const definitions: readonly ElementDefinition[] = [
    { code: 'c', representation: 'an', min: 1, max: 3, codes: { complete: true, values: new Map([['A', undefined]]) } },
    { code: 'list', representation: 'an', min: 1, max: 17 },
    { code: 'agency', representation: 'an', min: 1, max: 3 },
  ]
  const directory: Directory = {
    ...directoryWith([use('C3'), use('C4')], definitions),
    composites: new Map([
      ['C3', { code: 'C3', components: ['c', 'list', 'agency', 't3'].map((code) => of(code, false)) }],
      ['C4', { code: 'C4', components: ['c', 't3', 'list', 'agency'].map((code) => of(code, false)) }],
    ]),
    qualifiers: { list: 'list', agency: 'agency', own: '6' },
  }

  test.each([
    ['A', ''],
    ['B', 'code-unknown 1 .1'],
    ['B:::X', 'code-unknown 1 .1'],
    ['B::6', 'code-unknown 1 .1'],
    ['B:c:6', 'code-unknown 1 .1'],
    ['B::5', ''],
    ['B::5:X', ''],
    ['B:SMDG', ''],
    ['B:SMDG:6', ''],
    ['BBBB::5', 'too-long 1 .1'],
    ['+B:X:SMDG:5', 'code-unknown 2 .1'],
  ])('%s: %s', (value, expected) => {
    expect(found(directory, `SEG+${value}`)).toEqual(expected === '' ? [] : [expected])
  })
})
