import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DIST, openBrowser, openTestPort, signIn, type TestPort } from './testing-port.ts'

const browser: Browser | undefined = await openBrowser()
const isBuilt = existsSync(join(DIST, 'index.html'))
const JOURNEY_MS = 180_000
/** Longest that one page may take on a busy machine. */
const PAGE_MS = 20_000

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

const seen = test.skipIf(browser === undefined || !isBuilt)

async function desk(party: string): Promise<Page> {
  if (!browser) throw new Error('no browser')
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  page.setDefaultTimeout(PAGE_MS)
  await signIn(page, port, party)
  return page
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: false }).first().click()
  await page.getByRole('option', { name: option, exact: false }).first().click()
}

/** Looks at what will be signed, and signs it. */
async function seal(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: 'Review and sign' }).click()
  const dialog = page.getByRole('dialog', { name: 'This will be signed' })
  await dialog.getByText('openly holds the key').waitFor()
  await dialog.getByRole('button', { name: 'Sign and send' }).click()
  await page.getByText(`${act}: it stands.`).first().waitFor()
}

seen(
  'buyer and seller come from an enquiry to a signed contract through their pages, each seeing the other move',
  { timeout: JOURNEY_MS },
  async () => {
    const [buyer, seller] = [await desk('buyer'), await desk('seller')]

    await buyer.getByRole('link', { name: 'Begin something new' }).click()
    await buyer.getByRole('link', { name: 'Enquiry' }).click()
    await pick(buyer, 'Seller', 'Qingdao Practice Tools')
    await buyer.getByLabel('Description of goods').fill('Electric impact drill 230 V 750 W')
    await buyer.getByRole('textbox', { name: 'Quantity' }).fill('2400')
    await pick(buyer, 'Unit of quantity', 'PCE')
    await pick(buyer, 'Currency', 'USD')
    await seal(buyer, 'Enquiry')
    await buyer.getByRole('heading', { name: 'Electric impact drill' }).waitFor()

    // The seller's page moves on by itself: nobody loads it again.
    await seller.getByRole('heading', { name: 'Invitations' }).waitFor()
    await seller.getByRole('link', { name: 'Enter', exact: true }).first().click()
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
