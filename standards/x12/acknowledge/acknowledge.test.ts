import { describe, expect, test } from 'vitest'
import { isGroup, type MessageTree, type Node, type Segment } from '@entrepot/edi'
import { acknowledgementSchema } from '../schema/built-in.ts'
import { interchange, isa, ORDER, set, testSchema, written } from '../testing/samples.ts'
import { Validation } from '../validate.ts'
import { Inspection } from './collect.ts'
import { interchangeAcknowledgement } from './interchange.ts'
import { functionalAcknowledgement, implementationAcknowledgement } from './report.ts'

const schemas = [testSchema, acknowledgementSchema]
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function inspect(text: string) {
  const inspection = new Inspection({ schemas })
  inspection.push(bytesOf(text))
  inspection.end()
  const [outcome] = inspection.outcomes
  if (!outcome) throw new Error('no interchange')
  return { outcome, findings: inspection.findings.list }
}

const flat = (nodes: readonly Node[]): Segment[] => nodes.flatMap((node) => (isGroup(node) ? flat(node.items) : [node]))
const lines = ({ items }: MessageTree): string[] => written(flat(items))

function answers(text: string): string[] {
  const [group] = inspect(text).outcome.groups
  if (!group) throw new Error('no group')
  return lines(functionalAcknowledgement(group))
}

const changed = (at: number, segment: string): string => interchange([set(ORDER.with(at, segment))])

describe('997', () => {
  test('accepts what is right', () => {
    expect(answers(interchange([set(ORDER), set(ORDER, '850', '0002')]))).toEqual([
      ...['AK1*PO*1', 'AK2*850*0001', 'AK5*A', 'AK2*850*0002', 'AK5*A', 'AK9*A*2*2*2'],
    ])
  })

  test.each([
    ['a code that is none', changed(0, 'BEG*99*SA*PO-1**20261129'), ['AK3*BEG*2**8', 'AK4*1**7*99']],
    ['a missing element', changed(0, 'BEG*00*SA***20261129'), ['AK3*BEG*2**8', 'AK4*3**1']],
    [
      'an element too long',
      changed(0, 'BEG*00*SA*12345678901234567890123**20261129'),
      ['AK3*BEG*2**8', 'AK4*3**5*12345678901234567890123'],
    ],
    ['an element too short', changed(3, 'N4*U'), ['AK3*N4*5*N1*8', 'AK4*1**4*U']],
    ['too many elements', changed(7, 'CTT*1*2*3'), ['AK3*CTT*9*CTT*8', 'AK4*3**3*3']],
    ['a letter in a figure', changed(7, 'CTT*x'), ['AK3*CTT*9*CTT*8', 'AK4*1**6*x']],
    ['a date that is none', changed(0, 'BEG*00*SA*PO-1**20261329'), ['AK3*BEG*2**8', 'AK4*5**8*20261329']],
    ['half of a pair', changed(5, 'PO1*1*2400*EA*14.85**VN'), ['AK3*PO1*7*PO1*8', 'AK4*7**2']],
    ['a segment that nobody knows', interchange([set(ORDER.toSpliced(2, 0, 'ZZZ*1'))]), ['AK3*ZZZ*4**1']],
    ['a segment that does not belong here', interchange([set(ORDER.toSpliced(1, 0, 'TD1*CTN25'))]), ['AK3*TD1*3**2']],
    ['a missing segment', interchange([set(ORDER.toSpliced(0, 1))]), ['AK3*BEG*2**3']],
    ['a segment too often', interchange([set(ORDER.toSpliced(4, 0, 'N4*UTRECHT'))]), ['AK3*N4*6*N1*5']],
  ])('names %s', (_what, text, complaints) => {
    expect(answers(text)).toEqual(['AK1*PO*1', 'AK2*850*0001', ...complaints, 'AK5*R*5', 'AK9*R*1*1*0'])
  })

  test('part of a group is accepted', () => {
    const sets = [set(ORDER), set(ORDER.with(7, 'CTT*x'), '850', '0002')]
    expect(answers(interchange(sets)).at(-1)).toBe('AK9*P*2*2*1')
  })

  test('counts and numbers that differ are told of set and group', () => {
    const text = interchange([set(ORDER)])
      .replace('SE*10*0001', 'SE*9*0009')
      .replace('GE*1*1', 'GE*3*2')
    expect(answers(text).slice(2)).toEqual(['AK5*R*4*3', 'AK9*R*3*1*0*5*4'])
  })

  test('a set that no schema knows, and one in a group of others', () => {
    expect(answers(interchange([set(['X*1'], '210')]))).toContain('AK5*R*1')
    const { findings } = inspect(interchange([set(ORDER)], { group: 'SH' }))
    expect(findings).toMatchObject([{ code: 'edi/envelope', found: '850', expected: 'GS01 PO' }])
  })

  test('levels are told apart by their code', () => {
    const body = [
      'BSN*00*SH-1*20261129*1200',
      'HL*1**S',
      'TD1*CTN25*10',
      'HL*2*1*I',
      'SN1**5*EA',
      'HL*3*1*I',
      'SN1**6*EA',
    ]
    const text = (segments: readonly string[]) => interchange([set(segments, '856')], { group: 'SH' })
    expect(answers(text(body)).at(-1)).toBe('AK9*A*1*1*1')
    expect(answers(text(body.with(6, 'TD1*CTN25*1')))).toContain('AK5*R*5')
  })
})

describe('999 and TA1', () => {
  test('999 says the same in its own segments', () => {
    const [group] = inspect(changed(0, 'BEG*99*SA*PO-1**20261129')).outcome.groups
    expect(group && lines(implementationAcknowledgement(group))).toEqual([
      ...['AK1*PO*1*004010', 'AK2*850*0001', 'IK3*BEG*2**8', 'IK4*1**7*99', 'IK5*R*5', 'AK9*R*1*1*0'],
    ])
  })

  test('both validate by their own schema', () => {
    for (const at of ORDER.keys()) {
      const [group] = inspect(changed(at, 'ZZZ*1')).outcome.groups
      if (!group) throw new Error('no group')
      for (const tree of [functionalAcknowledgement(group), implementationAcknowledgement(group)]) {
        const text = interchange([set(lines(tree), tree.type)], { group: 'FA', version: '005010' })
        const validation = new Validation({ schemas })
        validation.push(bytesOf(text))
        validation.end()
        expect(validation.findings.list).toEqual([])
      }
    }
  })

  test.each([
    ['nothing', interchange([]), 'TA1*000000905*261129*1200*A*000'],
    ['the number', `${isa()}IEA*0*000000001~`, 'TA1*000000905*261129*1200*R*001'],
    ['the count', `${isa()}IEA*4*000000905~`, 'TA1*000000905*261129*1200*R*021'],
    ['the end', isa(), 'TA1*000000905*261129*1200*R*023'],
  ])('TA1 says that %s is wrong', (_what, text, expected) => {
    expect(written([interchangeAcknowledgement(inspect(text).outcome)])).toEqual([expected])
  })
})
