import type pg from 'pg'

/** An organisation as the port knows it; the same facts stand in its certificates. */
export interface Organisation {
  readonly organisation: string
  readonly name: string
  /** ISO 3166 alpha-2. */
  readonly country: string
  readonly place?: string
  readonly registration?: string
}

/** Who is known at this port, and what each asks for of its own people. */
export interface OrganisationRegister {
  /**
   * Puts an organisation on the register, or leaves it as it stands there.
   *
   * @returns what stands, or `undefined` where name or country is missing.
   */
  register(organisation: Organisation): Promise<Organisation | undefined>
  find(organisation: string): Promise<Organisation | undefined>
  all(): Promise<readonly Organisation[]>
  /** Types of act for which the organisation asks for a second person, by name. */
  twoPeopleFor(organisation: string): Promise<readonly string[]>
  askTwoPeopleFor(organisation: string, acts: readonly string[]): Promise<void>
}

/** Most organisations that one answer lists. */
const MAX_LISTED = 1_000
/** A policy that another server process changed is seen after this long at the latest. */
const POLICY_REFRESH_MS = 2_000
/** Policies kept in memory. */
const MAX_POLICIES = 10_000

interface Row {
  readonly organisation_id: string
  readonly name: string
  readonly country: string
  readonly place: string | null
  readonly registration: string | null
}

/** Opens the register of organisations. */
export function openOrganisations(database: pg.Pool, now: () => number): OrganisationRegister {
  const policies = new Map<string, { readonly acts: readonly string[]; readonly readMs: number }>()
  const find = async (organisation: string): Promise<Organisation | undefined> => {
    const { rows } = await database.query<Row>(`select ${COLUMNS} from organisation where organisation_id = $1`, [
      organisation,
    ])
    return rows[0] && organisationOf(rows[0])
  }
  return {
    find,
    async register({ organisation, name, country, place, registration }) {
      if (name.trim() === '' || !/^[A-Z]{2}$/.test(country)) return undefined
      await database.query(
        `insert into organisation (organisation_id, name, country, place, registration)
         values ($1, $2, $3, $4, $5) on conflict do nothing`,
        [organisation, name, country, place ?? null, registration ?? null],
      )
      return find(organisation)
    },
    async all() {
      const { rows } = await database.query<Row>(`select ${COLUMNS} from organisation order by name limit $1`, [
        MAX_LISTED,
      ])
      return rows.map(organisationOf)
    },
    async twoPeopleFor(organisation) {
      const cached = policies.get(organisation)
      if (cached && Math.abs(now() - cached.readMs) < POLICY_REFRESH_MS) return cached.acts
      const { rows } = await database.query<{ two_people_for: string[] }>(
        'select two_people_for from organisation where organisation_id = $1',
        [organisation],
      )
      const acts = rows[0]?.two_people_for ?? []
      if (policies.size >= MAX_POLICIES) policies.clear()
      policies.set(organisation, { acts, readMs: now() })
      return acts
    },
    async askTwoPeopleFor(organisation, acts) {
      await database.query('update organisation set two_people_for = $2 where organisation_id = $1', [
        organisation,
        [...acts],
      ])
      policies.delete(organisation)
    },
  }
}

const COLUMNS = 'organisation_id, name, country, place, registration'

const organisationOf = ({ organisation_id, name, country, place, registration }: Row): Organisation => ({
  ...{ organisation: organisation_id, name, country },
  ...(place === null ? {} : { place }),
  ...(registration === null ? {} : { registration }),
})
