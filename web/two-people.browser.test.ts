import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cifCredit } from '@entrepot/scenarios'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { freshId } from '@entrepot/server/acts/testing'
import { audit } from './testing-audit.ts'
import { deskOf, done, JOURNEY_MS, partyAt, seenIn } from './testing-desk.ts'
import { openBrowser, openTestPort, type TestPort } from './testing-port.ts'

/** A document that two people of its issuer issue: one asks, the other looks and approves. */

const browser: Browser | undefined = await openBrowser()
const folder = mkdtempSync(join(tmpdir(), 'entrepot-two-people-'))
let port: TestPort
beforeAll(async () => {
  port = await openTestPort('2026-12-07T10:00+08:00')
}, JOURNEY_MS)
afterAll(async () => {
  await browser?.close()
  await port.close()
  rmSync(folder, { recursive: true, force: true })
}, JOURNEY_MS)

const { buyer: buyerIs, seller: sellerIs } = cifCredit().parties
const seller = sellerIs?.organisation ?? ''

/** A sale up to the seller’s offer. @returns its file, and the identity of the offer. */
async function offeredSale() {
  const asking = await partyAt(port, buyerIs?.organisation ?? '')
  const offering = await partyAt(port, seller)
  const file = freshId()
  const at = '2026-12-07T10:00+08:00'
  const goods = { '/lines/l1/goods': 'Spirit levels', '/lines/l1/quantity': '100', '/lines/l1/unit': 'PCE' }
  const answers = await done(port, asking, {
    ...{ type: 'enquire/1', as: 'buyer', file, at, keyed: { ...goods, '/currency': 'USD' } },
    opens: { kind: 'sale', parties: { buyer: asking.organisation, seller } },
  })
  await done(port, offering, { type: 'enter/1', as: 'seller', file, at })
  const offer = await done(port, offering, {
    ...{ type: 'offer/1', as: 'seller', file, at, answers },
    keyed: { '/lines/l1/price': '9.00', '/incoterm/rule': 'CIF', '/incoterm/place': 'NLRTM' },
  })
  return { file, offer }
}

/** The page of a second person of the seller. */
async function secondDesk(): Promise<Page> {
  const second = {
    email: port.emailOf('seller-2'),
    name: 'A second one',
    organisation: seller,
    role: 'member',
  } as const
  await port.identity.ensurePeople([second], port.practicePassword)
  return deskOf(browser, port, 'seller-2')
}

/** What `entrepot verify` says of the evidence that a page's person may see. */
async function verified(page: Page, file: string): Promise<string> {
  const answer = await page.request.get(`${port.url}/v1/evidence?root=${file}`)
  expect(answer.status()).toBe(200)
  const path = join(folder, 'evidence.zip')
  writeFileSync(path, await answer.body())
  const command = [join(import.meta.dirname, '../cli/index.ts'), 'verify', path]
  const { stdout } = await promisify(execFile)(process.execPath, command)
  return stdout
}

/** Approvals of each act of a file. */
async function approvalsIn(page: Page, file: string) {
  const shape = z.object({
    entries: z.array(z.object({ act: z.object({ approvals: z.array(z.string()).default([]) }) })),
  })
  const { entries } = shape.parse(await (await page.request.get(`${port.url}/v1/files/${file}`)).json())
  return entries.map(({ act }) => act.approvals)
}

seenIn(browser)(
  'two people issue a document: what the first one signed is no document until the second one approved it, and then verifies',
  { timeout: JOURNEY_MS },
  async () => {
    const { file, offer } = await offeredSale()
    await port.port.organisations.askTwoPeopleFor(seller, ['issue-document'])
    const documents = async () => (await port.port.files.read(file))?.known.state.documents.size

    const maker = await deskOf(browser, port, 'seller')
    const search = new URLSearchParams({ definition: 'quotation/1', root: file, file, subject: offer })
    await maker.goto(`${port.url}/issue?${search.toString()}`)
    await maker.getByRole('img', { name: 'Page 1' }).waitFor()
    await maker.getByRole('button', { name: 'Review and sign' }).click()
    await maker.getByRole('button', { name: 'Sign and lay before a second person' }).click()
    await maker.getByText('Waits for another person of yours').waitFor()
    expect(await documents()).toBe(0)

    const checker = await secondDesk()
    await checker.getByRole('link', { name: 'Look at it' }).first().click()
    await checker.getByRole('link', { name: 'Look at it' }).first().click()
    await checker.getByText('Spirit levels').first().waitFor()
    expect(await audit(checker)).toEqual([])
    await checker.getByRole('button', { name: 'Approve and send' }).click()
    await checker.getByText('Issue a document: it stands.').first().waitFor()
    expect(await documents()).toBe(1)

    const said = await verified(checker, file)
    expect(said).toMatch(/quotation\/1 +Qingdao Practice Tools +checked by you; .* the PDF is the signed one/)
    expect(said).toContain('The evidence holds.')
    const approvals = await approvalsIn(checker, file)
    expect(approvals.map((each) => each.length)).toEqual([0, 0, 0, 1])
    await Promise.all([maker, checker].map((page) => page.context().close()))
  },
)
