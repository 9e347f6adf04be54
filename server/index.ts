import { join } from 'node:path'
import { serve, type ServerType } from '@hono/node-server'
import type { BusinessCalendar } from '@entrepot/calendar'
import type { Catalogue } from '@entrepot/trade/act'
import { catalogue as wholeCatalogue } from '@entrepot/trade/catalogue'
import type { Context } from 'hono'
import { z } from 'zod'
import { erasing } from './acts/erase.ts'
import { type Ledger, openPort, type Port, projections } from './acts/index.ts'
import { openPracticeClock, realClock } from './clock/index.ts'
import { connect, migrate, migrations, oneShard, type Shards, startDatabase } from './database/index.ts'
import { diskStorage, openTransparency } from './log/index.ts'
import { createOutbox, keepDoing } from './delivery/outbox/index.ts'
import { createApp, HEADERS_TIMEOUT_MS, type PortApp, type PracticeParty, REQUEST_TIMEOUT_MS } from './http/index.ts'
import { createIdentity, type Identity, mountIdentity, operatorKey, practicePassword } from './identity/index.ts'
import {
  type Enrolment,
  enrolPortHeld,
  openCertificates,
  PUBLIC_URL_RULE,
  readPublicUrl,
} from './registers/certificates/index.ts'
import { createLedger, mountAccounts, settlementHandlers } from './registers/ledger/index.ts'
import { openOrganisations } from './registers/organisations/index.ts'

export type { PortApp, PracticeParty } from './http/index.ts'

/** What a server starts from. */
export interface ServerOptions {
  /** 0 for any that is free. */
  readonly port: number
  /** Keys, secrets and, unless `databaseUrl` says otherwise, the database. */
  readonly dataDir: string
  readonly databaseUrl?: string
  /** Told, in plain words, what takes time or went wrong. */
  readonly log: (message: string) => void
  /** 127.0.0.1 unless said. */
  readonly host?: string
  /** A practice port has a clock that can be moved, and openly holds keys for its practice parties; `true` unless said. */
  readonly practice?: boolean
  /** Practice parties: each gets a port-held key, and a person who signs in with the practice password. */
  readonly parties?: readonly PracticeParty[]
  /** Where a new practice clock starts; now, unless said. An instant with offset. */
  readonly clock?: string
  /** Where others reach this port, `https://port.example`: certificates issued from now on name its lists and its responder there. */
  readonly publicUrl?: string
  /** Origins of web pages beside the server's own, for signing in. */
  readonly origins?: readonly string[]
  /** Files and acts other than those of the whole trade. */
  readonly catalogue?: Catalogue
  /** Business days by place; a deadline that rests on a place without one is undecidable once its last day may have passed. */
  readonly calendars?: Readonly<Record<string, BusinessCalendar>>
  /** Mounts further routes (pages); called once, before the first request. */
  readonly mount?: (app: PortApp) => void
  /** Real time, epoch milliseconds. */
  readonly now?: () => number
}

/** A server that runs. */
export interface RunningServer {
  /** `http://127.0.0.1:8080`. */
  readonly url: string
  readonly port: Port
  readonly identity: Identity
  /** The operator's API key: moves the practice clock, takes practice parties in. */
  readonly operatorKey: string
  /** The password of all practice people of this data folder. */
  readonly practicePassword: string
  /** Ends streams, waits for what is under way, stops the database if it was started here; may be called again. */
  stop(): Promise<void>
}

/** Name of the rules that judge; it stands in each receipt. */
export const RULESET = 'entrepot/0.1'
const OPERATOR = 'OPERATOR'
/** A port's log is named after its root certificate, so that no two are named alike. */
const LOG_NAME = 'entrepot.invalid/log'
const SWEEP_MS = 30_000
/** How long requests under way may still take when the server stops. */
const STOP_GRACE_MS = 3_000

