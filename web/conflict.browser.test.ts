import { cifCredit } from '@entrepot/scenarios'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { freshId } from '@entrepot/server/acts/testing'
import { audit } from './testing-audit.ts'
import { deskOf, done, JOURNEY_MS, partyAt, pick, seal, seenIn } from './testing-desk.ts'
import { openBrowser, openTestPort, type TestPort } from './testing-port.ts'

const browser: Browser | undefined = await openBrowser()
let port: TestPort
beforeAll(async () => {
  port = await openTestPort('2026-12-07T10:00+08:00')
}, JOURNEY_MS)
afterAll(async () => {
  await browser?.close()
  await port.close()
}, JOURNEY_MS)

const seen = seenIn(browser)
const { buyer: buyerIs, seller: sellerIs } = cifCredit().parties

/** A sale up to the seller's invoice. */
async function invoicedSale(): Promise<string> {
  const buyer = await partyAt(port, buyerIs?.organisation ?? '')
  const seller = await partyAt(port, sellerIs?.organisation ?? '')
  const file = freshId()
  const at = '2026-12-07T10:00+08:00'
  const line = (of: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [`/lines/l1/${name}`, value]))
  const parties = { buyer: buyer.organisation, seller: seller.organisation }
  const enquiry = await done(port, buyer, {
    ...{ type: 'enquire/1', as: 'buyer', file, at, opens: { kind: 'sale', parties } },
    keyed: { ...line({ goods: 'Spirit levels', quantity: '100', unit: 'PCE' }), '/currency': 'USD' },
  })
  await done(port, seller, { type: 'enter/1', as: 'seller', file, at })
  const offered = { type: 'offer/1', as: 'seller', file, at, answers: enquiry, keyed: line({ price: '9.00' }) } as const
  const answers = await done(port, seller, offered)
  await done(port, buyer, { type: 'accept/2', as: 'buyer', file, at, answers })
  const carton = { cartons: '10', perCarton: '10', netPerCartonKg: '8', grossPerCartonKg: '9' }
  await done(port, seller, {
    ...{ type: 'pack/1', as: 'seller', file, at },
    keyed: { '/packing/number': 'PL-1', ...line(carton), '/lines/l1/cartonCm': ['40', '30', '20'] },
  })
  await done(port, seller, { type: 'invoice/1', as: 'seller', file, at, keyed: { '/invoices/i1/number': 'INV-1' } })
  return file
}

seen(
  'an act signed on what the other side changed meanwhile conflicts: the page says what changed, by whom, and goes on with all that was keyed',
  { timeout: JOURNEY_MS },
  async () => {
    const file = await invoicedSale()
    const [buyer, seller] = [await deskOf(browser, port, 'buyer'), await deskOf(browser, port, 'seller')]
    const page = (type: string) => `${port.url}/act?type=${encodeURIComponent(type)}&file=${file}&root=${file}`

    // The buyer has its notice ready to be signed: nothing was shipped yet, as far as it knows.
    await buyer.goto(page('examine-goods/1'))
    await pick(buyer, 'Result of examination', 'not conforming')
    await buyer.getByRole('textbox', { name: 'Nature of the lack of conformity' }).fill('Two cartons are wet')
    await buyer.getByRole('button', { name: 'Review and sign' }).click()
    await buyer.getByRole('dialog', { name: 'This will be signed' }).waitFor()

    // Now the seller says when the goods went on board, and the notice is judged by that day.
    await seller.goto(page('advise-shipment/1'))
    await seller.getByLabel('On board date').fill('2026-12-06')
    await seal(seller, 'Shipping advice')

    const answer = buyer.waitForResponse((each) => each.url().endsWith(`/v1/files/${file}/acts`))
    await buyer.getByRole('button', { name: 'Sign and send' }).click()
    expect((await answer).status()).toBe(409)
    const notice = buyer.getByRole('alert').filter({ hasText: 'Something changed while you were at it' })
    await notice.getByText('On board date').waitFor()
    expect(await notice.textContent()).toMatch(/6 Dec 2026 now · nothing when you looked/)
    expect(await notice.textContent()).toMatch(/Qingdao Practice Tools · Shipping advice/)
    expect(await audit(buyer)).toEqual([])

    // Nothing is keyed again.
    expect(await buyer.getByRole('textbox', { name: 'Nature of the lack of conformity' }).inputValue()).toBe(
      'Two cartons are wet',
    )
    await buyer.getByRole('button', { name: '切换到中文' }).click()
    await buyer.getByText('您填写期间情况有变').waitFor()
    await buyer.getByRole('button', { name: 'Switch to English' }).click()
    await notice.getByRole('button', { name: 'Go on with what stands now' }).click()
    const again = buyer.getByRole('dialog', { name: 'This will be signed' })
    await again.getByText('Two cartons are wet').waitFor()
    await again.getByRole('button', { name: 'Sign and send' }).click()
    await buyer.getByText('Goods examined: it stands.').first().waitFor()
    const known = (await port.port.files.read(file))?.known.state
    expect(known?.acts.map(({ type }) => type).slice(-2)).toEqual(['advise-shipment/1', 'examine-goods/1'])
    await Promise.all([buyer, seller].map((each) => each.context().close()))
  },
)
