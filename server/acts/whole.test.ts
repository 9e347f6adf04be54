import { openBundle } from '@entrepot/trade/evidence'
import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { bundleOf } from './bundle.ts'
import type { Port } from './port.ts'
import { begunDeal, doIt, enrolled, freshId, testCatalogue, testPort } from './testing.ts'
import { wholeBundleOf } from './whole.ts'

const database = withDatabase()
let port: Port
beforeAll(async () => {
  port = await testPort(oneShard(database().pool))
})

const opened = (zip: Uint8Array | undefined) => {
  const bundle = openBundle(new Map(Object.entries(unzipSync(zip ?? new Uint8Array()))), { catalogue: testCatalogue })
  if ('broken' in bundle) throw new Error(JSON.stringify(bundle.findings))
  return bundle
}

test('the operator of a practice port packs a trade whole: what one party hides from another is there, and it verifies', async () => {
  const [seller, buyer] = [await enrolled(port, 'WHOLE-SELLER'), await enrolled(port, 'WHOLE-BUYER')]
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'reserve/1', as: 'seller', file, keyed: { '/reserve': '9.00' } })
  const whole = opened(await wholeBundleOf(port, file))
  expect(whole.findings.filter(({ severity }) => severity === 'fault')).toEqual([])
  expect(whole.manifest.reader).toBeUndefined()
  const reserveIn = (bundle: typeof whole) => bundle.states.get(file)?.elements.get('/reserve')?.at(-1)?.value
  expect(reserveIn(whole)).toBe('9.00')
  expect(
    reserveIn(opened(await bundleOf(port, { organisation: buyer.organisation, kind: 'program' }, file))),
  ).toBeUndefined()
})

test('there is nothing to pack of a file that does not stand, nor on a port that trades in earnest', async () => {
  const [seller, buyer] = [await enrolled(port, 'WHOLE-A'), await enrolled(port, 'WHOLE-B')]
  const file = await begunDeal(port, { seller, buyer })
  expect(await wholeBundleOf(port, freshId())).toBeUndefined()
  expect(await wholeBundleOf({ ...port, clock: { ...port.clock, kind: 'real' } }, file)).toBeUndefined()
})
