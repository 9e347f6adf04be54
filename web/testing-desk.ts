/** Test support: people at their desks, in browsers of their own, and what they do there again and again. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { portHeldKey } from '@entrepot/server/registers/certificates'
import { type Deed, doIt, type PortParty, seenBy } from '@entrepot/server/acts/testing'
import { type ConditionalTest, testUnless } from '../checks/testing-programs.ts'
import { DIST, signIn, type TestPort } from './testing-port.ts'

/** Longest that one page may take on a busy machine. */
const PAGE_MS = 40_000
/** Longest that a test of many pages may take. */
export const JOURNEY_MS = 300_000

/** A test of what people see, left out where there is no browser, or nothing to be seen. */
export const seenIn = (browser: Browser | undefined): ConditionalTest =>
  testUnless(browser === undefined ? 'no Chromium' : isBuilt ? undefined : 'the pages are not built')

const isBuilt = existsSync(join(DIST, 'index.html'))

/** A page in a browser context of its own: nobody is signed in. */
export async function openPage(browser: Browser | undefined): Promise<Page> {
  if (!browser) throw new Error('no browser')
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  page.setDefaultTimeout(PAGE_MS)
  return page
}

/** The page of somebody who signed in for a party. */
export async function deskOf(browser: Browser | undefined, port: TestPort, party: string): Promise<Page> {
  const page = await openPage(browser)
  await signIn(page, port, party)
  return page
}

/** Picks from a list. */
export async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: false }).first().click()
  await page.getByRole('option', { name: option, exact: false }).first().click()
}

/** Looks at what will be signed, and signs it. */
export async function seal(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: 'Review and sign' }).click()
  const dialog = page.getByRole('dialog', { name: 'This will be signed' })
  await dialog.getByText('openly holds the key').waitFor()
  await dialog.getByRole('button', { name: 'Sign and send' }).click()
  await page.getByText(`${act}: it stands.`).first().waitFor()
}

/** Opens an enquiry of the buyer for one line, up to its sealing. */
export async function fillEnquiry(buyer: Page, port: TestPort, goods: string): Promise<void> {
  await buyer.goto(`${port.url}/act?type=enquire%2F1`)
  await pick(buyer, 'Seller', 'Qingdao Practice Tools')
  await buyer.getByLabel('Description of goods').fill(goods)
  await buyer.getByRole('textbox', { name: 'Quantity' }).fill('2400')
  await pick(buyer, 'Unit of quantity', 'PCE')
  await pick(buyer, 'Currency', 'USD')
}

/** A practice party with the key that the port openly holds for it: what pages are about stands before they open. */
export async function partyAt({ port }: TestPort, organisation: string): Promise<PortParty> {
  const held = await portHeldKey({ certificates: port.certificates, now: port.now }, organisation)
  if (!held?.known.signer) throw new Error(`the port holds no key for ${organisation}`)
  return { organisation, signer: held.known.signer, key: held.key }
}

/** Does a deed past the pages. @returns the identity of its act. */
export async function done({ port }: TestPort, party: PortParty, deed: Deed): Promise<string> {
  const kind = deed.opens?.kind ?? 'sale'
  const state = () => seenBy(port, party, deed.file, kind)
  expect(await doIt(port, party, { ...deed, on: await state() })).toMatchObject({ is: 'appended' })
  return (await state()).acts.at(-1)?.identity ?? ''
}