/** Starts a server: database, registers, port, HTTP. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataDir, log, now = Date.now } = options
  const database = await startDatabase({ dataDir, log, url: options.databaseUrl })
  const connection = connect(database.connectionString, { log })
  try {
    await migrate(connection.pool, migrations)
    const shards = oneShard(connection.pool)
    const fault = (error: unknown): void => log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    const isPractice = options.practice ?? true
    const ledger = createLedger({ shards, now })
    const port = await openPortOver(options, { shards, ledger, fault, isPractice })
    const outbox = createOutbox({
      ...{ shards, now, log: ({ topic, file, error }) => fault(new Error(`${topic} of ${file}`, { cause: error })) },
      handlers: {
        ...projections(shards, port.files.forget),
        ...erasing(shards, port.files.forget),
        ...settlementHandlers(ledger),
      },
    })
    const http = await listen(options, { port, pool: connection.pool, isPractice, fault })
    const repeated = [outbox.start(), keepDoing(() => ledger.sweep(), { everyMs: SWEEP_MS, log: fault })]
    let stopping: Promise<void> | undefined
    const stop = async (): Promise<void> => {
      port.events.end()
      await http.close()
      await port.lanes.drained()
      await port.transparency?.stop()
      await Promise.all(repeated.map((each) => each.stop()))
      await connection.close()
      await database.stop()
    }
    return {
      ...{ url: http.url, port, identity: http.identity, operatorKey: http.operatorKey },
      practicePassword: http.practicePassword,
      stop: () => (stopping ??= stop()),
    }
  } catch (error) {
    await connection.close()
    await database.stop()
    throw error
  }
}

interface Under {
  readonly shards: Shards
  readonly ledger: Ledger
  readonly fault: (error: unknown) => void
  readonly isPractice: boolean
}

async function openPortOver(options: ServerOptions, { shards, ledger, fault, isPractice }: Under): Promise<Port> {
  const { dataDir, now = Date.now, clock } = options
  const database = shards.home
  const certificates = await openCertificates({ database, dataDir, now, ...publicUrlOf(options) })
  return openPort({
    ...{ catalogue: options.catalogue ?? wholeCatalogue, ruleset: RULESET, calendars: options.calendars ?? {} },
    ...{ shards, ledger, now, log: fault },
    certificates,
    transparency: openTransparency({
      ...{ shards, now, fault, storage: diskStorage(join(dataDir, 'log')) },
      origin: `${LOG_NAME}/${certificates.authority.root.thumbprint}`,
      key: certificates.keys.keep('log', 'Ed25519'),
      operator: () => certificates.operatorKey,
    }),
    organisations: openOrganisations(database, now),
    clock: isPractice
      ? await openPracticeClock(database, { now, ...(clock === undefined ? {} : { start: clock }) })
      : realClock(now),
  })
}

function publicUrlOf({ publicUrl }: ServerOptions): { readonly publicUrl?: string } {
  if (publicUrl === undefined) return {}
  const read = readPublicUrl(publicUrl)
  if (read === undefined) throw new Error(`server/public-url: ${publicUrl} is not ${PUBLIC_URL_RULE}`)
  return { publicUrl: read }
}

interface Listening {
  readonly url: string
  readonly identity: Identity
  readonly operatorKey: string
  readonly practicePassword: string
  close(): Promise<void>
}

interface Behind {
  readonly port: Port
  readonly pool: Parameters<typeof createIdentity>[0]['pool']
  readonly isPractice: boolean
  readonly fault: (error: unknown) => void
}

async function listen(options: ServerOptions, { port, pool, isPractice, fault }: Behind): Promise<Listening> {
  const { dataDir, log, host = '127.0.0.1', now = Date.now } = options
  // The address is known once the socket listens, and the identity wants it: requests wait for the application until then.
  const serving: { app?: PortApp } = {}
  const server = await bind(options.port, host, (request, env) =>
    serving.app ? serving.app.fetch(request, env) : new Response(null, { status: 503 }),
  )
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a socket that listens on a port has a number')
  const { port: bound } = address
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`
  const origins = [url, `http://localhost:${bound}`, ...(options.origins ?? [])] as const
  const identity = createIdentity({ pool, dataDir, origins: [...origins], now, log })
  const key = await operatorKey(identity.keys, dataDir, OPERATOR)
  const enrolment = { certificates: port.certificates, organisations: port.organisations, now }
  const password = practicePassword(dataDir)
  const parties = isPractice ? (options.parties ?? []) : []
  for (const party of parties) await takeIn(enrolment, party)
  await identity.ensurePeople(parties.map(personOf), password)
  const complete = createApp({
    ...{ port, log: fault, identify: (request) => identity.identify(request), addressOf },
    isPerson: async (request) => (await identity.signedIn(request)) !== undefined,
    enrolment,
    ...(isPractice ? { practice: practiceOf(parties, identity, password) } : {}),
  })
  mountIdentity(complete, identity)
  mountAccounts(complete, { shards: port.shards, callerOf: async (context) => context.get('caller') })
  options.mount?.(complete)
  serving.app = complete
  return { url, identity, operatorKey: key, practicePassword: password, close: () => closeServer(server) }
}

async function takeIn(enrolment: Enrolment, party: PracticeParty): Promise<void> {
  const enrolled = await enrolPortHeld(enrolment, party)
  if ('ok' in enrolled) throw new Error(`${enrolled.code}: ${party.organisation} cannot be a practice party`)
}

/** What a practice port does for its parties beside trading. */
function practiceOf(
  parties: readonly PracticeParty[],
  identity: Identity,
  password: string,
): NonNullable<Parameters<typeof createApp>[0]['practice']> {
  return {
    parties,
    makeKey: (organisation) => identity.keys.create(organisation, { label: 'practice' }),
    async addPerson(organisation) {
      const party = parties.find((each) => each.organisation === organisation)
      if (!party) return undefined
      const second = { email: party.email.replace('@', '-2@'), name: `${party.name} (2)` }
      await identity.ensurePeople([{ ...second, organisation, role: 'member' }], password)
      return second
    },
  }
}

const personOf = ({ email, name, organisation }: PracticeParty) => ({
  ...{ email, name, organisation },
  role: 'administrator' as const,
})

function bind(port: number, hostname: string, fetch: Parameters<typeof serve>[0]['fetch']): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const serverOptions = { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS }
    const server = serve({ fetch, port, hostname, serverOptions }, () => {
      server.off('error', reject)
      resolve(server)
    })
    server.once('error', reject)
  })
}

/** What is under way may end; what takes longer than that is cut off. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), STOP_GRACE_MS)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}

function addressOf(context: Context): string {
  return connectionShape.safeParse(context.env).data?.incoming.socket.remoteAddress ?? ''
}

/** What @hono/node-server hands on of a request's connection. */
const connectionShape = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string().optional() }) }),
})
