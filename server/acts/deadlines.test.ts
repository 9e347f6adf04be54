import { localDate, weekendsClosed } from '@entrepot/calendar'
import { cifCredit } from '@entrepot/scenarios'
import { type Played, play } from '@entrepot/scenarios/play'
import { readAct } from '@entrepot/trade/act'
import { catalogue } from '@entrepot/trade/catalogue'
import { beforeAll, expect, test } from 'vitest'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import type { Admission } from './answer.ts'
import type { Port } from './port.ts'
import { enrolled, freshFolder, type PortParty, post, testPort } from './testing.ts'

const database = withDatabase()
const scenario = cifCredit()
const stepNamed = (name: string) => {
  const step = scenario.steps.find((each) => each.name === name)
  if (!step) throw new Error(`the golden trade has no ${name}`)
  return step
}
const presents = stepNamed('documents presented')
const before = scenario.steps[scenario.steps.indexOf(presents) - 1]?.name ?? ''

/** The Spring Festival closes Qingdao on a Friday and on the Monday after. */
const SPRING = {
  ...weekendsClosed('Qingdao'),
  holidays: ['2027-02-05', '2027-02-08'].map((date) => ({ date: localDate(date), name: 'Spring Festival' })),
}

/** Three server processes over one database: they differ in the calendars that they were started with. */
interface Ports {
  readonly blind: Port
  readonly golden: Port
  readonly spring: Port
}

let ports: Ports
let played: Played
let parties: ReadonlyMap<string, PortParty>
let posted = 0

beforeAll(async () => {
  const shards = oneShard(database().pool)
  const common = { catalogue, dataDir: freshFolder(), clock: '2026-11-28T08:00+08:00' }
  const { calendars } = scenario
  ports = {
    blind: await testPort(shards, common),
    golden: await testPort(shards, { ...common, calendars }),
    spring: await testPort(shards, { ...common, calendars: { ...calendars, Qingdao: SPRING } }),
  }
  const enrolling = Object.entries(scenario.parties).map(async ([name, { organisation, ...facts }]) => {
    const { name: organization, country, place } = facts
    const subject = { organization, country, ...(place ? { locality: place, serialNumber: organisation } : {}) }
    return [name, await enrolled(ports.golden, organisation, subject)] as const
  })
  parties = new Map(await Promise.all(enrolling))
  // The bank in Qingdao knows its festival; whether a port does, is what is tested.
  played = play(
    { ...scenario, calendars: { ...calendars, Qingdao: SPRING } },
    {
      until: before,
      partyOf: (name) => ({ ...partyNamed(name), publicKeySpki: new Uint8Array() }),
    },
  )
  for (const answer of await catchUp(ports.golden)) expect(answer).toMatchObject({ is: 'appended' })
}, 120_000)

function partyNamed(name: string): PortParty {
  const party = parties.get(name)
  if (!party) throw new Error(`nobody is ${name}`)
  return party
}

/** Posts what was played and not yet posted, each when the clock says so. */
async function catchUp(port: Port): Promise<readonly Admission[]> {
  const answers: Admission[] = []
  for (const [identity, { file, sealed }] of [...played.world.acts].slice(posted)) {
    const act = played.world.fileOf(file).byIdentity.get(identity)
    const read = readAct(sealed)
    if (!act || !read.ok) throw new Error('what was played reads')
    const { organisation } = act.signer
    const party = [...parties.values()].find((each) => each.organisation === organisation)
    for (const { clock } of [ports.blind, ports.golden, ports.spring]) await clock.advance(act.receipt.reached)
    // Another of the three may have appended to it.
    port.files.forget(file)
    answers.push(await post(port, party ?? partyNamed('seller'), sealed, read.claims.opens ? undefined : file))
    posted += 1
  }
  return answers
}

const codesOf = (answer: Admission | undefined) =>
  answer?.is === 'appended' ? answer.advice.map(({ code, suggestion }) => [code, suggestion]) : answer

test('a late presentation needs the calendar of its place: undecidable without one, late by the golden trade’s own', async () => {
  // 10 January and 21 days is Sunday 31 January; by the calendar Monday 1 February is in time, and this is Tuesday.
  played.play({ ...presents, at: '2027-02-02T10:00+08:00' })
  const [blind] = await catchUp(ports.blind)
  expect(blind).toEqual({ is: 'undecidable', needs: ['calendar of Qingdao'] })
  posted -= 1
  const [late] = await catchUp(ports.golden)
  expect(codesOf(late)).toEqual([['credit/presented-late', '2027-02-01']])
})

test('five banking days are counted by a calendar’s holidays: what is late at weekends alone is in time after a festival', async () => {
  // Presented on Tuesday 2 February: the fifth banking day is Tuesday 9, with the festival Thursday 11 February.
  const refuses = {
    ...stepNamed('examined by the nominated bank'),
    at: '2027-02-10T10:00+08:00',
    keyed: {
      '/examinations/nominatedBank/decision': 'refused',
      '/examinations/nominatedBank/discrepancies': ['ucp600/presented-late'],
      '/refusal/nominatedBank/disposal': 'holding',
    },
  } as const
  played.play(refuses)
  const [blind] = await catchUp(ports.blind)
  expect(blind).toEqual({ is: 'undecidable', needs: ['calendar of Qingdao'] })
  posted -= 1
  const [late] = await catchUp(ports.golden)
  expect(late).toMatchObject({
    ...{ is: 'refused' },
    refusal: { code: 'credit/refused-late', rule: 'UCP 600 art. 16(d), 16(f)', expected: '2027-02-09' },
  })
  posted -= 1
  const [inTime] = await catchUp(ports.spring)
  expect(codesOf(inTime)).toEqual([['credit/deadline-moved', '2027-02-11']])
})
