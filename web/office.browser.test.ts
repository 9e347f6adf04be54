import { cifCredit } from '@entrepot/scenarios'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { freshId } from '@entrepot/server/acts/testing'
import { audit } from './testing-audit.ts'
import { deskOf, done, fillEnquiry, JOURNEY_MS, openPage, partyAt, pick, seenIn } from './testing-desk.ts'
import { openBrowser, openTestPort, type TestPort } from './testing-port.ts'

/** What an organisation keeps for itself: two people for one act, accounts, keys of programs, the practice clock. */

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
const { parties } = cifCredit()

/** The page can be read by everybody, in both languages. */
async function inBothLanguages(page: Page, chinese: string): Promise<void> {
  expect(await audit(page)).toEqual([])
  await page.getByRole('button', { name: '切换到中文' }).click()
  await page.getByRole('heading', { name: chinese, level: 1 }).waitFor()
  expect(await audit(page)).toEqual([])
  await page.getByRole('button', { name: 'Switch to English' }).click()
}

seen(
  'an organisation asks for two people: what the first one signs waits, and stands once the second one approved it',
  { timeout: JOURNEY_MS },
  async () => {
    const maker = await deskOf(browser, port, 'buyer')
    await maker.goto(`${port.url}/approvals`)
    await maker.getByText('Nothing waits for a second person.').waitFor()
    await inBothLanguages(maker, '一项行为，两人经手')
    await pick(maker, 'Types of act', 'Enquiry')
    await maker.keyboard.press('Escape')
    await maker.getByRole('button', { name: 'Save' }).click()
    await maker.getByText('Saved.').waitFor()
    await maker.getByRole('button', { name: 'Let a second person sign in' }).click()
    await maker.getByText('buyer-2@practice.example').waitFor()

    await fillEnquiry(maker, port, 'Ladders for two')
    await maker.getByRole('button', { name: 'Review and sign' }).click()
    await maker.getByRole('button', { name: 'Sign and lay before a second person' }).click()
    await maker.getByText('Waits for another person of yours').waitFor()
    await maker.goto(port.url)
    await maker.getByText('One act waits for a second person').waitFor()
    expect(await maker.getByRole('link', { name: /Ladders for two/ }).count()).toBe(0)

    const checker = await openPage(browser)
    await checker.goto(`${port.url}/sign-in`)
    await checker.getByLabel('E-mail').fill('buyer-2@practice.example')
    await checker.getByLabel('Password', { exact: false }).first().fill(port.practicePassword)
    await checker.getByRole('button', { name: 'Sign in', exact: true }).click()
    await checker.getByRole('link', { name: 'Look at it' }).first().click()
    await checker.getByRole('link', { name: 'Look at it' }).first().click()
    await checker.getByText('Ladders for two').waitFor()
    expect(await audit(checker)).toEqual([])
    await checker.getByRole('button', { name: 'Approve and send' }).click()
    await checker.getByText('Enquiry: it stands.').first().waitFor()
    await checker.getByText('Nothing waits for a second person.').waitFor()
    await checker.goto(port.url)
    await checker.getByRole('link', { name: /Ladders for two/ }).click()
    await checker.getByRole('button', { name: /Enquiry/ }).click()
    await checker.getByText('checked by you').first().waitFor()
    await Promise.all([maker, checker].map((each) => each.context().close()))
  },
)

seen('a customer sees its account and every posting with its act', { timeout: JOURNEY_MS }, async () => {
  const [bank, holder] = [parties['issuingBank'], parties['buyer']]
  const organisation = bank?.organisation ?? ''
  const file = freshId()
  await done(port, await partyAt(port, organisation), {
    ...{ type: 'open-account/1', as: 'bank', file, at: '2026-12-07T10:00+08:00' },
    opens: { kind: 'account', parties: { bank: organisation, holder: holder?.organisation ?? '' } },
    keyed: { '/opening': { amount: '120000.00', currency: 'USD' } },
  })
  const buyer = await deskOf(browser, port, 'buyer')
  await buyer.goto(`${port.url}/accounts`)
  const row = buyer.getByRole('link', { name: /Deposit/ })
  await row.waitFor()
  expect(await row.textContent()).toMatch(/at Practice Bank Rotterdam.*USD 120,000\.00/)
  await inBothLanguages(buyer, '账户')
  await row.click()
  await buyer.getByRole('heading', { name: 'Statement' }).waitFor()
  await buyer.getByText('+ 120,000.00').waitFor()
  await inBothLanguages(buyer, '存款')

  const clerk = await deskOf(browser, port, 'issuingBank')
  await clerk.goto(`${port.url}/accounts`)
  await clerk.getByRole('heading', { name: 'Our own books' }).waitFor()
  await clerk.getByRole('link', { name: /Deposit · Utrecht Practice Supply/ }).click()
  await clerk.getByRole('link', { name: 'Open an account' }).click()
  await clerk.getByRole('heading', { level: 1 }).waitFor()

  const nobody = await deskOf(browser, port, 'haulier')
  await nobody.goto(`${port.url}/accounts`)
  await nobody.getByText('No accounts').waitFor()
  await Promise.all([buyer, clerk, nobody].map((each) => each.context().close()))
})

seen(
  'a key is made for a program, shown once, works, and works no more when it is revoked',
  { timeout: JOURNEY_MS },
  async () => {
    const seller = await deskOf(browser, port, 'seller')
    await seller.goto(`${port.url}/keys`)
    await seller.getByText('No program has a key yet.').waitFor()
    await inBothLanguages(seller, 'API 密钥')
    await seller.getByLabel('What is it for?').fill('Warehouse system')
    await seller.getByRole('button', { name: 'Make a key' }).click()
    const key = (await seller.getByRole('status').getByText(/^ek_/).textContent()) ?? ''
    const status = async () =>
      (await fetch(`${port.url}/v1/files`, { headers: { authorization: `Bearer ${key}` } })).status
    expect(await status()).toBe(200)
    expect(await audit(seller)).toEqual([])
    await seller.reload()
    await seller.getByText('Warehouse system').waitFor()
    expect(await seller.getByText(key).count()).toBe(0)
    await seller.getByRole('button', { name: 'Revoke Warehouse system' }).click()
    await seller.getByRole('button', { name: 'Revoke for good? Warehouse system' }).click()
    await seller.getByText('revoked', { exact: true }).waitFor()
    expect(await status()).toBe(401)
    await seller.context().close()
  },
)

seen(
  'the practice clock goes forward for who has the operator’s key, and for nobody else',
  { timeout: JOURNEY_MS },
  async () => {
    const seller = await deskOf(browser, port, 'seller')
    await seller.goto(`${port.url}/clock`)
    await seller.getByRole('status').filter({ hasText: '7 Dec 2026, 10:00' }).waitFor()
    await inBothLanguages(seller, '练习时钟')
    await seller.getByRole('button', { name: 'A day on' }).click()
    await seller.getByLabel('The operator').fill('ek_of_nobody')
    await seller.getByRole('button', { name: 'Move the clock' }).click()
    await seller.getByRole('alert').waitFor()
    expect(await port.port.clock.now()).toBe('2026-12-07T10:00+08:00')
    await seller.getByLabel('The operator').fill(port.operatorKey)
    await seller.getByRole('button', { name: 'Move the clock' }).click()
    await seller.getByRole('status').filter({ hasText: '8 Dec 2026, 10:00' }).waitFor()
    expect(await port.port.clock.now()).toBe('2026-12-08T10:00+08:00')
    await seller.context().close()
  },
)
