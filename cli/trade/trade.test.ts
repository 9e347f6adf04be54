import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scenario } from '@entrepot/scenarios'
import type { RunningServer } from '@entrepot/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWith } from '../../checks/testing-programs.ts'
import { verifyCommand } from '../verify/index.ts'
import { playTrade } from './index.ts'
import { remove, smallTrade, temporaryFolder, testPort } from './testing.ts'

const folder = temporaryFolder()
let server: RunningServer
let small: Awaited<ReturnType<typeof played>>
beforeAll(async () => {
  server = await testPort(join(folder, 'data'))
  small = await played(smallTrade(), 'small')
}, 180_000)
afterAll(async () => {
  await server.stop()
  remove(folder)
})

async function played(scenario: Scenario, name: string) {
  const lines: string[] = []
  const out = join(folder, name)
  const port = { base: server.url, operatorKey: server.operatorKey }
  const code = await playTrade({
    scenario,
    out,
    port,
    print: (text) => lines.push(text),
    screen: { write: () => undefined },
  })
  return { code, out, text: lines.join('\n') }
}

const verified = async (path: string): Promise<string> => {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  await verifyCommand([path], { read: async (file) => new Uint8Array(readFileSync(file)), out: say, err: say })
  return lines.join('\n')
}

testWith('pdfsig')('pdfsig finds the issuer’s signature valid in each document', { timeout: 120_000 }, () => {
  const { out } = small
  const documents = readdirSync(join(out, 'documents')).filter((name) => name.endsWith('.pdf'))
  expect(documents).toHaveLength(2)
  for (const name of documents) {
    const { stdout } = spawnSync('pdfsig', [join(out, 'documents', name)], { encoding: 'utf8' })
    expect(stdout).toContain('O=Qingdao Practice Tools')
    expect(stdout).toContain('Signature is Valid.')
    expect(stdout).toContain('Total document signed')
  }
})

test('parties as processes conclude a contract, and their folder holds documents, evidence and a summary', async () => {
  const scenario = smallTrade()
  const { code, out, text } = small
  expect(text).toContain('2 documents, 3 messages, 0 keyed again, books balance')
  expect(code, text).toBe(0)
  expect(readdirSync(out).toSorted()).toEqual([
    ...['documents', 'evidence-buyer.zip', 'evidence-licensingAuthority.zip', 'evidence-seller.zip'],
    ...['evidence.zip', 'messages', 'summary.json'],
  ])
  const documents = readdirSync(join(out, 'documents'))
  expect(documents.filter((name) => name.endsWith('.pdf'))).toHaveLength(2)
  expect(documents.filter((name) => name.endsWith('.json'))).toHaveLength(2)
  expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toMatchObject({
    ...{ acts: scenario.steps.length, documents: 2, messages: 3, rekeyed: 0, ledgerBalanced: true },
  })
  expect(await verified(join(out, 'evidence.zip'))).toMatch(
    /quotation\/1 +Qingdao Practice Tools +checked by you; .*signed inside by its issuer \(PAdES-B-T, 20/,
  )
  const messages = readdirSync(join(out, 'messages'))
  expect(messages.filter((name) => /^0[1-3]-(REQOTE|QUOTES)-.*\.edi$/.test(name))).toHaveLength(3)
  const [first = ''] = messages.filter((name) => name.endsWith('.json'))
  const { message, sender, elements } = JSON.parse(readFileSync(join(out, 'messages', first), 'utf8'))
  expect({ message, sender }).toMatchObject({ message: 'REQOTE', sender: { name: 'Utrecht Practice Supply' } })
  expect(elements).toContainEqual(
    expect.objectContaining({
      ...{ path: 'SG27[2]/QTY[1]', element: 1, component: 2, text: '1500', field: 'lines/l2/quantity' },
      from: [expect.objectContaining({ path: '/lines/l2/quantity', by: 'buyer', how: 'keyed' })],
    }),
  )
}, 120_000)

test('a trade whose times the clock has passed is refused by name', async () => {
  const { code, text } = await played(smallTrade(), 'again')
  expect([code, text.includes('scenario/too-late')]).toEqual([1, true])
}, 60_000)

test('a step that is refused ends the trade, says where and why, and leaves the evidence so far', async () => {
  const { steps, ...trade } = smallTrade()
  const later = steps.map((step) => ({
    ...step,
    at: nextYear(step.at),
    ...(step.reached ? { reached: nextYear(step.reached) } : {}),
  }))
  const opening = later.find(({ opens, file }) => opens && file === 'sale')
  const enters = later.find(({ act }) => act === 'enter/1')
  const accepts = later.find(({ act }) => act === 'accept/2')
  if (!opening || !enters || !accepts) throw new Error('the small trade has changed')
  const hasty = [opening, enters, { ...accepts, answers: opening.name }]
  const { code, out, text } = await played({ ...trade, steps: hasty }, 'hasty')
  expect(code).toBe(1)
  expect(text).toContain(`step 3 "${accepts.name}" (buyer, accept/2 in sale) was refused: act/answer-not-open`)
  expect(existsSync(join(out, 'evidence.zip'))).toBe(true)
  expect(existsSync(join(out, 'summary.json'))).toBe(false)
}, 120_000)

const nextYear = (instant: string): string => instant.replace(/^\d{4}/, (year) => String(Number(year) + 1))
