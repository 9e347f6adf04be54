/** Test support: a practice port with its pages, and a browser to see them with. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { cifCredit } from '@entrepot/scenarios'
import { type RunningServer, startServer } from '@entrepot/server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findBrowser } from '../checks/browser.ts'

/** Where the pages are built to. */
export const DIST = join(import.meta.dirname, 'dist')

/** A practice port that the golden trade's parties can sign in at. */
export interface TestPort extends RunningServer {
  readonly emailOf: (party: string) => string
  close(): Promise<void>
}

/** Starts a practice port on a data folder of its own, with the built pages. */
export async function openTestPort(clock: string, port = 0): Promise<TestPort> {
  const dataDir = mkdtempSync(join(tmpdir(), 'entrepot-pages-'))
  const { parties, calendars } = cifCredit()
  const emailOf = (party: string): string => `${party.toLowerCase()}@practice.example`
  const server = await startServer({
    ...{ dataDir, port, clock, calendars, log: () => undefined },
    parties: Object.entries(parties).map(([party, { organisation, name, country, place }]) => ({
      ...{ organisation, name, country, email: emailOf(party) },
      ...(place === undefined ? {} : { place, registration: organisation }),
    })),
    mount: (app) =>
      void app.get('*', (context) => {
        const path = join(DIST, context.req.path)
        const isFile = path.startsWith(DIST) && extname(path) !== '' && existsSync(path)
        const [body, type] = isFile
          ? [readFileSync(path), TYPES[extname(path)]]
          : [readFileSync(join(DIST, 'index.html'))]
        return context.body(new Uint8Array(body), 200, { 'content-type': type ?? 'text/html; charset=utf-8' })
      }),
  })
  return {
    ...server,
    emailOf,
    async close() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** The browser that was found on this machine; as root it runs without its sandbox, as Chromium asks. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = findBrowser()
  if (executablePath === undefined) return undefined
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}

/** Signs somebody in through the page. */
export async function signIn(page: Page, port: TestPort, party: string): Promise<void> {
  await page.goto(`${port.url}/sign-in`)
  await page.getByLabel('E-mail').fill(port.emailOf(party))
  await page.getByLabel('Password', { exact: false }).first().fill(port.practicePassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Trades' }).waitFor()
}
