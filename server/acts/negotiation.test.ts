import { catalogue } from '@entrepot/trade/catalogue'
import { openBundle } from '@entrepot/trade/evidence'
import { type FileState, viewFile } from '@entrepot/trade/file'
import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { bundleOf } from './bundle.ts'
import type { Port } from './port.ts'
import { type Deed, doIt, enrolled, freshId, type PortParty, seenBy, testPort } from './testing.ts'

const database = withDatabase()
let port: Port
let seller: PortParty
let buyer: PortParty
beforeAll(async () => {
  port = await testPort(oneShard(database().pool), { catalogue, clock: '2026-12-01T09:00+08:00' })
  seller = await enrolled(port, 'NEGOTIATION-SELLER')
  buyer = await enrolled(port, 'NEGOTIATION-BUYER')
})

const moveTo = async (at: string) => expect(await port.clock.advance(at)).toMatchObject({ ok: true })
const now = () => port.clock.now()

async function stand(by: PortParty, deed: Omit<Deed, 'at'> & { readonly at?: string }): Promise<string> {
  const answer = await doIt(port, by, { at: await now(), ...deed })
  if (answer.is !== 'appended') throw new Error(JSON.stringify(answer))
  return lastOf(deed.file)
}

/** What stands last in a file. */
async function lastOf(file: string): Promise<string> {
  return (await seen(buyer, file)).acts.at(-1)?.identity ?? ''
}

/** An enquiry, and the seller's offer at 15.40 without a fixed time. */
async function offered(): Promise<{ readonly file: string; readonly offer: string }> {
  const file = freshId()
  const parties = { seller: seller.organisation, buyer: buyer.organisation }
  const opens = { kind: 'sale', parties }
  const lines = { '/lines/l1/goods': 'Drill', '/lines/l1/quantity': '2400', '/lines/l1/unit': 'PCE' } as const
  const keyed = { ...lines, '/currency': 'USD' }
  const answers = await stand(buyer, { type: 'enquire/1', as: 'buyer', file, opens, keyed })
  await stand(seller, { type: 'enter/1', as: 'seller', file })
  const offer = await stand(seller, {
    ...{ type: 'offer/1', as: 'seller', file, answers },
    keyed: { '/lines/l1/price': '15.40' },
  })
  return { file, offer }
}

const seen = (by: PortParty, file: string): Promise<FileState> => seenBy(port, by, file, 'sale')

/** What stands in force for both sides, and what their bundles complain of. */
async function inForce(file: string) {
  const found = []
  for (const party of [seller, buyer]) {
    const zip = await bundleOf(port, { organisation: party.organisation, kind: 'program' }, file)
    const bundle = openBundle(new Map(Object.entries(unzipSync(zip ?? new Uint8Array()))), { catalogue })
    if ('broken' in bundle) throw new Error(JSON.stringify(bundle.findings))
    const state = bundle.states.get(file)
    const view = state && viewFile(state)
    const faults = bundle.findings.filter(({ severity }) => severity === 'fault')
    found.push([view?.text('/lines/l1/price'), view?.text('/finalPlace'), faults])
  }
  return found
}

test('an acceptance with an immaterial change concludes at the port; an objection within two days undoes it', async () => {
  const { file, offer } = await offered()
  const accepted = await doIt(port, buyer, {
    ...{ type: 'accept/2', as: 'buyer', file, answers: offer, at: await now() },
    keyed: { '/finalPlace': 'Utrecht' },
  })
  expect(accepted).toMatchObject({ is: 'appended', advice: [{ code: 'sale/changes-bind-unless-objected' }] })
  const accepting = await lastOf(file)
  expect(await inForce(file)).toEqual([
    ['15.40', 'Utrecht', []],
    ['15.40', 'Utrecht', []],
  ])
  await stand(seller, { type: 'object-to-acceptance/1', as: 'seller', file, answers: accepting })
  expect(await inForce(file)).toEqual([
    [undefined, undefined, []],
    [undefined, undefined, []],
  ])
  await stand(seller, { type: 'accept/2', as: 'seller', file, answers: accepting })
  expect(await inForce(file)).toEqual([
    ['15.40', 'Utrecht', []],
    ['15.40', 'Utrecht', []],
  ])
})

test('an acceptance sealed before a revocation reached concludes at the port, whose receipts show both; who had seen it is refused', async () => {
  const { file, offer } = await offered()
  const buyersView = await seen(buyer, file)
  const dispatched = await now()
  await moveTo('2026-12-01T10:00+08:00')
  await stand(seller, { type: 'revoke-offer/1', as: 'seller', file, answers: offer })
  await moveTo('2026-12-01T10:10+08:00')
  const accepts: Deed = { type: 'accept/2', as: 'buyer', file, answers: offer, at: dispatched }
  expect(await doIt(port, buyer, accepts)).toMatchObject({ is: 'refused', refusal: { code: 'act/answer-not-open' } })
  const after = await doIt(port, buyer, { ...accepts, at: await now(), on: buyersView })
  expect(after).toMatchObject({ is: 'refused', refusal: { code: 'sale/offer-revoked', rule: 'CISG art. 16(1)' } })
  const crossed = await doIt(port, buyer, { ...accepts, on: buyersView })
  expect(crossed).toMatchObject({ is: 'appended', advice: [{ code: 'sale/crosses-revocation' }] })
  expect(await inForce(file)).toEqual([
    ['15.40', undefined, []],
    ['15.40', undefined, []],
  ])
  // Contested, the port's own receipts decide: by them the revocation came first.
  await stand(seller, { type: 'object-to-acceptance/1', as: 'seller', file, answers: await lastOf(file) })
  expect(await inForce(file)).toEqual([
    [undefined, undefined, []],
    [undefined, undefined, []],
  ])
})
