import type pg from 'pg'
import { type ApiKeys, apiKeys, newKeyText } from './api-keys.ts'
import { type Auth, createAuth } from './auth.ts'
import { ensurePeople, type Membership, membershipsOf, peopleOf, type Person, type Role } from './people.ts'
import { keptSecret } from './secrets.ts'

/** Who asks. An organisation is always known; a person also by user, a program by key. */
export interface Caller {
  readonly organisation: string
  readonly kind: 'person' | 'program' | 'operator'
  readonly userId?: string
  readonly name?: string
  readonly role?: Role
}

/** Somebody signed in, with all that may be switched to. */
export interface SignedIn {
  readonly userId: string
  readonly sessionId: string
  readonly name: string
  readonly email: string
  readonly organisation?: string
  readonly memberships: readonly Membership[]
}

/** Who may ask this port for something, and how it knows. */
export interface Identity {
  readonly auth: Auth
  readonly keys: ApiKeys
  /**
   * Who sent a request: by API key if it carries one (a wrong key is nobody, whatever cookie comes along), else by session.
   *
   * A session counts only while its user belongs to the organisation that it acts for, and, where the request changes
   * something, only from a page of ours.
   */
  identify(request: Request): Promise<Caller | undefined>
  /** The session of a request, also of a user who belongs to no organisation. */
  signedIn(request: Request): Promise<SignedIn | undefined>
  /** Acts for another of the user's organisations from now on; false for one that the user does not belong to. */
  switchTo(person: SignedIn, organisation: string): Promise<boolean>
  ensurePeople(people: readonly Person[], password: string): Promise<void>
  /** Who signs in for an organisation. */
  peopleOf(organisation: string): Promise<readonly Omit<Person, 'organisation'>[]>
}

/** What an identity is made of. */
export interface IdentityOptions {
  readonly pool: pg.Pool
  /** Secrets are kept here, mode 600. */
  readonly dataDir: string
  readonly origins: readonly [string, ...string[]]
  readonly now: () => number
  readonly log: (message: string) => void
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
const BEARER = /^Bearer +(\S+)$/i

/** Knows the people and programs of a port. */
export function createIdentity({ pool, dataDir, origins, now, log }: IdentityOptions): Identity {
  const auth = createAuth({ ...{ pool, origins, now, log }, secret: keptSecret(dataDir, 'identity-secret') })
  const keys = apiKeys(pool, now)

  async function signedIn(request: Request): Promise<SignedIn | undefined> {
    if (!request.headers.has('cookie') || isForged(request, origins)) return undefined
    const found = await auth.api.getSession({ headers: request.headers })
    if (found === null) return undefined
    const { id: userId, name, email } = found.user
    const memberships = await membershipsOf(pool, userId)
    const chosen = memberships.find(({ organisation }) => organisation === found.session.organisation)
    const base = { userId, sessionId: found.session.id, name, email, memberships }
    return chosen ? { ...base, organisation: chosen.organisation } : base
  }

  async function identify(request: Request): Promise<Caller | undefined> {
    const authorization = request.headers.get('authorization')
    if (authorization !== null) {
      const found = await keys.find(BEARER.exec(authorization)?.[1] ?? '')
      return found && { organisation: found.organisation, kind: found.kind }
    }
    const person = await signedIn(request)
    const chosen = person?.memberships.find(({ organisation }) => organisation === person.organisation)
    if (person === undefined || chosen === undefined) return undefined
    return {
      organisation: chosen.organisation,
      kind: 'person',
      userId: person.userId,
      name: person.name,
      role: chosen.role,
    }
  }

  return {
    ...{ auth, keys, identify, signedIn },
    async switchTo({ sessionId, userId }, organisation) {
      const { rowCount } = await pool.query(
        `update auth_session set organisation = $3 where id = $1 and "userId" = $2
         and exists (select from organisation_person where user_id = $2 and organisation_id = $3)`,
        [sessionId, userId, organisation],
      )
      return rowCount === 1
    },
    ensurePeople: (people, password) => ensurePeople({ auth, pool }, people, password),
    peopleOf: (organisation) => peopleOf(pool, organisation),
  }
}

/** A request that changes something and says that it comes from a page which is not ours. */
function isForged(request: Request, origins: readonly string[]): boolean {
  const origin = request.headers.get('origin')
  return !SAFE_METHODS.has(request.method) && origin !== null && !origins.includes(origin)
}

/** The password of a data folder's practice people: made once, shown by `npm start`, kept in a file of mode 600. */
export function practicePassword(dataDir: string): string {
  return keptSecret(dataDir, 'practice-password', () => `practice-${newKeyText().slice(-16)}`)
}

/** The operator's key of a data folder, in force: made once, kept in the file `operator-key` of mode 600. */
export async function operatorKey(keys: ApiKeys, dataDir: string, organisation: string): Promise<string> {
  const key = keptSecret(dataDir, 'operator-key', newKeyText)
  await keys.ensure(key, organisation, { label: 'operator of this data folder', kind: 'operator' })
  return key
}
