import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'entrepot-cli-processes-'))
chmodSync(folder, 0o711)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A command of ours as a process of its own; its temporary files lie in a folder of their own. */
function entrepot(args: readonly string[], environment: Record<string, string> = {}) {
  const temporary = mkdtempSync(join(folder, 'tmp-'))
  chmodSync(temporary, 0o711)
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, 'index.ts'), ...args], {
    env: { ...inherited, TMPDIR: temporary, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  return {
    child,
    temporary,
    said: () => said,
    ended: once(child, 'close').then(([code]) => Number(code)),
    until: (text: RegExp) => untilSaid(child, () => said, text),
  }
}

/** Waits until a process has said something; fails with all that it said when it ends before. */
function untilSaid(child: ChildProcess, said: () => string, text: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = text.exec(said())
      if (found) resolve(found)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.once('close', () => reject(new Error(said())))
    look()
  })
}

const READY = /Entrepot is ready .*(http:\/\/127\.0\.0\.1:\d+)\//

test('serve tells the address and how to sign in, serves, refuses its data folder to another, and stops on an interrupt', async () => {
  const data = join(folder, 'serve')
  const holidays = join(folder, 'calendars.yaml')
  writeFileSync(holidays, 'Qingdao: { weekend: [Saturday, Sunday], holidays: { 2027-02-08: Spring Festival } }')
  const first = entrepot(['serve', '--port', '0', '--data', data, '--calendars', holidays])
  const [, address = ''] = await first.until(READY)
  expect(first.said()).toMatch(/seller\s+Qingdao Practice Tools\s+seller@practice\.example\s+practice-\S+/)
  expect(first.said()).toContain('Qingdao (the operator of this port), Rotterdam (demonstration)')
  expect(await (await fetch(`${address}/v1/calendars`)).json()).toMatchObject({
    calendars: [
      { place: 'Qingdao', holidays: [{ date: '2027-02-08', name: 'Spring Festival' }] },
      { place: 'Rotterdam', holidays: [], source: 'demonstration' },
    ],
  })
  const health = await fetch(`${address}/v1/health`)
  expect(health.status).toBe(200)
  expect((await fetch(`${address}/v1/no-such-thing`)).headers.get('content-type')).toContain('application/json')

  const second = entrepot(['serve', '--port', '0', '--data', data])
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain('database/data-folder-in-use')

  const port = new URL(address).port
  const third = entrepot(['serve', '--port', port, '--data', join(folder, 'other')])
  expect(await third.ended).toBe(1)
  expect(third.said()).toContain(`port ${port} is in use`)

  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(first.said()).toContain('Everything is stopped.')
  await expect(fetch(`${address}/v1/health`)).rejects.toThrow()
}, 90_000)

test('a file of calendars that is none is refused before anything starts, with the place in it', async () => {
  const broken = join(folder, 'broken.yaml')
  writeFileSync(broken, 'Qingdao: { weekend: [Caturday] }')
  const refused = entrepot(['serve', '--port', '0', '--data', join(folder, 'none'), '--calendars', broken])
  expect(await refused.ended).not.toBe(0)
  expect(refused.said()).toContain('calendar/no-such-weekday: Qingdao.weekend.0')
})

test('what was kept is there at the next start', async () => {
  const data = join(folder, 'twice')
  const passwords: string[] = []
  for (let start = 0; start < 2; start += 1) {
    const running = entrepot(['serve', '--port', '0', '--data', data])
    await running.until(READY)
    passwords.push(/seller@practice\.example\s+(\S+)/.exec(running.said())?.[1] ?? '')
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
  }
  expect(passwords[0]).toMatch(/^practice-/)
  expect(passwords[1]).toBe(passwords[0])
}, 90_000)

test('a database that does not answer is told by name', async () => {
  const closed = createServer()
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const address = closed.address()
  closed.close()
  const port = typeof address === 'object' ? address?.port : 0
  const url = `postgresql://nobody:secret@127.0.0.1:${port}/none`
  const running = entrepot(['serve', '--port', '0', '--data', join(folder, 'unreachable')], { DATABASE_URL: url })
  expect(await running.ended).toBe(1)
  expect(running.said()).toContain('database/unreachable')
  expect(running.said()).not.toContain('secret')
}, 60_000)

test('an interrupted trade leaves nothing behind: no process, no folder', async () => {
  const out = join(folder, 'interrupted')
  const trade = entrepot(['trade', '--scenario', 'fob-transfer', '--out', out])
  await trade.until(/\d+\/\d+ /)
  trade.child.kill('SIGINT')
  expect(await trade.ended).toBe(130)
  expect(readdirSync(trade.temporary)).toEqual([])
}, 90_000)

test.each([
  ['no command', ['frobnicate'], 'no command "frobnicate"'],
  ['an unknown scenario', ['trade', '--scenario', 'none', '--out', 'x'], 'one of cif-credit'],
  ['an unknown option', ['serve', '--colour', 'red'], '--colour'],
  ['a port that is none', ['serve', '--port', '123456'], '--port is a number'],
  [
    'a server without its operator',
    ['trade', '--scenario', 'cif-credit', '--out', 'x', '--server', 'http://x'],
    '--operator-key',
  ],
])(
  '%s is answered with how it is used, exit code 2',
  async (_, args, words) => {
    const asked = entrepot(args)
    expect(await asked.ended).toBe(2)
    expect(asked.said()).toContain(words)
  },
  30_000,
)

test('a folder that is not empty is not written into', async () => {
  const out = join(folder, 'full')
  mkdirSync(join(out, 'something'), { recursive: true })
  const asked = entrepot(['trade', '--scenario', 'cif-credit', '--out', out])
  expect(await asked.ended).toBe(2)
  expect(asked.said()).toContain('is not empty')
}, 30_000)
