import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { testUnless } from '../../checks/testing-programs.ts'
import { embeddedVersion, STATE_FOLDER } from './binaries.ts'
import { endOrphan } from './postmaster.ts'
import { commandLineOf } from './processes.ts'
import { startDatabase } from './start.ts'
import { withoutEmbedded } from './testing.ts'

const asRoot = process.getuid?.() === 0
/** The version that these tests run on, and the other one. */
const VERSION = embeddedVersion()
const OTHER = VERSION === 18 ? 15 : 18
/** Nothing listens on the first port of all. */
const NOWHERE = 'postgresql://nobody@127.0.0.1:1/none'

describe('an embedded database', () => {
  test('keeps what was committed over a stop and a start, behind a password that others cannot read', async () => {
    const dataDir = makeDataDir()
    const first = await start(dataDir)
    await ask(first.connectionString, `create table act as select 'sealed' as state`)
    await first.stop()
    const second = await start(dataDir)
    expect(await ask(second.connectionString, 'select state from act')).toEqual([{ state: 'sealed' }])
    expect(statSync(join(dataDir, 'database-password')).mode & 0o777).toBe(0o600)
    await expect(ask(second.connectionString.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow('password')
  })

  test('is durable and checks its pages', async () => {
    const { connectionString } = await start(makeDataDir())
    const settings = `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'data_checksums') order by name`
    expect(await ask(connectionString, settings)).toEqual([
      { name: 'data_checksums', setting: 'on' },
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
    ])
  })

  test('belongs to one process: another one is refused with the number of the first', async () => {
    const dataDir = makeDataDir()
    const { child } = await startElsewhere(dataDir)
    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'database/data-folder-in-use',
      message: expect.stringContaining(`process ${child.pid}`),
    })
  })

  test('belongs to one start: a second one in the same process is refused', async () => {
    const dataDir = makeDataDir()
    await start(dataDir)
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'database/data-folder-in-use' })
  })

  test('left running by a killed process is ended and started anew, with all that was committed', async () => {
    const dataDir = makeDataDir()
    const { child, connectionString } = await startElsewhere(dataDir)
    await ask(connectionString, 'create table kept as select 1 as one')
    const orphan = postmasterOf(dataDir)
    await kill(child)
    expect(commandLineOf(orphan)).toContain('postgres')

    const log: string[] = []
    const next = await start(dataDir, log)
    expect(log).toEqual([`ending PostgreSQL (process ${orphan}), which an earlier run left behind`])
    expect(await ask(next.connectionString, 'select one from kept')).toEqual([{ one: 1 }])
  })

  test('killed together with its process replays its log', async () => {
    const dataDir = makeDataDir()
    const { child, connectionString } = await startElsewhere(dataDir)
    await ask(connectionString, 'create table kept as select 1 as one')
    const postmaster = postmasterOf(dataDir)
    await kill(child)
    process.kill(postmaster, 'SIGKILL')
    const next = await start(dataDir)
    expect(await ask(next.connectionString, 'select one from kept')).toEqual([{ one: 1 }])
  })

  test('ends with a process that ends without stopping it', async () => {
    const dataDir = makeDataDir()
    const { child } = await startElsewhere(dataDir, 'exit-at-once')
    if (child.exitCode === null) await once(child, 'exit')
    await vi.waitFor(
      () => expect(existsSync(join(dataDir, `postgresql/${VERSION}/postmaster.pid`))).toBe(false),
      10_000,
    )
  })

  test('is not kept from starting by a mark whose number is now an unrelated process', async () => {
    const dataDir = makeDataDir()
    await (await start(dataDir)).stop()
    const mark = join(dataDir, `postgresql/${VERSION}/postmaster.pid`)
    writeFileSync(mark, `${process.pid}\n${realpathSync(join(dataDir, `postgresql/${VERSION}`))}\n`)
    const { connectionString } = await start(dataDir)
    expect(await ask(connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is initialised anew when its initialisation was cut short', async () => {
    const dataDir = makeDataDir()
    await (await start(dataDir)).stop()
    renameSync(join(dataDir, `postgresql/${VERSION}`), join(dataDir, `postgresql/${VERSION}.draft`))
    rmSync(join(dataDir, `postgresql/${VERSION}.draft/PG_VERSION`))
    const { connectionString } = await start(dataDir)
    expect(await ask(connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('refuses data whose password is gone, and lets go of the folder', async () => {
    const dataDir = makeDataDir()
    await (await start(dataDir)).stop()
    const password = readFileSync(join(dataDir, 'database-password'))
    rmSync(join(dataDir, 'database-password'))
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'database/password-missing' })
    writeFileSync(join(dataDir, 'database-password'), password)
    await start(dataDir)
  })

  testUnless(withoutEmbedded(OTHER))('refuses to begin afresh beside data of another version', async () => {
    const dataDir = makeDataDir()
    await (await start(dataDir)).stop()
    const other = startDatabase({ dataDir, url: '', version: OTHER, log: () => undefined })
    await expect(other).rejects.toMatchObject({ code: 'database/version-differs' })
  })

  testUnless(asRoot ? undefined : 'these tests do not run as root')('never runs as root', async () => {
    const dataDir = makeDataDir()
    await start(dataDir)
    expect(statSync(`/proc/${postmasterOf(dataDir)}`).uid).not.toBe(0)
  })

  testUnless(asRoot ? undefined : 'these tests do not run as root')(
    'of a data folder that only root can enter lies apart, and the log says where',
    async () => {
      const dataDir = makeDataDir(0o700)
      const log: string[] = []
      const first = await start(dataDir, log)
      await ask(first.connectionString, 'create table kept as select 1 as one')
      await first.stop()
      const folder = realpathSync(join(dataDir, 'postgresql'))
      expect(folder.startsWith(`${STATE_FOLDER}/data/`)).toBe(true)
      expect(log).toEqual([expect.stringContaining(folder)])

      const second = await start(dataDir)
      expect(await ask(second.connectionString, 'select one from kept')).toEqual([{ one: 1 }])
    },
  )
})

describe('a given database', () => {
  test('is used as it is, and left running', async () => {
    const embedded = await start(makeDataDir())
    const given = await startDatabase({
      dataDir: '/nowhere',
      url: embedded.connectionString,
      log: () => undefined,
    })
    expect(given).toMatchObject({ kind: 'given', connectionString: embedded.connectionString })
    await given.stop()
    expect(await ask(embedded.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('that does not answer is named as such', async () => {
    const given = startDatabase({ dataDir: '/nowhere', url: NOWHERE, log: () => undefined })
    await expect(given).rejects.toMatchObject({ code: 'database/unreachable' })
  })
})

function makeDataDir(cloneMode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-start-'))
  const dataDir = join(folder, 'clone/data')
  mkdirSync(join(folder, 'clone'))
  chmodSync(folder, 0o711)
  chmodSync(join(folder, 'clone'), cloneMode)
  onTestFinished(async () => {
    if (existsSync(join(dataDir, 'postgresql'))) {
      const place = realpathSync(join(dataDir, 'postgresql'))
      await endOrphan(join(place, String(VERSION)), () => undefined)
      rmSync(place, { recursive: true })
    }
    rmSync(folder, { recursive: true })
  })
  return dataDir
}

async function start(dataDir: string, log: string[] = []) {
  const database = await startDatabase({ dataDir, url: '', log: (message) => void log.push(message) })
  onTestFinished(() => database.stop())
  return database
}

async function startElsewhere(dataDir: string, mode = 'stay') {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing-holder.ts'), dataDir, mode])
  onTestFinished(() => kill(child))
  child.stderr.pipe(process.stderr)
  const [line]: unknown[] = await once(child.stdout, 'data')
  return { child, connectionString: String(line).trim() }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, `postgresql/${VERSION}/postmaster.pid`), 'utf8').split('\n')[0])
}

async function ask(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
