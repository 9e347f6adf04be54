import { compareInstants, isMalformed, parseInstant } from '@entrepot/calendar'
import type { Scenario, Step } from '@entrepot/scenarios'
import type { Subject } from '@entrepot/x509'
import { partyOf } from '../practice-parties.ts'
import { type Api, isProblem, ownProblem, type PracticeParty, type Problem } from '../client/index.ts'
import type { KnownStep, Played } from './messages.ts'
import type { PartyProcess } from './party-process.ts'

/** A step that was played. */
export interface PlayedStep extends Played {
  readonly step: Step
  /** Business time at which it reached the port. */
  readonly reached: string
}

/** A step that was refused; nothing after it was played. */
export interface FailedStep {
  readonly step: Step
  readonly problem: Problem
}

/** What became of a scenario. */
export interface Performance {
  readonly played: readonly PlayedStep[]
  readonly failed?: FailedStep
  /** Ids of files by their names. */
  readonly files: Readonly<Record<string, string>>
}

/** What a conductor has: the score, the players, and the operator's hand on the clock. */
export interface Stage {
  readonly scenario: Scenario
  readonly parties: ReadonlyMap<string, PartyProcess>
  readonly operator: Api
  /** Told after each step. */
  readonly onStep: (done: PlayedStep, count: number) => void
}

/** Plays a scenario's steps in their order, moving the practice clock to the time of each; stops at the first refusal. */
export async function conduct({ scenario, parties, operator, onStep }: Stage): Promise<Performance> {
  const played: PlayedStep[] = []
  const files: Record<string, string> = {}
  const steps: Record<string, KnownStep> = {}
  const organisations = mapRecord(scenario.parties, ({ organisation }) => organisation)
  const clock = await openClock(operator, scenario)
  for (const step of scenario.steps) {
    const reached = step.reached ?? step.at
    const problem = 'problem' in clock ? clock.problem : await clock.moveTo(reached)
    if (problem) return { played, files, failed: { step, problem } }
    const party = parties.get(step.by)
    if (!party) throw new Error(`scenario ${scenario.name}: step ${step.name} is by ${step.by}, who is no party`)
    const reply = await party.ask({ is: 'play', cue: { step, now: reached, files, steps, organisations } })
    if (!reply.ok) return { played, files, failed: { step, problem: reply } }
    if (!('identity' in reply)) throw new Error(`${step.by} answered ${step.name} with nothing`)
    if (step.opens) files[step.file] = reply.file
    steps[step.name] = { identity: reply.identity, file: step.file }
    const done = { ...reply, step, reached }
    played.push(done)
    onStep(done, played.length)
  }
  return { played, files }
}

interface SceneClock {
  /** Moves the clock forward; leaves it where it is when that time is over already. */
  moveTo(time: string): Promise<Problem | undefined>
}

/** A scenario needs a practice clock, and one that has not passed its beginning. */
async function openClock(operator: Api, scenario: Scenario): Promise<SceneClock | { readonly problem: Problem }> {
  const reading = await operator.clock()
  if (isProblem(reading)) return { problem: reading }
  let now = reading.now
  const [first] = scenario.steps
  if (reading.kind !== 'practice')
    return { problem: ownProblem('scenario/real-clock', 'this port keeps real time; a scenario needs a practice port') }
  if (first && isLater(now, first.reached ?? first.at)) {
    const message = `the clock of this port stands at ${now}, and the scenario begins at ${first.reached ?? first.at}: take a new data folder`
    return { problem: ownProblem('scenario/too-late', message) }
  }
  return {
    async moveTo(time) {
      if (!isLater(time, now)) return undefined
      const moved = await operator.advanceClock(time)
      if (isProblem(moved)) return moved
      now = moved.now
      return undefined
    },
  }
}

function isLater(left: string, right: string): boolean {
  const [a, b] = [parseInstant(left), parseInstant(right)]
  if (isMalformed(a) || isMalformed(b)) throw new Error(`not instants: ${left}, ${right}`)
  return compareInstants(a, b) > 0
}

/**
 * Gives every party its certificate: each makes its key in its own folder and asks for itself.
 *
 * @returns the first refusal, with the party's name.
 */
export async function enrolAll(
  scenario: Scenario,
  parties: ReadonlyMap<string, PartyProcess>,
): Promise<{ readonly party: string; readonly problem: Problem } | undefined> {
  const answers = await Promise.all(
    [...parties].map(async ([name, party]) => {
      const described = scenario.parties[name]
      if (!described) throw new Error(`${name} is no party of ${scenario.name}`)
      return { party: name, reply: await party.ask({ is: 'enrol', subject: subjectOf(partyOf(described)) }) }
    }),
  )
  for (const { party, reply } of answers) if (!reply.ok) return { party, problem: reply }
  return undefined
}

/** A party as its certificate will have it. */
const subjectOf = ({ organisation, name, country, place, registration }: PracticeParty): Subject => ({
  ...{ country, organization: name, organizationIdentifier: organisation },
  ...(place === undefined ? {} : { locality: place }),
  ...(registration === undefined ? {} : { serialNumber: registration }),
})

const mapRecord = <T, U>(record: Readonly<Record<string, T>>, of: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]))
