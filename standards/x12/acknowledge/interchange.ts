import type { Segment } from '@entrepot/edi'
import { interchangeCodes, NO_ERROR } from './codes.ts'
import { type InterchangeOutcome, usualVerdict } from './outcome.ts'
import type { Judge } from './report.ts'

/**
 * The TA1 for an interchange: its number, date and time, and the first thing that is wrong with its envelope (X12.5; I17, I18). What is
 * wrong within its groups, a 997 or 999 says.
 */
export function interchangeAcknowledgement(outcome: InterchangeOutcome, judge: Judge = usualVerdict): Segment {
  const { controlNumber, date, time } = outcome.interchange
  const [note = NO_ERROR] = outcome.findings.flatMap(({ code }) => interchangeCodes[code] ?? [])
  const verdict = judge(outcome.findings)
  const values = [controlNumber, date, time, verdict, note]
  return { tag: 'TA1', elements: values.map((value) => [[value]]) }
}
