/** Test support: the application over a test port; callers are known by `Bearer ORGANISATION`. */
import type pg from 'pg'
import type { Port } from '../acts/index.ts'
import type { PortParty } from '../acts/testing.ts'
import { createApp } from './app.ts'
import type { PortApp } from './app-types.ts'

/** The application; `OPERATOR` is the operator. */
export function testApp(port: Port): PortApp {
  return createApp({
    port,
    enrolment: { certificates: port.certificates, organisations: port.organisations, now: port.now },
    async identify(request) {
      const organisation = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
      if (organisation === undefined) return undefined
      return { organisation, kind: organisation === 'OPERATOR' ? 'operator' : 'program' }
    },
    isPerson: async () => false,
    addressOf: () => '192.0.2.1',
    log(error) {
      throw error
    },
  })
}

/** Sends a request for a party; a text body is sent as it is. */
export function ask(app: PortApp, party: Pick<PortParty, 'organisation'>, path: string, body?: unknown) {
  return app.request(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${party.organisation}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

/** How many rows every table holds that an act could leave something in. */
export async function countRows(pool: pg.Pool): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
     and tablename not in ('entrepot_migration', 'revocation', 'revocation_list') order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of rows) {
    const counted = await pool.query<{ n: number }>(`select count(*)::int as n from "${name}"`)
    counts[name] = counted.rows[0]?.n ?? 0
  }
  return counts
}
