import type { Finding, Group, MessageTree, Node, Segment } from '@entrepot/edi'
import { ELEMENTS_IN_ERROR, groupCodes, SEGMENTS_IN_ERROR, setCodes, syntaxCodes } from './codes.ts'
import { type GroupOutcome, type SetOutcome, usualVerdict, type Verdict } from './outcome.ts'

/** How the two acknowledgements name what is the same in both. */
interface Form {
  readonly type: '997' | '999'
  readonly segment: string
  readonly element: string
  readonly verdict: string
  /** AK2 repeats which convention the set followed. */
  readonly convention: boolean
}

const FUNCTIONAL: Form = { type: '997', segment: 'AK3', element: 'AK4', verdict: 'AK5', convention: false }
const IMPLEMENTATION: Form = { type: '999', segment: 'IK3', element: 'IK4', verdict: 'IK5', convention: true }

/** How a receiver judges what was found. */
export type Judge = (findings: readonly Finding[]) => Verdict

/** The body of a 997 for one functional group, made of the findings themselves. */
export const functionalAcknowledgement = (outcome: GroupOutcome, judge: Judge = usualVerdict): MessageTree =>
  acknowledgement(outcome, FUNCTIONAL, judge)

/** The body of a 999 for one functional group. */
export const implementationAcknowledgement = (outcome: GroupOutcome, judge: Judge = usualVerdict): MessageTree =>
  acknowledgement(outcome, IMPLEMENTATION, judge)

/** Codes that AK5 and AK9 have room for. */
const MAX_CODES = 5

const segment = (tag: string, ...values: readonly (string | readonly string[])[]): Segment => ({
  tag,
  elements: values.map((value) => [typeof value === 'string' ? [value] : value]),
})

function acknowledgement(outcome: GroupOutcome, form: Form, judge: Judge): MessageTree {
  const { group, sets, included, further } = outcome
  const verdicts = sets.map(({ findings }) => judge(findings))
  const accepted = verdicts.filter((verdict) => verdict !== 'R').length
  const received = sets.length + further
  const codes = codesOf(outcome.findings, groupCodes)
  const whole = verdictOf(outcome, { verdicts, accepted, judge })
  return {
    type: form.type,
    items: [
      segment('AK1', group.identifier, group.controlNumber, ...(form.convention ? [group.version] : [])),
      ...sets.map((set, i) => answerTo(set, verdicts[i] ?? 'R', form)),
      segment('AK9', whole, String(included ?? received), String(received), String(accepted), ...codes),
    ],
  }
}

function verdictOf(
  { findings, further }: GroupOutcome,
  {
    verdicts,
    accepted,
    judge,
  }: { readonly verdicts: readonly Verdict[]; readonly accepted: number; readonly judge: Judge },
): string {
  const own = judge(findings)
  if (own === 'R' || (verdicts.length > 0 && accepted === 0)) return 'R'
  if (accepted < verdicts.length || further > 0) return 'P'
  return own === 'E' || verdicts.includes('E') ? 'E' : 'A'
}

function answerTo({ set, findings }: SetOutcome, verdict: Verdict, form: Form): Group {
  const convention = form.convention && set.convention !== '' ? [set.convention] : []
  const bySegment = Map.groupBy(
    findings.filter(({ code }) => syntaxCodes[code]),
    ({ segment: position, tag }) => `${position} ${tag}`,
  )
  const codes = codesOf(findings, setCodes)
  const all = bySegment.size === 0 ? codes : [...codes, SEGMENTS_IN_ERROR]
  return {
    group: 'AK2',
    items: [
      segment('AK2', set.identifier, set.controlNumber, ...convention),
      ...[...bySegment.values()].flatMap((each) => complaints(each, form)),
      segment(form.verdict, verdict, ...all.slice(0, MAX_CODES)),
    ],
  }
}

/** All that is wrong with one segment: of the segment itself, each by itself; of its elements, together. */
function complaints(findings: readonly Finding[], form: Form): Node[] {
  const ofSegment = findings.flatMap((finding) => {
    const code = syntaxCodes[finding.code]?.segment
    return code === undefined ? [] : [loop(form, [aboutSegment(finding, code, form)])]
  })
  const ofElements = findings.filter(({ code }) => syntaxCodes[code]?.element !== undefined)
  const [first] = ofElements
  if (!first) return ofSegment
  return [
    ...ofSegment,
    loop(form, [aboutSegment(first, ELEMENTS_IN_ERROR, form), ...ofElements.map((each) => aboutElement(each, form))]),
  ]
}

const loop = ({ segment: group }: Form, items: readonly Node[]): Group => ({ group, items })

function aboutSegment({ tag, segment: position, path }: Finding, code: string, form: Form): Segment {
  return segment(form.segment, tag, String(position), loopOf(path), code)
}

/** Characters of a loop's name (447). */
const MAX_LOOP_CHARACTERS = 4

/** `N1[2]/PER[1]`: the innermost loop's name, cut to what fits. */
function loopOf(path: string): string {
  const name = /([^/[\]]+)(?:\[\d+\])?\/[^/]*$/.exec(path)?.[1] ?? ''
  return name.slice(0, MAX_LOOP_CHARACTERS)
}

/** Characters of bad data that are copied (724). */
const MAX_COPIED_CHARACTERS = 99

function aboutElement(finding: Finding, form: Form): Segment {
  const { element = 1, component, repetition, found } = finding
  const code = syntaxCodes[finding.code]?.element ?? ''
  const position = [String(element), ...(component === undefined ? [] : [String(component)])]
  if (repetition !== undefined && repetition > 1)
    position.push(...(component === undefined ? [''] : []), String(repetition))
  const copied = found === undefined ? [] : [found.slice(0, MAX_COPIED_CHARACTERS)]
  return segment(form.element, position, '', code, ...copied)
}

/** Codes of what concerns the whole, each once. */
function codesOf(findings: readonly Finding[], table: Readonly<Partial<Record<Finding['code'], string>>>): string[] {
  const codes = new Set(findings.flatMap(({ code }) => table[code] ?? []))
  return [...codes].slice(0, MAX_CODES)
}
