import { join, resolve } from 'node:path'
import type { BusinessCalendar } from '@entrepot/calendar'
import { calendarsIn, readKeyed } from '@entrepot/scenarios'
import { type RunningServer, startServer } from '@entrepot/server'
import { PUBLIC_URL_RULE, readPublicUrl } from '@entrepot/server/registers/certificates'
import { UsageError, valueOf } from '../arguments.ts'
import type { Command } from '../command.ts'
import { practiceCalendars, practiceParties, type SigningIn } from '../practice-parties.ts'
import { table } from '../trade/table.ts'
import { ensureFree, ListeningFault } from './listening.ts'
import { mountPages } from './pages.ts'

const DEFAULT_PORT = 8080
const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_DATA = '.data'
const HIGHEST_PORT = 65_535

/** Starts a practice port with its pages, says how to sign in, and runs until it is asked to end. */
export const serve: Command = {
  name: 'serve',
  summary: 'start a practice port: database, server, web pages',
  options: {
    port: { value: 'PORT', help: `where to listen, ${DEFAULT_PORT} unless said` },
    host: { value: 'ADDRESS', help: `${DEFAULT_HOST} unless said: for this machine alone` },
    data: {
      value: 'DIR',
      help: `database, keys and secrets, ${DEFAULT_DATA} unless said; DATABASE_URL names another database`,
    },
    calendars: {
      value: 'FILE',
      help: 'weekends and holidays by place (YAML or JSON), beside or instead of those for demonstration',
    },
    'public-url': {
      value: 'URL',
      help: 'where others reach this port; certificates then name its lists and OCSP there (or ENTREPOT_PUBLIC_URL)',
    },
    clock: { value: 'INSTANT', help: 'where the practice clock of a new data folder starts, now unless said' },
  },
  async run(given) {
    const startedMs = Date.now()
    const port = portIn(valueOf(given, 'port'))
    const host = valueOf(given, 'host') ?? DEFAULT_HOST
    const clock = valueOf(given, 'clock')
    const calendars = { ...practiceCalendars(), ...calendarsFrom(valueOf(given, 'calendars')) }
    const place = { port, host, dataDir: resolve(valueOf(given, 'data') ?? DEFAULT_DATA), calendars }
    const publicUrl = publicUrlIn(valueOf(given, 'public-url') ?? process.env['ENTREPOT_PUBLIC_URL'])
    const parties = practiceParties()
    const ending = awaitEnd()
    const server = await start({ ...place, ...publicUrl, ...(clock === undefined ? {} : { clock }) }, parties)
    try {
      if (!ending.isAsked()) await welcome(server, { parties, ...place, startedMs })
      await ending.asked
    } finally {
      await server.stop()
      ending.restore()
    }
    process.stdout.write('Everything is stopped.\n')
    return 0
  },
}

function portIn(text: string | undefined): number {
  const port = text === undefined ? DEFAULT_PORT : Number(text)
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT)
    throw new UsageError(`--port is a number from 0 (any that is free) to ${HIGHEST_PORT}`)
  return port
}

/** Nothing, where nothing is said: an address is not guessed. */
function publicUrlIn(text: string | undefined): { readonly publicUrl?: string } {
  if (text === undefined || text === '') return {}
  const publicUrl = readPublicUrl(text)
  if (publicUrl === undefined) throw new UsageError(`--public-url ${text}: it is ${PUBLIC_URL_RULE}`)
  return { publicUrl }
}

/** Who published the calendars of a file that does not say so. */
const OPERATOR = 'the operator of this port'

function calendarsFrom(file: string | undefined): Readonly<Record<string, BusinessCalendar>> {
  if (file === undefined) return {}
  try {
    return calendarsIn(readKeyed(resolve(file)), OPERATOR)
  } catch (error) {
    throw new UsageError(`--calendars ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

interface Place {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly calendars: Readonly<Record<string, BusinessCalendar>>
  readonly clock?: string
  readonly publicUrl?: string
}

async function start(place: Place, parties: readonly SigningIn[]): Promise<RunningServer> {
  await ensureFree(place.port, place.host)
  try {
    return await startServer({
      ...place,
      log: (message) => void process.stderr.write(`${message}\n`),
      parties,
      mount: (app) => mountPages(app, join(import.meta.dirname, '../../web/dist')),
    })
  } catch (error) {
    throw isDenied(error) ? new DataFolderFault(place.dataDir, error) : error
  }
}

/** Somebody else's data folder, or a disk that cannot be written. */
class DataFolderFault extends Error {
  readonly code = 'serve/data-folder-unusable'
  constructor(folder: string, cause: unknown) {
    super(
      `${folder} cannot be used by this account (${String(cause)}); run as its owner, or choose another with --data`,
      { cause },
    )
    this.name = 'DataFolderFault'
  }
}

const DENIED: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'])

const isDenied = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof ListeningFault) && 'code' in error && DENIED.has(error.code)

interface Welcome extends Pick<Place, 'dataDir' | 'calendars'> {
  readonly parties: readonly SigningIn[]
  readonly startedMs: number
}

async function welcome(server: RunningServer, { parties, dataDir, calendars, startedMs }: Welcome): Promise<void> {
  const rows = parties.map(({ role, name, email }) => [role, name, email, server.practicePassword])
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1)
  const lines = [
    table(['party', 'name', 'e-mail', 'password'], rows),
    '',
    `This is a practice port: its authority is a demonstration, and it openly holds the keys of these parties.`,
    `Its clock stands at ${await server.port.clock.now()}; the operator's key, which moves it, lies in ${join(dataDir, 'operator-key')}.`,
    `It knows the business days of ${Object.values(calendars).map(told).join(', ')}.`,
    `The API is described at ${server.url}/reference.`,
    '',
    `Entrepot is ready after ${seconds} s: ${server.url}/  Sign in as one of the parties above. Ctrl-C stops everything.`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** A place with whose calendar it is. */
const told = ({ place, source = 'unknown' }: BusinessCalendar): string => `${place} (${source})`

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The first signal asks to end; further ones are taken for the same. */
function awaitEnd() {
  let isAsked = false
  let ask: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    ask = resolve
  })
  const take = (): void => {
    isAsked = true
    ask()
  }
  for (const signal of ENDING) process.on(signal, take)
  return {
    asked,
    isAsked: () => isAsked,
    restore() {
      for (const signal of ENDING) process.off(signal, take)
    },
  }
}
