import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { audit } from './testing-audit.ts'
import { seenIn } from './testing-desk.ts'
import { openBrowser, openTestPort, type TestPort } from './testing-port.ts'

const browser: Browser | undefined = await openBrowser()
const seen = seenIn(browser)
const PAGE_MS = 60_000

let port: TestPort
const folder = mkdtempSync(join(tmpdir(), 'entrepot-interchange-'))
beforeAll(async () => {
  port = await openTestPort('2026-11-28T08:00+08:00')
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await port.close()
  rmSync(folder, { recursive: true, force: true })
}, 180_000)

const ORDER = `UNB+UNOC:3+BUYER:ZZZ+SELLER:ZZZ+261129:1200+000123'UNH+1+ORDERS:D:01B:UN'BGM+220+PO-1+9'DTM+137:20261129:1029'LIN+1++D750:SRV'QTY+21:2400:PCE'UNS+S'UNT+7+1'UNZ+1+000123'`

seen(
  'whoever drops a file sees its messages as trees, what is wrong in its place, and takes the acknowledgement along',
  { timeout: PAGE_MS * 3 },
  async () => {
    const path = join(folder, 'order.edi')
    writeFileSync(path, ORDER)
    const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
    const page = await context.newPage()
    page.setDefaultTimeout(PAGE_MS)
    await page.goto(`${port.url}/interchange`)
    await page.locator('input[type=file]').first().setInputFiles(path)
    await page.getByText('One thing is wrong.').waitFor()
    await page.getByText('purchase order').waitFor()
    const wrong = page.locator('.edi-wrong')
    expect(await wrong.innerText()).toContain('Too long')
    expect(await wrong.innerText()).toContain('1029')
    expect(await audit(page)).toEqual([])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CONTRL' }).click(),
    ])
    expect(readFileSync(await download.path(), 'utf8')).toContain("UCM+1+ORDERS:D:01B:UN+4'UCS+3'UCD+39+2:3'")
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(join(import.meta.dirname, 'package.json'))
    await page.getByText('This is no interchange').waitFor()
  },
)
