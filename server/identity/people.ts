import type pg from 'pg'
import type { Auth } from './auth.ts'
import { MAX_PEOPLE } from './limits.ts'

/** What a person may do for an organisation beside acting: an administrator makes and revokes its keys. */
export type Role = 'member' | 'administrator'

/** Somebody who signs in for an organisation. */
export interface Person {
  readonly email: string
  readonly name: string
  readonly organisation: string
  readonly role: Role
}

/** A person's place in an organisation. */
export interface Membership {
  readonly organisation: string
  readonly role: Role
}

/** The organisations that a user belongs to, by id. */
export async function membershipsOf(pool: pg.Pool, userId: string): Promise<readonly Membership[]> {
  const { rows } = await pool.query<{ organisation_id: string; role: Role }>(
    'select organisation_id, role from organisation_person where user_id = $1 order by organisation_id',
    [userId],
  )
  return rows.map(({ organisation_id, role }) => ({ organisation: organisation_id, role }))
}

/** The people of an organisation, by name; at most `MAX_PEOPLE`. */
export async function peopleOf(pool: pg.Pool, organisation: string): Promise<readonly Omit<Person, 'organisation'>[]> {
  const { rows } = await pool.query<{ name: string; email: string; role: Role }>(
    `select auth_user.name, email, role from organisation_person join auth_user on auth_user.id = user_id
     where organisation_id = $1 order by role, auth_user.name, email limit $2`,
    [organisation, MAX_PEOPLE],
  )
  return rows
}

/** Where a new session starts: the first organisation by id, if there is any. */
export async function firstOrganisationOf(pool: pg.Pool, userId: string): Promise<string | undefined> {
  return (await membershipsOf(pool, userId))[0]?.organisation
}

/**
 * Makes sure that these people can sign in, each with the given password, and belong to their organisations; nothing else of
 * theirs is changed. A person that is there keeps the account and gets the password, so that what is printed is true.
 */
export async function ensurePeople(
  { auth, pool }: { readonly auth: Auth; readonly pool: pg.Pool },
  people: readonly Person[],
  password: string,
): Promise<void> {
  const { internalAdapter, password: hashing } = await auth.$context
  const hash = await hashing.hash(password)
  for (const { email, name, organisation, role } of people) {
    const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
    const user =
      found?.user ?? (await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'admin' }))
    const credential = found?.accounts.find(({ providerId }) => providerId === 'credential')
    if (credential === undefined)
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      })
    else if (!(await hashing.verify({ hash: credential.password ?? '', password })))
      await internalAdapter.updatePassword(user.id, hash)
    await pool.query(
      `insert into organisation_person (organisation_id, user_id, role) values ($1, $2, $3)
       on conflict (organisation_id, user_id) do update set role = excluded.role`,
      [organisation, user.id, role],
    )
  }
}
