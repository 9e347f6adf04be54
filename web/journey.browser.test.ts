import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyPdf } from '@entrepot/pades'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { audit } from './testing-audit.ts'
import { deskOf, fillEnquiry, JOURNEY_MS, openPage, pick, seal, seenIn } from './testing-desk.ts'
import { openBrowser, openTestPort, type TestPort } from './testing-port.ts'

const browser: Browser | undefined = await openBrowser()

/** What a whole trade starts at. */
const BEFORE = '2026-11-28T08:00+08:00'

let port: TestPort
beforeAll(async () => {
  port = await openTestPort(BEFORE)
}, JOURNEY_MS)
afterAll(async () => {
  await browser?.close()
  await port.close()
}, JOURNEY_MS)

const seen = seenIn(browser)

const desk = (party: string): Promise<Page> => deskOf(browser, port, party)

seen('every page tells its controls apart by name, keeps its headings in order, and can be read', async () => {
  const page = await desk('buyer')
  const complaints: string[] = []
  for (const path of ['/', '/new', '/act?type=enquire%2F1', '/settings', '/verify', '/sign-in']) {
    await page.goto(port.url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    complaints.push(...(await audit(page)).map((complaint) => `${path} ${complaint}`))
  }
  expect(complaints).toEqual([])
  await page.context().close()
})

seen(
  'an act whose answer is lost is sent again by the next page, and stands once',
  { timeout: JOURNEY_MS },
  async () => {
    const buyer = await desk('buyer')
    await fillEnquiry(buyer, port, 'Lost and found')
    // The port takes the act in; its answer never comes back.
    await buyer.route('**/v1/files', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      await route.fetch()
      return route.abort()
    })
    await buyer.getByRole('button', { name: 'Review and sign' }).click()
    await buyer.getByRole('button', { name: 'Sign and send' }).click()
    await buyer.getByText('kept in this browser').first().waitFor()
    await buyer.unrouteAll({ behavior: 'ignoreErrors' })
    await buyer.reload()
    await buyer.getByRole('link', { name: /Lost and found/ }).waitFor()
    await buyer.getByText('Sealed here, no answer yet').waitFor({ state: 'hidden' })
    expect(await buyer.getByRole('link', { name: /Lost and found/ }).count()).toBe(1)
    await buyer.context().close()
  },
)

seen(
  'buyer and seller come from an enquiry to a signed contract through their pages, each seeing the other move',
  { timeout: JOURNEY_MS },
  async () => {
    const [buyer, seller] = [await desk('buyer'), await desk('seller')]

    await fillEnquiry(buyer, port, 'Electric impact drill 230 V 750 W')
    await seal(buyer, 'Enquiry')
    await buyer.getByRole('heading', { name: 'Electric impact drill' }).waitFor()

    // The seller's page moves on by itself: nobody loads it again.
    await seller.getByRole('listitem').filter({ hasText: 'Sale' }).getByRole('link', { name: 'Enter' }).first().click()
    await seal(seller, 'Enter')
    await seller.getByRole('heading', { name: 'On the table' }).waitFor()
    await seller.getByRole('link', { name: 'Make an offer' }).click()
    await seller.getByRole('textbox', { name: 'Price per unit' }).fill('15.40')
    await seller.getByText('No objection.').waitFor()
    await seal(seller, 'Offer or counter-offer')

    await buyer.getByRole('link', { name: 'Counter-offer', exact: true }).click()
    await buyer.getByText('Stands as 15.40').waitFor()
    await buyer.getByRole('textbox', { name: 'Price per unit' }).fill('14.80')
    await seal(buyer, 'Offer or counter-offer')

    await seller.getByRole('link', { name: 'Accept', exact: true }).click()
    await seal(seller, 'Acceptance')
    await seller.getByText('Concluded').first().waitFor()
    await seller.getByText('USD 35,520.00').waitFor()

    for (const [page, other] of [
      [seller, buyer],
      [buyer, seller],
    ] as const) {
      await page.getByRole('link', { name: 'Sign the contract' }).first().click()
      await pick(page, 'Signature', 'signed')
      await seal(page, 'Sign the contract')
      await other
        .getByRole('button', { name: /Sign the contract/ })
        .first()
        .waitFor()
    }
    await buyer.getByRole('button', { name: /Acceptance/ }).click()
    await buyer.getByText('checked by you').first().waitFor()
    await buyer.getByText('Signed with a key that the port openly holds').waitFor()
    await Promise.all([buyer, seller].map((page) => page.context().close()))
  },
)

