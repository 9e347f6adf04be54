import type { Step } from './step.ts'

/** A step before its time is set; `at` may be given where the input tells the minute. */
export type Untimed = Omit<Step, 'at'> & { readonly at?: string }

/** Steps that happen at one keyed time: a day, or a minute for the first of them that has no time of its own. */
export interface Group {
  /** A date or an instant with offset. */
  readonly time: string
  /** Decides between groups of one time. */
  readonly rank: number
  /** Offset of the place where the day is meant, `+08:00`. */
  readonly offset: string
  readonly steps: readonly Untimed[]
}

/** Days begin at nine in the morning, local time. */
const DAY_BEGINS = 'T09:00'
const MINUTE_MS = 60_000

/**
 * Sets the time of every step: groups in the order of their times (those of one time by rank), steps a minute apart,
 * never going back.
 */
export function timetable(groups: readonly Group[]): Step[] {
  const timed = groups
    .map((group) => ({ ...group, startMs: Date.parse(startOf(group)) }))
    .toSorted((a, b) => a.startMs - b.startMs || a.rank - b.rank)
  const steps: Step[] = []
  let last = 0
  for (const group of timed) {
    for (const [i, step] of group.steps.entries()) {
      const earliest = i === 0 ? group.startMs : last + MINUTE_MS
      const at = step.at ?? instantAt(Math.max(earliest, last === 0 ? earliest : last + MINUTE_MS), group.offset)
      steps.push({ ...step, at })
      last = Math.max(last, Date.parse(step.reached ?? at))
    }
  }
  return steps
}

const startOf = ({ time, offset }: Group): string => (time.includes('T') ? time : `${time}${DAY_BEGINS}:00${offset}`)

/** Writes an instant in a place's local time, to the minute. */
function instantAt(epochMs: number, offset: string): string {
  const sign = offset.startsWith('-') ? -1 : 1
  const [hours = '0', minutes = '0'] = offset.slice(1).split(':')
  const local = new Date(epochMs + sign * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS)
  return `${local.toISOString().slice(0, 16)}${offset}`
}
