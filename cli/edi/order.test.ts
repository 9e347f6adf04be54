import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { base64url } from '@entrepot/crypto'
import { cifCredit, type Scenario } from '@entrepot/scenarios'
import type { RunningServer } from '@entrepot/server'
import { catalogue } from '@entrepot/trade/catalogue'
import { knownDocuments } from '@entrepot/trade/evidence'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isProblem, openApi } from '../client/index.ts'
import { conduct } from '../trade/conductor.ts'
import type { PartyProcess } from '../trade/party-process.ts'
import { enrolledParties, remove, smallTrade, temporaryFolder, testPort } from '../trade/testing.ts'
import { verifyZip } from '../verify/index.ts'
import { order } from './order.ts'

/** The golden contract, signed; the buyer records that its service provider may take its orders down. */
function signedContract(): Scenario {
  const trade = smallTrade()
  const signatures = cifCredit().steps.filter(({ act }) => act === 'sign-contract/1')
  const last = signatures.at(-1)
  if (!last) throw new Error('nobody signs')
  const authority = {
    ...{ name: 'authority', by: 'buyer', as: 'buyer', act: 'grant-authority/1', file: 'sale', at: last.at },
    keyed: {
      '/authorities/a1/agent': '@provider',
      '/authorities/a1/capacity': 'buyer',
      '/authorities/a1/acts': ['keep-original', 'order'],
    },
  } as const
  const provider = { name: 'Practice EDI Services', country: 'NL', organisation: 'PRACTICE-NL-0500' }
  const stranger = { name: 'Practice Stranger', country: 'NL', organisation: 'PRACTICE-NL-0501' }
  return {
    ...trade,
    parties: { ...trade.parties, provider, stranger },
    steps: [...trade.steps, ...signatures, authority],
  }
}

const segments = (price: string): string[] => [
  "UNB+UNOC:3+5412345000013:14+PRACTICE-CN-0001:ZZZ+261208:0915+4711'",
  "UNH+1+ORDERS:D:01B:UN'",
  "BGM+220+PO-88/2026+9'",
  "DTM+137:20261208:102'",
  "RFF+CT:SC-2026-118'",
  "NAD+BY+++UTRECHT PRACTICE SUPPLY'",
  "LIN+10'",
  "IMD+F++:::Electric impact drill 230V 750W, corded, model D750'",
  "QTY+21:2400:EA'",
  `PRI+AAA:${price}'`,
  "LIN+20'",
  "IMD+F++:::Combination spanner set, 12 pieces, model W12'",
  "QTY+21:1500:SET'",
  "UNS+S'",
  "UNT+14+1'",
  "UNZ+1+4711'",
]

const folder = temporaryFolder()
let server: RunningServer
let parties: Map<string, PartyProcess>
let file = ''
beforeAll(async () => {
  server = await testPort(join(folder, 'data'))
  const scenario = signedContract()
  parties = await enrolledParties(scenario, server, { folder })
  const operator = openApi({ base: server.url, key: server.operatorKey })
  const { failed, files } = await conduct({ scenario, parties, operator, onStep: () => undefined })
  if (failed) throw new Error(JSON.stringify(failed.problem))
  file = files['sale'] ?? ''
}, 180_000)
afterAll(async () => {
  await Promise.all([...parties.values()].map((party) => party.stop()))
  await server.stop()
  remove(folder)
})

interface Told {
  readonly reason?: string
  readonly findings: readonly unknown[]
  readonly differences: readonly unknown[]
  readonly taken?: { readonly ok: boolean; readonly original: Placed; readonly order: Placed }
}

interface Placed {
  readonly identity: string
}

async function takenDown(name: string, text: string, more: { readonly by?: string; readonly anyway?: true } = {}) {
  const path = join(folder, `${name}.edi`)
  writeFileSync(path, text)
  const [out, err]: [string[], string[]] = [[], []]
  const { by = 'provider', ...options } = more
  const code = await order.run(
    { options: { server: server.url, keys: join(folder, by), file, json: true, ...options }, operands: [path] },
    { out: (line) => void out.push(line), err: (line) => void err.push(line) },
  )
  const told: Told = JSON.parse(out.join('\n') || '{"findings":[],"differences":[]}')
  return { code, told, err: err.join('\n') }
}

test('an order by message becomes the order act of the trade, sealed by the buyer’s agent, with its original as evidence', async () => {
  const dear = segments('14.99').join('\n')
  const refused = await takenDown('dear', dear)
  expect(refused.code).toBe(1)
  expect(refused.told.differences).toMatchObject([
    {
      kind: 'differs',
      field: 'lines/l1/price',
      ordered: '14.99',
      agreed: '14.85',
      place: { path: 'SG28[1]/SG32[1]/PRI[1]' },
    },
  ])
  expect(refused.told).not.toHaveProperty('taken')

  const text = segments('14.85').join('\n')
  const { code, told } = await takenDown('order', text)
  expect({ code, differences: told.differences, findings: told.findings }).toEqual({
    ...{ code: 0, differences: [], findings: [] },
  })
  const operator = openApi({ base: server.url, key: server.operatorKey })
  const zip = await operator.evidence(file)
  if (isProblem(zip)) throw new Error(zip.code)
  const report = await verifyZip(zip, { catalogue, knowledge: knownDocuments })
  expect(report.findings.filter(({ severity }) => severity === 'fault')).toEqual([])
  if (!report.ok) throw new Error('the evidence cannot be opened')
  const sale = report.bundle.states.get(file)
  const act = sale?.byIdentity.get(told.taken?.order.identity ?? '')
  expect(act).toMatchObject({
    ...{ type: 'order/1', as: 'buyer', onBehalfOf: 'PRACTICE-NL-0001' },
    signer: { organisation: 'PRACTICE-NL-0500' },
    statements: [{ path: '/orders/o1/number', value: 'PO-88/2026', how: 'transcribed' }],
  })
  const original = sale?.byIdentity.get(told.taken?.original.identity ?? '')?.statements[0]
  expect(original).toMatchObject({ how: 'transcribed', value: base64url.encode(Buffer.from(text)) })

  const again = await takenDown('order', text)
  expect([again.code, again.told.reason]).toEqual([1, 'order/number-taken'])
}, 120_000)

test('who has no authority of the buyer takes nothing down, be it the seller', async () => {
  const text = segments('14.85').join('\n').replace('PO-88', 'PO-89')
  const stranger = await takenDown('stranger', text, { by: 'stranger' })
  expect([stranger.code, stranger.err]).toEqual([1, 'file/unknown: There is no such file for you.'])
  const seller = await takenDown('seller', text, { by: 'seller' })
  expect([seller.code, seller.told.taken]).toMatchObject([1, { code: 'authority/no-grant' }])
}, 60_000)

test('with --anyway an order that says otherwise is taken down, and what it says otherwise is told', async () => {
  const { code, told } = await takenDown('anyway', segments('14.99').join('\n').replace('PO-88', 'PO-90'), {
    anyway: true,
  })
  expect([code, told.differences.length, told.taken?.ok]).toEqual([0, 1, true])
}, 60_000)
