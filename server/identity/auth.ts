import { APIError, createAuthMiddleware } from 'better-auth/api'
import { betterAuth } from 'better-auth'
import { Kysely, PostgresDialect } from 'kysely'
import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import { attemptsIn } from './attempts.ts'
import {
  ATTEMPT_WINDOW_MS,
  MAX_PASSWORD,
  MIN_PASSWORD,
  REQUESTS_PER_MINUTE,
  SESSION_RENEW_S,
  SESSION_S,
  SIGN_INS_PER_MINUTE,
} from './limits.ts'
import { firstOrganisationOf } from './people.ts'

/** What signing in needs. */
export interface AuthOptions {
  /** The database where what does not grow with trades lies. */
  readonly pool: pg.Pool
  /** Signs cookies; kept in the data folder, mode 600. */
  readonly secret: string
  /** Where the pages are served, `http://localhost:8080`; the first one is the server's own address. */
  readonly origins: readonly [string, ...string[]]
  readonly now: () => number
  /** Told what the library has to say, without the values that it adds. */
  readonly log: (message: string) => void
}

/** Set by us on each request, whatever the client sent under this name. */
export const ADDRESS_HEADER = 'x-entrepot-address'

const SIGN_IN = '/sign-in/email'

/**
 * better-auth as this house uses it: e-mail and password, sessions in the database, no registration from outside.
 *
 * Cookies are HttpOnly and SameSite=Lax, and Secure where the first origin is https.
 */
export function createAuth({ pool, secret, origins, now, log }: AuthOptions) {
  const attempts = attemptsIn(pool, now)
  return betterAuth({
    ...{ secret, baseURL: origins[0], basePath: '/api/auth', trustedOrigins: [...origins] },
    database: { db: new Kysely({ dialect: new PostgresDialect({ pool }) }), type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
      revokeSessionsOnPasswordReset: true,
    },
    user: { modelName: 'auth_user' },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    session: {
      ...{ modelName: 'auth_session', expiresIn: SESSION_S, updateAge: SESSION_RENEW_S },
      additionalFields: { organisation: { type: 'string', required: false, input: false } },
    },
    rateLimit: {
      ...{ enabled: true, storage: 'database', modelName: 'auth_rate_limit', window: 60, max: REQUESTS_PER_MINUTE },
      customRules: { [SIGN_IN]: { window: 60, max: SIGN_INS_PER_MINUTE } },
    },
    advanced: {
      ...{ cookiePrefix: 'entrepot', useSecureCookies: origins[0].startsWith('https:') },
      // Said outright: the library turns both off by itself where it takes its surroundings for a test.
      ...{ disableOriginCheck: false, disableCSRFCheck: false },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => randomUUIDv7() },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, organisation: (await firstOrganisationOf(pool, session.userId)) ?? null },
          }),
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        if (context.path !== SIGN_IN) return
        const email = emailOf(context.body)
        if (email === undefined || (await attempts.begin(email))) return
        const code = 'identity/too-many-attempts'
        throw new APIError('TOO_MANY_REQUESTS', { code, message: `wait ${ATTEMPT_WINDOW_MS / 60_000} minutes` })
      }),
      after: createAuthMiddleware(async (context) => {
        const email = context.path === SIGN_IN && context.context.newSession ? emailOf(context.body) : undefined
        if (email !== undefined) await attempts.forgive(email)
      }),
    },
    onAPIError: { onError: (error) => log(`sign-in: ${nameOf(error)}`) },
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message) => log(`sign-in ${level}: ${message}`) },
  })
}

/** What `createAuth` makes. */
export type Auth = ReturnType<typeof createAuth>

/** What is safe to log of an error: never its message, which may repeat what was sent. */
function nameOf(error: unknown): string {
  if (error instanceof APIError) return String(error.status)
  if (!(error instanceof Error)) return 'fault'
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name
}

function emailOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('email' in body)) return undefined
  return typeof body.email === 'string' ? body.email : undefined
}