seen(
  'a buyer accepts with a change of its own; the seller objects, and may still take it up',
  { timeout: JOURNEY_MS },
  async () => {
    const [buyer, seller] = [await desk('buyer'), await desk('seller')]
    await fillEnquiry(buyer, port, 'Hammers to object to')
    await seal(buyer, 'Enquiry')
    await seller
      .getByRole('link', { name: /Hammers to object to/ })
      .or(seller.getByRole('link', { name: 'Enter' }))
      .first()
      .waitFor()
    await seller.getByRole('listitem').filter({ hasText: 'Sale' }).getByRole('link', { name: 'Enter' }).first().click()
    await seal(seller, 'Enter')
    await seller.getByRole('link', { name: 'Make an offer' }).click()
    await seller.getByRole('textbox', { name: 'Price per unit' }).fill('15.40')
    await seal(seller, 'Offer or counter-offer')

    await buyer.getByRole('link', { name: 'Accept', exact: true }).click()
    await buyer.getByLabel('Final destination').fill('Utrecht')
    await buyer.getByText('This change binds unless the other side objects').waitFor()
    await seal(buyer, 'Acceptance')
    await buyer.getByText('Concluded').first().waitFor()
    // It has reached the seller: nothing of it can be withdrawn, and it is not signed before the seller has spoken.
    await buyer.getByRole('link', { name: 'Sign the contract' }).first().click()
    await pick(buyer, 'Signature', 'signed')
    await buyer.getByText('The other side may still object to your acceptance').waitFor()

    await seller.getByRole('link', { name: 'Object to the acceptance' }).click()
    await seal(seller, 'Object to the acceptance')
    await seller.getByText('Negotiation').first().waitFor()
    await seller.getByRole('heading', { name: 'On the table' }).waitFor()
    expect(await audit(seller)).toEqual([])
    await seller.getByRole('link', { name: 'Accept', exact: true }).first().click()
    await seal(seller, 'Acceptance')
    await seller.getByText('Concluded').first().waitFor()
    await Promise.all([buyer, seller].map((page) => page.context().close()))
  },
)

/** Plays the golden trade at the port, every party a process with its own key, as the command line does. */
async function playGoldenTrade(): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'entrepot-golden-'))
  const command = [join(import.meta.dirname, '../cli/index.ts'), 'trade', '--scenario', 'cif-credit', '--out', out]
  const child = spawn(process.execPath, [...command, '--server', port.url], {
    env: { ...process.env, ENTREPOT_OPERATOR_KEY: port.operatorKey },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let words = ''
  child.stderr.on('data', (bytes: Buffer) => {
    words += bytes.toString()
  })
  const [code] = await once(child, 'close')
  rmSync(out, { recursive: true, force: true })
  expect(`${code} ${words}`).toMatch(/^0 /)
}

/** Issues a document of the sale anew through its page: its PDF is signed inside before the act commits to it. */
async function issuesAnew(page: Page, definition: string): Promise<void> {
  const root = /dossiers\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  const search = new URLSearchParams({ definition, root, file: root })
  await page.goto(`${port.url}/issue?${search.toString()}`)
  await page.getByRole('img', { name: 'Page 1' }).waitFor()
  await seal(page, 'Issue a document')
  const read = async (path: string) => (await page.request.get(`${port.url}/v1/files/${root}/documents${path}`)).body()
  const listed = z
    .object({ documents: z.array(z.object({ definition: z.string(), rendering: z.string() })) })
    .parse(JSON.parse((await read('')).toString()))
  const issued = listed.documents.findLast((each) => each.definition === definition)
  const pdf = new Uint8Array(await read(`/${issued?.rendering ?? ''}/rendering`))
  const trusted = { anchors: [port.port.certificates.authority.root.certificate], revocation: 'unchecked' } as const
  expect(verifyPdf(pdf, { signers: trusted, timeStamps: trusted, at: Date.now() })).toMatchObject({
    holds: true,
    signatures: [{ statement: { name: 'Qingdao Practice Tools' }, verdict: { level: 'B-T' } }],
  })
}

seen(
  'a figure of the invoice leads to who keyed it, in another file too, at the end of a whole trade, and a document issued anew is signed inside',
  { timeout: JOURNEY_MS },
  async () => {
    await playGoldenTrade()
    const seller = await desk('seller')
    await seller.getByRole('link', { name: /SC-2026-118/ }).click()
    await seller.getByRole('tab', { name: 'Documents' }).click()
    await seller.getByRole('link', { name: /Commercial invoice/ }).click()
    await seller.getByText('These are the pages whose hash the issuer signed.').waitFor()
    await seller.getByRole('img', { name: 'Page 1' }).waitFor()

    await seller.getByRole('button', { name: /^Documentary credit number/ }).click()
    const lineage = seller.getByRole('dialog', { name: 'Where this comes from' })
    await lineage.getByText('Signatures, chain, receipts and computations were checked in this browser.').waitFor()
    await lineage.getByText('keyed · Practice Bank Rotterdam · Issue the credit').waitFor()
    expect(await lineage.getByText('checked by you').count()).toBe(3)
    await lineage.getByRole('button', { name: 'Close' }).click()

    await seller.getByRole('button', { name: /^Total/ }).click()
    await lineage.getByText('14.85').waitFor()
    await lineage
      .getByText(/keyed · Qingdao Practice Tools · Offer or counter-offer/)
      .first()
      .waitFor()
    await lineage.getByRole('button', { name: 'Close' }).click()

    const complaints = await audit(seller)
    expect(complaints).toEqual([])
    const code = (await seller.getByRole('link', { name: /^[A-Z2-7]{5}-/ }).textContent()) ?? ''
    await issuesAnew(seller, 'sale-contract/1')
    await seller.context().close()

    const anybody = await openPage(browser)
    await anybody.goto(`${port.url}/verify/${code}`)
    await anybody.getByText('Qingdao Practice Tools').waitFor()
    await anybody.getByText('INV-2026-3307').waitFor()
    await anybody.getByText('current', { exact: true }).waitFor()
    await anybody.context().close()
  },
)
