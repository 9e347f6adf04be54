import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { RunningServer } from '@entrepot/server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { catalogue } from '@entrepot/trade/catalogue'
import { uuidV7 } from '@entrepot/trade/party'
import { isProblem, openApi, openKeyFolder, openStore, ownProblem } from '../client/index.ts'
import { intentOf } from './intent-of.ts'
import type { Cue, Played } from './messages.ts'
import type { PartyProcess } from './party-process.ts'
import { enrolledParties, remove, smallTrade, temporaryFolder, testPort } from './testing.ts'

const folder = temporaryFolder()
const scenario = smallTrade()
const [opening, entering] = scenario.steps.filter(({ file }) => file === 'sale')
if (!opening || !entering) throw new Error('the small trade has changed')
let server: RunningServer
let between: Between
let parties: Map<string, PartyProcess>

beforeAll(async () => {
  server = await testPort(join(folder, 'data'), entering.at)
  between = await standBetween(() => server.url)
  parties = await enrolledParties(scenario, server, { folder: join(folder, 'keys'), base: between.url })
}, 60_000)
beforeEach(() => {
  between.onAct = undefined
})
afterAll(async () => {
  for (const party of parties.values()) await party.stop()
  between.close()
  await server.stop()
  remove(folder)
})

/** Something between the parties and their port that may lose answers. */
interface Between {
  readonly url: string
  /** Called when the port has answered an act; what it answers decides whether the answer is passed on. */
  onAct: (() => 'lose' | undefined) | undefined
  close(): void
}

async function standBetween(base: () => string): Promise<Between> {
  const state: { onAct: Between['onAct'] } = { onAct: undefined }
  const relay: Server = createServer((request, response) => void pass(request, response))
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request
    try {
      const content = await buffer(request)
      const answer = await fetch(new URL(url, base()), {
        method,
        headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
        ...(content.length > 0 ? { body: new Uint8Array(content) } : {}),
      })
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const isAct = method === 'POST' && /^\/v1\/files(\/[^/]+\/acts)?$/.test(url)
      if (isAct && state.onAct?.() === 'lose') return
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(bytes)
    } catch (error) {
      // The port is gone: so is the connection.
      response.destroy(error instanceof Error ? error : undefined)
    }
  }
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const { port } = relay.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    get onAct() {
      return state.onAct
    },
    set onAct(next) {
      state.onAct = next
    },
    close() {
      relay.close()
      relay.closeAllConnections()
    },
  }
}

const cue = (step: Cue['step'], files: Cue['files'], name = step.name): Cue => ({
  ...{ step: { ...step, name }, now: step.reached ?? step.at, files, steps: {} },
  organisations: Object.fromEntries(
    Object.entries(scenario.parties).map(([party, { organisation }]) => [party, organisation]),
  ),
})

function standing(reply: Awaited<ReturnType<PartyProcess['ask']>> | undefined): Played {
  if (!reply?.ok || !('identity' in reply)) throw new Error(JSON.stringify(reply))
  return reply
}

const partyOf = ({ by }: Cue['step']): PartyProcess => {
  const party = parties.get(by)
  if (!party) throw new Error(by)
  return party
}

async function actsIn(file: string): Promise<number> {
  return (await server.port.files.get(file))?.state.acts.length ?? 0
}

test('a party that is killed between sealing and the answer comes back with the same act, and there is one', async () => {
  const party = partyOf(opening)
  await party.ask({ is: 'play', cue: cue(opening, {}, 'a first enquiry') })
  const killed = party.pid
  between.onAct = () => {
    between.onAct = undefined
    process.kill(party.pid ?? 0, 'SIGKILL')
    return 'lose'
  }
  const played = standing(await party.ask({ is: 'play', cue: cue(opening, {}, 'an enquiry') }))
  expect(party.pid).not.toBe(killed)
  expect(played.seq).toBe(1)
  expect(await actsIn(played.file)).toBe(1)
}, 60_000)

test('a step that is played again gives its first act again', async () => {
  const party = partyOf(opening)
  const first = standing(await party.ask({ is: 'play', cue: cue(opening, {}, 'played twice') }))
  const again = standing(await party.ask({ is: 'play', cue: cue(opening, {}, 'played twice') }))
  expect(again).toMatchObject({ identity: first.identity, file: first.file, seq: 1 })
  expect(await actsIn(first.file)).toBe(1)
}, 60_000)

test('a port that stops and starts again in the middle is waited for', async () => {
  const opened = standing(await partyOf(opening).ask({ is: 'play', cue: cue(opening, {}, 'before the restart') }))
  await server.stop()
  const asking = partyOf(entering).ask({ is: 'play', cue: cue(entering, { sale: opened.file }, 'during the restart') })
  server = await testPort(join(folder, 'data'))
  expect(standing(await asking).seq).toBe(2)
  expect(await actsIn(opened.file)).toBe(2)
}, 60_000)

test.each([
  ['changed once is composed anew under its own id, and stands', 1, { ok: true, seq: 2 }],
  ['changes each time is told to its party', 2, { ok: false, status: 409, code: 'basis/changed' }],
])(
  'an act whose basis %s',
  async (name, times, expected) => {
    const { file } = standing(
      await partyOf(opening).ask({ is: 'play', cue: cue(opening, {}, `to be entered: ${name}`) }),
    )
    const keys = openKeyFolder(join(folder, 'keys', entering.by))
    const api = openApi({ base: server.url, key: keys.apiKey.read() ?? '' })
    const bodies: string[] = []
    const store = await openStore(catalogue, keys, {
      ...api,
      async postAct(act) {
        bodies.push(act.body)
        const changed = { ...ownProblem('basis/changed', 'somebody was first'), status: 409 }
        return bodies.length <= times ? changed : api.postAct(act)
      },
    })
    const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
    const act = uuidV7(Date.now(), random)
    const intent = intentOf(cue(entering, { sale: file }), { act, newFile: '' })
    if (isProblem(intent)) throw new Error(intent.code)
    await store.refresh(file)
    const context = { now: entering.at, calendars: {}, ruleset: '', facts: new Map(), twoPeopleFor: [], approvers: [] }
    expect(await store.do({ name, intent, context })).toMatchObject(expected)
    expect(bodies).toHaveLength(2)
    expect(await actsIn(file)).toBe(expected.ok ? 2 : 1)
  },
  60_000,
)
